from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="CustomerEmailSettings")


@_attrs_define
class CustomerEmailSettings:
    """Which mails customers get.

    Attributes:
        order_confirmation (bool):
        subscription_cancellation (bool):
        subscription_confirmation (bool):
        subscription_cycled (bool):
        subscription_cycled_after_trial (bool):
        subscription_past_due (bool):
        subscription_paused (bool):
        subscription_resumed (bool):
        subscription_renewal_reminder (bool):
        subscription_revoked (bool):
        subscription_trial_conversion_reminder (bool):
        subscription_uncanceled (bool):
        subscription_updated (bool):
        payment_method_expiration_reminder (bool | Unset):
    """

    order_confirmation: bool
    subscription_cancellation: bool
    subscription_confirmation: bool
    subscription_cycled: bool
    subscription_cycled_after_trial: bool
    subscription_past_due: bool
    subscription_paused: bool
    subscription_resumed: bool
    subscription_renewal_reminder: bool
    subscription_revoked: bool
    subscription_trial_conversion_reminder: bool
    subscription_uncanceled: bool
    subscription_updated: bool
    payment_method_expiration_reminder: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        order_confirmation = self.order_confirmation

        subscription_cancellation = self.subscription_cancellation

        subscription_confirmation = self.subscription_confirmation

        subscription_cycled = self.subscription_cycled

        subscription_cycled_after_trial = self.subscription_cycled_after_trial

        subscription_past_due = self.subscription_past_due

        subscription_paused = self.subscription_paused

        subscription_resumed = self.subscription_resumed

        subscription_renewal_reminder = self.subscription_renewal_reminder

        subscription_revoked = self.subscription_revoked

        subscription_trial_conversion_reminder = self.subscription_trial_conversion_reminder

        subscription_uncanceled = self.subscription_uncanceled

        subscription_updated = self.subscription_updated

        payment_method_expiration_reminder = self.payment_method_expiration_reminder

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "order_confirmation": order_confirmation,
                "subscription_cancellation": subscription_cancellation,
                "subscription_confirmation": subscription_confirmation,
                "subscription_cycled": subscription_cycled,
                "subscription_cycled_after_trial": subscription_cycled_after_trial,
                "subscription_past_due": subscription_past_due,
                "subscription_paused": subscription_paused,
                "subscription_resumed": subscription_resumed,
                "subscription_renewal_reminder": subscription_renewal_reminder,
                "subscription_revoked": subscription_revoked,
                "subscription_trial_conversion_reminder": subscription_trial_conversion_reminder,
                "subscription_uncanceled": subscription_uncanceled,
                "subscription_updated": subscription_updated,
            }
        )
        if payment_method_expiration_reminder is not UNSET:
            field_dict["payment_method_expiration_reminder"] = payment_method_expiration_reminder

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        order_confirmation = d.pop("order_confirmation")

        subscription_cancellation = d.pop("subscription_cancellation")

        subscription_confirmation = d.pop("subscription_confirmation")

        subscription_cycled = d.pop("subscription_cycled")

        subscription_cycled_after_trial = d.pop("subscription_cycled_after_trial")

        subscription_past_due = d.pop("subscription_past_due")

        subscription_paused = d.pop("subscription_paused")

        subscription_resumed = d.pop("subscription_resumed")

        subscription_renewal_reminder = d.pop("subscription_renewal_reminder")

        subscription_revoked = d.pop("subscription_revoked")

        subscription_trial_conversion_reminder = d.pop("subscription_trial_conversion_reminder")

        subscription_uncanceled = d.pop("subscription_uncanceled")

        subscription_updated = d.pop("subscription_updated")

        payment_method_expiration_reminder = d.pop("payment_method_expiration_reminder", UNSET)

        customer_email_settings = cls(
            order_confirmation=order_confirmation,
            subscription_cancellation=subscription_cancellation,
            subscription_confirmation=subscription_confirmation,
            subscription_cycled=subscription_cycled,
            subscription_cycled_after_trial=subscription_cycled_after_trial,
            subscription_past_due=subscription_past_due,
            subscription_paused=subscription_paused,
            subscription_resumed=subscription_resumed,
            subscription_renewal_reminder=subscription_renewal_reminder,
            subscription_revoked=subscription_revoked,
            subscription_trial_conversion_reminder=subscription_trial_conversion_reminder,
            subscription_uncanceled=subscription_uncanceled,
            subscription_updated=subscription_updated,
            payment_method_expiration_reminder=payment_method_expiration_reminder,
        )

        customer_email_settings.additional_properties = d
        return customer_email_settings

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
