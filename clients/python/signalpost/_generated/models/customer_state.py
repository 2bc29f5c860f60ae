from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.address import Address
    from ..models.customer_state_benefit_grant import CustomerStateBenefitGrant
    from ..models.customer_state_meter import CustomerStateMeter
    from ..models.customer_state_subscription import CustomerStateSubscription
    from ..models.metadata import Metadata


T = TypeVar("T", bound="CustomerState")


@_attrs_define
class CustomerState:
    """A customer with all that it holds at the moment.

    Attributes:
        id (str):
        created_at (datetime.datetime):
        modified_at (datetime.datetime | None): Null until the first change.
        metadata (Metadata): The organization's own keys and values.
        email_verified (bool):
        type (str): Usually one of `individual`, `team`; may be another.
        name (None | str):
        billing_name (None | str): The name on invoices, where it differs.
        billing_address (Address | None):
        tax_id (list[Any] | None): The number, then the kind of number.
        organization_id (str):
        deleted_at (datetime.datetime | None):
        avatar_url (None | str):
        active_subscriptions (list[CustomerStateSubscription]):
        granted_benefits (list[CustomerStateBenefitGrant]):
        active_meters (list[CustomerStateMeter]):
        external_id (None | str | Unset):
        email (None | str | Unset):
        locale (None | str | Unset): BCP 47 tag.
        default_payment_method_id (None | str | Unset):
        first_user_event_at (datetime.datetime | None | Unset): When the first usage event came.
    """

    id: str
    created_at: datetime.datetime
    modified_at: datetime.datetime | None
    metadata: Metadata
    email_verified: bool
    type: str
    name: None | str
    billing_name: None | str
    billing_address: Address | None
    tax_id: list[Any] | None
    organization_id: str
    deleted_at: datetime.datetime | None
    avatar_url: None | str
    active_subscriptions: list[CustomerStateSubscription]
    granted_benefits: list[CustomerStateBenefitGrant]
    active_meters: list[CustomerStateMeter]
    external_id: None | str | Unset = UNSET
    email: None | str | Unset = UNSET
    locale: None | str | Unset = UNSET
    default_payment_method_id: None | str | Unset = UNSET
    first_user_event_at: datetime.datetime | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.address import Address  # noqa: PLC0415

        id = self.id

        created_at = self.created_at.isoformat()

        modified_at: None | str
        if isinstance(self.modified_at, datetime.datetime):
            modified_at = self.modified_at.isoformat()
        else:
            modified_at = self.modified_at

        metadata = self.metadata.to_dict()

        email_verified = self.email_verified

        type = self.type

        name: None | str
        name = self.name

        billing_name: None | str
        billing_name = self.billing_name

        billing_address: dict[str, Any] | None
        if isinstance(self.billing_address, Address):
            billing_address = self.billing_address.to_dict()
        else:
            billing_address = self.billing_address

        tax_id: list[Any] | None
        if isinstance(self.tax_id, list):
            tax_id = self.tax_id

        else:
            tax_id = self.tax_id

        organization_id = self.organization_id

        deleted_at: None | str
        if isinstance(self.deleted_at, datetime.datetime):
            deleted_at = self.deleted_at.isoformat()
        else:
            deleted_at = self.deleted_at

        avatar_url: None | str
        avatar_url = self.avatar_url

        active_subscriptions = []
        for active_subscriptions_item_data in self.active_subscriptions:
            active_subscriptions_item = active_subscriptions_item_data.to_dict()
            active_subscriptions.append(active_subscriptions_item)

        granted_benefits = []
        for granted_benefits_item_data in self.granted_benefits:
            granted_benefits_item = granted_benefits_item_data.to_dict()
            granted_benefits.append(granted_benefits_item)

        active_meters = []
        for active_meters_item_data in self.active_meters:
            active_meters_item = active_meters_item_data.to_dict()
            active_meters.append(active_meters_item)

        external_id: None | str | Unset
        if isinstance(self.external_id, Unset):
            external_id = UNSET
        else:
            external_id = self.external_id

        email: None | str | Unset
        if isinstance(self.email, Unset):
            email = UNSET
        else:
            email = self.email

        locale: None | str | Unset
        if isinstance(self.locale, Unset):
            locale = UNSET
        else:
            locale = self.locale

        default_payment_method_id: None | str | Unset
        if isinstance(self.default_payment_method_id, Unset):
            default_payment_method_id = UNSET
        else:
            default_payment_method_id = self.default_payment_method_id

        first_user_event_at: None | str | Unset
        if isinstance(self.first_user_event_at, Unset):
            first_user_event_at = UNSET
        elif isinstance(self.first_user_event_at, datetime.datetime):
            first_user_event_at = self.first_user_event_at.isoformat()
        else:
            first_user_event_at = self.first_user_event_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "created_at": created_at,
                "modified_at": modified_at,
                "metadata": metadata,
                "email_verified": email_verified,
                "type": type,
                "name": name,
                "billing_name": billing_name,
                "billing_address": billing_address,
                "tax_id": tax_id,
                "organization_id": organization_id,
                "deleted_at": deleted_at,
                "avatar_url": avatar_url,
                "active_subscriptions": active_subscriptions,
                "granted_benefits": granted_benefits,
                "active_meters": active_meters,
            }
        )
        if external_id is not UNSET:
            field_dict["external_id"] = external_id
        if email is not UNSET:
            field_dict["email"] = email
        if locale is not UNSET:
            field_dict["locale"] = locale
        if default_payment_method_id is not UNSET:
            field_dict["default_payment_method_id"] = default_payment_method_id
        if first_user_event_at is not UNSET:
            field_dict["first_user_event_at"] = first_user_event_at

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.address import Address  # noqa: PLC0415
        from ..models.customer_state_benefit_grant import CustomerStateBenefitGrant  # noqa: PLC0415
        from ..models.customer_state_meter import CustomerStateMeter  # noqa: PLC0415
        from ..models.customer_state_subscription import CustomerStateSubscription  # noqa: PLC0415
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

        email_verified = d.pop("email_verified")

        type = d.pop("type")

        def _parse_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        name = _parse_name(d.pop("name"))

        def _parse_billing_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        billing_name = _parse_billing_name(d.pop("billing_name"))

        def _parse_billing_address(data: object) -> Address | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                billing_address_type_0 = Address.from_dict(data)

                return billing_address_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Address | None, data)

        billing_address = _parse_billing_address(d.pop("billing_address"))

        def _parse_tax_id(data: object) -> list[Any] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                tax_id_type_0 = cast(list[Any], data)

                return tax_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[Any] | None, data)

        tax_id = _parse_tax_id(d.pop("tax_id"))

        organization_id = d.pop("organization_id")

        def _parse_deleted_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                deleted_at_type_0 = datetime.datetime.fromisoformat(data)

                return deleted_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        deleted_at = _parse_deleted_at(d.pop("deleted_at"))

        def _parse_avatar_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        avatar_url = _parse_avatar_url(d.pop("avatar_url"))

        active_subscriptions = []
        _active_subscriptions = d.pop("active_subscriptions")
        for active_subscriptions_item_data in _active_subscriptions:
            active_subscriptions_item = CustomerStateSubscription.from_dict(
                active_subscriptions_item_data
            )

            active_subscriptions.append(active_subscriptions_item)

        granted_benefits = []
        _granted_benefits = d.pop("granted_benefits")
        for granted_benefits_item_data in _granted_benefits:
            granted_benefits_item = CustomerStateBenefitGrant.from_dict(granted_benefits_item_data)

            granted_benefits.append(granted_benefits_item)

        active_meters = []
        _active_meters = d.pop("active_meters")
        for active_meters_item_data in _active_meters:
            active_meters_item = CustomerStateMeter.from_dict(active_meters_item_data)

            active_meters.append(active_meters_item)

        def _parse_external_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        external_id = _parse_external_id(d.pop("external_id", UNSET))

        def _parse_email(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        email = _parse_email(d.pop("email", UNSET))

        def _parse_locale(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        locale = _parse_locale(d.pop("locale", UNSET))

        def _parse_default_payment_method_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        default_payment_method_id = _parse_default_payment_method_id(
            d.pop("default_payment_method_id", UNSET)
        )

        def _parse_first_user_event_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                first_user_event_at_type_0 = datetime.datetime.fromisoformat(data)

                return first_user_event_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        first_user_event_at = _parse_first_user_event_at(d.pop("first_user_event_at", UNSET))

        customer_state = cls(
            id=id,
            created_at=created_at,
            modified_at=modified_at,
            metadata=metadata,
            email_verified=email_verified,
            type=type,
            name=name,
            billing_name=billing_name,
            billing_address=billing_address,
            tax_id=tax_id,
            organization_id=organization_id,
            deleted_at=deleted_at,
            avatar_url=avatar_url,
            active_subscriptions=active_subscriptions,
            granted_benefits=granted_benefits,
            active_meters=active_meters,
            external_id=external_id,
            email=email,
            locale=locale,
            default_payment_method_id=default_payment_method_id,
            first_user_event_at=first_user_event_at,
        )

        customer_state.additional_properties = d
        return customer_state

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
