"""What validate_event makes of named deliveries, which come as JSON on standard input."""

import json
import sys
from typing import Any

from signalpost import UntypedEvent, WebhookVerificationError, validate_event


class HeadersWithoutMapping:
    """As Flask's: no Mapping, but with items."""

    def __init__(self, headers: dict[str, str]) -> None:
        self._headers = headers

    def items(self) -> list[tuple[str, str]]:
        """Names in another case."""
        return [(name.title(), value) for name, value in self._headers.items()]


def outcome_of(delivery: dict[str, Any]) -> Any:
    headers = HeadersWithoutMapping(delivery["headers"])
    try:
        event = validate_event(body=delivery["body"], headers=headers, secret=delivery["secret"])
    except WebhookVerificationError as error:
        return str(error)
    if isinstance(event, UntypedEvent):
        assert event.timestamp.tzinfo is not None
        return {"type": event.type, "data": event.data, "mismatch": event.mismatch}
    return type(event).__name__


for name in ("webhook-id", "webhook-timestamp", "webhook-signature"):
    try:
        validate_event(body="{}", headers={name: "1"}, secret="secret")
    except WebhookVerificationError as error:
        assert "is missing" in str(error), error
    else:
        raise AssertionError(name)

deliveries = json.load(sys.stdin)
json.dump({name: outcome_of(delivery) for name, delivery in deliveries.items()}, sys.stdout)
