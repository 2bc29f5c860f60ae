from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.event_type_source import EventTypeSource, check_event_type_source

if TYPE_CHECKING:
    from ..models.event_type_example_type_0 import EventTypeExampleType0
    from ..models.event_type_schema_type_0 import EventTypeSchemaType0


T = TypeVar("T", bound="EventType")


@_attrs_define
class EventType:
    """
    Attributes:
        created_at (datetime.datetime | None):
        modified_at (datetime.datetime | None):
        name (str):
        description (str):
        source (EventTypeSource):
        organization_id (None | UUID):
        schema (EventTypeSchemaType0 | None): JSON Schema (draft 2020-12) of the data of an own type; null takes any
            object.
        example (EventTypeExampleType0 | None): Data of a sample event; of an own type the first of the examples of its
            schema.
        is_archived (bool):
    """

    created_at: datetime.datetime | None
    modified_at: datetime.datetime | None
    name: str
    description: str
    source: EventTypeSource
    organization_id: None | UUID
    schema: EventTypeSchemaType0 | None
    example: EventTypeExampleType0 | None
    is_archived: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.event_type_example_type_0 import EventTypeExampleType0  # noqa: PLC0415
        from ..models.event_type_schema_type_0 import EventTypeSchemaType0  # noqa: PLC0415

        created_at: None | str
        if isinstance(self.created_at, datetime.datetime):
            created_at = self.created_at.isoformat()
        else:
            created_at = self.created_at

        modified_at: None | str
        if isinstance(self.modified_at, datetime.datetime):
            modified_at = self.modified_at.isoformat()
        else:
            modified_at = self.modified_at

        name = self.name

        description = self.description

        source: str = self.source

        organization_id: None | str
        if isinstance(self.organization_id, UUID):
            organization_id = str(self.organization_id)
        else:
            organization_id = self.organization_id

        schema: dict[str, Any] | None
        if isinstance(self.schema, EventTypeSchemaType0):
            schema = self.schema.to_dict()
        else:
            schema = self.schema

        example: dict[str, Any] | None
        if isinstance(self.example, EventTypeExampleType0):
            example = self.example.to_dict()
        else:
            example = self.example

        is_archived = self.is_archived

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "modified_at": modified_at,
                "name": name,
                "description": description,
                "source": source,
                "organization_id": organization_id,
                "schema": schema,
                "example": example,
                "is_archived": is_archived,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.event_type_example_type_0 import EventTypeExampleType0  # noqa: PLC0415
        from ..models.event_type_schema_type_0 import EventTypeSchemaType0  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_created_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                created_at_type_0 = datetime.datetime.fromisoformat(data)

                return created_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        created_at = _parse_created_at(d.pop("created_at"))

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

        name = d.pop("name")

        description = d.pop("description")

        source = check_event_type_source(d.pop("source"))

        def _parse_organization_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                organization_id_type_0 = UUID(data)

                return organization_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        organization_id = _parse_organization_id(d.pop("organization_id"))

        def _parse_schema(data: object) -> EventTypeSchemaType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                schema_type_0 = EventTypeSchemaType0.from_dict(data)

                return schema_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EventTypeSchemaType0 | None, data)

        schema = _parse_schema(d.pop("schema"))

        def _parse_example(data: object) -> EventTypeExampleType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                example_type_0 = EventTypeExampleType0.from_dict(data)

                return example_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EventTypeExampleType0 | None, data)

        example = _parse_example(d.pop("example"))

        is_archived = d.pop("is_archived")

        event_type = cls(
            created_at=created_at,
            modified_at=modified_at,
            name=name,
            description=description,
            source=source,
            organization_id=organization_id,
            schema=schema,
            example=example,
            is_archived=is_archived,
        )

        event_type.additional_properties = d
        return event_type

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
