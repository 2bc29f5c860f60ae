"""Errors and retries, over real HTTP and a proxy that has requests fail."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import httpx
import pytest
from conftest import PROXY_URL, UNKNOWN_ID, passed

from signalpost import (
    ConflictError,
    ConnectionFailedError,
    InsufficientScopeError,
    NotFoundError,
    Organization,
    RateLimitError,
    ServiceUnavailableError,
    Signalpost,
    SignalpostError,
    UnauthorizedError,
    ValidationError,
)

Faults = Callable[..., None]
BUSY = {"status": 429, "headers": {"retry-after": "1"}}
AWAY = {
    "status": 503,
    "headers": {"content-type": "application/json"},
    "body": '{"error":"ServiceUnavailable","detail":"Nothing was stored."}',
}
ENDPOINT: dict[str, Any] = {"url": "https://example.com/", "format": "raw", "events": []}
EVENT: dict[str, Any] = {"type": "order.paid", "data": {"id": "1"}}


@pytest.fixture
def connect(token: str) -> Iterator[Callable[..., Signalpost]]:
    """Makes clients that go through the proxy."""
    clients: list[Signalpost] = []

    def make(**options: Any) -> Signalpost:
        client = Signalpost(**{"access_token": token, "server_url": PROXY_URL, **options})
        clients.append(client)
        return client

    yield make
    for client in clients:
        client.close()


@pytest.fixture
def client(connect: Callable[..., Signalpost], faults: Faults) -> Signalpost:
    """A client that goes through the proxy, which lets everything pass at first."""
    faults()
    return connect()


def message_count(admin: Signalpost, acme: Organization) -> int:
    """How many messages were stored: each endpoint has an event of each."""
    events = admin.events.list(organization_id=acme.id, limit=100)
    return len({event.message_id for event in events})


def test_unauthorized(connect: Callable[..., Signalpost]) -> None:
    with pytest.raises(UnauthorizedError, match="expired, revoked") as raised:
        connect(access_token="sp_oat_unknown").webhooks.list_endpoints()
    assert (raised.value.status, raised.value.code) == (401, "invalid_token")
    assert raised.value.body["error"] == "invalid_token"


def test_insufficient_scope(
    connect: Callable[..., Signalpost], admin: Signalpost, acme: Organization
) -> None:
    reader = admin.organizations.create_token(
        organization_id=acme.id, name="reader", scopes=["webhooks:read"]
    )
    with pytest.raises(InsufficientScopeError) as raised:
        connect(access_token=reader.token).webhooks.create_endpoint(**ENDPOINT)
    assert (raised.value.status, raised.value.code) == (403, "insufficient_scope")


def test_not_found(client: Signalpost) -> None:
    with pytest.raises(NotFoundError, match="Not found") as raised:
        client.events.get(id=UNKNOWN_ID)
    assert (raised.value.status, raised.value.code) == (404, "ResourceNotFound")


def test_conflict(client: Signalpost) -> None:
    endpoint = client.webhooks.create_endpoint(**{**ENDPOINT, "events": ["order.paid"]})
    client.webhooks.update_endpoint(id=endpoint.id, enabled=False)
    with pytest.raises(ConflictError) as raised:
        client.webhooks.test_endpoint(id=endpoint.id)
    assert (raised.value.status, raised.value.code) == (409, "Conflict")


def test_validation(client: Signalpost) -> None:
    with pytest.raises(ValidationError, match=r"^body\.url: .*; body\.max_in_flight: ") as raised:
        client.webhooks.create_endpoint(**{**ENDPOINT, "url": "ftp://a/"}, max_in_flight=0)
    assert (raised.value.status, raised.value.code) == (422, "RequestValidationError")
    url, max_in_flight = raised.value.mistakes
    assert (url.type, url.loc, url.input) == ("value_error", ("body", "url"), "ftp://a/")
    assert (max_in_flight.type, max_in_flight.ctx) == ("greater_than_equal", {"ge": 1})


def test_rate_limit(connect: Callable[..., Signalpost]) -> None:
    client = connect(retries=0)
    with pytest.raises(RateLimitError) as raised:
        for _ in range(1_000):
            client.webhooks.list_endpoints()
    assert (raised.value.status, raised.value.code) == (429, "TooManyRequests")
    assert raised.value.body is None
    assert raised.value.retry_after_seconds is not None
    assert 0 < raised.value.retry_after_seconds <= 60


def test_service_unavailable(connect: Callable[..., Signalpost], faults: Faults) -> None:
    faults({**AWAY, "headers": {"content-type": "application/json", "retry-after": "7"}})
    with pytest.raises(ServiceUnavailableError, match="Nothing was stored") as raised:
        connect(retries=0).webhooks.list_endpoints()
    assert (raised.value.status, raised.value.retry_after_seconds) == (503, 7)


def test_retries_wait_as_long_as_retry_after_says(client: Signalpost, faults: Faults) -> None:
    faults(BUSY, BUSY)
    assert client.webhooks.list_endpoints().items == []
    first, second, third = [request["at"] for request in passed()]
    assert second - first >= 990
    assert third - second >= 990


def test_retries_wait_until_a_date(client: Signalpost, faults: Faults) -> None:
    date = (datetime.now(UTC) + timedelta(seconds=2)).replace(microsecond=0)
    retry_after = format_datetime(date, usegmt=True)
    faults({"status": 503, "headers": {"retry-after": retry_after}})
    client.webhooks.list_endpoints()
    assert datetime.now(UTC) >= date


def test_every_call_is_repeated_after_429(
    client: Signalpost, admin: Signalpost, acme: Organization, faults: Faults
) -> None:
    faults(BUSY)
    endpoint = client.webhooks.create_endpoint(**{**ENDPOINT, "events": ["order.paid"]})
    assert len(passed()) == 2
    assert client.webhooks.list_endpoints().items == [endpoint]
    faults(BUSY)
    client.events.publish(**EVENT, idempotency_key=None)
    assert len(passed()) == 2
    assert message_count(admin, acme) == 1


@pytest.mark.parametrize("fault", [AWAY, "lost answer"])
def test_what_does_nothing_further_is_repeated(
    client: Signalpost, faults: Faults, fault: object
) -> None:
    endpoint = client.webhooks.create_endpoint(**ENDPOINT)
    faults(fault)
    assert client.webhooks.update_endpoint(id=endpoint.id, name="shop").name == "shop"
    assert [request["method"] for request in passed()] == ["PATCH", "PATCH"]
    # After a lost answer there is nothing left: that is success too.
    faults(fault)
    client.webhooks.delete_endpoint(id=endpoint.id)
    assert [request["method"] for request in passed()] == ["DELETE", "DELETE"]
    with pytest.raises(NotFoundError):
        client.webhooks.delete_endpoint(id=endpoint.id)


@pytest.mark.parametrize("fault", [AWAY, "lost answer"])
def test_what_may_be_done_twice_is_not_repeated(
    client: Signalpost, faults: Faults, fault: object
) -> None:
    endpoint = client.webhooks.create_endpoint(**{**ENDPOINT, "events": ["order.paid"]})
    event_id = client.events.publish(**EVENT).webhook_events[0].id
    calls: list[Callable[[], object]] = [
        lambda: client.webhooks.create_endpoint(**ENDPOINT),
        lambda: client.webhooks.reset_endpoint_secret(id=endpoint.id),
        lambda: client.webhooks.redeliver(id=event_id),
        lambda: client.webhooks.test_endpoint(id=endpoint.id),
        lambda: client.webhooks.recover_endpoint(id=endpoint.id, since=datetime.now(UTC)),
        lambda: client.event_types.create(name="own.type", description="Own."),
        lambda: client.events.publish(**EVENT, idempotency_key=None),
        lambda: client.events.publish_batch(
            [{"type": "order.paid", "data": {}}], idempotency_key=None
        ),
    ]
    for call in calls:
        faults(fault)
        with pytest.raises(ServiceUnavailableError if fault == AWAY else ConnectionFailedError):
            call()
        assert len(passed()) == 1
    assert len(client.webhooks.list_endpoints().items) == (1 if fault == AWAY else 2)


def test_retries_end(connect: Callable[..., Signalpost], faults: Faults) -> None:
    faults(AWAY, AWAY)
    with pytest.raises(ServiceUnavailableError):
        connect(retries=1).webhooks.list_endpoints()
    assert len(passed()) == 2


def test_no_retries(client: Signalpost, faults: Faults) -> None:
    faults({"status": 429, "headers": {"retry-after": "61"}})
    with pytest.raises(RateLimitError):
        client.webhooks.list_endpoints()
    faults({"status": 500})
    with pytest.raises(SignalpostError) as raised:
        client.webhooks.list_endpoints()
    assert (raised.value.status, raised.value.code) == (500, "InternalServerError")
    assert len(passed()) == 1


def test_a_lost_answer_does_not_publish_twice(
    connect: Callable[..., Signalpost], admin: Signalpost, acme: Organization, faults: Faults
) -> None:
    client = connect(retries=3)
    client.webhooks.create_endpoint(**{**ENDPOINT, "events": ["order.paid"]})
    faults("lost answer", AWAY, BUSY)
    client.events.publish(**EVENT)
    keys = [request["headers"]["idempotency-key"] for request in passed()]
    assert len(keys) == 4
    assert len(set(keys)) == 1
    assert message_count(admin, acme) == 1

    faults("lost answer")
    client.events.publish_batch([{"type": "order.paid", "data": {}}] * 2)
    assert len(passed()) == 2
    assert message_count(admin, acme) == 3


def test_timeout(connect: Callable[..., Signalpost], faults: Faults) -> None:
    faults("silence", "silence")
    with pytest.raises(ConnectionFailedError, match="did not answer in time") as raised:
        connect(timeout_seconds=0.5, retries=1).webhooks.list_endpoints()
    assert (raised.value.status, raised.value.code) == (0, "timeout")
    assert len(passed()) == 2


def test_nobody_listens(connect: Callable[..., Signalpost]) -> None:
    started = time.monotonic()
    with pytest.raises(ConnectionFailedError, match="cannot be reached") as raised:
        # Port 1 is tcpmux's, which nobody runs.
        connect(server_url="http://127.0.0.1:1").webhooks.list_endpoints()
    assert raised.value.code == "connection_failed"
    assert isinstance(raised.value.__cause__, httpx.ConnectError)
    # Two waits, of at least half of 250 and of 500 ms.
    assert time.monotonic() - started >= 0.375


def test_not_the_api(client: Signalpost, faults: Faults) -> None:
    page = {"status": 200, "headers": {"content-type": "text/html"}, "body": "<h1>Hello</h1>"}
    for answer in (page, {"status": 200, "body": "{}"}, {"status": 200, "body": "[]"}):
        faults(answer)
        with pytest.raises(SignalpostError, match="is server_url right") as raised:
            client.webhooks.list_endpoints()
        assert (raised.value.status, raised.value.code) == (200, "unexpected_answer")
    faults({**page, "status": 418})
    with pytest.raises(SignalpostError) as raised:
        client.webhooks.list_endpoints()
    assert (raised.value.status, raised.value.code) == (418, "http_418")
    assert raised.value.body == "<h1>Hello</h1>"


def test_environment(token: str, faults: Faults, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="SIGNALPOST_ACCESS_TOKEN"):
        Signalpost()
    monkeypatch.setenv("SIGNALPOST_ACCESS_TOKEN", token)
    with pytest.raises(ValueError, match="SIGNALPOST_SERVER_URL"):
        Signalpost()
    monkeypatch.setenv("SIGNALPOST_SERVER_URL", PROXY_URL)
    faults()
    with Signalpost() as client:
        assert client.webhooks.list_endpoints().items == []
    [request] = passed()
    assert request["headers"]["authorization"] == f"Bearer {token}"
    assert request["headers"]["user-agent"].startswith("signalpost-python/")
