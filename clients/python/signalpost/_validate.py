"""Verifies deliveries."""

from __future__ import annotations

import binascii
import hashlib
import hmac
import json
import re
import time
from base64 import b64decode
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol, cast

import attrs

from .payloads import EVENT_CLASSES, CatalogueEvent, ReceivedEvent, UntypedEvent

# Older and newer deliveries are refused, so that nobody can send a recorded one again.
_TOLERANCE_SECONDS = 300
_SECRET_PREFIX = "whsec_"
# With or without padding.
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?")


class WebhookVerificationError(Exception):
    """A delivery that does not come from Signalpost, was changed, or is too old."""


class Headers(Protocol):
    """Headers of a request, as Flask, Django, Starlette and others have them, or a dict."""

    def items(self) -> Iterable[tuple[str, str]]:
        """Names, in any case, and values."""


def validate_event(*, body: str | bytes, headers: Headers, secret: str) -> ReceivedEvent:
    """
    Verifies a delivery and gives its event: of the class of its type, such as `OrderPaidEvent`, or
    an `UntypedEvent`.

    body: exactly as it came, before anything parses it
    secret: the endpoint's, as it is

    Raises WebhookVerificationError when the signature or the timestamp is not right, or the body is
    no event of the format raw.
    """
    given = {name.lower(): value for name, value in headers.items()}
    message_id = _header(given, "webhook-id")
    timestamp = _header(given, "webhook-timestamp")
    signatures = _header(given, "webhook-signature")
    is_number = timestamp.isascii() and timestamp.isdecimal()
    if not is_number or abs(time.time() - int(timestamp)) > _TOLERANCE_SECONDS:
        raise WebhookVerificationError("The timestamp is too far from the present.")
    raw = body.encode() if isinstance(body, str) else bytes(body)
    signed = f"{message_id}.{timestamp}.".encode() + raw
    if not any(
        hmac.compare_digest(hmac.digest(key, signed, hashlib.sha256), signature)
        for key in _keys_of(secret)
        for signature in _decoded(signatures)
    ):
        raise WebhookVerificationError("No signature matches.")
    return _event_of(raw)


def _header(headers: dict[str, str], name: str) -> str:
    value = headers.get(name, "")
    if value == "":
        raise WebhookVerificationError(f"The header {name} is missing.")
    return value


def _decoded(signatures: str) -> list[bytes]:
    decoded = []
    for signature in signatures.split(" "):
        version, _, text = signature.partition(",")
        if version == "v1":
            try:
                decoded.append(b64decode(text, validate=True))
            except (binascii.Error, ValueError):
                continue
    return decoded


def _keys_of(secret: str) -> list[bytes]:
    """
    Signalpost signs with both keys that are made of a secret: the specification's, what follows
    `whsec_` base64-decoded, and the bytes of the whole secret. A secret of your own may have the
    latter alone.
    """
    if secret == "":
        raise WebhookVerificationError("The secret is empty.")
    encoded = secret.removeprefix(_SECRET_PREFIX)
    whole = secret.encode()
    if encoded == "" or _BASE64.fullmatch(encoded) is None:
        return [whole]
    unpadded = encoded.rstrip("=")
    return [b64decode(unpadded + "=" * (-len(unpadded) % 4)), whole]


def _event_of(raw: bytes) -> ReceivedEvent:
    try:
        sent = json.loads(raw)
    except ValueError:
        sent = None
    is_event = (
        isinstance(sent, dict)
        and isinstance(sent.get("type"), str)
        and isinstance(sent.get("data"), dict)
    )
    if not is_event:
        raise WebhookVerificationError("The body is no event: is the endpoint's format raw?")
    mismatch = None
    event_class = EVENT_CLASSES.get(sent["type"])
    if event_class is not None:
        try:
            return _typed(event_class, sent)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            mismatch = f"{type(error).__name__}: {error}"
    return UntypedEvent(
        type=sent["type"],
        timestamp=datetime.fromisoformat(sent["timestamp"]),
        data=sent["data"],
        api_version=sent.get("api_version"),
        mismatch=mismatch,
    )


def _typed(event_class: type[CatalogueEvent], sent: dict[str, Any]) -> CatalogueEvent:
    event = event_class.from_dict(sent)
    _require_models(event, "event")
    return event


def _require_models(value: object, at: str) -> None:
    """
    Where a part may be null, the generated code leaves one that is not whole as the dict that it
    is; raises ValueError for such a part.
    """
    if not attrs.has(type(value)):
        return
    for attribute in attrs.fields(cast(Any, type(value))):
        if attribute.name == "additional_properties":
            continue
        part = getattr(value, attribute.name)
        place = f"{at}.{attribute.name}"
        for one in part if isinstance(part, list) else [part]:
            if isinstance(one, dict):
                raise ValueError(f"{place} is not whole")
            _require_models(one, place)
