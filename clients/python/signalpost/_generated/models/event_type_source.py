from typing import Literal, cast

EventTypeSource = Literal["catalogue", "organization"]


def check_event_type_source(value: str) -> EventTypeSource:
    # A value that a newer server has added must not break this client.
    return cast(EventTypeSource, value)
