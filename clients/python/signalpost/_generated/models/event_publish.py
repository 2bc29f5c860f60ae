from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.catalogue_event_type import CatalogueEventType, check_catalogue_event_type
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.event_publish_data import EventPublishData


T = TypeVar("T", bound="EventPublish")


@_attrs_define
class EventPublish:
    """
    Attributes:
        type (CatalogueEventType | str): The name of an event type: of the catalogue, or one that the organization
            registered.
        data (EventPublishData): Delivered as it was written, numbers and order of keys included.
        timestamp (datetime.datetime | None | Unset): The present when left out.
        organization_id (None | Unset | UUID):
    """

    type: CatalogueEventType | str
    data: EventPublishData
    timestamp: datetime.datetime | None | Unset = UNSET
    organization_id: None | Unset | UUID = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type: str
        if isinstance(self.type, str):
            type = self.type
        else:
            type = self.type

        data = self.data.to_dict()

        timestamp: None | str | Unset
        if isinstance(self.timestamp, Unset):
            timestamp = UNSET
        elif isinstance(self.timestamp, datetime.datetime):
            timestamp = self.timestamp.isoformat()
        else:
            timestamp = self.timestamp

        organization_id: None | str | Unset
        if isinstance(self.organization_id, Unset):
            organization_id = UNSET
        elif isinstance(self.organization_id, UUID):
            organization_id = str(self.organization_id)
        else:
            organization_id = self.organization_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type,
                "data": data,
            }
        )
        if timestamp is not UNSET:
            field_dict["timestamp"] = timestamp
        if organization_id is not UNSET:
            field_dict["organization_id"] = organization_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.event_publish_data import EventPublishData  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_type(data: object) -> CatalogueEventType | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                componentsschemas_event_type_name_catalogue_event_type = check_catalogue_event_type(
                    data
                )

                return componentsschemas_event_type_name_catalogue_event_type
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CatalogueEventType | str, data)

        type = _parse_type(d.pop("type"))

        data = EventPublishData.from_dict(d.pop("data"))

        def _parse_timestamp(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                timestamp_type_0 = datetime.datetime.fromisoformat(data)

                return timestamp_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        timestamp = _parse_timestamp(d.pop("timestamp", UNSET))

        def _parse_organization_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                organization_id_type_0 = UUID(data)

                return organization_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        organization_id = _parse_organization_id(d.pop("organization_id", UNSET))

        event_publish = cls(
            type=type,
            data=data,
            timestamp=timestamp,
            organization_id=organization_id,
        )

        event_publish.additional_properties = d
        return event_publish

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
