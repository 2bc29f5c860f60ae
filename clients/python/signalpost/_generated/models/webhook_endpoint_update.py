from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.api_version import ApiVersion, check_api_version
from ..models.catalogue_event_type import CatalogueEventType, check_catalogue_event_type
from ..models.endpoint_format import EndpointFormat, check_endpoint_format
from ..models.ordering import Ordering, check_ordering
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.webhook_endpoint_update_headers_type_0 import (
        WebhookEndpointUpdateHeadersType0,
    )


T = TypeVar("T", bound="WebhookEndpointUpdate")


@_attrs_define
class WebhookEndpointUpdate:
    """What is left out or null stays as it is.

    Attributes:
        url (None | str | Unset):
        name (None | str | Unset):
        format (EndpointFormat | None | Unset):
        events (list[CatalogueEventType | str] | None | Unset):
        enabled (bool | None | Unset): Whether it gets deliveries.
        api_version (ApiVersion | None | Unset):
        secret (None | str | Unset):
        ordering (None | Ordering | Unset):
        max_in_flight (int | None | Unset):
        headers (None | Unset | WebhookEndpointUpdateHeadersType0):
    """

    url: None | str | Unset = UNSET
    name: None | str | Unset = UNSET
    format: EndpointFormat | None | Unset = UNSET
    events: list[CatalogueEventType | str] | None | Unset = UNSET
    enabled: bool | None | Unset = UNSET
    api_version: ApiVersion | None | Unset = UNSET
    secret: None | str | Unset = UNSET
    ordering: None | Ordering | Unset = UNSET
    max_in_flight: int | None | Unset = UNSET
    headers: None | Unset | WebhookEndpointUpdateHeadersType0 = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.webhook_endpoint_update_headers_type_0 import (
            WebhookEndpointUpdateHeadersType0,  # noqa: PLC0415
        )

        url: None | str | Unset
        if isinstance(self.url, Unset):
            url = UNSET
        else:
            url = self.url

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        format: None | str | Unset
        if isinstance(self.format, Unset):
            format = UNSET
        elif isinstance(self.format, str):
            format = self.format
        else:
            format = self.format

        events: list[str] | None | Unset
        if isinstance(self.events, Unset):
            events = UNSET
        elif isinstance(self.events, list):
            events = []
            for events_type_0_item_data in self.events:
                events_type_0_item: str
                if isinstance(events_type_0_item_data, str):
                    events_type_0_item = events_type_0_item_data
                else:
                    events_type_0_item = events_type_0_item_data
                events.append(events_type_0_item)

        else:
            events = self.events

        enabled: bool | None | Unset
        if isinstance(self.enabled, Unset):
            enabled = UNSET
        else:
            enabled = self.enabled

        api_version: None | str | Unset
        if isinstance(self.api_version, Unset):
            api_version = UNSET
        elif isinstance(self.api_version, str):
            api_version = self.api_version
        else:
            api_version = self.api_version

        secret: None | str | Unset
        if isinstance(self.secret, Unset):
            secret = UNSET
        else:
            secret = self.secret

        ordering: None | str | Unset
        if isinstance(self.ordering, Unset):
            ordering = UNSET
        elif isinstance(self.ordering, str):
            ordering = self.ordering
        else:
            ordering = self.ordering

        max_in_flight: int | None | Unset
        if isinstance(self.max_in_flight, Unset):
            max_in_flight = UNSET
        else:
            max_in_flight = self.max_in_flight

        headers: dict[str, Any] | None | Unset
        if isinstance(self.headers, Unset):
            headers = UNSET
        elif isinstance(self.headers, WebhookEndpointUpdateHeadersType0):
            headers = self.headers.to_dict()
        else:
            headers = self.headers

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if url is not UNSET:
            field_dict["url"] = url
        if name is not UNSET:
            field_dict["name"] = name
        if format is not UNSET:
            field_dict["format"] = format
        if events is not UNSET:
            field_dict["events"] = events
        if enabled is not UNSET:
            field_dict["enabled"] = enabled
        if api_version is not UNSET:
            field_dict["api_version"] = api_version
        if secret is not UNSET:
            field_dict["secret"] = secret
        if ordering is not UNSET:
            field_dict["ordering"] = ordering
        if max_in_flight is not UNSET:
            field_dict["max_in_flight"] = max_in_flight
        if headers is not UNSET:
            field_dict["headers"] = headers

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.webhook_endpoint_update_headers_type_0 import (
            WebhookEndpointUpdateHeadersType0,  # noqa: PLC0415
        )

        d = dict(src_dict)

        def _parse_url(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        url = _parse_url(d.pop("url", UNSET))

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        def _parse_format(data: object) -> EndpointFormat | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                format_type_0 = check_endpoint_format(data)

                return format_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EndpointFormat | None | Unset, data)

        format = _parse_format(d.pop("format", UNSET))

        def _parse_events(data: object) -> list[CatalogueEventType | str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                events_type_0 = []
                _events_type_0 = data
                for events_type_0_item_data in _events_type_0:

                    def _parse_events_type_0_item(data: object) -> CatalogueEventType | str:
                        try:
                            if not isinstance(data, str):
                                raise TypeError()
                            componentsschemas_event_type_name_catalogue_event_type = (
                                check_catalogue_event_type(data)
                            )

                            return componentsschemas_event_type_name_catalogue_event_type
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        return cast(CatalogueEventType | str, data)

                    events_type_0_item = _parse_events_type_0_item(events_type_0_item_data)

                    events_type_0.append(events_type_0_item)

                return events_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[CatalogueEventType | str] | None | Unset, data)

        events = _parse_events(d.pop("events", UNSET))

        def _parse_enabled(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        enabled = _parse_enabled(d.pop("enabled", UNSET))

        def _parse_api_version(data: object) -> ApiVersion | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                api_version_type_0 = check_api_version(data)

                return api_version_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ApiVersion | None | Unset, data)

        api_version = _parse_api_version(d.pop("api_version", UNSET))

        def _parse_secret(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        secret = _parse_secret(d.pop("secret", UNSET))

        def _parse_ordering(data: object) -> None | Ordering | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ordering_type_0 = check_ordering(data)

                return ordering_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Ordering | Unset, data)

        ordering = _parse_ordering(d.pop("ordering", UNSET))

        def _parse_max_in_flight(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        max_in_flight = _parse_max_in_flight(d.pop("max_in_flight", UNSET))

        def _parse_headers(data: object) -> None | Unset | WebhookEndpointUpdateHeadersType0:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                headers_type_0 = WebhookEndpointUpdateHeadersType0.from_dict(data)

                return headers_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | WebhookEndpointUpdateHeadersType0, data)

        headers = _parse_headers(d.pop("headers", UNSET))

        webhook_endpoint_update = cls(
            url=url,
            name=name,
            format=format,
            events=events,
            enabled=enabled,
            api_version=api_version,
            secret=secret,
            ordering=ordering,
            max_in_flight=max_in_flight,
            headers=headers,
        )

        webhook_endpoint_update.additional_properties = d
        return webhook_endpoint_update

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
