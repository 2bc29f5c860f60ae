from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.customer_member import CustomerMember
    from ..models.customer_seat_seat_metadata_type_0 import CustomerSeatSeatMetadataType0


T = TypeVar("T", bound="CustomerSeat")


@_attrs_define
class CustomerSeat:
    """A seat of a subscription or an order.

    Attributes:
        id (str):
        created_at (datetime.datetime):
        modified_at (datetime.datetime | None): Null until the first change.
        subscription_id (None | str): Null for the seat of an order.
        order_id (None | str): Null for the seat of a subscription.
        status (str): Usually one of `pending`, `claimed`, `revoked`; may be another.
        customer_id (None | str):
        member_id (None | str):
        member (CustomerMember | None):
        email (None | str): The address of the person who holds the seat.
        customer_email (None | str):
        invitation_token_expires_at (datetime.datetime | None):
        claimed_at (datetime.datetime | None):
        revoked_at (datetime.datetime | None):
        seat_metadata (CustomerSeatSeatMetadataType0 | None):
    """

    id: str
    created_at: datetime.datetime
    modified_at: datetime.datetime | None
    subscription_id: None | str
    order_id: None | str
    status: str
    customer_id: None | str
    member_id: None | str
    member: CustomerMember | None
    email: None | str
    customer_email: None | str
    invitation_token_expires_at: datetime.datetime | None
    claimed_at: datetime.datetime | None
    revoked_at: datetime.datetime | None
    seat_metadata: CustomerSeatSeatMetadataType0 | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.customer_member import CustomerMember  # noqa: PLC0415
        from ..models.customer_seat_seat_metadata_type_0 import (
            CustomerSeatSeatMetadataType0,  # noqa: PLC0415
        )

        id = self.id

        created_at = self.created_at.isoformat()

        modified_at: None | str
        if isinstance(self.modified_at, datetime.datetime):
            modified_at = self.modified_at.isoformat()
        else:
            modified_at = self.modified_at

        subscription_id: None | str
        subscription_id = self.subscription_id

        order_id: None | str
        order_id = self.order_id

        status = self.status

        customer_id: None | str
        customer_id = self.customer_id

        member_id: None | str
        member_id = self.member_id

        member: dict[str, Any] | None
        if isinstance(self.member, CustomerMember):
            member = self.member.to_dict()
        else:
            member = self.member

        email: None | str
        email = self.email

        customer_email: None | str
        customer_email = self.customer_email

        invitation_token_expires_at: None | str
        if isinstance(self.invitation_token_expires_at, datetime.datetime):
            invitation_token_expires_at = self.invitation_token_expires_at.isoformat()
        else:
            invitation_token_expires_at = self.invitation_token_expires_at

        claimed_at: None | str
        if isinstance(self.claimed_at, datetime.datetime):
            claimed_at = self.claimed_at.isoformat()
        else:
            claimed_at = self.claimed_at

        revoked_at: None | str
        if isinstance(self.revoked_at, datetime.datetime):
            revoked_at = self.revoked_at.isoformat()
        else:
            revoked_at = self.revoked_at

        seat_metadata: dict[str, Any] | None
        if isinstance(self.seat_metadata, CustomerSeatSeatMetadataType0):
            seat_metadata = self.seat_metadata.to_dict()
        else:
            seat_metadata = self.seat_metadata

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "created_at": created_at,
                "modified_at": modified_at,
                "subscription_id": subscription_id,
                "order_id": order_id,
                "status": status,
                "customer_id": customer_id,
                "member_id": member_id,
                "member": member,
                "email": email,
                "customer_email": customer_email,
                "invitation_token_expires_at": invitation_token_expires_at,
                "claimed_at": claimed_at,
                "revoked_at": revoked_at,
                "seat_metadata": seat_metadata,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.customer_member import CustomerMember  # noqa: PLC0415
        from ..models.customer_seat_seat_metadata_type_0 import (
            CustomerSeatSeatMetadataType0,  # noqa: PLC0415
        )

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

        status = d.pop("status")

        def _parse_customer_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        customer_id = _parse_customer_id(d.pop("customer_id"))

        def _parse_member_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        member_id = _parse_member_id(d.pop("member_id"))

        def _parse_member(data: object) -> CustomerMember | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                member_type_0 = CustomerMember.from_dict(data)

                return member_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CustomerMember | None, data)

        member = _parse_member(d.pop("member"))

        def _parse_email(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        email = _parse_email(d.pop("email"))

        def _parse_customer_email(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        customer_email = _parse_customer_email(d.pop("customer_email"))

        def _parse_invitation_token_expires_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                invitation_token_expires_at_type_0 = datetime.datetime.fromisoformat(data)

                return invitation_token_expires_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        invitation_token_expires_at = _parse_invitation_token_expires_at(
            d.pop("invitation_token_expires_at")
        )

        def _parse_claimed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                claimed_at_type_0 = datetime.datetime.fromisoformat(data)

                return claimed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        claimed_at = _parse_claimed_at(d.pop("claimed_at"))

        def _parse_revoked_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                revoked_at_type_0 = datetime.datetime.fromisoformat(data)

                return revoked_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        revoked_at = _parse_revoked_at(d.pop("revoked_at"))

        def _parse_seat_metadata(data: object) -> CustomerSeatSeatMetadataType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                seat_metadata_type_0 = CustomerSeatSeatMetadataType0.from_dict(data)

                return seat_metadata_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CustomerSeatSeatMetadataType0 | None, data)

        seat_metadata = _parse_seat_metadata(d.pop("seat_metadata"))

        customer_seat = cls(
            id=id,
            created_at=created_at,
            modified_at=modified_at,
            subscription_id=subscription_id,
            order_id=order_id,
            status=status,
            customer_id=customer_id,
            member_id=member_id,
            member=member,
            email=email,
            customer_email=customer_email,
            invitation_token_expires_at=invitation_token_expires_at,
            claimed_at=claimed_at,
            revoked_at=revoked_at,
            seat_metadata=seat_metadata,
        )

        customer_seat.additional_properties = d
        return customer_seat

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
