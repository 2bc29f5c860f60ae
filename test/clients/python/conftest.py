"""Fixtures for the tests of the Python client: python.test.ts starts the stack and runs them."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar

import httpx
import pytest

from signalpost import Organization, Signalpost

API_URL = os.environ["SIGNALPOST_TEST_API_URL"]
PROXY_URL = os.environ["SIGNALPOST_TEST_PROXY_URL"]
ADMIN_TOKEN = os.environ["SIGNALPOST_TEST_ADMIN_TOKEN"]
UNKNOWN_ID = "7b0c3f51-2f9a-4a54-9a0e-0a2c5d3e4f60"

T = TypeVar("T")


def eventually(what: str, look: Callable[[], T | None], timeout_seconds: float = 15) -> T:
    """Asks again until there is a value that is neither None nor False."""
    deadline = time.monotonic() + timeout_seconds
    while time.monotonic() < deadline:
        found = look()
        if found is not None and found is not False:
            return found
        time.sleep(0.02)
    raise AssertionError(f"did not happen in time: {what}")


@dataclass
class Received:
    """A delivery as it arrived."""

    headers: dict[str, str]
    body: bytes


class Receiver:
    """A real HTTP receiver on a loopback port that keeps what it gets and answers as it is told."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.status = 204
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                receiver.received.append(Received(headers=dict(self.headers.items()), body=body))
                self.send_response(receiver.status)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    def of(self, event_id: str) -> list[Received]:
        """What came of one event."""
        return [one for one in self.received if one.headers["webhook-id"] == event_id]

    def close(self) -> None:
        """Ends it."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture(scope="session")
def admin() -> Iterator[Signalpost]:
    """The client with the admin token."""
    with Signalpost(access_token=ADMIN_TOKEN, server_url=API_URL) as client:
        yield client


@pytest.fixture
def acme(admin: Signalpost) -> Organization:
    """An organization for one test."""
    return admin.organizations.create(name="Acme")


@pytest.fixture
def token(admin: Signalpost, acme: Organization) -> str:
    """The text of a token of the organization with all scopes."""
    return admin.organizations.create_token(
        organization_id=acme.id,
        name="test",
        scopes=["webhooks:read", "webhooks:write", "events:read", "events:write"],
    ).token


@pytest.fixture
def client(token: str) -> Iterator[Signalpost]:
    """A client with that token."""
    with Signalpost(access_token=token, server_url=API_URL) as client:
        yield client


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A receiver for one test."""
    receiver = Receiver()
    yield receiver
    receiver.close()


@pytest.fixture
def faults() -> Callable[..., None]:
    """Has the next requests to the proxy fail, one by one (faulty-proxy.ts)."""

    def fail_next(*faults: dict[str, Any] | str) -> None:
        httpx.post(f"{PROXY_URL}/faults", json=faults).raise_for_status()

    return fail_next


def passed() -> list[dict[str, Any]]:
    """The requests that came to the proxy since the faults were told."""
    requests: list[dict[str, Any]] = httpx.get(f"{PROXY_URL}/faults").json()
    return requests
