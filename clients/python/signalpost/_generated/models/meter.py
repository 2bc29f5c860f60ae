from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.metadata import Metadata
    from ..models.meter_aggregation import MeterAggregation
    from ..models.meter_filter import MeterFilter


T = TypeVar("T", bound="Meter")


@_attrs_define
class Meter:
    """What counts the usage of customers.

    Attributes:
        id (str):
        created_at (datetime.datetime):
        modified_at (datetime.datetime | None): Null until the first change.
        metadata (Metadata): The organization's own keys and values.
        name (str):
        unit (str): Usually one of `scalar`, `token`, `custom`; may be another.
        filter (MeterFilter): Which usage events are counted.
        aggregation (MeterAggregation): How usage events become a number.
        organization_id (str):
        custom_label (None | str | Unset):
        custom_multiplier (float | None | Unset):
        archived_at (datetime.datetime | None | Unset):
    """

    id: str
    created_at: datetime.datetime
    modified_at: datetime.datetime | None
    metadata: Metadata
    name: str
    unit: str
    filter: MeterFilter
    aggregation: MeterAggregation
    organization_id: str
    custom_label: None | str | Unset = UNSET
    custom_multiplier: float | None | Unset = UNSET
    archived_at: datetime.datetime | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        created_at = self.created_at.isoformat()

        modified_at: None | str
        if isinstance(self.modified_at, datetime.datetime):
            modified_at = self.modified_at.isoformat()
        else:
            modified_at = self.modified_at

        metadata = self.metadata.to_dict()

        name = self.name

        unit = self.unit

        filter = self.filter.to_dict()

        aggregation = self.aggregation.to_dict()

        organization_id = self.organization_id

        custom_label: None | str | Unset
        if isinstance(self.custom_label, Unset):
            custom_label = UNSET
        else:
            custom_label = self.custom_label

        custom_multiplier: float | None | Unset
        if isinstance(self.custom_multiplier, Unset):
            custom_multiplier = UNSET
        else:
            custom_multiplier = self.custom_multiplier

        archived_at: None | str | Unset
        if isinstance(self.archived_at, Unset):
            archived_at = UNSET
        elif isinstance(self.archived_at, datetime.datetime):
            archived_at = self.archived_at.isoformat()
        else:
            archived_at = self.archived_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "created_at": created_at,
                "modified_at": modified_at,
                "metadata": metadata,
                "name": name,
                "unit": unit,
                "filter": filter,
                "aggregation": aggregation,
                "organization_id": organization_id,
            }
        )
        if custom_label is not UNSET:
            field_dict["custom_label"] = custom_label
        if custom_multiplier is not UNSET:
            field_dict["custom_multiplier"] = custom_multiplier
        if archived_at is not UNSET:
            field_dict["archived_at"] = archived_at

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.metadata import Metadata  # noqa: PLC0415
        from ..models.meter_aggregation import MeterAggregation  # noqa: PLC0415
        from ..models.meter_filter import MeterFilter  # noqa: PLC0415

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

        metadata = Metadata.from_dict(d.pop("metadata"))

        name = d.pop("name")

        unit = d.pop("unit")

        filter = MeterFilter.from_dict(d.pop("filter"))

        aggregation = MeterAggregation.from_dict(d.pop("aggregation"))

        organization_id = d.pop("organization_id")

        def _parse_custom_label(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        custom_label = _parse_custom_label(d.pop("custom_label", UNSET))

        def _parse_custom_multiplier(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        custom_multiplier = _parse_custom_multiplier(d.pop("custom_multiplier", UNSET))

        def _parse_archived_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                archived_at_type_0 = datetime.datetime.fromisoformat(data)

                return archived_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        archived_at = _parse_archived_at(d.pop("archived_at", UNSET))

        meter = cls(
            id=id,
            created_at=created_at,
            modified_at=modified_at,
            metadata=metadata,
            name=name,
            unit=unit,
            filter=filter,
            aggregation=aggregation,
            organization_id=organization_id,
            custom_label=custom_label,
            custom_multiplier=custom_multiplier,
            archived_at=archived_at,
        )

        meter.additional_properties = d
        return meter

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
