from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.customer_email_settings import CustomerEmailSettings
    from ..models.customer_portal_settings import CustomerPortalSettings
    from ..models.dispute_settings import DisputeSettings
    from ..models.organization_capabilities import OrganizationCapabilities
    from ..models.seller_organization_feature_settings_type_0 import (
        SellerOrganizationFeatureSettingsType0,
    )
    from ..models.social_link import SocialLink
    from ..models.subscription_settings import SubscriptionSettings


T = TypeVar("T", bound="SellerOrganization")


@_attrs_define
class SellerOrganization:
    """The organization that sells.

    Attributes:
        id (str):
        created_at (datetime.datetime):
        modified_at (datetime.datetime | None): Null until the first change.
        name (str):
        slug (str):
        avatar_url (None | str):
        proration_behavior (str): Usually one of `invoice`, `prorate`, `next_period`, `reset`; may be another.
        allow_customer_updates (bool):
        email (None | str):
        website (None | str):
        socials (list[SocialLink]):
        status (str): Usually one of `created`, `review`, `snoozed`, `denied`, `active`, `blocked`, `offboarding`,
            `offboarded`; may be another.
        details_submitted_at (datetime.datetime | None):
        sso_enforced (bool):
        default_presentment_currency (str): ISO 4217 code in lower case, such as `usd`.
        default_tax_behavior (str): Usually one of `location`, `inclusive`, `exclusive`; may be another.
        feature_settings (None | SellerOrganizationFeatureSettingsType0): Features by name, most of them on or off.
        subscription_settings (SubscriptionSettings): How subscriptions behave.
        customer_email_settings (CustomerEmailSettings): Which mails customers get.
        customer_portal_settings (CustomerPortalSettings): What customers can do in the organization's portal.
        account_id (None | str):
        payout_account_id (None | str):
        capabilities (OrganizationCapabilities): What the organization may do.
        onboarding_resubmission_requested_at (datetime.datetime | None | Unset):
        dispute_settings (DisputeSettings | Unset): How disputes are dealt with.
        embed_hosts (list[str] | Unset): Sites that may embed checkouts.
        country (None | str | Unset): ISO 3166-1 alpha-2 code.
    """

    id: str
    created_at: datetime.datetime
    modified_at: datetime.datetime | None
    name: str
    slug: str
    avatar_url: None | str
    proration_behavior: str
    allow_customer_updates: bool
    email: None | str
    website: None | str
    socials: list[SocialLink]
    status: str
    details_submitted_at: datetime.datetime | None
    sso_enforced: bool
    default_presentment_currency: str
    default_tax_behavior: str
    feature_settings: None | SellerOrganizationFeatureSettingsType0
    subscription_settings: SubscriptionSettings
    customer_email_settings: CustomerEmailSettings
    customer_portal_settings: CustomerPortalSettings
    account_id: None | str
    payout_account_id: None | str
    capabilities: OrganizationCapabilities
    onboarding_resubmission_requested_at: datetime.datetime | None | Unset = UNSET
    dispute_settings: DisputeSettings | Unset = UNSET
    embed_hosts: list[str] | Unset = UNSET
    country: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.seller_organization_feature_settings_type_0 import (
            SellerOrganizationFeatureSettingsType0,  # noqa: PLC0415
        )

        id = self.id

        created_at = self.created_at.isoformat()

        modified_at: None | str
        if isinstance(self.modified_at, datetime.datetime):
            modified_at = self.modified_at.isoformat()
        else:
            modified_at = self.modified_at

        name = self.name

        slug = self.slug

        avatar_url: None | str
        avatar_url = self.avatar_url

        proration_behavior = self.proration_behavior

        allow_customer_updates = self.allow_customer_updates

        email: None | str
        email = self.email

        website: None | str
        website = self.website

        socials = []
        for socials_item_data in self.socials:
            socials_item = socials_item_data.to_dict()
            socials.append(socials_item)

        status = self.status

        details_submitted_at: None | str
        if isinstance(self.details_submitted_at, datetime.datetime):
            details_submitted_at = self.details_submitted_at.isoformat()
        else:
            details_submitted_at = self.details_submitted_at

        sso_enforced = self.sso_enforced

        default_presentment_currency = self.default_presentment_currency

        default_tax_behavior = self.default_tax_behavior

        feature_settings: dict[str, Any] | None
        if isinstance(self.feature_settings, SellerOrganizationFeatureSettingsType0):
            feature_settings = self.feature_settings.to_dict()
        else:
            feature_settings = self.feature_settings

        subscription_settings = self.subscription_settings.to_dict()

        customer_email_settings = self.customer_email_settings.to_dict()

        customer_portal_settings = self.customer_portal_settings.to_dict()

        account_id: None | str
        account_id = self.account_id

        payout_account_id: None | str
        payout_account_id = self.payout_account_id

        capabilities = self.capabilities.to_dict()

        onboarding_resubmission_requested_at: None | str | Unset
        if isinstance(self.onboarding_resubmission_requested_at, Unset):
            onboarding_resubmission_requested_at = UNSET
        elif isinstance(self.onboarding_resubmission_requested_at, datetime.datetime):
            onboarding_resubmission_requested_at = (
                self.onboarding_resubmission_requested_at.isoformat()
            )
        else:
            onboarding_resubmission_requested_at = self.onboarding_resubmission_requested_at

        dispute_settings: dict[str, Any] | Unset = UNSET
        if not isinstance(self.dispute_settings, Unset):
            dispute_settings = self.dispute_settings.to_dict()

        embed_hosts: list[str] | Unset = UNSET
        if not isinstance(self.embed_hosts, Unset):
            embed_hosts = self.embed_hosts

        country: None | str | Unset
        if isinstance(self.country, Unset):
            country = UNSET
        else:
            country = self.country

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "created_at": created_at,
                "modified_at": modified_at,
                "name": name,
                "slug": slug,
                "avatar_url": avatar_url,
                "proration_behavior": proration_behavior,
                "allow_customer_updates": allow_customer_updates,
                "email": email,
                "website": website,
                "socials": socials,
                "status": status,
                "details_submitted_at": details_submitted_at,
                "sso_enforced": sso_enforced,
                "default_presentment_currency": default_presentment_currency,
                "default_tax_behavior": default_tax_behavior,
                "feature_settings": feature_settings,
                "subscription_settings": subscription_settings,
                "customer_email_settings": customer_email_settings,
                "customer_portal_settings": customer_portal_settings,
                "account_id": account_id,
                "payout_account_id": payout_account_id,
                "capabilities": capabilities,
            }
        )
        if onboarding_resubmission_requested_at is not UNSET:
            field_dict["onboarding_resubmission_requested_at"] = (
                onboarding_resubmission_requested_at
            )
        if dispute_settings is not UNSET:
            field_dict["dispute_settings"] = dispute_settings
        if embed_hosts is not UNSET:
            field_dict["embed_hosts"] = embed_hosts
        if country is not UNSET:
            field_dict["country"] = country

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.customer_email_settings import CustomerEmailSettings  # noqa: PLC0415
        from ..models.customer_portal_settings import CustomerPortalSettings  # noqa: PLC0415
        from ..models.dispute_settings import DisputeSettings  # noqa: PLC0415
        from ..models.organization_capabilities import OrganizationCapabilities  # noqa: PLC0415
        from ..models.seller_organization_feature_settings_type_0 import (
            SellerOrganizationFeatureSettingsType0,  # noqa: PLC0415
        )
        from ..models.social_link import SocialLink  # noqa: PLC0415
        from ..models.subscription_settings import SubscriptionSettings  # noqa: PLC0415

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

        name = d.pop("name")

        slug = d.pop("slug")

        def _parse_avatar_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        avatar_url = _parse_avatar_url(d.pop("avatar_url"))

        proration_behavior = d.pop("proration_behavior")

        allow_customer_updates = d.pop("allow_customer_updates")

        def _parse_email(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        email = _parse_email(d.pop("email"))

        def _parse_website(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        website = _parse_website(d.pop("website"))

        socials = []
        _socials = d.pop("socials")
        for socials_item_data in _socials:
            socials_item = SocialLink.from_dict(socials_item_data)

            socials.append(socials_item)

        status = d.pop("status")

        def _parse_details_submitted_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                details_submitted_at_type_0 = datetime.datetime.fromisoformat(data)

                return details_submitted_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        details_submitted_at = _parse_details_submitted_at(d.pop("details_submitted_at"))

        sso_enforced = d.pop("sso_enforced")

        default_presentment_currency = d.pop("default_presentment_currency")

        default_tax_behavior = d.pop("default_tax_behavior")

        def _parse_feature_settings(data: object) -> None | SellerOrganizationFeatureSettingsType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                feature_settings_type_0 = SellerOrganizationFeatureSettingsType0.from_dict(data)

                return feature_settings_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SellerOrganizationFeatureSettingsType0, data)

        feature_settings = _parse_feature_settings(d.pop("feature_settings"))

        subscription_settings = SubscriptionSettings.from_dict(d.pop("subscription_settings"))

        customer_email_settings = CustomerEmailSettings.from_dict(d.pop("customer_email_settings"))

        customer_portal_settings = CustomerPortalSettings.from_dict(
            d.pop("customer_portal_settings")
        )

        def _parse_account_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        account_id = _parse_account_id(d.pop("account_id"))

        def _parse_payout_account_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        payout_account_id = _parse_payout_account_id(d.pop("payout_account_id"))

        capabilities = OrganizationCapabilities.from_dict(d.pop("capabilities"))

        def _parse_onboarding_resubmission_requested_at(
            data: object,
        ) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                onboarding_resubmission_requested_at_type_0 = datetime.datetime.fromisoformat(data)

                return onboarding_resubmission_requested_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        onboarding_resubmission_requested_at = _parse_onboarding_resubmission_requested_at(
            d.pop("onboarding_resubmission_requested_at", UNSET)
        )

        _dispute_settings = d.pop("dispute_settings", UNSET)
        dispute_settings: DisputeSettings | Unset
        if isinstance(_dispute_settings, Unset):
            dispute_settings = UNSET
        else:
            dispute_settings = DisputeSettings.from_dict(_dispute_settings)

        embed_hosts = cast(list[str], d.pop("embed_hosts", UNSET))

        def _parse_country(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        country = _parse_country(d.pop("country", UNSET))

        seller_organization = cls(
            id=id,
            created_at=created_at,
            modified_at=modified_at,
            name=name,
            slug=slug,
            avatar_url=avatar_url,
            proration_behavior=proration_behavior,
            allow_customer_updates=allow_customer_updates,
            email=email,
            website=website,
            socials=socials,
            status=status,
            details_submitted_at=details_submitted_at,
            sso_enforced=sso_enforced,
            default_presentment_currency=default_presentment_currency,
            default_tax_behavior=default_tax_behavior,
            feature_settings=feature_settings,
            subscription_settings=subscription_settings,
            customer_email_settings=customer_email_settings,
            customer_portal_settings=customer_portal_settings,
            account_id=account_id,
            payout_account_id=payout_account_id,
            capabilities=capabilities,
            onboarding_resubmission_requested_at=onboarding_resubmission_requested_at,
            dispute_settings=dispute_settings,
            embed_hosts=embed_hosts,
            country=country,
        )

        seller_organization.additional_properties = d
        return seller_organization

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
