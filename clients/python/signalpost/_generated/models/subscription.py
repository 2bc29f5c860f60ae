from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.recurring_interval import RecurringInterval, check_recurring_interval
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.custom_field_data import CustomFieldData
    from ..models.customer import Customer
    from ..models.discount_base import DiscountBase
    from ..models.metadata import Metadata
    from ..models.pending_subscription_update import PendingSubscriptionUpdate
    from ..models.product import Product
    from ..models.product_price import ProductPrice
    from ..models.subscription_meter import SubscriptionMeter


T = TypeVar("T", bound="Subscription")


@_attrs_define
class Subscription:
    """A product that a customer pays period by period.

    Attributes:
        id (str):
        created_at (datetime.datetime):
        modified_at (datetime.datetime | None): Null until the first change.
        amount (int): The price of one period, in minor units of `currency`.
        currency (str): ISO 4217 code in lower case, such as `usd`.
        recurring_interval (RecurringInterval): The unit of a billing or trial period.
        recurring_interval_count (int): How many intervals make one period.
        status (str): Usually one of `incomplete`, `incomplete_expired`, `trialing`, `active`, `past_due`, `canceled`,
            `unpaid`, `paused`; may be another.
        current_period_start (datetime.datetime):
        current_period_end (datetime.datetime):
        current_meter_period_start (datetime.datetime | None):
        current_meter_period_end (datetime.datetime | None):
        trial_start (datetime.datetime | None):
        trial_end (datetime.datetime | None):
        cancel_at_period_end (bool):
        canceled_at (datetime.datetime | None): When it was canceled, not when it ends.
        started_at (datetime.datetime | None):
        ends_at (datetime.datetime | None): When it is going to end.
        ended_at (datetime.datetime | None): When it ended.
        pause_at_period_end (bool):
        paused_at (datetime.datetime | None):
        resumes_at (datetime.datetime | None):
        customer_id (str):
        product_id (str):
        discount_id (None | str):
        checkout_id (None | str):
        customer_cancellation_reason (None | str):
        customer_cancellation_comment (None | str):
        metadata (Metadata): The organization's own keys and values.
        customer (Customer): Who buys: a person or a team.
        product (Product): What is sold.
        discount (DiscountBase | None):
        prices (list[ProductPrice]): Those that the subscription pays.
        meters (list[SubscriptionMeter]):
        pending_update (None | PendingSubscriptionUpdate):
        past_due_at (datetime.datetime | None | Unset):
        seats (int | None | Unset):
        units (int | None | Unset):
        custom_field_data (CustomFieldData | Unset): What the customer entered, by slug of the field.
    """

    id: str
    created_at: datetime.datetime
    modified_at: datetime.datetime | None
    amount: int
    currency: str
    recurring_interval: RecurringInterval
    recurring_interval_count: int
    status: str
    current_period_start: datetime.datetime
    current_period_end: datetime.datetime
    current_meter_period_start: datetime.datetime | None
    current_meter_period_end: datetime.datetime | None
    trial_start: datetime.datetime | None
    trial_end: datetime.datetime | None
    cancel_at_period_end: bool
    canceled_at: datetime.datetime | None
    started_at: datetime.datetime | None
    ends_at: datetime.datetime | None
    ended_at: datetime.datetime | None
    pause_at_period_end: bool
    paused_at: datetime.datetime | None
    resumes_at: datetime.datetime | None
    customer_id: str
    product_id: str
    discount_id: None | str
    checkout_id: None | str
    customer_cancellation_reason: None | str
    customer_cancellation_comment: None | str
    metadata: Metadata
    customer: Customer
    product: Product
    discount: DiscountBase | None
    prices: list[ProductPrice]
    meters: list[SubscriptionMeter]
    pending_update: None | PendingSubscriptionUpdate
    past_due_at: datetime.datetime | None | Unset = UNSET
    seats: int | None | Unset = UNSET
    units: int | None | Unset = UNSET
    custom_field_data: CustomFieldData | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.discount_base import DiscountBase  # noqa: PLC0415
        from ..models.pending_subscription_update import PendingSubscriptionUpdate  # noqa: PLC0415

        id = self.id

        created_at = self.created_at.isoformat()

        modified_at: None | str
        if isinstance(self.modified_at, datetime.datetime):
            modified_at = self.modified_at.isoformat()
        else:
            modified_at = self.modified_at

        amount = self.amount

        currency = self.currency

        recurring_interval: str = self.recurring_interval

        recurring_interval_count = self.recurring_interval_count

        status = self.status

        current_period_start = self.current_period_start.isoformat()

        current_period_end = self.current_period_end.isoformat()

        current_meter_period_start: None | str
        if isinstance(self.current_meter_period_start, datetime.datetime):
            current_meter_period_start = self.current_meter_period_start.isoformat()
        else:
            current_meter_period_start = self.current_meter_period_start

        current_meter_period_end: None | str
        if isinstance(self.current_meter_period_end, datetime.datetime):
            current_meter_period_end = self.current_meter_period_end.isoformat()
        else:
            current_meter_period_end = self.current_meter_period_end

        trial_start: None | str
        if isinstance(self.trial_start, datetime.datetime):
            trial_start = self.trial_start.isoformat()
        else:
            trial_start = self.trial_start

        trial_end: None | str
        if isinstance(self.trial_end, datetime.datetime):
            trial_end = self.trial_end.isoformat()
        else:
            trial_end = self.trial_end

        cancel_at_period_end = self.cancel_at_period_end

        canceled_at: None | str
        if isinstance(self.canceled_at, datetime.datetime):
            canceled_at = self.canceled_at.isoformat()
        else:
            canceled_at = self.canceled_at

        started_at: None | str
        if isinstance(self.started_at, datetime.datetime):
            started_at = self.started_at.isoformat()
        else:
            started_at = self.started_at

        ends_at: None | str
        if isinstance(self.ends_at, datetime.datetime):
            ends_at = self.ends_at.isoformat()
        else:
            ends_at = self.ends_at

        ended_at: None | str
        if isinstance(self.ended_at, datetime.datetime):
            ended_at = self.ended_at.isoformat()
        else:
            ended_at = self.ended_at

        pause_at_period_end = self.pause_at_period_end

        paused_at: None | str
        if isinstance(self.paused_at, datetime.datetime):
            paused_at = self.paused_at.isoformat()
        else:
            paused_at = self.paused_at

        resumes_at: None | str
        if isinstance(self.resumes_at, datetime.datetime):
            resumes_at = self.resumes_at.isoformat()
        else:
            resumes_at = self.resumes_at

        customer_id = self.customer_id

        product_id = self.product_id

        discount_id: None | str
        discount_id = self.discount_id

        checkout_id: None | str
        checkout_id = self.checkout_id

        customer_cancellation_reason: None | str
        customer_cancellation_reason = self.customer_cancellation_reason

        customer_cancellation_comment: None | str
        customer_cancellation_comment = self.customer_cancellation_comment

        metadata = self.metadata.to_dict()

        customer = self.customer.to_dict()

        product = self.product.to_dict()

        discount: dict[str, Any] | None
        if isinstance(self.discount, DiscountBase):
            discount = self.discount.to_dict()
        else:
            discount = self.discount

        prices = []
        for prices_item_data in self.prices:
            prices_item = prices_item_data.to_dict()
            prices.append(prices_item)

        meters = []
        for meters_item_data in self.meters:
            meters_item = meters_item_data.to_dict()
            meters.append(meters_item)

        pending_update: dict[str, Any] | None
        if isinstance(self.pending_update, PendingSubscriptionUpdate):
            pending_update = self.pending_update.to_dict()
        else:
            pending_update = self.pending_update

        past_due_at: None | str | Unset
        if isinstance(self.past_due_at, Unset):
            past_due_at = UNSET
        elif isinstance(self.past_due_at, datetime.datetime):
            past_due_at = self.past_due_at.isoformat()
        else:
            past_due_at = self.past_due_at

        seats: int | None | Unset
        if isinstance(self.seats, Unset):
            seats = UNSET
        else:
            seats = self.seats

        units: int | None | Unset
        if isinstance(self.units, Unset):
            units = UNSET
        else:
            units = self.units

        custom_field_data: dict[str, Any] | Unset = UNSET
        if not isinstance(self.custom_field_data, Unset):
            custom_field_data = self.custom_field_data.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "created_at": created_at,
                "modified_at": modified_at,
                "amount": amount,
                "currency": currency,
                "recurring_interval": recurring_interval,
                "recurring_interval_count": recurring_interval_count,
                "status": status,
                "current_period_start": current_period_start,
                "current_period_end": current_period_end,
                "current_meter_period_start": current_meter_period_start,
                "current_meter_period_end": current_meter_period_end,
                "trial_start": trial_start,
                "trial_end": trial_end,
                "cancel_at_period_end": cancel_at_period_end,
                "canceled_at": canceled_at,
                "started_at": started_at,
                "ends_at": ends_at,
                "ended_at": ended_at,
                "pause_at_period_end": pause_at_period_end,
                "paused_at": paused_at,
                "resumes_at": resumes_at,
                "customer_id": customer_id,
                "product_id": product_id,
                "discount_id": discount_id,
                "checkout_id": checkout_id,
                "customer_cancellation_reason": customer_cancellation_reason,
                "customer_cancellation_comment": customer_cancellation_comment,
                "metadata": metadata,
                "customer": customer,
                "product": product,
                "discount": discount,
                "prices": prices,
                "meters": meters,
                "pending_update": pending_update,
            }
        )
        if past_due_at is not UNSET:
            field_dict["past_due_at"] = past_due_at
        if seats is not UNSET:
            field_dict["seats"] = seats
        if units is not UNSET:
            field_dict["units"] = units
        if custom_field_data is not UNSET:
            field_dict["custom_field_data"] = custom_field_data

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.custom_field_data import CustomFieldData  # noqa: PLC0415
        from ..models.customer import Customer  # noqa: PLC0415
        from ..models.discount_base import DiscountBase  # noqa: PLC0415
        from ..models.metadata import Metadata  # noqa: PLC0415
        from ..models.pending_subscription_update import PendingSubscriptionUpdate  # noqa: PLC0415
        from ..models.product import Product  # noqa: PLC0415
        from ..models.product_price import ProductPrice  # noqa: PLC0415
        from ..models.subscription_meter import SubscriptionMeter  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_modified_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                modified_at_type_0 = datetime.datetime.fromisoformat(data)

                return modified_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        modified_at = _parse_modified_at(d.pop("modified_at"))

        amount = d.pop("amount")

        currency = d.pop("currency")

        recurring_interval = check_recurring_interval(d.pop("recurring_interval"))

        recurring_interval_count = d.pop("recurring_interval_count")

        status = d.pop("status")

        current_period_start = datetime.datetime.fromisoformat(d.pop("current_period_start"))

        current_period_end = datetime.datetime.fromisoformat(d.pop("current_period_end"))

        def _parse_current_meter_period_start(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                current_meter_period_start_type_0 = datetime.datetime.fromisoformat(data)

                return current_meter_period_start_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        current_meter_period_start = _parse_current_meter_period_start(
            d.pop("current_meter_period_start")
        )

        def _parse_current_meter_period_end(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                current_meter_period_end_type_0 = datetime.datetime.fromisoformat(data)

                return current_meter_period_end_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        current_meter_period_end = _parse_current_meter_period_end(
            d.pop("current_meter_period_end")
        )

        def _parse_trial_start(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                trial_start_type_0 = datetime.datetime.fromisoformat(data)

                return trial_start_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        trial_start = _parse_trial_start(d.pop("trial_start"))

        def _parse_trial_end(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                trial_end_type_0 = datetime.datetime.fromisoformat(data)

                return trial_end_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        trial_end = _parse_trial_end(d.pop("trial_end"))

        cancel_at_period_end = d.pop("cancel_at_period_end")

        def _parse_canceled_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                canceled_at_type_0 = datetime.datetime.fromisoformat(data)

                return canceled_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        canceled_at = _parse_canceled_at(d.pop("canceled_at"))

        def _parse_started_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                started_at_type_0 = datetime.datetime.fromisoformat(data)

                return started_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        started_at = _parse_started_at(d.pop("started_at"))

        def _parse_ends_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ends_at_type_0 = datetime.datetime.fromisoformat(data)

                return ends_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        ends_at = _parse_ends_at(d.pop("ends_at"))

        def _parse_ended_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ended_at_type_0 = datetime.datetime.fromisoformat(data)

                return ended_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        ended_at = _parse_ended_at(d.pop("ended_at"))

        pause_at_period_end = d.pop("pause_at_period_end")

        def _parse_paused_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                paused_at_type_0 = datetime.datetime.fromisoformat(data)

                return paused_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        paused_at = _parse_paused_at(d.pop("paused_at"))

        def _parse_resumes_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                resumes_at_type_0 = datetime.datetime.fromisoformat(data)

                return resumes_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        resumes_at = _parse_resumes_at(d.pop("resumes_at"))

        customer_id = d.pop("customer_id")

        product_id = d.pop("product_id")

        def _parse_discount_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        discount_id = _parse_discount_id(d.pop("discount_id"))

        def _parse_checkout_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        checkout_id = _parse_checkout_id(d.pop("checkout_id"))

        def _parse_customer_cancellation_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        customer_cancellation_reason = _parse_customer_cancellation_reason(
            d.pop("customer_cancellation_reason")
        )

        def _parse_customer_cancellation_comment(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        customer_cancellation_comment = _parse_customer_cancellation_comment(
            d.pop("customer_cancellation_comment")
        )

        metadata = Metadata.from_dict(d.pop("metadata"))

        customer = Customer.from_dict(d.pop("customer"))

        product = Product.from_dict(d.pop("product"))

        def _parse_discount(data: object) -> DiscountBase | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                discount_type_0 = DiscountBase.from_dict(data)

                return discount_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DiscountBase | None, data)

        discount = _parse_discount(d.pop("discount"))

        prices = []
        _prices = d.pop("prices")
        for prices_item_data in _prices:
            prices_item = ProductPrice.from_dict(prices_item_data)

            prices.append(prices_item)

        meters = []
        _meters = d.pop("meters")
        for meters_item_data in _meters:
            meters_item = SubscriptionMeter.from_dict(meters_item_data)

            meters.append(meters_item)

        def _parse_pending_update(data: object) -> None | PendingSubscriptionUpdate:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                pending_update_type_0 = PendingSubscriptionUpdate.from_dict(data)

                return pending_update_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PendingSubscriptionUpdate, data)

        pending_update = _parse_pending_update(d.pop("pending_update"))

        def _parse_past_due_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                past_due_at_type_0 = datetime.datetime.fromisoformat(data)

                return past_due_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        past_due_at = _parse_past_due_at(d.pop("past_due_at", UNSET))

        def _parse_seats(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        seats = _parse_seats(d.pop("seats", UNSET))

        def _parse_units(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        units = _parse_units(d.pop("units", UNSET))

        _custom_field_data = d.pop("custom_field_data", UNSET)
        custom_field_data: CustomFieldData | Unset
        if isinstance(_custom_field_data, Unset):
            custom_field_data = UNSET
        else:
            custom_field_data = CustomFieldData.from_dict(_custom_field_data)

        subscription = cls(
            id=id,
            created_at=created_at,
            modified_at=modified_at,
            amount=amount,
            currency=currency,
            recurring_interval=recurring_interval,
            recurring_interval_count=recurring_interval_count,
            status=status,
            current_period_start=current_period_start,
            current_period_end=current_period_end,
            current_meter_period_start=current_meter_period_start,
            current_meter_period_end=current_meter_period_end,
            trial_start=trial_start,
            trial_end=trial_end,
            cancel_at_period_end=cancel_at_period_end,
            canceled_at=canceled_at,
            started_at=started_at,
            ends_at=ends_at,
            ended_at=ended_at,
            pause_at_period_end=pause_at_period_end,
            paused_at=paused_at,
            resumes_at=resumes_at,
            customer_id=customer_id,
            product_id=product_id,
            discount_id=discount_id,
            checkout_id=checkout_id,
            customer_cancellation_reason=customer_cancellation_reason,
            customer_cancellation_comment=customer_cancellation_comment,
            metadata=metadata,
            customer=customer,
            product=product,
            discount=discount,
            prices=prices,
            meters=meters,
            pending_update=pending_update,
            past_due_at=past_due_at,
            seats=seats,
            units=units,
            custom_field_data=custom_field_data,
        )

        subscription.additional_properties = d
        return subscription

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
