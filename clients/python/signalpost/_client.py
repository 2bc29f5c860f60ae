"""The client."""

from __future__ import annotations

import os
from types import TracebackType
from typing import Self

from ._event_types import EventTypes
from ._events import Events
from ._organizations import Organizations
from ._transport import Transport
from ._webhooks import Webhooks

_TIMEOUT_SECONDS = 30.0
_RETRIES = 2


class Signalpost:
    """
    A client of Signalpost. Every call that fails raises a SignalpostError.

    access_token: an organization's access token, or the admin token; default:
        SIGNALPOST_ACCESS_TOKEN in the environment
    server_url: such as https://signalpost.example.com; default: SIGNALPOST_SERVER_URL
    timeout_seconds: how long an attempt may wait for the server to go on
    retries: further attempts after 429 and, where a repetition cannot do anything twice, after
        503 and after no answer at all; they wait as long as `Retry-After` says

    It holds connections: `close` ends them, and so does `with Signalpost() as client:`.
    """

    webhooks: Webhooks
    events: Events
    event_types: EventTypes
    organizations: Organizations

    def __init__(
        self,
        *,
        access_token: str | None = None,
        server_url: str | None = None,
        timeout_seconds: float = _TIMEOUT_SECONDS,
        retries: int = _RETRIES,
    ) -> None:
        self._transport = Transport(
            access_token=_given("access_token", access_token, "SIGNALPOST_ACCESS_TOKEN"),
            server_url=_given("server_url", server_url, "SIGNALPOST_SERVER_URL").rstrip("/"),
            timeout_seconds=timeout_seconds,
            retries=retries,
        )
        self.webhooks = Webhooks(self._transport)
        self.events = Events(self._transport)
        self.event_types = EventTypes(self._transport)
        self.organizations = Organizations(self._transport)

    def close(self) -> None:
        """Closes the connections."""
        self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def _given(argument: str, value: str | None, variable: str) -> str:
    found = value or os.environ.get(variable)
    if not found:
        raise ValueError(f"{argument} is missing, and so is {variable} in the environment")
    return found
