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
    from ..models.customer_state_subscription_meter import CustomerStateSubscriptionMeter
    from ..models.metadata import Metadata


T = TypeVar("T", bound="CustomerStateSubscription")


@_attrs_define
class CustomerStateSubscription:
    """An active or trialing subscription of a customer.

    Attributes:
        id (str):
        created_at (datetime.datetime):
        modified_at (datetime.datetime | None): Null until the first change.
        metadata (Metadata): The organization's own keys and values.
        status (str): Usually one of `active`, `trialing`; may be another.
        amount (int): The price of one period, in minor units of `currency`.
        currency (str): ISO 4217 code in lower case, such as `usd`.
        recurring_interval (RecurringInterval): The unit of a billing or trial period.
        current_period_start (datetime.datetime):
        current_period_end (datetime.datetime):
        trial_start (datetime.datetime | None):
        trial_end (datetime.datetime | None):
        cancel_at_period_end (bool):
        canceled_at (datetime.datetime | None):
        started_at (datetime.datetime | None):
        ends_at (datetime.datetime | None):
        product_id (str):
        discount_id (None | str):
        meters (list[CustomerStateSubscriptionMeter]):
        custom_field_data (CustomFieldData | Unset): What the customer entered, by slug of the field.
        seats (int | None | Unset):
        units (int | None | Unset):
    """

    id: str
    created_at: datetime.datetime
    modified_at: datetime.datetime | None
    metadata: Metadata
    status: str
    amount: int
    currency: str
    recurring_interval: RecurringInterval
    current_period_start: datetime.datetime
    current_period_end: datetime.datetime
    trial_start: datetime.datetime | None
    trial_end: datetime.datetime | None
    cancel_at_period_end: bool
    canceled_at: datetime.datetime | None
    started_at: datetime.datetime | None
    ends_at: datetime.datetime | None
    product_id: str
    discount_id: None | str
    meters: list[CustomerStateSubscriptionMeter]
    custom_field_data: CustomFieldData | Unset = UNSET
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

        metadata = self.metadata.to_dict()

        status = self.status

        amount = self.amount

        currency = self.currency

        recurring_interval: str = self.recurring_interval

        current_period_start = self.current_period_start.isoformat()

        current_period_end = self.current_period_end.isoformat()

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

        product_id = self.product_id

        discount_id: None | str
        discount_id = self.discount_id

        meters = []
        for meters_item_data in self.meters:
            meters_item = meters_item_data.to_dict()
            meters.append(meters_item)

        custom_field_data: dict[str, Any] | Unset = UNSET
        if not isinstance(self.custom_field_data, Unset):
            custom_field_data = self.custom_field_data.to_dict()

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
                "metadata": metadata,
                "status": status,
                "amount": amount,
                "currency": currency,
                "recurring_interval": recurring_interval,
                "current_period_start": current_period_start,
                "current_period_end": current_period_end,
                "trial_start": trial_start,
                "trial_end": trial_end,
                "cancel_at_period_end": cancel_at_period_end,
                "canceled_at": canceled_at,
                "started_at": started_at,
                "ends_at": ends_at,
                "product_id": product_id,
                "discount_id": discount_id,
                "meters": meters,
            }
        )
        if custom_field_data is not UNSET:
            field_dict["custom_field_data"] = custom_field_data
        if seats is not UNSET:
            field_dict["seats"] = seats
        if units is not UNSET:
            field_dict["units"] = units

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.custom_field_data import CustomFieldData  # noqa: PLC0415
        from ..models.customer_state_subscription_meter import (
            CustomerStateSubscriptionMeter,  # noqa: PLC0415
        )
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

        metadata = Metadata.from_dict(d.pop("metadata"))

        status = d.pop("status")

        amount = d.pop("amount")

        currency = d.pop("currency")

        recurring_interval = check_recurring_interval(d.pop("recurring_interval"))

        current_period_start = datetime.datetime.fromisoformat(d.pop("current_period_start"))

        current_period_end = datetime.datetime.fromisoformat(d.pop("current_period_end"))

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

        product_id = d.pop("product_id")

        def _parse_discount_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        discount_id = _parse_discount_id(d.pop("discount_id"))

        meters = []
        _meters = d.pop("meters")
        for meters_item_data in _meters:
            meters_item = CustomerStateSubscriptionMeter.from_dict(meters_item_data)

            meters.append(meters_item)

        _custom_field_data = d.pop("custom_field_data", UNSET)
        custom_field_data: CustomFieldData | Unset
        if isinstance(_custom_field_data, Unset):
            custom_field_data = UNSET
        else:
            custom_field_data = CustomFieldData.from_dict(_custom_field_data)

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

        customer_state_subscription = cls(
            id=id,
            created_at=created_at,
            modified_at=modified_at,
            metadata=metadata,
            status=status,
            amount=amount,
            currency=currency,
            recurring_interval=recurring_interval,
            current_period_start=current_period_start,
            current_period_end=current_period_end,
            trial_start=trial_start,
            trial_end=trial_end,
            cancel_at_period_end=cancel_at_period_end,
            canceled_at=canceled_at,
            started_at=started_at,
            ends_at=ends_at,
            product_id=product_id,
            discount_id=discount_id,
            meters=meters,
            custom_field_data=custom_field_data,
            seats=seats,
            units=units,
        )

        customer_state_subscription.additional_properties = d
        return customer_state_subscription

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
