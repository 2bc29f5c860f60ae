from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.custom_field_properties import CustomFieldProperties
    from ..models.metadata import Metadata


T = TypeVar("T", bound="CustomField")


@_attrs_define
class CustomField:
    """A question that customers answer when they buy.

    Attributes:
        id (str):
        created_at (datetime.datetime):
        modified_at (datetime.datetime | None): Null until the first change.
        metadata (Metadata): The organization's own keys and values.
        type (str): Usually one of `text`, `number`, `date`, `checkbox`, `select`; may be another.
        slug (str): The key in `custom_field_data`.
        name (str):
        organization_id (str):
        properties (CustomFieldProperties): Depends on `type`.
    """

    id: str
    created_at: datetime.datetime
    modified_at: datetime.datetime | None
    metadata: Metadata
    type: str
    slug: str
    name: str
    organization_id: str
    properties: CustomFieldProperties
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

        type = self.type

        slug = self.slug

        name = self.name

        organization_id = self.organization_id

        properties = self.properties.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "created_at": created_at,
                "modified_at": modified_at,
                "metadata": metadata,
                "type": type,
                "slug": slug,
                "name": name,
                "organization_id": organization_id,
                "properties": properties,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.custom_field_properties import CustomFieldProperties  # noqa: PLC0415
        from ..models.metadata import Metadata  # noqa: PLC0415

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

        type = d.pop("type")

        slug = d.pop("slug")

        name = d.pop("name")

        organization_id = d.pop("organization_id")

        properties = CustomFieldProperties.from_dict(d.pop("properties"))

        custom_field = cls(
            id=id,
            created_at=created_at,
            modified_at=modified_at,
            metadata=metadata,
            type=type,
            slug=slug,
            name=name,
            organization_id=organization_id,
            properties=properties,
        )

        custom_field.additional_properties = d
        return custom_field

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
