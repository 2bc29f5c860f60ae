from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.benefit_properties import BenefitProperties
    from ..models.metadata import Metadata


T = TypeVar("T", bound="Benefit")


@_attrs_define
class Benefit:
    """What customers of a product get.

    Attributes:
        id (str):
        created_at (datetime.datetime):
        modified_at (datetime.datetime | None): Null until the first change.
        type (str): Usually one of `custom`, `discord`, `github_repository`, `downloadables`, `license_keys`,
            `meter_credit`, `feature_flag`, `slack_shared_channel`; may be another.
        description (str):
        selectable (bool): Whether it can be added to products.
        deletable (bool):
        is_deleted (bool):
        organization_id (str):
        metadata (Metadata): The organization's own keys and values.
        properties (BenefitProperties): Depends on the benefit’s type.
        visibility (str): Usually one of `draft`, `private`, `public`; may be another.
        visibility_configurable (bool):
    """

    id: str
    created_at: datetime.datetime
    modified_at: datetime.datetime | None
    type: str
    description: str
    selectable: bool
    deletable: bool
    is_deleted: bool
    organization_id: str
    metadata: Metadata
    properties: BenefitProperties
    visibility: str
    visibility_configurable: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        created_at = self.created_at.isoformat()

        modified_at: None | str
        if isinstance(self.modified_at, datetime.datetime):
            modified_at = self.modified_at.isoformat()
        else:
            modified_at = self.modified_at

        type = self.type

        description = self.description

        selectable = self.selectable

        deletable = self.deletable

        is_deleted = self.is_deleted

        organization_id = self.organization_id

        metadata = self.metadata.to_dict()

        properties = self.properties.to_dict()

        visibility = self.visibility

        visibility_configurable = self.visibility_configurable

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "created_at": created_at,
                "modified_at": modified_at,
                "type": type,
                "description": description,
                "selectable": selectable,
                "deletable": deletable,
                "is_deleted": is_deleted,
                "organization_id": organization_id,
                "metadata": metadata,
                "properties": properties,
                "visibility": visibility,
                "visibility_configurable": visibility_configurable,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.benefit_properties import BenefitProperties  # noqa: PLC0415
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

        type = d.pop("type")

        description = d.pop("description")

        selectable = d.pop("selectable")

        deletable = d.pop("deletable")

        is_deleted = d.pop("is_deleted")

        organization_id = d.pop("organization_id")

        metadata = Metadata.from_dict(d.pop("metadata"))

        properties = BenefitProperties.from_dict(d.pop("properties"))

        visibility = d.pop("visibility")

        visibility_configurable = d.pop("visibility_configurable")

        benefit = cls(
            id=id,
            created_at=created_at,
            modified_at=modified_at,
            type=type,
            description=description,
            selectable=selectable,
            deletable=deletable,
            is_deleted=is_deleted,
            organization_id=organization_id,
            metadata=metadata,
            properties=properties,
            visibility=visibility,
            visibility_configurable=visibility_configurable,
        )

        benefit.additional_properties = d
        return benefit

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
