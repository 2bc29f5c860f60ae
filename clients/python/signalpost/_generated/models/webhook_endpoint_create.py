from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.api_version import ApiVersion, check_api_version
from ..models.catalogue_event_type import CatalogueEventType, check_catalogue_event_type
from ..models.endpoint_format import EndpointFormat, check_endpoint_format
from ..models.ordering import Ordering, check_ordering
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.webhook_endpoint_create_headers_type_0 import (
        WebhookEndpointCreateHeadersType0,
    )


T = TypeVar("T", bound="WebhookEndpointCreate")


@_attrs_define
class WebhookEndpointCreate:
    """
    Attributes:
        url (str): Where deliveries go: https, or http for localhost, 127.0.0.1 and [::1]; no credentials, no fragment,
            no private address. Stored normalised. Example: https://example.com/webhooks.
        format (EndpointFormat): The event itself, or a chat message about it.
        events (list[CatalogueEventType | str]): Types that it listens to; an empty list gets nothing.
        name (None | str | Unset):
        secret (None | str | Unset):
        organization_id (None | Unset | UUID):
        api_version (ApiVersion | None | Unset):
        ordering (None | Ordering | Unset):
        max_in_flight (int | None | Unset):
        headers (None | Unset | WebhookEndpointCreateHeadersType0):
    """

    url: str
    format: EndpointFormat
    events: list[CatalogueEventType | str]
    name: None | str | Unset = UNSET
    secret: None | str | Unset = UNSET
    organization_id: None | Unset | UUID = UNSET
    api_version: ApiVersion | None | Unset = UNSET
    ordering: None | Ordering | Unset = UNSET
    max_in_flight: int | None | Unset = UNSET
    headers: None | Unset | WebhookEndpointCreateHeadersType0 = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.webhook_endpoint_create_headers_type_0 import (
            WebhookEndpointCreateHeadersType0,  # noqa: PLC0415
        )

        url = self.url

        format: str = self.format

        events = []
        for events_item_data in self.events:
            events_item: str
            if isinstance(events_item_data, str):
                events_item = events_item_data
            else:
                events_item = events_item_data
            events.append(events_item)

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        secret: None | str | Unset
        if isinstance(self.secret, Unset):
            secret = UNSET
        else:
            secret = self.secret

        organization_id: None | str | Unset
        if isinstance(self.organization_id, Unset):
            organization_id = UNSET
        elif isinstance(self.organization_id, UUID):
            organization_id = str(self.organization_id)
        else:
            organization_id = self.organization_id

        api_version: None | str | Unset
        if isinstance(self.api_version, Unset):
            api_version = UNSET
        elif isinstance(self.api_version, str):
            api_version = self.api_version
        else:
            api_version = self.api_version

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
        elif isinstance(self.headers, WebhookEndpointCreateHeadersType0):
            headers = self.headers.to_dict()
        else:
            headers = self.headers

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "url": url,
                "format": format,
                "events": events,
            }
        )
        if name is not UNSET:
            field_dict["name"] = name
        if secret is not UNSET:
            field_dict["secret"] = secret
        if organization_id is not UNSET:
            field_dict["organization_id"] = organization_id
        if api_version is not UNSET:
            field_dict["api_version"] = api_version
        if ordering is not UNSET:
            field_dict["ordering"] = ordering
        if max_in_flight is not UNSET:
            field_dict["max_in_flight"] = max_in_flight
        if headers is not UNSET:
            field_dict["headers"] = headers

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.webhook_endpoint_create_headers_type_0 import (
            WebhookEndpointCreateHeadersType0,  # noqa: PLC0415
        )

        d = dict(src_dict)
        url = d.pop("url")

        format = check_endpoint_format(d.pop("format"))

        events = []
        _events = d.pop("events")
        for events_item_data in _events:

            def _parse_events_item(data: object) -> CatalogueEventType | str:
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

            events_item = _parse_events_item(events_item_data)

            events.append(events_item)

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        def _parse_secret(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        secret = _parse_secret(d.pop("secret", UNSET))

        def _parse_organization_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                organization_id_type_0 = UUID(data)

                return organization_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        organization_id = _parse_organization_id(d.pop("organization_id", UNSET))

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

        def _parse_headers(data: object) -> None | Unset | WebhookEndpointCreateHeadersType0:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                headers_type_0 = WebhookEndpointCreateHeadersType0.from_dict(data)

                return headers_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | WebhookEndpointCreateHeadersType0, data)

        headers = _parse_headers(d.pop("headers", UNSET))

        webhook_endpoint_create = cls(
            url=url,
            format=format,
            events=events,
            name=name,
            secret=secret,
            organization_id=organization_id,
            api_version=api_version,
            ordering=ordering,
            max_in_flight=max_in_flight,
            headers=headers,
        )

        webhook_endpoint_create.additional_properties = d
        return webhook_endpoint_create

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
