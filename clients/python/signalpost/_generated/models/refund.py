from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.metadata import Metadata
    from ..models.refund_dispute import RefundDispute


T = TypeVar("T", bound="Refund")


@_attrs_define
class Refund:
    """Money of an order that goes back.

    Attributes:
        id (str):
        created_at (datetime.datetime):
        modified_at (datetime.datetime | None): Null until the first change.
        metadata (Metadata): The organization's own keys and values.
        status (str): Usually one of `pending`, `succeeded`, `failed`, `canceled`; may be another.
        reason (str): Usually one of `duplicate`, `fraudulent`, `customer_request`, `service_disruption`,
            `satisfaction_guarantee`, `dispute_prevention`, `other`; may be another.
        amount (int): Without tax, in minor units of `currency`.
        tax_amount (int): In minor units of `currency`.
        currency (str): ISO 4217 code in lower case, such as `usd`.
        organization_id (str):
        order_id (str):
        subscription_id (None | str):
        customer_id (str):
        revoke_benefits (bool):
        dispute (None | RefundDispute):
    """

    id: str
    created_at: datetime.datetime
    modified_at: datetime.datetime | None
    metadata: Metadata
    status: str
    reason: str
    amount: int
    tax_amount: int
    currency: str
    organization_id: str
    order_id: str
    subscription_id: None | str
    customer_id: str
    revoke_benefits: bool
    dispute: None | RefundDispute
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.refund_dispute import RefundDispute  # noqa: PLC0415

        id = self.id

        created_at = self.created_at.isoformat()

        modified_at: None | str
        if isinstance(self.modified_at, datetime.datetime):
            modified_at = self.modified_at.isoformat()
        else:
            modified_at = self.modified_at

        metadata = self.metadata.to_dict()

        status = self.status

        reason = self.reason

        amount = self.amount

        tax_amount = self.tax_amount

        currency = self.currency

        organization_id = self.organization_id

        order_id = self.order_id

        subscription_id: None | str
        subscription_id = self.subscription_id

        customer_id = self.customer_id

        revoke_benefits = self.revoke_benefits

        dispute: dict[str, Any] | None
        if isinstance(self.dispute, RefundDispute):
            dispute = self.dispute.to_dict()
        else:
            dispute = self.dispute

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "created_at": created_at,
                "modified_at": modified_at,
                "metadata": metadata,
                "status": status,
                "reason": reason,
                "amount": amount,
                "tax_amount": tax_amount,
                "currency": currency,
                "organization_id": organization_id,
                "order_id": order_id,
                "subscription_id": subscription_id,
                "customer_id": customer_id,
                "revoke_benefits": revoke_benefits,
                "dispute": dispute,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.metadata import Metadata  # noqa: PLC0415
        from ..models.refund_dispute import RefundDispute  # noqa: PLC0415

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

        status = d.pop("status")

        reason = d.pop("reason")

        amount = d.pop("amount")

        tax_amount = d.pop("tax_amount")

        currency = d.pop("currency")

        organization_id = d.pop("organization_id")

        order_id = d.pop("order_id")

        def _parse_subscription_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        subscription_id = _parse_subscription_id(d.pop("subscription_id"))

        customer_id = d.pop("customer_id")

        revoke_benefits = d.pop("revoke_benefits")

        def _parse_dispute(data: object) -> None | RefundDispute:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                dispute_type_0 = RefundDispute.from_dict(data)

                return dispute_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RefundDispute, data)

        dispute = _parse_dispute(d.pop("dispute"))

        refund = cls(
            id=id,
            created_at=created_at,
            modified_at=modified_at,
            metadata=metadata,
            status=status,
            reason=reason,
            amount=amount,
            tax_amount=tax_amount,
            currency=currency,
            organization_id=organization_id,
            order_id=order_id,
            subscription_id=subscription_id,
            customer_id=customer_id,
            revoke_benefits=revoke_benefits,
            dispute=dispute,
        )

        refund.additional_properties = d
        return refund

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
