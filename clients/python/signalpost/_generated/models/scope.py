from typing import Literal, cast

Scope = Literal["events:read", "events:write", "webhooks:read", "webhooks:write"]


def check_scope(value: str) -> Scope:
    # A value that a newer server has added must not break this client.
    return cast(Scope, value)
