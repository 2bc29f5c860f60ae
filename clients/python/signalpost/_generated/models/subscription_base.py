from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.recurring_interval import RecurringInterval, check_recurring_interval
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.metadata import Metadata


T = TypeVar("T", bound="SubscriptionBase")


@_attrs_define
class SubscriptionBase:
    """A subscription as orders hold it, without customer, product and prices.

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
        past_due_at (datetime.datetime | None | Unset):
        seats (int | None | Unset):
        units (int | None | Unset):
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
    past_due_at: datetime.datetime | None | Unset = UNSET
    seats: int | None | Unset = UNSET
    units: int | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
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
            }
        )
        if past_due_at is not UNSET:
            field_dict["past_due_at"] = past_due_at
        if seats is not UNSET:
            field_dict["seats"] = seats
        if units is not UNSET:
            field_dict["units"] = units

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.metadata import Metadata  # noqa: PLC0415

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

        subscription_base = cls(
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
            past_due_at=past_due_at,
            seats=seats,
            units=units,
        )

        subscription_base.additional_properties = d
        return subscription_base

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
