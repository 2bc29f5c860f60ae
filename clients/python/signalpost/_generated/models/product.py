from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.recurring_interval import RecurringInterval, check_recurring_interval
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.attached_custom_field import AttachedCustomField
    from ..models.benefit import Benefit
    from ..models.metadata import Metadata
    from ..models.product_media import ProductMedia
    from ..models.product_price import ProductPrice


T = TypeVar("T", bound="Product")


@_attrs_define
class Product:
    """What is sold.

    Attributes:
        id (str):
        created_at (datetime.datetime):
        modified_at (datetime.datetime | None): Null until the first change.
        trial_interval (None | RecurringInterval):
        trial_interval_count (int | None):
        name (str):
        description (None | str):
        visibility (str): Usually one of `draft`, `private`, `public`; may be another.
        recurring_interval (None | RecurringInterval): Null for what is bought once.
        recurring_interval_count (int | None): How many intervals make one period.
        meter_interval (None | RecurringInterval):
        meter_interval_count (int | None):
        is_recurring (bool):
        is_archived (bool):
        organization_id (str):
        metadata (Metadata): The organization's own keys and values.
        prices (list[ProductPrice]):
        benefits (list[Benefit]):
        medias (list[ProductMedia]):
        attached_custom_fields (list[AttachedCustomField]):
        is_deletable (bool | Unset):
    """

    id: str
    created_at: datetime.datetime
    modified_at: datetime.datetime | None
    trial_interval: None | RecurringInterval
    trial_interval_count: int | None
    name: str
    description: None | str
    visibility: str
    recurring_interval: None | RecurringInterval
    recurring_interval_count: int | None
    meter_interval: None | RecurringInterval
    meter_interval_count: int | None
    is_recurring: bool
    is_archived: bool
    organization_id: str
    metadata: Metadata
    prices: list[ProductPrice]
    benefits: list[Benefit]
    medias: list[ProductMedia]
    attached_custom_fields: list[AttachedCustomField]
    is_deletable: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        created_at = self.created_at.isoformat()

        modified_at: None | str
        if isinstance(self.modified_at, datetime.datetime):
            modified_at = self.modified_at.isoformat()
        else:
            modified_at = self.modified_at

        trial_interval: None | str
        if isinstance(self.trial_interval, str):
            trial_interval = self.trial_interval
        else:
            trial_interval = self.trial_interval

        trial_interval_count: int | None
        trial_interval_count = self.trial_interval_count

        name = self.name

        description: None | str
        description = self.description

        visibility = self.visibility

        recurring_interval: None | str
        if isinstance(self.recurring_interval, str):
            recurring_interval = self.recurring_interval
        else:
            recurring_interval = self.recurring_interval

        recurring_interval_count: int | None
        recurring_interval_count = self.recurring_interval_count

        meter_interval: None | str
        if isinstance(self.meter_interval, str):
            meter_interval = self.meter_interval
        else:
            meter_interval = self.meter_interval

        meter_interval_count: int | None
        meter_interval_count = self.meter_interval_count

        is_recurring = self.is_recurring

        is_archived = self.is_archived

        organization_id = self.organization_id

        metadata = self.metadata.to_dict()

        prices = []
        for prices_item_data in self.prices:
            prices_item = prices_item_data.to_dict()
            prices.append(prices_item)

        benefits = []
        for benefits_item_data in self.benefits:
            benefits_item = benefits_item_data.to_dict()
            benefits.append(benefits_item)

        medias = []
        for medias_item_data in self.medias:
            medias_item = medias_item_data.to_dict()
            medias.append(medias_item)

        attached_custom_fields = []
        for attached_custom_fields_item_data in self.attached_custom_fields:
            attached_custom_fields_item = attached_custom_fields_item_data.to_dict()
            attached_custom_fields.append(attached_custom_fields_item)

        is_deletable = self.is_deletable

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "created_at": created_at,
                "modified_at": modified_at,
                "trial_interval": trial_interval,
                "trial_interval_count": trial_interval_count,
                "name": name,
                "description": description,
                "visibility": visibility,
                "recurring_interval": recurring_interval,
                "recurring_interval_count": recurring_interval_count,
                "meter_interval": meter_interval,
                "meter_interval_count": meter_interval_count,
                "is_recurring": is_recurring,
                "is_archived": is_archived,
                "organization_id": organization_id,
                "metadata": metadata,
                "prices": prices,
                "benefits": benefits,
                "medias": medias,
                "attached_custom_fields": attached_custom_fields,
            }
        )
        if is_deletable is not UNSET:
            field_dict["is_deletable"] = is_deletable

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.attached_custom_field import AttachedCustomField  # noqa: PLC0415
        from ..models.benefit import Benefit  # noqa: PLC0415
        from ..models.metadata import Metadata  # noqa: PLC0415
        from ..models.product_media import ProductMedia  # noqa: PLC0415
        from ..models.product_price import ProductPrice  # noqa: PLC0415

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

        def _parse_trial_interval(data: object) -> None | RecurringInterval:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                trial_interval_type_0 = check_recurring_interval(data)

                return trial_interval_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RecurringInterval, data)

        trial_interval = _parse_trial_interval(d.pop("trial_interval"))

        def _parse_trial_interval_count(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        trial_interval_count = _parse_trial_interval_count(d.pop("trial_interval_count"))

        name = d.pop("name")

        def _parse_description(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        description = _parse_description(d.pop("description"))

        visibility = d.pop("visibility")

        def _parse_recurring_interval(data: object) -> None | RecurringInterval:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                recurring_interval_type_0 = check_recurring_interval(data)

                return recurring_interval_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RecurringInterval, data)

        recurring_interval = _parse_recurring_interval(d.pop("recurring_interval"))

        def _parse_recurring_interval_count(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        recurring_interval_count = _parse_recurring_interval_count(
            d.pop("recurring_interval_count")
        )

        def _parse_meter_interval(data: object) -> None | RecurringInterval:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                meter_interval_type_0 = check_recurring_interval(data)

                return meter_interval_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RecurringInterval, data)

        meter_interval = _parse_meter_interval(d.pop("meter_interval"))

        def _parse_meter_interval_count(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        meter_interval_count = _parse_meter_interval_count(d.pop("meter_interval_count"))

        is_recurring = d.pop("is_recurring")

        is_archived = d.pop("is_archived")

        organization_id = d.pop("organization_id")

        metadata = Metadata.from_dict(d.pop("metadata"))

        prices = []
        _prices = d.pop("prices")
        for prices_item_data in _prices:
            prices_item = ProductPrice.from_dict(prices_item_data)

            prices.append(prices_item)

        benefits = []
        _benefits = d.pop("benefits")
        for benefits_item_data in _benefits:
            benefits_item = Benefit.from_dict(benefits_item_data)

            benefits.append(benefits_item)

        medias = []
        _medias = d.pop("medias")
        for medias_item_data in _medias:
            medias_item = ProductMedia.from_dict(medias_item_data)

            medias.append(medias_item)

        attached_custom_fields = []
        _attached_custom_fields = d.pop("attached_custom_fields")
        for attached_custom_fields_item_data in _attached_custom_fields:
            attached_custom_fields_item = AttachedCustomField.from_dict(
                attached_custom_fields_item_data
            )

            attached_custom_fields.append(attached_custom_fields_item)

        is_deletable = d.pop("is_deletable", UNSET)

        product = cls(
            id=id,
            created_at=created_at,
            modified_at=modified_at,
            trial_interval=trial_interval,
            trial_interval_count=trial_interval_count,
            name=name,
            description=description,
            visibility=visibility,
            recurring_interval=recurring_interval,
            recurring_interval_count=recurring_interval_count,
            meter_interval=meter_interval,
            meter_interval_count=meter_interval_count,
            is_recurring=is_recurring,
            is_archived=is_archived,
            organization_id=organization_id,
            metadata=metadata,
            prices=prices,
            benefits=benefits,
            medias=medias,
            attached_custom_fields=attached_custom_fields,
            is_deletable=is_deletable,
        )

        product.additional_properties = d
        return product

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
