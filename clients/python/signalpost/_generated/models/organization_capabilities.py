from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="OrganizationCapabilities")


@_attrs_define
class OrganizationCapabilities:
    """What the organization may do.

    Attributes:
        checkout_payments (bool):
        subscription_renewals (bool):
        payouts (bool):
        refunds (bool):
        api_access (bool):
        dashboard_access (bool):
    """

    checkout_payments: bool
    subscription_renewals: bool
    payouts: bool
    refunds: bool
    api_access: bool
    dashboard_access: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        checkout_payments = self.checkout_payments

        subscription_renewals = self.subscription_renewals

        payouts = self.payouts

        refunds = self.refunds

        api_access = self.api_access

        dashboard_access = self.dashboard_access

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "checkout_payments": checkout_payments,
                "subscription_renewals": subscription_renewals,
                "payouts": payouts,
                "refunds": refunds,
                "api_access": api_access,
                "dashboard_access": dashboard_access,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        checkout_payments = d.pop("checkout_payments")

        subscription_renewals = d.pop("subscription_renewals")

        payouts = d.pop("payouts")

        refunds = d.pop("refunds")

        api_access = d.pop("api_access")

        dashboard_access = d.pop("dashboard_access")

        organization_capabilities = cls(
            checkout_payments=checkout_payments,
            subscription_renewals=subscription_renewals,
            payouts=payouts,
            refunds=refunds,
            api_access=api_access,
            dashboard_access=dashboard_access,
        )

        organization_capabilities.additional_properties = d
        return organization_capabilities

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
