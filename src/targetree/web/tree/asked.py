"""What stands in the query of an address, as the services want it."""

from __future__ import annotations

from collections.abc import Mapping

from targetree.engine.periods import MONTHS
from targetree.services.errors import Invalid

LARGEST_ID = 2**53


def whole(query: Mapping[str, str], name: str, least: int, most: int, default: int | None = None) -> int:
    """A whole number of the query. Raises Invalid where it is none, or missing without a default."""
    text = query.get(name, "")
    if not text and default is not None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) <= 16 and least <= int(text) <= most):
        raise Invalid("query-not-valid", name=name)
    return int(text)


def id_of(query: Mapping[str, str], name: str) -> int:
    """The id of something."""
    return whole(query, name, 1, LARGEST_ID)


def maybe_id(query: Mapping[str, str], name: str) -> int | None:
    """The id of something, if one is given that can be one."""
    try:
        return id_of(query, name)
    except Invalid:
        return None


def words(query: Mapping[str, str], name: str, longest: int = 80) -> str:
    """A short text without characters that no column takes."""
    return query.get(name, "")[:longest].replace("\x00", "")


def months(query: Mapping[str, str]) -> tuple[int, int]:
    """`first` and `count`: the first month from 0, and how many; all of them by default."""
    first = whole(query, "first", 0, MONTHS - 1, 0)
    return first, whole(query, "count", 1, MONTHS, MONTHS - first)


def ids(query: Mapping[str, str], name: str, most: int) -> list[int]:
    """`1,2,3`. Raises Invalid for anything else, or more than `most`."""
    found = [part for part in query.get(name, "").split(",") if part]
    if not found or len(found) > most:
        raise Invalid("query-not-valid", name=name)
    return [whole({"": part}, "", 1, LARGEST_ID) for part in found]
