"""Lists in pages: `{"items": […], "next": cursor | null}`; ask again with `cursor=` until `next` is null."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from ninja import Schema
from pydantic import Field

from .errors import Refusal
from .fields import Query

T = TypeVar("T")
DEFAULT, MOST = 200, 5000


class Paging(Query):
    """Every list takes these."""

    cursor: Annotated[str, Field(max_length=400)] | None = Field(None, description="`next` of the page before.")
    limit: int = Field(DEFAULT, ge=1, le=MOST, description="Items of a page at most.")


class Page(Schema, Generic[T]):
    """A page of a list. `next` is null on the last one."""

    items: list[T]
    next: str | None = None


def page_of(items: Sequence[Any], paging: Paging, key: Callable[[Any], int | str]) -> dict[str, Any]:
    """The page of a list that a service gave whole. `key` tells one item from another."""
    start = 0
    if paging.cursor is not None:
        last, at = _opened(paging.cursor, (int | str, int))
        start = next((i + 1 for i, item in enumerate(items) if key(item) == last), at)
    page = items[start : start + paging.limit]
    more = start + len(page) < len(items)
    return {"items": page, "next": cursor_of(key(page[-1]), start + len(page)) if more and page else None}


def page_from(items: Sequence[Any], paging: Paging, key: Callable[[Any], int]) -> dict[str, Any]:
    """The page of a list that the service cut: it was asked for `limit + 1` items after `after(paging)`."""
    page = items[: paging.limit]
    return {"items": page, "next": cursor_of(key(page[-1])) if len(items) > len(page) else None}


def after(paging: Paging) -> int | None:
    """The key after which the service is to go on; None at the first page."""
    return None if paging.cursor is None else _opened(paging.cursor, (int,))[0]


def cursor_of(*values: int | str) -> str:
    """The values as an opaque text."""
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def _opened(cursor: str, kinds: tuple[Any, ...]) -> list[Any]:
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        raise Refusal(422, "cursor-not-valid") from None
    good = isinstance(values, list) and len(values) == len(kinds)
    if not good or not all(isinstance(v, k) and not isinstance(v, bool) for v, k in zip(values, kinds, strict=True)):
        raise Refusal(422, "cursor-not-valid")
    if any(isinstance(v, int) and not 0 <= v < 2**63 for v in values):
        raise Refusal(422, "cursor-not-valid")
    return list(values)
