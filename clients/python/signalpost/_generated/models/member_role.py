from typing import Literal, cast

MemberRole = Literal["admin", "member"]


def check_member_role(value: str) -> MemberRole:
    # A value that a newer server has added must not break this client.
    return cast(MemberRole, value)
