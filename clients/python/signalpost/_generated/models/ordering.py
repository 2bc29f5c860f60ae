from typing import Literal, cast

Ordering = Literal["first_attempt", "none", "strict"]


def check_ordering(value: str) -> Ordering:
    # A value that a newer server has added must not break this client.
    return cast(Ordering, value)
