from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.benefit_public_properties import BenefitPublicProperties


T = TypeVar("T", bound="BenefitPublic")


@_attrs_define
class BenefitPublic:
    """A benefit as customers see it.

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
        properties (BenefitPublicProperties | Unset): Depends on the benefit’s type.
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
    properties: BenefitPublicProperties | Unset = UNSET
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

        properties: dict[str, Any] | Unset = UNSET
        if not isinstance(self.properties, Unset):
            properties = self.properties.to_dict()

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
            }
        )
        if properties is not UNSET:
            field_dict["properties"] = properties

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.benefit_public_properties import BenefitPublicProperties  # noqa: PLC0415

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

        _properties = d.pop("properties", UNSET)
        properties: BenefitPublicProperties | Unset
        if isinstance(_properties, Unset):
            properties = UNSET
        else:
            properties = BenefitPublicProperties.from_dict(_properties)

        benefit_public = cls(
            id=id,
            created_at=created_at,
            modified_at=modified_at,
            type=type,
            description=description,
            selectable=selectable,
            deletable=deletable,
            is_deleted=is_deleted,
            organization_id=organization_id,
            properties=properties,
        )

        benefit_public.additional_properties = d
        return benefit_public

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
