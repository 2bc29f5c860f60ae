from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="DisputeSettings")


@_attrs_define
class DisputeSettings:
    """How disputes are dealt with.

    Attributes:
        auto_accept_below_amount (int | None): In minor units; null for never.
    """

    auto_accept_below_amount: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        auto_accept_below_amount: int | None
        auto_accept_below_amount = self.auto_accept_below_amount

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "auto_accept_below_amount": auto_accept_below_amount,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_auto_accept_below_amount(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        auto_accept_below_amount = _parse_auto_accept_below_amount(
            d.pop("auto_accept_below_amount")
        )

        dispute_settings = cls(
            auto_accept_below_amount=auto_accept_below_amount,
        )

        dispute_settings.additional_properties = d
        return dispute_settings

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
