"""Lists that come in pages."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ._generated import models

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Pagination:
    """How much there is."""

    total_count: int
    """Items of all pages."""
    max_page: int
    """Number of the last page; 0 when there is no item."""


@dataclass(frozen=True, kw_only=True)
class Page(Generic[T]):
    """A page of a list. Iterating over it goes on with the pages after it."""

    items: Sequence[T]
    pagination: Pagination
    number: int
    """Of this page, from 1."""
    _load: Callable[[int], Page[T]]

    def next_page(self) -> Page[T] | None:
        """The page after this one; None after the last."""
        if self.number >= self.pagination.max_page:
            return None
        return self._load(self.number + 1)

    def __iter__(self) -> Iterator[T]:
        """
        All items from this page on. What is created meanwhile moves the others to later pages: none
        comes twice for that. What is deleted meanwhile moves them forward, and some may be passed
        over.
        """
        seen: set[Hashable] = set()
        page: Page[T] | None = self
        while page is not None:
            for item in page.items:
                key = _key_of(item)
                if key not in seen:
                    seen.add(key)
                    yield item
            page = page.next_page()


def _key_of(item: object) -> Hashable:
    """Event types of the catalogue have no id, and names are an organization's own."""
    names = ("id",) if hasattr(item, "id") else ("organization_id", "name")
    return tuple(getattr(item, name) for name in names)


def load_pages(
    first: int | None, load: Callable[[int], tuple[Sequence[T], models.Pagination]]
) -> Page[T]:
    """Asks for a page; `load` gives the items and the pagination of the page of a number."""

    def load_page(number: int) -> Page[T]:
        items, pagination = load(number)
        counts = Pagination(total_count=pagination.total_count, max_page=pagination.max_page)
        return Page(items=items, pagination=counts, number=number, _load=load_page)

    return load_page(1 if first is None else first)
