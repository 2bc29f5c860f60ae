from typing import Literal, cast

DisabledReason = Literal["failures", "gone", "manual"]


def check_disabled_reason(value: str) -> DisabledReason:
    # A value that a newer server has added must not break this client.
    return cast(DisabledReason, value)
