from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.recurring_interval import RecurringInterval, check_recurring_interval
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.price_meter import PriceMeter
    from ..models.product_price_unit_label_type_0 import ProductPriceUnitLabelType0
    from ..models.seat_tiers import SeatTiers
    from ..models.unit_tiers import UnitTiers


T = TypeVar("T", bound="ProductPrice")


@_attrs_define
class ProductPrice:
    """A price of a product.

    Attributes:
        id (str):
        created_at (datetime.datetime):
        modified_at (datetime.datetime | None): Null until the first change.
        source (str): Usually one of `catalog`, `ad_hoc`; may be another.
        amount_type (str): Decides which of the further fields are there. Usually one of `fixed`, `custom`,
            `seat_based`, `unit_based`, `metered_unit`, `metered_tiers`; may be another.
        price_currency (str): ISO 4217 code in lower case, such as `usd`.
        tax_behavior (None | str):
        is_archived (bool):
        product_id (str):
        price_amount (int | Unset): Of `fixed`, in minor units of `price_currency`.
        minimum_amount (int | Unset): Of `custom`: the least that can be paid, in minor units of `price_currency`.
        maximum_amount (int | None | Unset):
        preset_amount (int | None | Unset):
        seat_tiers (SeatTiers | Unset): What seats cost by their number.
        tiers (UnitTiers | Unset): What units cost by their number.
        minimum_units (int | None | Unset): Of `unit_based`.
        maximum_units (int | None | Unset): Of `unit_based`.
        unit_label (None | ProductPriceUnitLabelType0 | Unset): Of `unit_based`: names of the unit, by locale and plural
            form.
        unit_amount (str | Unset): Of `metered_unit`: the price of a unit.
        cap_amount (int | None | Unset):
        meter_id (str | Unset): Of metered kinds.
        meter (PriceMeter | Unset): The meter that a usage-based price counts with.
        type (str | Unset): Of prices of the former kind alone: `recurring`.
        recurring_interval (RecurringInterval | Unset): The unit of a billing or trial period.
        legacy (bool | Unset): True for prices of the former kind.
    """

    id: str
    created_at: datetime.datetime
    modified_at: datetime.datetime | None
    source: str
    amount_type: str
    price_currency: str
    tax_behavior: None | str
    is_archived: bool
    product_id: str
    price_amount: int | Unset = UNSET
    minimum_amount: int | Unset = UNSET
    maximum_amount: int | None | Unset = UNSET
    preset_amount: int | None | Unset = UNSET
    seat_tiers: SeatTiers | Unset = UNSET
    tiers: UnitTiers | Unset = UNSET
    minimum_units: int | None | Unset = UNSET
    maximum_units: int | None | Unset = UNSET
    unit_label: None | ProductPriceUnitLabelType0 | Unset = UNSET
    unit_amount: str | Unset = UNSET
    cap_amount: int | None | Unset = UNSET
    meter_id: str | Unset = UNSET
    meter: PriceMeter | Unset = UNSET
    type: str | Unset = UNSET
    recurring_interval: RecurringInterval | Unset = UNSET
    legacy: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.product_price_unit_label_type_0 import ProductPriceUnitLabelType0  # noqa: PLC0415

        id = self.id

        created_at = self.created_at.isoformat()

        modified_at: None | str
        if isinstance(self.modified_at, datetime.datetime):
            modified_at = self.modified_at.isoformat()
        else:
            modified_at = self.modified_at

        source = self.source

        amount_type = self.amount_type

        price_currency = self.price_currency

        tax_behavior: None | str
        tax_behavior = self.tax_behavior

        is_archived = self.is_archived

        product_id = self.product_id

        price_amount = self.price_amount

        minimum_amount = self.minimum_amount

        maximum_amount: int | None | Unset
        if isinstance(self.maximum_amount, Unset):
            maximum_amount = UNSET
        else:
            maximum_amount = self.maximum_amount

        preset_amount: int | None | Unset
        if isinstance(self.preset_amount, Unset):
            preset_amount = UNSET
        else:
            preset_amount = self.preset_amount

        seat_tiers: dict[str, Any] | Unset = UNSET
        if not isinstance(self.seat_tiers, Unset):
            seat_tiers = self.seat_tiers.to_dict()

        tiers: dict[str, Any] | Unset = UNSET
        if not isinstance(self.tiers, Unset):
            tiers = self.tiers.to_dict()

        minimum_units: int | None | Unset
        if isinstance(self.minimum_units, Unset):
            minimum_units = UNSET
        else:
            minimum_units = self.minimum_units

        maximum_units: int | None | Unset
        if isinstance(self.maximum_units, Unset):
            maximum_units = UNSET
        else:
            maximum_units = self.maximum_units

        unit_label: dict[str, Any] | None | Unset
        if isinstance(self.unit_label, Unset):
            unit_label = UNSET
        elif isinstance(self.unit_label, ProductPriceUnitLabelType0):
            unit_label = self.unit_label.to_dict()
        else:
            unit_label = self.unit_label

        unit_amount = self.unit_amount

        cap_amount: int | None | Unset
        if isinstance(self.cap_amount, Unset):
            cap_amount = UNSET
        else:
            cap_amount = self.cap_amount

        meter_id = self.meter_id

        meter: dict[str, Any] | Unset = UNSET
        if not isinstance(self.meter, Unset):
            meter = self.meter.to_dict()

        type = self.type

        recurring_interval: str | Unset = UNSET
        if not isinstance(self.recurring_interval, Unset):
            recurring_interval = self.recurring_interval

        legacy = self.legacy

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "created_at": created_at,
                "modified_at": modified_at,
                "source": source,
                "amount_type": amount_type,
                "price_currency": price_currency,
                "tax_behavior": tax_behavior,
                "is_archived": is_archived,
                "product_id": product_id,
            }
        )
        if price_amount is not UNSET:
            field_dict["price_amount"] = price_amount
        if minimum_amount is not UNSET:
            field_dict["minimum_amount"] = minimum_amount
        if maximum_amount is not UNSET:
            field_dict["maximum_amount"] = maximum_amount
        if preset_amount is not UNSET:
            field_dict["preset_amount"] = preset_amount
        if seat_tiers is not UNSET:
            field_dict["seat_tiers"] = seat_tiers
        if tiers is not UNSET:
            field_dict["tiers"] = tiers
        if minimum_units is not UNSET:
            field_dict["minimum_units"] = minimum_units
        if maximum_units is not UNSET:
            field_dict["maximum_units"] = maximum_units
        if unit_label is not UNSET:
            field_dict["unit_label"] = unit_label
        if unit_amount is not UNSET:
            field_dict["unit_amount"] = unit_amount
        if cap_amount is not UNSET:
            field_dict["cap_amount"] = cap_amount
        if meter_id is not UNSET:
            field_dict["meter_id"] = meter_id
        if meter is not UNSET:
            field_dict["meter"] = meter
        if type is not UNSET:
            field_dict["type"] = type
        if recurring_interval is not UNSET:
            field_dict["recurring_interval"] = recurring_interval
        if legacy is not UNSET:
            field_dict["legacy"] = legacy

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.price_meter import PriceMeter  # noqa: PLC0415
        from ..models.product_price_unit_label_type_0 import ProductPriceUnitLabelType0  # noqa: PLC0415
        from ..models.seat_tiers import SeatTiers  # noqa: PLC0415
        from ..models.unit_tiers import UnitTiers  # noqa: PLC0415

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

        source = d.pop("source")

        amount_type = d.pop("amount_type")

        price_currency = d.pop("price_currency")

        def _parse_tax_behavior(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        tax_behavior = _parse_tax_behavior(d.pop("tax_behavior"))

        is_archived = d.pop("is_archived")

        product_id = d.pop("product_id")

        price_amount = d.pop("price_amount", UNSET)

        minimum_amount = d.pop("minimum_amount", UNSET)

        def _parse_maximum_amount(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        maximum_amount = _parse_maximum_amount(d.pop("maximum_amount", UNSET))

        def _parse_preset_amount(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        preset_amount = _parse_preset_amount(d.pop("preset_amount", UNSET))

        _seat_tiers = d.pop("seat_tiers", UNSET)
        seat_tiers: SeatTiers | Unset
        if isinstance(_seat_tiers, Unset):
            seat_tiers = UNSET
        else:
            seat_tiers = SeatTiers.from_dict(_seat_tiers)

        _tiers = d.pop("tiers", UNSET)
        tiers: UnitTiers | Unset
        if isinstance(_tiers, Unset):
            tiers = UNSET
        else:
            tiers = UnitTiers.from_dict(_tiers)

        def _parse_minimum_units(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        minimum_units = _parse_minimum_units(d.pop("minimum_units", UNSET))

        def _parse_maximum_units(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        maximum_units = _parse_maximum_units(d.pop("maximum_units", UNSET))

        def _parse_unit_label(data: object) -> None | ProductPriceUnitLabelType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                unit_label_type_0 = ProductPriceUnitLabelType0.from_dict(data)

                return unit_label_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ProductPriceUnitLabelType0 | Unset, data)

        unit_label = _parse_unit_label(d.pop("unit_label", UNSET))

        unit_amount = d.pop("unit_amount", UNSET)

        def _parse_cap_amount(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        cap_amount = _parse_cap_amount(d.pop("cap_amount", UNSET))

        meter_id = d.pop("meter_id", UNSET)

        _meter = d.pop("meter", UNSET)
        meter: PriceMeter | Unset
        if isinstance(_meter, Unset):
            meter = UNSET
        else:
            meter = PriceMeter.from_dict(_meter)

        type = d.pop("type", UNSET)

        _recurring_interval = d.pop("recurring_interval", UNSET)
        recurring_interval: RecurringInterval | Unset
        if isinstance(_recurring_interval, Unset):
            recurring_interval = UNSET
        else:
            recurring_interval = check_recurring_interval(_recurring_interval)

        legacy = d.pop("legacy", UNSET)

        product_price = cls(
            id=id,
            created_at=created_at,
            modified_at=modified_at,
            source=source,
            amount_type=amount_type,
            price_currency=price_currency,
            tax_behavior=tax_behavior,
            is_archived=is_archived,
            product_id=product_id,
            price_amount=price_amount,
            minimum_amount=minimum_amount,
            maximum_amount=maximum_amount,
            preset_amount=preset_amount,
            seat_tiers=seat_tiers,
            tiers=tiers,
            minimum_units=minimum_units,
            maximum_units=maximum_units,
            unit_label=unit_label,
            unit_amount=unit_amount,
            cap_amount=cap_amount,
            meter_id=meter_id,
            meter=meter,
            type=type,
            recurring_interval=recurring_interval,
            legacy=legacy,
        )

        product_price.additional_properties = d
        return product_price

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
