from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="RefundDispute")


@_attrs_define
class RefundDispute:
    """The dispute that a refund settles.

    Attributes:
        id (str):
        created_at (datetime.datetime):
        modified_at (datetime.datetime | None): Null until the first change.
        status (str): Usually one of `prevented`, `early_warning`, `needs_response`, `under_review`, `lost`, `won`; may
            be another.
        resolved (bool):
        closed (bool):
        amount (int): In minor units of `currency`.
        tax_amount (int): In minor units of `currency`.
        currency (str): ISO 4217 code in lower case, such as `usd`.
        reason (None | str):
        evidence_due_by (datetime.datetime | None):
        past_due (bool):
        order_id (str):
        payment_id (str):
    """

    id: str
    created_at: datetime.datetime
    modified_at: datetime.datetime | None
    status: str
    resolved: bool
    closed: bool
    amount: int
    tax_amount: int
    currency: str
    reason: None | str
    evidence_due_by: datetime.datetime | None
    past_due: bool
    order_id: str
    payment_id: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        created_at = self.created_at.isoformat()

        modified_at: None | str
        if isinstance(self.modified_at, datetime.datetime):
            modified_at = self.modified_at.isoformat()
        else:
            modified_at = self.modified_at

        status = self.status

        resolved = self.resolved

        closed = self.closed

        amount = self.amount

        tax_amount = self.tax_amount

        currency = self.currency

        reason: None | str
        reason = self.reason

        evidence_due_by: None | str
        if isinstance(self.evidence_due_by, datetime.datetime):
            evidence_due_by = self.evidence_due_by.isoformat()
        else:
            evidence_due_by = self.evidence_due_by

        past_due = self.past_due

        order_id = self.order_id

        payment_id = self.payment_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "created_at": created_at,
                "modified_at": modified_at,
                "status": status,
                "resolved": resolved,
                "closed": closed,
                "amount": amount,
                "tax_amount": tax_amount,
                "currency": currency,
                "reason": reason,
                "evidence_due_by": evidence_due_by,
                "past_due": past_due,
                "order_id": order_id,
                "payment_id": payment_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
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

        status = d.pop("status")

        resolved = d.pop("resolved")

        closed = d.pop("closed")

        amount = d.pop("amount")

        tax_amount = d.pop("tax_amount")

        currency = d.pop("currency")

        def _parse_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reason = _parse_reason(d.pop("reason"))

        def _parse_evidence_due_by(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                evidence_due_by_type_0 = datetime.datetime.fromisoformat(data)

                return evidence_due_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        evidence_due_by = _parse_evidence_due_by(d.pop("evidence_due_by"))

        past_due = d.pop("past_due")

        order_id = d.pop("order_id")

        payment_id = d.pop("payment_id")

        refund_dispute = cls(
            id=id,
            created_at=created_at,
            modified_at=modified_at,
            status=status,
            resolved=resolved,
            closed=closed,
            amount=amount,
            tax_amount=tax_amount,
            currency=currency,
            reason=reason,
            evidence_due_by=evidence_due_by,
            past_due=past_due,
            order_id=order_id,
            payment_id=payment_id,
        )

        refund_dispute.additional_properties = d
        return refund_dispute

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
