"""Verifies the samples that come as JSON on standard input; see ../../sdks/python/verifying.py."""

from typing import Any

import attrs
from verifying import verify_all  # type: ignore[import-not-found]

from signalpost import UntypedEvent, validate_event
from signalpost.payloads import EVENT_CLASSES


def in_notation(value: Any) -> Any:
    """Objects as dicts with all their values, so that dates stay what they are."""
    if isinstance(value, list):
        return [in_notation(one) for one in value]
    if not attrs.has(type(value)):
        return value
    fields = {field.name: getattr(value, field.name) for field in attrs.fields(type(value))}
    further = fields.pop("additional_properties", {})
    known = {name: in_notation(one) for name, one in fields.items() if not is_unset(one)}
    return {**known, **{name: in_notation(one) for name, one in further.items()}}


def is_unset(value: object) -> bool:
    return type(value).__name__ == "Unset"


def with_signalpost(body: str, headers: dict[str, str], secret: str) -> Any:
    event = validate_event(body=body, headers=headers, secret=secret)
    assert validate_event(body=body.encode(), headers=headers, secret=secret) == event
    assert not isinstance(event, UntypedEvent), event.mismatch
    assert type(event) is EVENT_CLASSES[event.type]
    return in_notation(event)


verify_all([with_signalpost])
