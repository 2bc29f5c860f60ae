"""Turns arguments into what the generated client takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TypeAlias, TypeVar
from uuid import UUID

from ._generated.types import UNSET, Unset

Id: TypeAlias = str | UUID
"""An id: as the client returns it, or a UUID."""

Moment: TypeAlias = datetime | str
"""A moment with its zone: a datetime, or text in ISO 8601."""

T = TypeVar("T")


def uuid_of(value: Id) -> UUID:
    """Raises ValueError where the text is no UUID."""
    return value if isinstance(value, UUID) else UUID(value)


def optional(value: T | None) -> T | Unset:
    """None is left out of a request."""
    return UNSET if value is None else value


def optional_uuid(value: Id | None) -> UUID | Unset:
    """An id that may be left out."""
    return UNSET if value is None else uuid_of(value)


def optional_uuids(value: Id | Sequence[Id] | None) -> list[UUID] | Unset:
    """One id or several that may be left out."""
    if value is None:
        return UNSET
    if isinstance(value, str | UUID):
        return [uuid_of(value)]
    return [uuid_of(one) for one in value]


def optional_texts(value: str | Sequence[str] | None) -> list[str] | Unset:
    """One text or several that may be left out."""
    if value is None:
        return UNSET
    return [value] if isinstance(value, str) else list(value)


def moment_of(value: Moment) -> datetime:
    """Raises ValueError where there is no zone: nobody would know which moment is meant."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    if moment.tzinfo is None:
        raise ValueError(f"{value} has no zone")
    return moment


def optional_moment(value: Moment | None) -> datetime | Unset:
    """A moment that may be left out."""
    return UNSET if value is None else moment_of(value)
