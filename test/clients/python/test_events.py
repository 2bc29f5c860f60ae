"""client.events, client.event_types and client.organizations, over real HTTP."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from conftest import API_URL, Receiver, eventually

from signalpost import NotFoundError, Organization, Signalpost, UnauthorizedError, ValidationError
from signalpost.payloads import EVENT_CLASSES

MINUTE = timedelta(minutes=1)


def test_publishing(client: Signalpost, acme: Organization, receiver: Receiver) -> None:
    endpoint = client.webhooks.create_endpoint(
        url=receiver.url, format="raw", events=["order.created", "order.paid"]
    )
    message = client.events.publish(
        type="order.created",
        data={"id": "order-1", "metadata": {"first_key": 1}},
        timestamp=datetime(2026, 2, 3, 4, 5, 6, 789_000, tzinfo=UTC),
        organization_id=acme.id,
    )
    [published] = message.webhook_events
    [received] = eventually("it arrives", lambda: receiver.of(published.id) or None)
    assert json.loads(received.body)["data"] == {"id": "order-1", "metadata": {"first_key": 1}}

    eventually("it is settled", lambda: client.events.get(id=published.id).status == "succeeded")
    event = client.events.get(id=published.id)
    assert (event.message_id, event.webhook_endpoint_id) == (message.id, endpoint.id)
    assert (event.organization_id, event.attempts, event.last_http_code) == (acme.id, 1, 204)
    assert (event.succeeded, event.skipped, event.is_archived) == (True, False, False)
    assert event.payload == received.body.decode()
    assert json.loads(event.payload)["timestamp"].startswith("2026-02-03T04:05:06.789")

    filters: dict[str, Any] = {
        "organization_id": [acme.id],
        "endpoint_id": endpoint.id,
        "event_type": "order.created",
        "status": "succeeded",
        "start_timestamp": datetime.now(UTC) - MINUTE,
        "end_timestamp": datetime.now(UTC) + MINUTE,
    }
    assert client.events.list(**filters).items == [event]
    assert client.events.list(**{**filters, "status": "failed"}).items == []
    assert client.events.list(**{**filters, "page": 2}).items == []


def test_keys(client: Signalpost) -> None:
    client.webhooks.create_endpoint(
        url="https://example.com/", format="raw", events=["order.refunded"]
    )
    event: dict[str, Any] = {"type": "order.refunded", "data": {"id": "1"}}
    first = client.events.publish(**event, idempotency_key="key-1")
    assert client.events.publish(**event, idempotency_key="key-1") == first
    assert client.events.publish(**event, idempotency_key=None).id != first.id
    assert client.events.publish(**event).id != first.id
    assert client.events.list().pagination.total_count == 3


def test_batch(client: Signalpost, receiver: Receiver) -> None:
    client.webhooks.create_endpoint(url=receiver.url, format="raw", events=list(EVENT_CLASSES))
    timestamp = datetime.now(UTC)
    messages = client.events.publish_batch(
        [{"type": type, "data": {"type": type}, "timestamp": timestamp} for type in EVENT_CLASSES],
        idempotency_key="batch-1",
    )
    ids = [event.id for message in messages for event in message.webhook_events]
    assert len(ids) == 41
    eventually("all arrive", lambda: len(receiver.received) >= 41)
    for received in receiver.received:
        body = json.loads(received.body)
        assert body["data"]["type"] == body["type"]
    listed = [event.id for event in client.events.list(limit=25)]
    assert sorted(listed) == sorted(ids)
    with pytest.raises(ValidationError):
        client.events.publish_batch([])


def test_publishing_with_the_admin_token(admin: Signalpost, acme: Organization) -> None:
    with pytest.raises(ValidationError):
        admin.events.publish(type="order.paid", data={})
    message = admin.events.publish(type="order.paid", data={}, organization_id=acme.id)
    assert message.webhook_events == []


def test_own_event_types(client: Signalpost, admin: Signalpost, acme: Organization) -> None:
    schema = {
        "type": "object",
        "properties": {"grand_total": {"type": "integer"}},
        "required": ["grand_total"],
        "examples": [{"grand_total": 5}],
    }
    created = client.event_types.create(
        name="invoice.paid",
        description="An invoice was paid.",
        schema=schema,
        organization_id=acme.id,
    )
    assert dataclasses.asdict(created) == {
        "name": "invoice.paid",
        "created_at": created.created_at,
        "modified_at": None,
        "description": "An invoice was paid.",
        "source": "organization",
        "organization_id": acme.id,
        "schema": schema,
        "example": {"grand_total": 5},
        "is_archived": False,
    }
    assert client.event_types.get(name="invoice.paid") == created
    assert admin.event_types.get(name="invoice.paid", organization_id=acme.id) == created
    with pytest.raises(ValidationError):
        client.events.publish(type="invoice.paid", data={})

    assert client.event_types.update(name="invoice.paid", is_archived=True).is_archived
    admin.event_types.update(
        name="invoice.paid",
        organization_id=acme.id,
        description="Paid.",
        is_archived=False,
        schema={"type": "object"},
    )
    [own] = client.event_types.list(source="organization", is_archived=False).items
    assert (own.name, own.description, own.schema) == (
        "invoice.paid",
        "Paid.",
        {"type": "object"},
    )


def test_catalogue(client: Signalpost) -> None:
    order_paid = client.event_types.get(name="order.paid")
    assert (order_paid.created_at, order_paid.source) == (None, "catalogue")
    assert order_paid.example is not None
    names = [event_type.name for event_type in client.event_types.list(source="catalogue")]
    assert sorted(names) == sorted(EVENT_CLASSES)
    with pytest.raises(NotFoundError):
        client.event_types.get(name="no/such type?")


def test_organizations(admin: Signalpost) -> None:
    created = admin.organizations.create(name="Gamma")
    assert (created.name, created.modified_at) == ("Gamma", None)
    assert admin.organizations.get(id=created.id) == created
    assert admin.organizations.update(id=created.id, name="Delta").name == "Delta"
    listed = [organization.id for organization in admin.organizations.list(limit=1)]
    assert created.id in listed
    admin.organizations.delete(id=created.id)
    with pytest.raises(NotFoundError):
        admin.organizations.get(id=created.id)


def test_members(admin: Signalpost, acme: Organization) -> None:
    member = admin.organizations.add_member(
        organization_id=acme.id, email="ops@example.com", role="admin"
    )
    assert (member.email, member.role) == ("ops@example.com", "admin")
    assert member.organization_id == acme.id
    assert admin.organizations.list_members(organization_id=acme.id).items == [member]
    admin.organizations.remove_member(organization_id=acme.id, member_id=member.id)
    assert list(admin.organizations.list_members(organization_id=acme.id, limit=1)) == []


def test_tokens(admin: Signalpost, acme: Organization) -> None:
    expires_at = (datetime.now(UTC) + MINUTE).replace(microsecond=0)
    created = admin.organizations.create_token(
        organization_id=acme.id, name="reader", scopes=["webhooks:read"], expires_at=expires_at
    )
    assert (created.scopes, created.expires_at) == (["webhooks:read"], expires_at)
    assert (created.name, created.last_used_at) == ("reader", None)
    assert created.token not in repr(created)
    with Signalpost(access_token=created.token, server_url=f"{API_URL}/") as reader:
        assert reader.webhooks.list_endpoints().items == []
        [listed] = admin.organizations.list_tokens(organization_id=acme.id, limit=1)
        assert (listed.id, listed.organization_id) == (created.id, acme.id)
        admin.organizations.revoke_token(organization_id=acme.id, token_id=created.id)
        with pytest.raises(UnauthorizedError):
            reader.webhooks.list_endpoints()
