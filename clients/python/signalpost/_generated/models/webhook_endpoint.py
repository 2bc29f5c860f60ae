from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.api_version import ApiVersion, check_api_version
from ..models.catalogue_event_type import CatalogueEventType, check_catalogue_event_type
from ..models.disabled_reason import DisabledReason, check_disabled_reason
from ..models.endpoint_format import EndpointFormat, check_endpoint_format
from ..models.ordering import Ordering, check_ordering

if TYPE_CHECKING:
    from ..models.webhook_endpoint_headers import WebhookEndpointHeaders


T = TypeVar("T", bound="WebhookEndpoint")


@_attrs_define
class WebhookEndpoint:
    """
    Attributes:
        created_at (datetime.datetime):
        modified_at (datetime.datetime | None):
        id (UUID):
        url (str):
        name (None | str):
        format (EndpointFormat): The event itself, or a chat message about it.
        secret (str): Verifies the signatures of deliveries.
        organization_id (UUID):
        events (list[CatalogueEventType | str]):
        enabled (bool):
        api_version (ApiVersion): A version of Polar's API.
        uses_standard_webhook_signature (bool): False only for a secret of your own that is not base64.
        ordering (Ordering): first_attempt: first attempts begin in the order of publishing, up to max_in_flight under
            way; strict: one at a time, and an event waits until the one before is delivered, failed or skipped; none: no
            order is kept, and a slow or failing event holds no other back.
        max_in_flight (int):
        headers (WebhookEndpointHeaders):
        disabled_reason (DisabledReason | None):
        disabled_at (datetime.datetime | None):
        consecutive_failures (int): Failed events in a row.
    """

    created_at: datetime.datetime
    modified_at: datetime.datetime | None
    id: UUID
    url: str
    name: None | str
    format: EndpointFormat
    secret: str
    organization_id: UUID
    events: list[CatalogueEventType | str]
    enabled: bool
    api_version: ApiVersion
    uses_standard_webhook_signature: bool
    ordering: Ordering
    max_in_flight: int
    headers: WebhookEndpointHeaders
    disabled_reason: DisabledReason | None
    disabled_at: datetime.datetime | None
    consecutive_failures: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at.isoformat()

        modified_at: None | str
        if isinstance(self.modified_at, datetime.datetime):
            modified_at = self.modified_at.isoformat()
        else:
            modified_at = self.modified_at

        id = str(self.id)

        url = self.url

        name: None | str
        name = self.name

        format: str = self.format

        secret = self.secret

        organization_id = str(self.organization_id)

        events = []
        for events_item_data in self.events:
            events_item: str
            if isinstance(events_item_data, str):
                events_item = events_item_data
            else:
                events_item = events_item_data
            events.append(events_item)

        enabled = self.enabled

        api_version: str = self.api_version

        uses_standard_webhook_signature = self.uses_standard_webhook_signature

        ordering: str = self.ordering

        max_in_flight = self.max_in_flight

        headers = self.headers.to_dict()

        disabled_reason: None | str
        if isinstance(self.disabled_reason, str):
            disabled_reason = self.disabled_reason
        else:
            disabled_reason = self.disabled_reason

        disabled_at: None | str
        if isinstance(self.disabled_at, datetime.datetime):
            disabled_at = self.disabled_at.isoformat()
        else:
            disabled_at = self.disabled_at

        consecutive_failures = self.consecutive_failures

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "modified_at": modified_at,
                "id": id,
                "url": url,
                "name": name,
                "format": format,
                "secret": secret,
                "organization_id": organization_id,
                "events": events,
                "enabled": enabled,
                "api_version": api_version,
                "uses_standard_webhook_signature": uses_standard_webhook_signature,
                "ordering": ordering,
                "max_in_flight": max_in_flight,
                "headers": headers,
                "disabled_reason": disabled_reason,
                "disabled_at": disabled_at,
                "consecutive_failures": consecutive_failures,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.webhook_endpoint_headers import WebhookEndpointHeaders  # noqa: PLC0415

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

        url = d.pop("url")

        def _parse_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        name = _parse_name(d.pop("name"))

        format = check_endpoint_format(d.pop("format"))

        secret = d.pop("secret")

        organization_id = UUID(d.pop("organization_id"))

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

        enabled = d.pop("enabled")

        api_version = check_api_version(d.pop("api_version"))

        uses_standard_webhook_signature = d.pop("uses_standard_webhook_signature")

        ordering = check_ordering(d.pop("ordering"))

        max_in_flight = d.pop("max_in_flight")

        headers = WebhookEndpointHeaders.from_dict(d.pop("headers"))

        def _parse_disabled_reason(data: object) -> DisabledReason | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                disabled_reason_type_0 = check_disabled_reason(data)

                return disabled_reason_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DisabledReason | None, data)

        disabled_reason = _parse_disabled_reason(d.pop("disabled_reason"))

        def _parse_disabled_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                disabled_at_type_0 = datetime.datetime.fromisoformat(data)

                return disabled_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        disabled_at = _parse_disabled_at(d.pop("disabled_at"))

        consecutive_failures = d.pop("consecutive_failures")

        webhook_endpoint = cls(
            created_at=created_at,
            modified_at=modified_at,
            id=id,
            url=url,
            name=name,
            format=format,
            secret=secret,
            organization_id=organization_id,
            events=events,
            enabled=enabled,
            api_version=api_version,
            uses_standard_webhook_signature=uses_standard_webhook_signature,
            ordering=ordering,
            max_in_flight=max_in_flight,
            headers=headers,
            disabled_reason=disabled_reason,
            disabled_at=disabled_at,
            consecutive_failures=consecutive_failures,
        )

        webhook_endpoint.additional_properties = d
        return webhook_endpoint

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
