"""Event types: the catalogue, and an organization's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ._generated import models
from ._generated.api.event_types import (
    create_event_type,
    get_event_type,
    list_event_types,
    update_event_type,
)
from ._generated.models import EventTypeSource
from ._generated.types import UNSET, Unset
from ._models import EventType
from ._pages import Page, load_pages
from ._transport import Transport
from ._values import Id, optional, optional_uuid, optional_uuids


class EventTypes:
    """The catalogue, and the types that an organization registered beside it."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._client = transport.client

    def create(
        self,
        *,
        name: str,
        description: str | None = None,
        schema: Mapping[str, Any] | None = None,
        organization_id: Id | None = None,
    ) -> EventType:
        """
        Registers an event type of your own. Scope `webhooks:write`.

        schema: JSON Schema of its data; any object is taken without one
        """
        wire_schema: models.EventTypeCreateSchemaType0 | Unset = UNSET
        if schema is not None:
            wire_schema = models.EventTypeCreateSchemaType0()
            wire_schema.additional_properties = dict(schema)
        body = models.EventTypeCreate(
            name=name,
            description=optional(description),
            schema=wire_schema,
            organization_id=optional_uuid(organization_id),
        )
        return EventType.of(
            self._transport.write(
                models.EventType,
                lambda: create_event_type.sync_detailed(client=self._client, body=body),
            )
        )

    def list(
        self,
        *,
        organization_id: Id | Sequence[Id] | None = None,
        source: EventTypeSource | None = None,
        is_archived: bool | None = None,
        page: int | None = None,
        limit: int | None = None,
    ) -> Page[EventType]:
        """Lists event types. Any scope."""
        organization_ids = optional_uuids(organization_id)

        def load(number: int) -> tuple[list[EventType], models.Pagination]:
            answer = self._transport.read(
                models.EventTypeList,
                lambda: list_event_types.sync_detailed(
                    client=self._client,
                    organization_id=organization_ids,
                    source=optional(source),
                    is_archived=optional(is_archived),
                    page=number,
                    limit=optional(limit),
                ),
            )
            return [EventType.of(item) for item in answer.items], answer.pagination

        return load_pages(page, load)

    def get(self, *, name: str, organization_id: Id | None = None) -> EventType:
        """
        One event type. Any scope.

        organization_id: whose, for the admin token: names are an organization's own
        """
        owner = optional_uuid(organization_id)
        return EventType.of(
            self._transport.read(
                models.EventType,
                lambda: get_event_type.sync_detailed(
                    name, client=self._client, organization_id=owner
                ),
            )
        )

    def update(
        self,
        *,
        name: str,
        description: str | None = None,
        schema: Mapping[str, Any] | None = None,
        is_archived: bool | None = None,
        organization_id: Id | None = None,
    ) -> EventType:
        """
        Changes or archives an event type of your own: what is left out stays as it is. Scope
        `webhooks:write`.

        organization_id: whose, for the admin token: names are an organization's own
        """
        owner = optional_uuid(organization_id)
        wire_schema: models.EventTypeUpdateSchemaType0 | Unset = UNSET
        if schema is not None:
            wire_schema = models.EventTypeUpdateSchemaType0()
            wire_schema.additional_properties = dict(schema)
        body = models.EventTypeUpdate(
            description=optional(description),
            schema=wire_schema,
            is_archived=optional(is_archived),
        )
        return EventType.of(
            self._transport.update(
                models.EventType,
                lambda: update_event_type.sync_detailed(
                    name, client=self._client, body=body, organization_id=owner
                ),
            )
        )
