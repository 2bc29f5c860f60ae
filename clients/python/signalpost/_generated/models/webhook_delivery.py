from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.failure_stage import FailureStage, check_failure_stage

if TYPE_CHECKING:
    from ..models.delivered_event import DeliveredEvent


T = TypeVar("T", bound="WebhookDelivery")


@_attrs_define
class WebhookDelivery:
    """One attempt.

    Attributes:
        created_at (datetime.datetime):
        modified_at (datetime.datetime | None):
        id (UUID):
        succeeded (bool):
        http_code (int | None):
        response (None | str):
        webhook_event (DeliveredEvent): The event that an attempt was for.
        webhook_endpoint_id (UUID):
        attempt (int):
        stage (FailureStage | None):
        duration_ms (int):
    """

    created_at: datetime.datetime
    modified_at: datetime.datetime | None
    id: UUID
    succeeded: bool
    http_code: int | None
    response: None | str
    webhook_event: DeliveredEvent
    webhook_endpoint_id: UUID
    attempt: int
    stage: FailureStage | None
    duration_ms: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at.isoformat()

        modified_at: None | str
        if isinstance(self.modified_at, datetime.datetime):
            modified_at = self.modified_at.isoformat()
        else:
            modified_at = self.modified_at

        id = str(self.id)

        succeeded = self.succeeded

        http_code: int | None
        http_code = self.http_code

        response: None | str
        response = self.response

        webhook_event = self.webhook_event.to_dict()

        webhook_endpoint_id = str(self.webhook_endpoint_id)

        attempt = self.attempt

        stage: None | str
        if isinstance(self.stage, str):
            stage = self.stage
        else:
            stage = self.stage

        duration_ms = self.duration_ms

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "modified_at": modified_at,
                "id": id,
                "succeeded": succeeded,
                "http_code": http_code,
                "response": response,
                "webhook_event": webhook_event,
                "webhook_endpoint_id": webhook_endpoint_id,
                "attempt": attempt,
                "stage": stage,
                "duration_ms": duration_ms,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.delivered_event import DeliveredEvent  # noqa: PLC0415

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

        succeeded = d.pop("succeeded")

        def _parse_http_code(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        http_code = _parse_http_code(d.pop("http_code"))

        def _parse_response(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        response = _parse_response(d.pop("response"))

        webhook_event = DeliveredEvent.from_dict(d.pop("webhook_event"))

        webhook_endpoint_id = UUID(d.pop("webhook_endpoint_id"))

        attempt = d.pop("attempt")

        def _parse_stage(data: object) -> FailureStage | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                stage_type_0 = check_failure_stage(data)

                return stage_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FailureStage | None, data)

        stage = _parse_stage(d.pop("stage"))

        duration_ms = d.pop("duration_ms")

        webhook_delivery = cls(
            created_at=created_at,
            modified_at=modified_at,
            id=id,
            succeeded=succeeded,
            http_code=http_code,
            response=response,
            webhook_event=webhook_event,
            webhook_endpoint_id=webhook_endpoint_id,
            attempt=attempt,
            stage=stage,
            duration_ms=duration_ms,
        )

        webhook_delivery.additional_properties = d
        return webhook_delivery

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
