from typing import Literal, cast

HttpCodeClass = Literal["2xx", "3xx", "4xx", "5xx"]


def check_http_code_class(value: str) -> HttpCodeClass:
    # A value that a newer server has added must not break this client.
    return cast(HttpCodeClass, value)
