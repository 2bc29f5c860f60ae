from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.api_version import ApiVersion, check_api_version

T = TypeVar("T", bound="DeliveredEvent")


@_attrs_define
class DeliveredEvent:
    """The event that an attempt was for.

    Attributes:
        created_at (datetime.datetime):
        modified_at (datetime.datetime | None):
        id (UUID):
        last_http_code (int | None):
        succeeded (bool | None):
        skipped (bool):
        payload (None | str):
        type (str):
        is_archived (bool):
        api_version (ApiVersion): A version of Polar's API.
    """

    created_at: datetime.datetime
    modified_at: datetime.datetime | None
    id: UUID
    last_http_code: int | None
    succeeded: bool | None
    skipped: bool
    payload: None | str
    type: str
    is_archived: bool
    api_version: ApiVersion
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at.isoformat()

        modified_at: None | str
        if isinstance(self.modified_at, datetime.datetime):
            modified_at = self.modified_at.isoformat()
        else:
            modified_at = self.modified_at

        id = str(self.id)

        last_http_code: int | None
        last_http_code = self.last_http_code

        succeeded: bool | None
        succeeded = self.succeeded

        skipped = self.skipped

        payload: None | str
        payload = self.payload

        type = self.type

        is_archived = self.is_archived

        api_version: str = self.api_version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "modified_at": modified_at,
                "id": id,
                "last_http_code": last_http_code,
                "succeeded": succeeded,
                "skipped": skipped,
                "payload": payload,
                "type": type,
                "is_archived": is_archived,
                "api_version": api_version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
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

        id = UUID(d.pop("id"))

        def _parse_last_http_code(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        last_http_code = _parse_last_http_code(d.pop("last_http_code"))

        def _parse_succeeded(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        succeeded = _parse_succeeded(d.pop("succeeded"))

        skipped = d.pop("skipped")

        def _parse_payload(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        payload = _parse_payload(d.pop("payload"))

        type = d.pop("type")

        is_archived = d.pop("is_archived")

        api_version = check_api_version(d.pop("api_version"))

        delivered_event = cls(
            created_at=created_at,
            modified_at=modified_at,
            id=id,
            last_http_code=last_http_code,
            succeeded=succeeded,
            skipped=skipped,
            payload=payload,
            type=type,
            is_archived=is_archived,
            api_version=api_version,
        )

        delivered_event.additional_properties = d
        return delivered_event

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
