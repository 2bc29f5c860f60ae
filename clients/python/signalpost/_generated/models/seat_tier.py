from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="SeatTier")


@_attrs_define
class SeatTier:
    """The price of a seat within a range of seats.

    Attributes:
        min_seats (int):
        price_per_seat (int): For one seat, in minor units of `price_currency`.
        max_seats (int | None | Unset): Null in the last tier.
    """

    min_seats: int
    price_per_seat: int
    max_seats: int | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        min_seats = self.min_seats

        price_per_seat = self.price_per_seat

        max_seats: int | None | Unset
        if isinstance(self.max_seats, Unset):
            max_seats = UNSET
        else:
            max_seats = self.max_seats

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "min_seats": min_seats,
                "price_per_seat": price_per_seat,
            }
        )
        if max_seats is not UNSET:
            field_dict["max_seats"] = max_seats

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        min_seats = d.pop("min_seats")

        price_per_seat = d.pop("price_per_seat")

        def _parse_max_seats(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        max_seats = _parse_max_seats(d.pop("max_seats", UNSET))

        seat_tier = cls(
            min_seats=min_seats,
            price_per_seat=price_per_seat,
            max_seats=max_seats,
        )

        seat_tier.additional_properties = d
        return seat_tier

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
