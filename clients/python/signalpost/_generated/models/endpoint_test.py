from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.catalogue_event_type import CatalogueEventType, check_catalogue_event_type
from ..types import UNSET, Unset

T = TypeVar("T", bound="EndpointTest")


@_attrs_define
class EndpointTest:
    """
    Attributes:
        type (CatalogueEventType | None | str | Unset):
    """

    type: CatalogueEventType | None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type: None | str | Unset
        if isinstance(self.type, Unset):
            type = UNSET
        elif isinstance(self.type, str):
            type = self.type
        else:
            type = self.type

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if type is not UNSET:
            field_dict["type"] = type

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_type(data: object) -> CatalogueEventType | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                componentsschemas_event_type_name_catalogue_event_type = check_catalogue_event_type(
                    data
                )

                return componentsschemas_event_type_name_catalogue_event_type
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CatalogueEventType | None | str | Unset, data)

        type = _parse_type(d.pop("type", UNSET))

        endpoint_test = cls(
            type=type,
        )

        endpoint_test.additional_properties = d
        return endpoint_test

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
