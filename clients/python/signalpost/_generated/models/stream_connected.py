from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="StreamConnected")


@_attrs_define
class StreamConnected:
    """
    Attributes:
        key (Literal['connected']):
        ts (datetime.datetime):
        secret (str):
    """

    key: Literal["connected"]
    ts: datetime.datetime
    secret: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        key = self.key

        ts = self.ts.isoformat()

        secret = self.secret

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "key": key,
                "ts": ts,
                "secret": secret,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        key = cast(Literal["connected"], d.pop("key"))
        if key != "connected":
            raise ValueError(f"key must match const 'connected', got '{key}'")

        ts = datetime.datetime.fromisoformat(d.pop("ts"))

        secret = d.pop("secret")

        stream_connected = cls(
            key=key,
            ts=ts,
            secret=secret,
        )

        stream_connected.additional_properties = d
        return stream_connected

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
