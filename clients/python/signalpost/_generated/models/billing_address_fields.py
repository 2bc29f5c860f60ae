from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.billing_address_field_mode import (
    BillingAddressFieldMode,
    check_billing_address_field_mode,
)

T = TypeVar("T", bound="BillingAddressFields")


@_attrs_define
class BillingAddressFields:
    """What the form asks of the address.

    Attributes:
        country (BillingAddressFieldMode): Whether the form asks for a part of the address.
        state (BillingAddressFieldMode): Whether the form asks for a part of the address.
        city (BillingAddressFieldMode): Whether the form asks for a part of the address.
        postal_code (BillingAddressFieldMode): Whether the form asks for a part of the address.
        line1 (BillingAddressFieldMode): Whether the form asks for a part of the address.
        line2 (BillingAddressFieldMode): Whether the form asks for a part of the address.
    """

    country: BillingAddressFieldMode
    state: BillingAddressFieldMode
    city: BillingAddressFieldMode
    postal_code: BillingAddressFieldMode
    line1: BillingAddressFieldMode
    line2: BillingAddressFieldMode
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        country: str = self.country

        state: str = self.state

        city: str = self.city

        postal_code: str = self.postal_code

        line1: str = self.line1

        line2: str = self.line2

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "country": country,
                "state": state,
                "city": city,
                "postal_code": postal_code,
                "line1": line1,
                "line2": line2,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        country = check_billing_address_field_mode(d.pop("country"))

        state = check_billing_address_field_mode(d.pop("state"))

        city = check_billing_address_field_mode(d.pop("city"))

        postal_code = check_billing_address_field_mode(d.pop("postal_code"))

        line1 = check_billing_address_field_mode(d.pop("line1"))

        line2 = check_billing_address_field_mode(d.pop("line2"))

        billing_address_fields = cls(
            country=country,
            state=state,
            city=city,
            postal_code=postal_code,
            line1=line1,
            line2=line2,
        )

        billing_address_fields.additional_properties = d
        return billing_address_fields

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
