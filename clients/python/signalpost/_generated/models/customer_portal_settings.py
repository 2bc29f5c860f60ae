from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.customer_portal_customer_settings import CustomerPortalCustomerSettings
    from ..models.customer_portal_subscription_settings import (
        CustomerPortalSubscriptionSettings,
    )
    from ..models.customer_portal_usage_settings import CustomerPortalUsageSettings


T = TypeVar("T", bound="CustomerPortalSettings")


@_attrs_define
class CustomerPortalSettings:
    """What customers can do in the organization's portal.

    Attributes:
        usage (CustomerPortalUsageSettings): Whether the portal shows usage.
        subscription (CustomerPortalSubscriptionSettings): What customers may change of a subscription.
        customer (CustomerPortalCustomerSettings | Unset): What customers may change of themselves.
    """

    usage: CustomerPortalUsageSettings
    subscription: CustomerPortalSubscriptionSettings
    customer: CustomerPortalCustomerSettings | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        usage = self.usage.to_dict()

        subscription = self.subscription.to_dict()

        customer: dict[str, Any] | Unset = UNSET
        if not isinstance(self.customer, Unset):
            customer = self.customer.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "usage": usage,
                "subscription": subscription,
            }
        )
        if customer is not UNSET:
            field_dict["customer"] = customer

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.customer_portal_customer_settings import (
            CustomerPortalCustomerSettings,  # noqa: PLC0415
        )
        from ..models.customer_portal_subscription_settings import (
            CustomerPortalSubscriptionSettings,  # noqa: PLC0415
        )
        from ..models.customer_portal_usage_settings import CustomerPortalUsageSettings  # noqa: PLC0415

        d = dict(src_dict)
        usage = CustomerPortalUsageSettings.from_dict(d.pop("usage"))

        subscription = CustomerPortalSubscriptionSettings.from_dict(d.pop("subscription"))

        _customer = d.pop("customer", UNSET)
        customer: CustomerPortalCustomerSettings | Unset
        if isinstance(_customer, Unset):
            customer = UNSET
        else:
            customer = CustomerPortalCustomerSettings.from_dict(_customer)

        customer_portal_settings = cls(
            usage=usage,
            subscription=subscription,
            customer=customer,
        )

        customer_portal_settings.additional_properties = d
        return customer_portal_settings

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
