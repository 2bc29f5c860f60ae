from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="SubscriptionSettings")


@_attrs_define
class SubscriptionSettings:
    """How subscriptions behave.

    Attributes:
        allow_multiple_subscriptions (bool):
        proration_behavior (str): Usually one of `invoice`, `prorate`, `next_period`; may be another.
        benefit_revocation_grace_period (int): In days.
        prevent_trial_abuse (bool):
        allow_customer_updates (bool):
    """

    allow_multiple_subscriptions: bool
    proration_behavior: str
    benefit_revocation_grace_period: int
    prevent_trial_abuse: bool
    allow_customer_updates: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        allow_multiple_subscriptions = self.allow_multiple_subscriptions

        proration_behavior = self.proration_behavior

        benefit_revocation_grace_period = self.benefit_revocation_grace_period

        prevent_trial_abuse = self.prevent_trial_abuse

        allow_customer_updates = self.allow_customer_updates

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "allow_multiple_subscriptions": allow_multiple_subscriptions,
                "proration_behavior": proration_behavior,
                "benefit_revocation_grace_period": benefit_revocation_grace_period,
                "prevent_trial_abuse": prevent_trial_abuse,
                "allow_customer_updates": allow_customer_updates,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        allow_multiple_subscriptions = d.pop("allow_multiple_subscriptions")

        proration_behavior = d.pop("proration_behavior")

        benefit_revocation_grace_period = d.pop("benefit_revocation_grace_period")

        prevent_trial_abuse = d.pop("prevent_trial_abuse")

        allow_customer_updates = d.pop("allow_customer_updates")

        subscription_settings = cls(
            allow_multiple_subscriptions=allow_multiple_subscriptions,
            proration_behavior=proration_behavior,
            benefit_revocation_grace_period=benefit_revocation_grace_period,
            prevent_trial_abuse=prevent_trial_abuse,
            allow_customer_updates=allow_customer_updates,
        )

        subscription_settings.additional_properties = d
        return subscription_settings

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
