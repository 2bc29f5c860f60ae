from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.seat_tier import SeatTier


T = TypeVar("T", bound="SeatTiers")


@_attrs_define
class SeatTiers:
    """What seats cost by their number.

    Attributes:
        tiers (list[SeatTier]):
        minimum_seats (int):
        maximum_seats (int | None):
        seat_tier_type (str | Unset): Usually one of `volume`, `graduated`; may be another.
    """

    tiers: list[SeatTier]
    minimum_seats: int
    maximum_seats: int | None
    seat_tier_type: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        tiers = []
        for tiers_item_data in self.tiers:
            tiers_item = tiers_item_data.to_dict()
            tiers.append(tiers_item)

        minimum_seats = self.minimum_seats

        maximum_seats: int | None
        maximum_seats = self.maximum_seats

        seat_tier_type = self.seat_tier_type

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "tiers": tiers,
                "minimum_seats": minimum_seats,
                "maximum_seats": maximum_seats,
            }
        )
        if seat_tier_type is not UNSET:
            field_dict["seat_tier_type"] = seat_tier_type

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.seat_tier import SeatTier  # noqa: PLC0415

        d = dict(src_dict)
        tiers = []
        _tiers = d.pop("tiers")
        for tiers_item_data in _tiers:
            tiers_item = SeatTier.from_dict(tiers_item_data)

            tiers.append(tiers_item)

        minimum_seats = d.pop("minimum_seats")

        def _parse_maximum_seats(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        maximum_seats = _parse_maximum_seats(d.pop("maximum_seats"))

        seat_tier_type = d.pop("seat_tier_type", UNSET)

        seat_tiers = cls(
            tiers=tiers,
            minimum_seats=minimum_seats,
            maximum_seats=maximum_seats,
            seat_tier_type=seat_tier_type,
        )

        seat_tiers.additional_properties = d
        return seat_tiers

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
