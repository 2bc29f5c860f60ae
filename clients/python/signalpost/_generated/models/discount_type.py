from typing import Literal, cast

DiscountType = Literal["fixed", "percentage"]


def check_discount_type(value: str) -> DiscountType:
    # A value that a newer server has added must not break this client.
    return cast(DiscountType, value)
