from typing import Literal, cast

EndpointFormat = Literal["discord", "raw", "slack"]


def check_endpoint_format(value: str) -> EndpointFormat:
    # A value that a newer server has added must not break this client.
    return cast(EndpointFormat, value)
