from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="PriceMeter")


@_attrs_define
class PriceMeter:
    """The meter that a usage-based price counts with.

    Attributes:
        id (str):
        name (str):
        unit (str): Usually one of `scalar`, `token`, `custom`; may be another.
        custom_label (None | str):
        custom_multiplier (float | None):
    """

    id: str
    name: str
    unit: str
    custom_label: None | str
    custom_multiplier: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        unit = self.unit

        custom_label: None | str
        custom_label = self.custom_label

        custom_multiplier: float | None
        custom_multiplier = self.custom_multiplier

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "unit": unit,
                "custom_label": custom_label,
                "custom_multiplier": custom_multiplier,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        unit = d.pop("unit")

        def _parse_custom_label(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        custom_label = _parse_custom_label(d.pop("custom_label"))

        def _parse_custom_multiplier(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        custom_multiplier = _parse_custom_multiplier(d.pop("custom_multiplier"))

        price_meter = cls(
            id=id,
            name=name,
            unit=unit,
            custom_label=custom_label,
            custom_multiplier=custom_multiplier,
        )

        price_meter.additional_properties = d
        return price_meter

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
