from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="OrderItem")


@_attrs_define
class OrderItem:
    """A line of an order.

    Attributes:
        id (str):
        created_at (datetime.datetime):
        modified_at (datetime.datetime | None): Null until the first change.
        label (str):
        amount (int): In minor units of `currency`.
        tax_amount (int): In minor units of `currency`.
        proration (bool): Whether a change within a period is the reason.
        product_price_id (None | str):
        start_timestamp (datetime.datetime | None | Unset): When the period begins that is paid for.
        end_timestamp (datetime.datetime | None | Unset): When the period ends that is paid for.
    """

    id: str
    created_at: datetime.datetime
    modified_at: datetime.datetime | None
    label: str
    amount: int
    tax_amount: int
    proration: bool
    product_price_id: None | str
    start_timestamp: datetime.datetime | None | Unset = UNSET
    end_timestamp: datetime.datetime | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        created_at = self.created_at.isoformat()

        modified_at: None | str
        if isinstance(self.modified_at, datetime.datetime):
            modified_at = self.modified_at.isoformat()
        else:
            modified_at = self.modified_at

        label = self.label

        amount = self.amount

        tax_amount = self.tax_amount

        proration = self.proration

        product_price_id: None | str
        product_price_id = self.product_price_id

        start_timestamp: None | str | Unset
        if isinstance(self.start_timestamp, Unset):
            start_timestamp = UNSET
        elif isinstance(self.start_timestamp, datetime.datetime):
            start_timestamp = self.start_timestamp.isoformat()
        else:
            start_timestamp = self.start_timestamp

        end_timestamp: None | str | Unset
        if isinstance(self.end_timestamp, Unset):
            end_timestamp = UNSET
        elif isinstance(self.end_timestamp, datetime.datetime):
            end_timestamp = self.end_timestamp.isoformat()
        else:
            end_timestamp = self.end_timestamp

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "created_at": created_at,
                "modified_at": modified_at,
                "label": label,
                "amount": amount,
                "tax_amount": tax_amount,
                "proration": proration,
                "product_price_id": product_price_id,
            }
        )
        if start_timestamp is not UNSET:
            field_dict["start_timestamp"] = start_timestamp
        if end_timestamp is not UNSET:
            field_dict["end_timestamp"] = end_timestamp

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

        label = d.pop("label")

        amount = d.pop("amount")

        tax_amount = d.pop("tax_amount")

        proration = d.pop("proration")

        def _parse_product_price_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        product_price_id = _parse_product_price_id(d.pop("product_price_id"))

        def _parse_start_timestamp(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                start_timestamp_type_0 = datetime.datetime.fromisoformat(data)

                return start_timestamp_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        start_timestamp = _parse_start_timestamp(d.pop("start_timestamp", UNSET))

        def _parse_end_timestamp(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                end_timestamp_type_0 = datetime.datetime.fromisoformat(data)

                return end_timestamp_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        end_timestamp = _parse_end_timestamp(d.pop("end_timestamp", UNSET))

        order_item = cls(
            id=id,
            created_at=created_at,
            modified_at=modified_at,
            label=label,
            amount=amount,
            tax_amount=tax_amount,
            proration=proration,
            product_price_id=product_price_id,
            start_timestamp=start_timestamp,
            end_timestamp=end_timestamp,
        )

        order_item.additional_properties = d
        return order_item

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
