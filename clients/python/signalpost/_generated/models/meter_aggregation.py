from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="MeterAggregation")


@_attrs_define
class MeterAggregation:
    """How usage events become a number.

    Attributes:
        func (str | Unset): Usually one of `count`, `sum`, `max`, `min`, `avg`, `unique`; may be another.
        property_ (str | Unset): What of an event is summed up, but for `count`.
    """

    func: str | Unset = UNSET
    property_: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        func = self.func

        property_ = self.property_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if func is not UNSET:
            field_dict["func"] = func
        if property_ is not UNSET:
            field_dict["property"] = property_

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        func = d.pop("func", UNSET)

        property_ = d.pop("property", UNSET)

        meter_aggregation = cls(
            func=func,
            property_=property_,
        )

        meter_aggregation.additional_properties = d
        return meter_aggregation

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
