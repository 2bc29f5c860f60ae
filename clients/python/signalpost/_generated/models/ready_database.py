from typing import Literal, cast

ReadyDatabase = Literal["ok", "unavailable"]


def check_ready_database(value: str) -> ReadyDatabase:
    # A value that a newer server has added must not break this client.
    return cast(ReadyDatabase, value)
