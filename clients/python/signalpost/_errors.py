"""What calls raise."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

# Where an answer does not name its error, its status does.
_CODES = {
    401: "Unauthorized",
    403: "insufficient_scope",
    404: "NotFound",
    405: "MethodNotAllowed",
    409: "Conflict",
    413: "RequestBodyTooLarge",
    415: "UnsupportedMediaType",
    422: "RequestValidationError",
    429: "TooManyRequests",
    500: "InternalServerError",
    503: "ServiceUnavailable",
}


class SignalpostError(Exception):
    """Every error of a call is one of these."""

    status: int
    """Of the HTTP answer; 0 where there was none."""
    code: str
    """As in docs/errors.md, such as `ResourceNotFound`."""
    body: Any
    """The answer's body: parsed where it is JSON, else text; None when it is empty."""

    def __init__(
        self,
        message: str,
        *,
        status: int,
        code: str,
        body: Any = None,
        retry_after_seconds: float | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.body = body
        self._retry_after_seconds = retry_after_seconds


class UnauthorizedError(SignalpostError):
    """401: there is no access token, or it is not valid."""


class InsufficientScopeError(SignalpostError):
    """403: the access token lacks the scope."""


class NotFoundError(SignalpostError):
    """404: there is no such thing, or it is another organization's."""


class ConflictError(SignalpostError):
    """409: the present state forbids it."""


@dataclass(frozen=True, kw_only=True)
class ValidationMistake:
    """One mistake of a request; docs/errors.md has the types."""

    type: str
    loc: tuple[str | int, ...]
    """Leads to the place: body, query, path or header, then keys and indexes."""
    msg: str
    input: Any
    """What stood there."""
    ctx: dict[str, Any] | None


class ValidationError(SignalpostError):
    """422: the request is not valid."""

    @property
    def mistakes(self) -> list[ValidationMistake]:
        """All the mistakes of the request."""
        return _mistakes_of(self.body)


class RateLimitError(SignalpostError):
    """429: too many requests."""

    @property
    def retry_after_seconds(self) -> float | None:
        """Seconds until the next try has a chance; None where the answer does not say."""
        return self._retry_after_seconds


class ServiceUnavailableError(SignalpostError):
    """503: not done, or in rare cases not known whether it was; another try has a chance."""

    @property
    def retry_after_seconds(self) -> float | None:
        """Seconds until the next try has a chance; None where the answer does not say."""
        return self._retry_after_seconds


class ConnectionFailedError(SignalpostError):
    """No answer came: the server cannot be reached, or took too long; see `__cause__`."""


_CLASSES: dict[int, type[SignalpostError]] = {
    401: UnauthorizedError,
    403: InsufficientScopeError,
    404: NotFoundError,
    409: ConflictError,
    422: ValidationError,
    429: RateLimitError,
    503: ServiceUnavailableError,
}


def error_of(status: int, text: str, retry_after_seconds: float | None) -> SignalpostError:
    """The error for an answer that is none of success."""
    body = _parsed(text)
    said = body if isinstance(body, dict) else {}
    mistakes = [
        f"{'.'.join(str(key) for key in mistake.loc)}: {mistake.msg}"
        for mistake in _mistakes_of(body)
    ]
    sentences = [said.get("error_description"), said.get("detail"), "; ".join(mistakes)]
    message = next((text for text in sentences if isinstance(text, str) and text != ""), None)
    code = said.get("error")
    return _CLASSES.get(status, SignalpostError)(
        message or f"The server answered with status {status}.",
        status=status,
        code=code if isinstance(code, str) else _CODES.get(status, f"http_{status}"),
        body=body,
        retry_after_seconds=retry_after_seconds,
    )


def _mistakes_of(body: Any) -> list[ValidationMistake]:
    detail = body.get("detail") if isinstance(body, dict) else None
    if not isinstance(detail, list):
        return []
    return [
        ValidationMistake(
            type=str(mistake.get("type")),
            loc=tuple(mistake.get("loc", ())),
            msg=str(mistake.get("msg")),
            input=mistake.get("input"),
            ctx=mistake.get("ctx"),
        )
        for mistake in detail
        if isinstance(mistake, dict)
    ]


def _parsed(text: str) -> Any:
    if text == "":
        return None
    try:
        return json.loads(text)
    except ValueError:
        return text
