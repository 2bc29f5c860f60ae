"""Makes the calls of the generated client: with retries, and with errors of this package."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

import httpx

from ._errors import (
    ConnectionFailedError,
    NotFoundError,
    RateLimitError,
    ServiceUnavailableError,
    SignalpostError,
    error_of,
)
from ._generated.client import AuthenticatedClient
from ._generated.types import Response
from ._version import __version__

# A longer wait than this is the caller's to decide on: the error is raised at once.
_LONGEST_WAIT_SECONDS = 60
_FIRST_BACK_OFF_SECONDS = 0.25

T = TypeVar("T")


class Transport:
    """Reaches the API with one access token."""

    client: AuthenticatedClient
    """What every call of the generated client is given."""

    def __init__(
        self, *, access_token: str, server_url: str, timeout_seconds: float, retries: int
    ) -> None:
        self._server_url = server_url
        self._retries = retries
        self.client = AuthenticatedClient(
            base_url=server_url,
            token=access_token,
            timeout=httpx.Timeout(timeout_seconds),
            headers={"User-Agent": f"signalpost-python/{__version__}"},
            httpx_args={"event_hooks": {"response": [_check]}},
        )

    def close(self) -> None:
        """Closes the connections."""
        self.client.get_httpx_client().close()

    def read(self, expected: type[T], send: Callable[[], Response[Any]]) -> T:
        """Makes a call that changes nothing."""
        return _expect(expected, self._send(send, repeatable=True))

    def update(self, expected: type[T], send: Callable[[], Response[Any]]) -> T:
        """Makes a call that changes nothing further when it is made again."""
        return _expect(expected, self._send(send, repeatable=True))

    def write(self, expected: type[T], send: Callable[[], Response[Any]]) -> T:
        """Makes a call that does something each time: not again where it may have been done."""
        return _expect(expected, self._send(send, repeatable=False))

    def write_nothing(self, send: Callable[[], Response[Any]]) -> None:
        """As `write`, for what is answered by nothing."""
        self._send(send, repeatable=False)

    def delete(self, send: Callable[[], Response[Any]]) -> None:
        """Makes a call that deletes something."""
        self._send(send, repeatable=True, deletes=True)

    def publish(self, expected: type[T], send: Callable[[], Response[Any]], key: str | None) -> T:
        """Makes a call that does nothing further with the same idempotency key."""
        return _expect(expected, self._send(send, repeatable=key is not None))

    def _send(
        self, send: Callable[[], Response[Any]], *, repeatable: bool, deletes: bool = False
    ) -> object:
        """
        Makes a request, again where that may help: after 429, which says that nothing was done;
        and after 503 and without an answer, where it may have been done, if a repetition does
        nothing further.
        """
        attempts_left = self._retries
        back_off = _FIRST_BACK_OFF_SECONDS
        may_be_done = False
        while True:
            wait: float | None = None
            try:
                return send().parsed
            except (RateLimitError, ServiceUnavailableError) as error:
                wait = error.retry_after_seconds
                is_unknown = isinstance(error, ServiceUnavailableError)
                may_be_done = may_be_done or is_unknown
                if attempts_left <= 0 or (wait or 0) > _LONGEST_WAIT_SECONDS:
                    raise
                if is_unknown and not repeatable:
                    raise
            except NotFoundError:
                if not (deletes and may_be_done):
                    raise
                # By an attempt before, as far as anyone can know: it is gone, as was asked for.
                return None
            except httpx.TransportError as cause:
                may_be_done = True
                if attempts_left <= 0 or not repeatable:
                    raise self._connection_failed(cause) from cause
            except (AttributeError, KeyError, TypeError, ValueError) as cause:
                raise SignalpostError(
                    "The answer is none of Signalpost's: is server_url right?",
                    status=200,
                    code="unexpected_answer",
                ) from cause
            attempts_left -= 1
            time.sleep(back_off * random.uniform(0.5, 1.5) if wait is None else wait)
            back_off *= 2

    def _connection_failed(self, cause: httpx.TransportError) -> ConnectionFailedError:
        late = isinstance(cause, httpx.TimeoutException)
        reason = "did not answer in time" if late else "cannot be reached"
        return ConnectionFailedError(
            f"{self._server_url} {reason}.",
            status=0,
            code="timeout" if late else "connection_failed",
        )


def _check(response: httpx.Response) -> None:
    """Raises for everything but success, before the generated client looks at an answer."""
    if response.is_success:
        return
    response.read()
    raise error_of(response.status_code, response.text, _retry_after(response))


def _retry_after(response: httpx.Response) -> float | None:
    """Of a Retry-After header: seconds, or a date."""
    header = response.headers.get("retry-after", "")
    if header.isdecimal():
        return float(header)
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return None
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _expect(expected: type[T], parsed: object) -> T:
    if isinstance(parsed, expected):
        return parsed
    raise TypeError(f"no {expected.__name__} but {type(parsed).__name__}")
