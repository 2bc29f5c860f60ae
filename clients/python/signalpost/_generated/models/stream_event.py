from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.stream_event_headers import StreamEventHeaders
    from ..models.stream_event_payload import StreamEventPayload


T = TypeVar("T", bound="StreamEvent")


@_attrs_define
class StreamEvent:
    """
    Attributes:
        id (UUID):
        key (Literal['webhook.created']):
        payload (StreamEventPayload):
        headers (StreamEventHeaders):
    """

    id: UUID
    key: Literal["webhook.created"]
    payload: StreamEventPayload
    headers: StreamEventHeaders
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        key = self.key

        payload = self.payload.to_dict()

        headers = self.headers.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "key": key,
                "payload": payload,
                "headers": headers,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.stream_event_headers import StreamEventHeaders  # noqa: PLC0415
        from ..models.stream_event_payload import StreamEventPayload  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        key = cast(Literal["webhook.created"], d.pop("key"))
        if key != "webhook.created":
            raise ValueError(f"key must match const 'webhook.created', got '{key}'")

        payload = StreamEventPayload.from_dict(d.pop("payload"))

        headers = StreamEventHeaders.from_dict(d.pop("headers"))

        stream_event = cls(
            id=id,
            key=key,
            payload=payload,
            headers=headers,
        )

        stream_event.additional_properties = d
        return stream_event

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
