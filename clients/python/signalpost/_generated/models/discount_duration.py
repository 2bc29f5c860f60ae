from typing import Literal, cast

DiscountDuration = Literal["forever", "once", "repeating"]


def check_discount_duration(value: str) -> DiscountDuration:
    # A value that a newer server has added must not break this client.
    return cast(DiscountDuration, value)
