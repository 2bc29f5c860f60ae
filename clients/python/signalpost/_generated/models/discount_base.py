from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.discount_duration import DiscountDuration, check_discount_duration
from ..models.discount_type import DiscountType, check_discount_type
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.discount_base_amounts import DiscountBaseAmounts
    from ..models.metadata import Metadata


T = TypeVar("T", bound="DiscountBase")


@_attrs_define
class DiscountBase:
    """A discount as orders and subscriptions hold it, without its products.

    Attributes:
        duration (DiscountDuration): For how many payments of a subscription the discount holds.
        type (DiscountType): Which of the fields say how much is taken off.
        id (str):
        created_at (datetime.datetime):
        modified_at (datetime.datetime | None): Null until the first change.
        metadata (Metadata): The organization's own keys and values.
        name (str):
        code (None | str): What customers enter; null when it applies without.
        starts_at (datetime.datetime | None):
        ends_at (datetime.datetime | None):
        max_redemptions (int | None):
        redemptions_count (int):
        organization_id (str):
        duration_in_months (int | Unset): Of `repeating`.
        amount (int | Unset): Of `fixed`, in minor units of `currency`.
        currency (str | Unset): Of `fixed`: ISO 4217 code in lower case.
        amounts (DiscountBaseAmounts | Unset): Of `fixed`: minor units by the code of their currency.
        basis_points (int | Unset): Of `percentage`: 100 are one percent.
        max_redemptions_per_customer (int | None | Unset):
    """

    duration: DiscountDuration
    type: DiscountType
    id: str
    created_at: datetime.datetime
    modified_at: datetime.datetime | None
    metadata: Metadata
    name: str
    code: None | str
    starts_at: datetime.datetime | None
    ends_at: datetime.datetime | None
    max_redemptions: int | None
    redemptions_count: int
    organization_id: str
    duration_in_months: int | Unset = UNSET
    amount: int | Unset = UNSET
    currency: str | Unset = UNSET
    amounts: DiscountBaseAmounts | Unset = UNSET
    basis_points: int | Unset = UNSET
    max_redemptions_per_customer: int | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        duration: str = self.duration

        type: str = self.type

        id = self.id

        created_at = self.created_at.isoformat()

        modified_at: None | str
        if isinstance(self.modified_at, datetime.datetime):
            modified_at = self.modified_at.isoformat()
        else:
            modified_at = self.modified_at

        metadata = self.metadata.to_dict()

        name = self.name

        code: None | str
        code = self.code

        starts_at: None | str
        if isinstance(self.starts_at, datetime.datetime):
            starts_at = self.starts_at.isoformat()
        else:
            starts_at = self.starts_at

        ends_at: None | str
        if isinstance(self.ends_at, datetime.datetime):
            ends_at = self.ends_at.isoformat()
        else:
            ends_at = self.ends_at

        max_redemptions: int | None
        max_redemptions = self.max_redemptions

        redemptions_count = self.redemptions_count

        organization_id = self.organization_id

        duration_in_months = self.duration_in_months

        amount = self.amount

        currency = self.currency

        amounts: dict[str, Any] | Unset = UNSET
        if not isinstance(self.amounts, Unset):
            amounts = self.amounts.to_dict()

        basis_points = self.basis_points

        max_redemptions_per_customer: int | None | Unset
        if isinstance(self.max_redemptions_per_customer, Unset):
            max_redemptions_per_customer = UNSET
        else:
            max_redemptions_per_customer = self.max_redemptions_per_customer

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "duration": duration,
                "type": type,
                "id": id,
                "created_at": created_at,
                "modified_at": modified_at,
                "metadata": metadata,
                "name": name,
                "code": code,
                "starts_at": starts_at,
                "ends_at": ends_at,
                "max_redemptions": max_redemptions,
                "redemptions_count": redemptions_count,
                "organization_id": organization_id,
            }
        )
        if duration_in_months is not UNSET:
            field_dict["duration_in_months"] = duration_in_months
        if amount is not UNSET:
            field_dict["amount"] = amount
        if currency is not UNSET:
            field_dict["currency"] = currency
        if amounts is not UNSET:
            field_dict["amounts"] = amounts
        if basis_points is not UNSET:
            field_dict["basis_points"] = basis_points
        if max_redemptions_per_customer is not UNSET:
            field_dict["max_redemptions_per_customer"] = max_redemptions_per_customer

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.discount_base_amounts import DiscountBaseAmounts  # noqa: PLC0415
        from ..models.metadata import Metadata  # noqa: PLC0415

        d = dict(src_dict)
        duration = check_discount_duration(d.pop("duration"))

        type = check_discount_type(d.pop("type"))

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

        name = d.pop("name")

        def _parse_code(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        code = _parse_code(d.pop("code"))

        def _parse_starts_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                starts_at_type_0 = datetime.datetime.fromisoformat(data)

                return starts_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        starts_at = _parse_starts_at(d.pop("starts_at"))

        def _parse_ends_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ends_at_type_0 = datetime.datetime.fromisoformat(data)

                return ends_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        ends_at = _parse_ends_at(d.pop("ends_at"))

        def _parse_max_redemptions(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        max_redemptions = _parse_max_redemptions(d.pop("max_redemptions"))

        redemptions_count = d.pop("redemptions_count")

        organization_id = d.pop("organization_id")

        duration_in_months = d.pop("duration_in_months", UNSET)

        amount = d.pop("amount", UNSET)

        currency = d.pop("currency", UNSET)

        _amounts = d.pop("amounts", UNSET)
        amounts: DiscountBaseAmounts | Unset
        if isinstance(_amounts, Unset):
            amounts = UNSET
        else:
            amounts = DiscountBaseAmounts.from_dict(_amounts)

        basis_points = d.pop("basis_points", UNSET)

        def _parse_max_redemptions_per_customer(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        max_redemptions_per_customer = _parse_max_redemptions_per_customer(
            d.pop("max_redemptions_per_customer", UNSET)
        )

        discount_base = cls(
            duration=duration,
            type=type,
            id=id,
            created_at=created_at,
            modified_at=modified_at,
            metadata=metadata,
            name=name,
            code=code,
            starts_at=starts_at,
            ends_at=ends_at,
            max_redemptions=max_redemptions,
            redemptions_count=redemptions_count,
            organization_id=organization_id,
            duration_in_months=duration_in_months,
            amount=amount,
            currency=currency,
            amounts=amounts,
            basis_points=basis_points,
            max_redemptions_per_customer=max_redemptions_per_customer,
        )

        discount_base.additional_properties = d
        return discount_base

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
