from typing import Literal, cast

ReadyStatus = Literal["ok", "unavailable"]


def check_ready_status(value: str) -> ReadyStatus:
    # A value that a newer server has added must not break this client.
    return cast(ReadyStatus, value)
