from typing import Literal, cast

ApiVersion = Literal["2026-04", "2026-10", "2027-01"]


def check_api_version(value: str) -> ApiVersion:
    # A value that a newer server has added must not break this client.
    return cast(ApiVersion, value)
