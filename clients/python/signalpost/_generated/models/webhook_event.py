from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.event_status import EventStatus, check_event_status

T = TypeVar("T", bound="WebhookEvent")


@_attrs_define
class WebhookEvent:
    """What was published to one endpoint.

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
        status (EventStatus):
        message_id (UUID):
        webhook_endpoint_id (UUID):
        organization_id (UUID):
        attempts (int): Attempts since it was last queued.
        next_attempt_at (datetime.datetime | None): When the next retry is due.
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
    status: EventStatus
    message_id: UUID
    webhook_endpoint_id: UUID
    organization_id: UUID
    attempts: int
    next_attempt_at: datetime.datetime | None
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

        status: str = self.status

        message_id = str(self.message_id)

        webhook_endpoint_id = str(self.webhook_endpoint_id)

        organization_id = str(self.organization_id)

        attempts = self.attempts

        next_attempt_at: None | str
        if isinstance(self.next_attempt_at, datetime.datetime):
            next_attempt_at = self.next_attempt_at.isoformat()
        else:
            next_attempt_at = self.next_attempt_at

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
                "status": status,
                "message_id": message_id,
                "webhook_endpoint_id": webhook_endpoint_id,
                "organization_id": organization_id,
                "attempts": attempts,
                "next_attempt_at": next_attempt_at,
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

        status = check_event_status(d.pop("status"))

        message_id = UUID(d.pop("message_id"))

        webhook_endpoint_id = UUID(d.pop("webhook_endpoint_id"))

        organization_id = UUID(d.pop("organization_id"))

        attempts = d.pop("attempts")

        def _parse_next_attempt_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                next_attempt_at_type_0 = datetime.datetime.fromisoformat(data)

                return next_attempt_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        next_attempt_at = _parse_next_attempt_at(d.pop("next_attempt_at"))

        webhook_event = cls(
            created_at=created_at,
            modified_at=modified_at,
            id=id,
            last_http_code=last_http_code,
            succeeded=succeeded,
            skipped=skipped,
            payload=payload,
            type=type,
            is_archived=is_archived,
            status=status,
            message_id=message_id,
            webhook_endpoint_id=webhook_endpoint_id,
            organization_id=organization_id,
            attempts=attempts,
            next_attempt_at=next_attempt_at,
        )

        webhook_event.additional_properties = d
        return webhook_event

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
