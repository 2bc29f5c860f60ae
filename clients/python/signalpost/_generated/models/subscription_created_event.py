from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.api_version import ApiVersion, check_api_version
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.subscription import Subscription


T = TypeVar("T", bound="SubscriptionCreatedEvent")


@_attrs_define
class SubscriptionCreatedEvent:
    """A subscription was created, which may not be active yet.

    Attributes:
        type (Literal['subscription.created']):
        timestamp (datetime.datetime):
        data (Subscription): A product that a customer pays period by period.
        api_version (ApiVersion | Unset): A version of Polar's API.
    """

    type: Literal["subscription.created"]
    timestamp: datetime.datetime
    data: Subscription
    api_version: ApiVersion | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type = self.type

        timestamp = self.timestamp.isoformat()

        data = self.data.to_dict()

        api_version: str | Unset = UNSET
        if not isinstance(self.api_version, Unset):
            api_version = self.api_version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type,
                "timestamp": timestamp,
                "data": data,
            }
        )
        if api_version is not UNSET:
            field_dict["api_version"] = api_version

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.subscription import Subscription  # noqa: PLC0415

        d = dict(src_dict)
        type = cast(Literal["subscription.created"], d.pop("type"))
        if type != "subscription.created":
            raise ValueError(f"type must match const 'subscription.created', got '{type}'")

        timestamp = datetime.datetime.fromisoformat(d.pop("timestamp"))

        data = Subscription.from_dict(d.pop("data"))

        _api_version = d.pop("api_version", UNSET)
        api_version: ApiVersion | Unset
        if isinstance(_api_version, Unset):
            api_version = UNSET
        else:
            api_version = check_api_version(_api_version)

        subscription_created_event = cls(
            type=type,
            timestamp=timestamp,
            data=data,
            api_version=api_version,
        )

        subscription_created_event.additional_properties = d
        return subscription_created_event

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
