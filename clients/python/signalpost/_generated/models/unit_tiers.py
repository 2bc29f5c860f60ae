from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.unit_tier import UnitTier


T = TypeVar("T", bound="UnitTiers")


@_attrs_define
class UnitTiers:
    """What units cost by their number.

    Attributes:
        type (str): Usually one of `volume`, `graduated`; may be another.
        tiers (list[UnitTier]):
    """

    type: str
    tiers: list[UnitTier]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type = self.type

        tiers = []
        for tiers_item_data in self.tiers:
            tiers_item = tiers_item_data.to_dict()
            tiers.append(tiers_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type,
                "tiers": tiers,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.unit_tier import UnitTier  # noqa: PLC0415

        d = dict(src_dict)
        type = d.pop("type")

        tiers = []
        _tiers = d.pop("tiers")
        for tiers_item_data in _tiers:
            tiers_item = UnitTier.from_dict(tiers_item_data)

            tiers.append(tiers_item)

        unit_tiers = cls(
            type=type,
            tiers=tiers,
        )

        unit_tiers.additional_properties = d
        return unit_tiers

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
