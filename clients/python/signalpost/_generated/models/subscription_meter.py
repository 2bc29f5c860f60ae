from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.meter import Meter


T = TypeVar("T", bound="SubscriptionMeter")


@_attrs_define
class SubscriptionMeter:
    """The usage of a subscription in this period.

    Attributes:
        id (str):
        created_at (datetime.datetime):
        modified_at (datetime.datetime | None): Null until the first change.
        consumed_units (float):
        credited_units (float):
        amount (int): What is due so far, in minor units of `currency`.
        meter_id (str):
        meter (Meter): What counts the usage of customers.
    """

    id: str
    created_at: datetime.datetime
    modified_at: datetime.datetime | None
    consumed_units: float
    credited_units: float
    amount: int
    meter_id: str
    meter: Meter
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        created_at = self.created_at.isoformat()

        modified_at: None | str
        if isinstance(self.modified_at, datetime.datetime):
            modified_at = self.modified_at.isoformat()
        else:
            modified_at = self.modified_at

        consumed_units = self.consumed_units

        credited_units = self.credited_units

        amount = self.amount

        meter_id = self.meter_id

        meter = self.meter.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "created_at": created_at,
                "modified_at": modified_at,
                "consumed_units": consumed_units,
                "credited_units": credited_units,
                "amount": amount,
                "meter_id": meter_id,
                "meter": meter,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.meter import Meter  # noqa: PLC0415

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

        consumed_units = d.pop("consumed_units")

        credited_units = d.pop("credited_units")

        amount = d.pop("amount")

        meter_id = d.pop("meter_id")

        meter = Meter.from_dict(d.pop("meter"))

        subscription_meter = cls(
            id=id,
            created_at=created_at,
            modified_at=modified_at,
            consumed_units=consumed_units,
            credited_units=credited_units,
            amount=amount,
            meter_id=meter_id,
            meter=meter,
        )

        subscription_meter.additional_properties = d
        return subscription_meter

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
