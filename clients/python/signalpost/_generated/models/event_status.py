from typing import Literal, cast

EventStatus = Literal["failed", "pending", "skipped", "succeeded"]


def check_event_status(value: str) -> EventStatus:
    # A value that a newer server has added must not break this client.
    return cast(EventStatus, value)
