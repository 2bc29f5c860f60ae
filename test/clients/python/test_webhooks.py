"""client.webhooks, over real HTTP."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from conftest import UNKNOWN_ID, Receiver, eventually

from signalpost import NotFoundError, Organization, Signalpost, WebhookEndpoint, WebhookEvent

MINUTE = timedelta(minutes=1)


def settled(client: Signalpost, event_id: str) -> WebhookEvent:
    """Waits until an event is dealt with."""

    def look() -> WebhookEvent | None:
        event = client.events.get(id=event_id)
        return None if event.status == "pending" else event

    return eventually("the event is settled", look)


def test_endpoints(client: Signalpost, acme: Organization) -> None:
    created = client.webhooks.create_endpoint(
        url="https://EXAMPLE.com/hook",
        format="slack",
        events=["order.paid"],
        organization_id=acme.id,
        name="shop",
        secret="a secret of our own, of enough letters",
        api_version="2026-10",
        ordering="strict",
        max_in_flight=3,
        headers={"x_first_key": "a", "x-second": "b"},
    )
    assert dataclasses.asdict(created) == {
        "id": str(UUID(created.id)),
        "created_at": created.created_at,
        "modified_at": None,
        "url": "https://example.com/hook",
        "name": "shop",
        "format": "slack",
        "secret": "a secret of our own, of enough letters",
        "organization_id": acme.id,
        "events": ["order.paid"],
        "enabled": True,
        "api_version": "2026-10",
        "uses_standard_webhook_signature": False,
        "ordering": "strict",
        "max_in_flight": 3,
        "headers": {"x_first_key": "a", "x-second": "b"},
        "disabled_reason": None,
        "disabled_at": None,
        "consecutive_failures": 0,
    }
    assert abs(datetime.now(UTC) - created.created_at) < MINUTE
    assert created.secret not in repr(created)
    assert client.webhooks.get_endpoint(id=UUID(created.id)) == created

    updated = client.webhooks.update_endpoint(
        id=created.id, enabled=False, max_in_flight=5, events=[], headers={}, format="raw"
    )
    assert (updated.enabled, updated.max_in_flight, updated.events) == (False, 5, [])
    assert (updated.headers, updated.format, updated.name) == ({}, "raw", "shop")
    assert updated.disabled_reason == "manual"
    assert updated.disabled_at is not None

    assert client.webhooks.reset_endpoint_secret(id=created.id).secret.startswith("whsec_")
    client.webhooks.delete_endpoint(id=created.id)
    with pytest.raises(NotFoundError):
        client.webhooks.get_endpoint(id=created.id)
    with pytest.raises(ValueError, match="UUID"):
        client.webhooks.get_endpoint(id="no id")


def test_deliveries(client: Signalpost, acme: Organization, receiver: Receiver) -> None:
    endpoint = client.webhooks.create_endpoint(url=receiver.url, format="raw", events=[])
    message = client.webhooks.test_endpoint(id=endpoint.id, type="refund.created")
    [event] = message.webhook_events
    assert event.webhook_endpoint_id == endpoint.id
    assert settled(client, event.id).status == "succeeded"

    filters: dict[str, Any] = {
        "organization_id": acme.id,
        "endpoint_id": [endpoint.id],
        "event_type": ["refund.created", "refund.updated"],
        "start_timestamp": datetime.now(UTC) - MINUTE,
        "end_timestamp": (datetime.now(UTC) + MINUTE).isoformat(),
        "succeeded": True,
        "http_code_class": "2xx",
        "query": event.id[:8],
        "limit": 5,
    }
    page = client.webhooks.list_deliveries(**filters)
    assert (page.pagination.total_count, page.pagination.max_page) == (1, 1)
    [delivery] = page.items
    assert (delivery.succeeded, delivery.http_code, delivery.attempt) == (True, 204, 1)
    assert (delivery.stage, delivery.webhook_endpoint_id) == (None, endpoint.id)
    assert (delivery.webhook_event.id, delivery.webhook_event.type) == (event.id, "refund.created")
    assert delivery.created_at.tzinfo is not None
    others: list[dict[str, Any]] = [
        {"organization_id": UNKNOWN_ID},
        {"endpoint_id": UNKNOWN_ID},
        {"event_type": "order.paid"},
        {"start_timestamp": datetime.now(UTC) + MINUTE},
        {"end_timestamp": datetime.now(UTC) - MINUTE},
        {"succeeded": False},
        {"http_code_class": "5xx"},
        {"query": "no such thing"},
        {"page": 2},
    ]
    for other in others:
        assert client.webhooks.list_deliveries(**{**filters, **other}).items == [], other
    with pytest.raises(ValueError, match="has no zone"):
        client.webhooks.list_deliveries(start_timestamp="2026-01-01T00:00:00")

    client.webhooks.redeliver(id=event.id)
    eventually("it arrives again", lambda: len(receiver.of(event.id)) == 2)


def test_sample_of_the_first_type(client: Signalpost, receiver: Receiver) -> None:
    endpoint = client.webhooks.create_endpoint(
        url=receiver.url, format="raw", events=["discount.deleted", "order.paid"]
    )
    [event] = client.webhooks.test_endpoint(id=endpoint.id).webhook_events
    assert settled(client, event.id).type == "discount.deleted"


def test_recovery(client: Signalpost, receiver: Receiver) -> None:
    endpoint = client.webhooks.create_endpoint(
        url=receiver.url, format="raw", events=["product.created"]
    )
    receiver.status = 410
    [event] = client.webhooks.test_endpoint(id=endpoint.id).webhook_events
    eventually(
        "the endpoint is disabled",
        lambda: client.webhooks.get_endpoint(id=endpoint.id).disabled_reason == "gone",
    )
    receiver.status = 204
    client.webhooks.update_endpoint(id=endpoint.id, enabled=True)
    assert client.webhooks.recover_endpoint(id=endpoint.id, since=datetime.now(UTC) - MINUTE) == 1
    eventually("it succeeds", lambda: client.events.get(id=event.id).status == "succeeded")
    assert client.webhooks.recover_endpoint(id=endpoint.id, since="2026-01-01T00:00:00Z") == 0


def create_endpoints(client: Signalpost, count: int) -> list[WebhookEndpoint]:
    """Newest first, as in lists."""
    return [
        client.webhooks.create_endpoint(url=f"https://example.com/{n}", format="raw", events=[])
        for n in range(count)
    ][::-1]


def test_pages(client: Signalpost, admin: Signalpost, acme: Organization) -> None:
    endpoints = create_endpoints(client, 5)
    second = client.webhooks.list_endpoints(page=2, limit=2)
    assert (second.items, second.number) == (endpoints[2:4], 2)
    assert (second.pagination.total_count, second.pagination.max_page) == (5, 3)
    third = second.next_page()
    assert third is not None
    assert third.items == endpoints[4:]
    assert third.next_page() is None

    assert list(second) == endpoints[2:]
    assert list(client.webhooks.list_endpoints(limit=2)) == endpoints
    assert list(admin.webhooks.list_endpoints(organization_id=[acme.id])) == endpoints
    assert list(admin.webhooks.list_endpoints(organization_id=UNKNOWN_ID)) == []


def test_nothing_comes_twice(client: Signalpost) -> None:
    endpoints = create_endpoints(client, 4)
    seen = []
    for endpoint in client.webhooks.list_endpoints(limit=2):
        seen.append(endpoint)
        if len(seen) == 1:
            create_endpoints(client, 1)
    assert seen == endpoints
