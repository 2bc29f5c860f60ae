from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="CustomerPortalCustomerSettings")


@_attrs_define
class CustomerPortalCustomerSettings:
    """What customers may change of themselves.

    Attributes:
        allow_email_change (bool | Unset):
    """

    allow_email_change: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        allow_email_change = self.allow_email_change

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if allow_email_change is not UNSET:
            field_dict["allow_email_change"] = allow_email_change

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        allow_email_change = d.pop("allow_email_change", UNSET)

        customer_portal_customer_settings = cls(
            allow_email_change=allow_email_change,
        )

        customer_portal_customer_settings.additional_properties = d
        return customer_portal_customer_settings

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
