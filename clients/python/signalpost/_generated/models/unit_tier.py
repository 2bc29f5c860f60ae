from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="UnitTier")


@_attrs_define
class UnitTier:
    """The price of a unit within a range of units.

    Attributes:
        unit_amount (str): Decimal number, in minor units of `price_currency`.
        bound (float | None | Unset): The last unit of the tier, null in the last one.
    """

    unit_amount: str
    bound: float | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        unit_amount = self.unit_amount

        bound: float | None | Unset
        if isinstance(self.bound, Unset):
            bound = UNSET
        else:
            bound = self.bound

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "unit_amount": unit_amount,
            }
        )
        if bound is not UNSET:
            field_dict["bound"] = bound

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        unit_amount = d.pop("unit_amount")

        def _parse_bound(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        bound = _parse_bound(d.pop("bound", UNSET))

        unit_tier = cls(
            unit_amount=unit_amount,
            bound=bound,
        )

        unit_tier.additional_properties = d
        return unit_tier

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
