from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="CustomerPortalSubscriptionSettings")


@_attrs_define
class CustomerPortalSubscriptionSettings:
    """What customers may change of a subscription.

    Attributes:
        update_seats (bool):
        update_plan (bool):
        update_units (bool | Unset):
        pause (bool | Unset):
    """

    update_seats: bool
    update_plan: bool
    update_units: bool | Unset = UNSET
    pause: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        update_seats = self.update_seats

        update_plan = self.update_plan

        update_units = self.update_units

        pause = self.pause

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "update_seats": update_seats,
                "update_plan": update_plan,
            }
        )
        if update_units is not UNSET:
            field_dict["update_units"] = update_units
        if pause is not UNSET:
            field_dict["pause"] = pause

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        update_seats = d.pop("update_seats")

        update_plan = d.pop("update_plan")

        update_units = d.pop("update_units", UNSET)

        pause = d.pop("pause", UNSET)

        customer_portal_subscription_settings = cls(
            update_seats=update_seats,
            update_plan=update_plan,
            update_units=update_units,
            pause=pause,
        )

        customer_portal_subscription_settings.additional_properties = d
        return customer_portal_subscription_settings

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
