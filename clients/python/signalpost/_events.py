"""Publishing, and what was published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict
from uuid import uuid4

from ._generated import models
from ._generated.api.events import get_event, list_events
from ._generated.api.publishing import publish_event, publish_events
from ._generated.models import EventStatus
from ._models import PublishedMessage, WebhookEvent
from ._pages import Page, load_pages
from ._transport import Transport
from ._values import (
    Id,
    Moment,
    optional,
    optional_moment,
    optional_texts,
    optional_uuid,
    optional_uuids,
    uuid_of,
)


class Publish(TypedDict):
    """An event of a batch."""

    type: str
    data: Mapping[str, Any]
    timestamp: NotRequired[Moment | None]
    organization_id: NotRequired[Id | None]


_NEW_KEY = ""


class Events:
    """Publishing, and what was published."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._client = transport.client

    def publish(
        self,
        *,
        type: str,
        data: Mapping[str, Any],
        timestamp: Moment | None = None,
        organization_id: Id | None = None,
        idempotency_key: str | None = _NEW_KEY,
    ) -> PublishedMessage:
        """
        Publishes an event to every endpoint that listens to its type. Scope `events:write`.

        timestamp: when it happened; the present when left out
        organization_id: for the admin token, which has to name one
        idempotency_key: the same key within seven days publishes nothing further. When left out, a
            new one for each call, so that its retries never send twice; None: no key, and no retry
            but after 429
        """
        body = _wire(type, data, timestamp, organization_id)
        key = str(uuid4()) if idempotency_key == _NEW_KEY else idempotency_key
        return PublishedMessage.of(
            self._transport.publish(
                models.PublishedMessage,
                lambda: publish_event.sync_detailed(
                    client=self._client, body=body, idempotency_key=optional(key)
                ),
                key,
            )
        )

    def publish_batch(
        self, events: Sequence[Publish], *, idempotency_key: str | None = _NEW_KEY
    ) -> list[PublishedMessage]:
        """
        Publishes up to 1,000 events, all or none, in their order. Scope `events:write`.

        idempotency_key: as of `publish`, for the whole batch
        """
        body = models.EventPublishBatch(
            events=[
                _wire(
                    event["type"],
                    event["data"],
                    event.get("timestamp"),
                    event.get("organization_id"),
                )
                for event in events
            ]
        )
        key = str(uuid4()) if idempotency_key == _NEW_KEY else idempotency_key
        answer = self._transport.publish(
            models.PublishedMessages,
            lambda: publish_events.sync_detailed(
                client=self._client, body=body, idempotency_key=optional(key)
            ),
            key,
        )
        return [PublishedMessage.of(message) for message in answer.events]

    def list(
        self,
        *,
        organization_id: Id | Sequence[Id] | None = None,
        endpoint_id: Id | Sequence[Id] | None = None,
        event_type: str | Sequence[str] | None = None,
        status: EventStatus | None = None,
        start_timestamp: Moment | None = None,
        end_timestamp: Moment | None = None,
        page: int | None = None,
        limit: int | None = None,
    ) -> Page[WebhookEvent]:
        """Lists events, newest first. Scope `webhooks:read`, `webhooks:write` or `events:read`."""
        organization_ids = optional_uuids(organization_id)
        endpoint_ids = optional_uuids(endpoint_id)
        start, end = optional_moment(start_timestamp), optional_moment(end_timestamp)

        def load(number: int) -> tuple[list[WebhookEvent], models.Pagination]:
            answer = self._transport.read(
                models.WebhookEventList,
                lambda: list_events.sync_detailed(
                    client=self._client,
                    organization_id=organization_ids,
                    endpoint_id=endpoint_ids,
                    event_type=optional_texts(event_type),
                    status=optional(status),
                    start_timestamp=start,
                    end_timestamp=end,
                    page=number,
                    limit=optional(limit),
                ),
            )
            return [WebhookEvent.of(item) for item in answer.items], answer.pagination

        return load_pages(page, load)

    def get(self, *, id: Id) -> WebhookEvent:
        """One event. Scope `webhooks:read`, `webhooks:write` or `events:read`."""
        event_id = uuid_of(id)
        return WebhookEvent.of(
            self._transport.read(
                models.WebhookEvent,
                lambda: get_event.sync_detailed(event_id, client=self._client),
            )
        )


def _wire(
    type: str, data: Mapping[str, Any], timestamp: Moment | None, organization_id: Id | None
) -> models.EventPublish:
    wire_data = models.EventPublishData()
    wire_data.additional_properties = dict(data)
    return models.EventPublish(
        type=type,
        data=wire_data,
        timestamp=optional_moment(timestamp),
        organization_id=optional_uuid(organization_id),
    )
