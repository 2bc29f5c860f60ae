from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.customer_state_benefit_grant_properties import (
        CustomerStateBenefitGrantProperties,
    )
    from ..models.metadata import Metadata


T = TypeVar("T", bound="CustomerStateBenefitGrant")


@_attrs_define
class CustomerStateBenefitGrant:
    """A benefit that a customer holds.

    Attributes:
        id (str):
        created_at (datetime.datetime):
        modified_at (datetime.datetime | None): Null until the first change.
        granted_at (datetime.datetime):
        benefit_id (str):
        benefit_type (str): Usually one of `custom`, `discord`, `github_repository`, `downloadables`, `license_keys`,
            `meter_credit`, `feature_flag`, `slack_shared_channel`; may be another.
        benefit_metadata (Metadata): The organization's own keys and values.
        properties (CustomerStateBenefitGrantProperties): Depends on `benefit_type`.
    """

    id: str
    created_at: datetime.datetime
    modified_at: datetime.datetime | None
    granted_at: datetime.datetime
    benefit_id: str
    benefit_type: str
    benefit_metadata: Metadata
    properties: CustomerStateBenefitGrantProperties
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        created_at = self.created_at.isoformat()

        modified_at: None | str
        if isinstance(self.modified_at, datetime.datetime):
            modified_at = self.modified_at.isoformat()
        else:
            modified_at = self.modified_at

        granted_at = self.granted_at.isoformat()

        benefit_id = self.benefit_id

        benefit_type = self.benefit_type

        benefit_metadata = self.benefit_metadata.to_dict()

        properties = self.properties.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "created_at": created_at,
                "modified_at": modified_at,
                "granted_at": granted_at,
                "benefit_id": benefit_id,
                "benefit_type": benefit_type,
                "benefit_metadata": benefit_metadata,
                "properties": properties,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.customer_state_benefit_grant_properties import (
            CustomerStateBenefitGrantProperties,  # noqa: PLC0415
        )
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

        granted_at = datetime.datetime.fromisoformat(d.pop("granted_at"))

        benefit_id = d.pop("benefit_id")

        benefit_type = d.pop("benefit_type")

        benefit_metadata = Metadata.from_dict(d.pop("benefit_metadata"))

        properties = CustomerStateBenefitGrantProperties.from_dict(d.pop("properties"))

        customer_state_benefit_grant = cls(
            id=id,
            created_at=created_at,
            modified_at=modified_at,
            granted_at=granted_at,
            benefit_id=benefit_id,
            benefit_type=benefit_type,
            benefit_metadata=benefit_metadata,
            properties=properties,
        )

        customer_state_benefit_grant.additional_properties = d
        return customer_state_benefit_grant

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
