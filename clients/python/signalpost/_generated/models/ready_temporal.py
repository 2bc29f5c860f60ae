from typing import Literal, cast

ReadyTemporal = Literal["ok", "unavailable"]


def check_ready_temporal(value: str) -> ReadyTemporal:
    # A value that a newer server has added must not break this client.
    return cast(ReadyTemporal, value)
