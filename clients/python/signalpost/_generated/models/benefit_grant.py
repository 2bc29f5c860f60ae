from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.benefit import Benefit
    from ..models.benefit_grant_error import BenefitGrantError
    from ..models.benefit_grant_previous_properties_type_0 import (
        BenefitGrantPreviousPropertiesType0,
    )
    from ..models.benefit_grant_properties import BenefitGrantProperties
    from ..models.customer import Customer
    from ..models.customer_member import CustomerMember


T = TypeVar("T", bound="BenefitGrant")


@_attrs_define
class BenefitGrant:
    """A benefit that was given to a customer.

    Attributes:
        id (str):
        created_at (datetime.datetime):
        modified_at (datetime.datetime | None): Null until the first change.
        is_granted (bool):
        is_revoked (bool):
        subscription_id (None | str):
        order_id (None | str):
        customer_id (str):
        benefit_id (str):
        customer (Customer): Who buys: a person or a team.
        benefit (Benefit): What customers of a product get.
        properties (BenefitGrantProperties): Depends on the benefit’s type.
        granted_at (datetime.datetime | None | Unset):
        revoked_at (datetime.datetime | None | Unset):
        member_id (None | str | Unset):
        error (BenefitGrantError | None | Unset):
        member (CustomerMember | None | Unset):
        previous_properties (BenefitGrantPreviousPropertiesType0 | None | Unset): The properties before this change.
    """

    id: str
    created_at: datetime.datetime
    modified_at: datetime.datetime | None
    is_granted: bool
    is_revoked: bool
    subscription_id: None | str
    order_id: None | str
    customer_id: str
    benefit_id: str
    customer: Customer
    benefit: Benefit
    properties: BenefitGrantProperties
    granted_at: datetime.datetime | None | Unset = UNSET
    revoked_at: datetime.datetime | None | Unset = UNSET
    member_id: None | str | Unset = UNSET
    error: BenefitGrantError | None | Unset = UNSET
    member: CustomerMember | None | Unset = UNSET
    previous_properties: BenefitGrantPreviousPropertiesType0 | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.benefit_grant_error import BenefitGrantError  # noqa: PLC0415
        from ..models.benefit_grant_previous_properties_type_0 import (
            BenefitGrantPreviousPropertiesType0,  # noqa: PLC0415
        )
        from ..models.customer_member import CustomerMember  # noqa: PLC0415

        id = self.id

        created_at = self.created_at.isoformat()

        modified_at: None | str
        if isinstance(self.modified_at, datetime.datetime):
            modified_at = self.modified_at.isoformat()
        else:
            modified_at = self.modified_at

        is_granted = self.is_granted

        is_revoked = self.is_revoked

        subscription_id: None | str
        subscription_id = self.subscription_id

        order_id: None | str
        order_id = self.order_id

        customer_id = self.customer_id

        benefit_id = self.benefit_id

        customer = self.customer.to_dict()

        benefit = self.benefit.to_dict()

        properties = self.properties.to_dict()

        granted_at: None | str | Unset
        if isinstance(self.granted_at, Unset):
            granted_at = UNSET
        elif isinstance(self.granted_at, datetime.datetime):
            granted_at = self.granted_at.isoformat()
        else:
            granted_at = self.granted_at

        revoked_at: None | str | Unset
        if isinstance(self.revoked_at, Unset):
            revoked_at = UNSET
        elif isinstance(self.revoked_at, datetime.datetime):
            revoked_at = self.revoked_at.isoformat()
        else:
            revoked_at = self.revoked_at

        member_id: None | str | Unset
        if isinstance(self.member_id, Unset):
            member_id = UNSET
        else:
            member_id = self.member_id

        error: dict[str, Any] | None | Unset
        if isinstance(self.error, Unset):
            error = UNSET
        elif isinstance(self.error, BenefitGrantError):
            error = self.error.to_dict()
        else:
            error = self.error

        member: dict[str, Any] | None | Unset
        if isinstance(self.member, Unset):
            member = UNSET
        elif isinstance(self.member, CustomerMember):
            member = self.member.to_dict()
        else:
            member = self.member

        previous_properties: dict[str, Any] | None | Unset
        if isinstance(self.previous_properties, Unset):
            previous_properties = UNSET
        elif isinstance(self.previous_properties, BenefitGrantPreviousPropertiesType0):
            previous_properties = self.previous_properties.to_dict()
        else:
            previous_properties = self.previous_properties

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "created_at": created_at,
                "modified_at": modified_at,
                "is_granted": is_granted,
                "is_revoked": is_revoked,
                "subscription_id": subscription_id,
                "order_id": order_id,
                "customer_id": customer_id,
                "benefit_id": benefit_id,
                "customer": customer,
                "benefit": benefit,
                "properties": properties,
            }
        )
        if granted_at is not UNSET:
            field_dict["granted_at"] = granted_at
        if revoked_at is not UNSET:
            field_dict["revoked_at"] = revoked_at
        if member_id is not UNSET:
            field_dict["member_id"] = member_id
        if error is not UNSET:
            field_dict["error"] = error
        if member is not UNSET:
            field_dict["member"] = member
        if previous_properties is not UNSET:
            field_dict["previous_properties"] = previous_properties

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.benefit import Benefit  # noqa: PLC0415
        from ..models.benefit_grant_error import BenefitGrantError  # noqa: PLC0415
        from ..models.benefit_grant_previous_properties_type_0 import (
            BenefitGrantPreviousPropertiesType0,  # noqa: PLC0415
        )
        from ..models.benefit_grant_properties import BenefitGrantProperties  # noqa: PLC0415
        from ..models.customer import Customer  # noqa: PLC0415
        from ..models.customer_member import CustomerMember  # noqa: PLC0415

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

        is_granted = d.pop("is_granted")

        is_revoked = d.pop("is_revoked")

        def _parse_subscription_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        subscription_id = _parse_subscription_id(d.pop("subscription_id"))

        def _parse_order_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        order_id = _parse_order_id(d.pop("order_id"))

        customer_id = d.pop("customer_id")

        benefit_id = d.pop("benefit_id")

        customer = Customer.from_dict(d.pop("customer"))

        benefit = Benefit.from_dict(d.pop("benefit"))

        properties = BenefitGrantProperties.from_dict(d.pop("properties"))

        def _parse_granted_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                granted_at_type_0 = datetime.datetime.fromisoformat(data)

                return granted_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        granted_at = _parse_granted_at(d.pop("granted_at", UNSET))

        def _parse_revoked_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                revoked_at_type_0 = datetime.datetime.fromisoformat(data)

                return revoked_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        revoked_at = _parse_revoked_at(d.pop("revoked_at", UNSET))

        def _parse_member_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        member_id = _parse_member_id(d.pop("member_id", UNSET))

        def _parse_error(data: object) -> BenefitGrantError | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                error_type_0 = BenefitGrantError.from_dict(data)

                return error_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BenefitGrantError | None | Unset, data)

        error = _parse_error(d.pop("error", UNSET))

        def _parse_member(data: object) -> CustomerMember | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                member_type_0 = CustomerMember.from_dict(data)

                return member_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CustomerMember | None | Unset, data)

        member = _parse_member(d.pop("member", UNSET))

        def _parse_previous_properties(
            data: object,
        ) -> BenefitGrantPreviousPropertiesType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                previous_properties_type_0 = BenefitGrantPreviousPropertiesType0.from_dict(data)

                return previous_properties_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BenefitGrantPreviousPropertiesType0 | None | Unset, data)

        previous_properties = _parse_previous_properties(d.pop("previous_properties", UNSET))

        benefit_grant = cls(
            id=id,
            created_at=created_at,
            modified_at=modified_at,
            is_granted=is_granted,
            is_revoked=is_revoked,
            subscription_id=subscription_id,
            order_id=order_id,
            customer_id=customer_id,
            benefit_id=benefit_id,
            customer=customer,
            benefit=benefit,
            properties=properties,
            granted_at=granted_at,
            revoked_at=revoked_at,
            member_id=member_id,
            error=error,
            member=member,
            previous_properties=previous_properties,
        )

        benefit_grant.additional_properties = d
        return benefit_grant

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
