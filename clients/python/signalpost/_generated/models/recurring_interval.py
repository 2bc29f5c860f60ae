from typing import Literal, cast

RecurringInterval = Literal["day", "month", "week", "year"]


def check_recurring_interval(value: str) -> RecurringInterval:
    # A value that a newer server has added must not break this client.
    return cast(RecurringInterval, value)
