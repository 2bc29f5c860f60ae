from typing import Literal, cast

BillingAddressFieldMode = Literal["disabled", "optional", "required"]


def check_billing_address_field_mode(value: str) -> BillingAddressFieldMode:
    # A value that a newer server has added must not break this client.
    return cast(BillingAddressFieldMode, value)
