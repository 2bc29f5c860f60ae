from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.stream_event_payload_payload import StreamEventPayloadPayload


T = TypeVar("T", bound="StreamEventPayload")


@_attrs_define
class StreamEventPayload:
    """
    Attributes:
        webhook_event_id (UUID):
        payload (StreamEventPayloadPayload):
    """

    webhook_event_id: UUID
    payload: StreamEventPayloadPayload
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        webhook_event_id = str(self.webhook_event_id)

        payload = self.payload.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "webhook_event_id": webhook_event_id,
                "payload": payload,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.stream_event_payload_payload import StreamEventPayloadPayload  # noqa: PLC0415

        d = dict(src_dict)
        webhook_event_id = UUID(d.pop("webhook_event_id"))

        payload = StreamEventPayloadPayload.from_dict(d.pop("payload"))

        stream_event_payload = cls(
            webhook_event_id=webhook_event_id,
            payload=payload,
        )

        stream_event_payload.additional_properties = d
        return stream_event_payload

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
