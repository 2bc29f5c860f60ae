from typing import Literal, cast

FailureStage = Literal[
    "address", "connect", "dns", "request", "response", "status", "timeout", "tls"
]


def check_failure_stage(value: str) -> FailureStage:
    # A value that a newer server has added must not break this client.
    return cast(FailureStage, value)
