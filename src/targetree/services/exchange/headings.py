"""What other people's names of sheets and columns mean here: decided once, remembered for the next file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from targetree.books.columns import TABLES, fold
from targetree.books.naming import Naming
from targetree.services.access import Actor, require, use_case
from targetree.services.errors import Invalid, Missing
from targetree.store import models as store

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Remembered:
    """A name and what it means. `table` is "" where the name is a sheet's; `slug` is "" where it is left out."""

    id: int
    table: str
    heading: str
    slug: str
    by: str
    at: datetime


@use_case
def remembered(*, actor: Actor) -> list[Remembered]:
    """All that was decided, sheets first."""
    require(actor, "import")
    found = store.HeadingMap.objects.select_related("account").order_by("table", "heading")
    return [Remembered(h.id, h.table, h.heading, h.slug, h.account.name if h.account else "", h.at) for h in found]


@use_case
def forget_heading(*, actor: Actor, heading: int) -> None:
    """The next file with this name is asked about again."""
    require(actor, "import")
    if not store.HeadingMap.objects.filter(id=heading).delete()[0]:
        raise Missing("not-found")


@use_case
def naming(*, actor: Actor) -> Naming:
    """What was decided, as the reader of books takes it."""
    require(actor, "import")
    sheets: dict[str, str] = {}
    columns: dict[str, dict[str, str]] = {}
    for table, heading, slug in store.HeadingMap.objects.values_list("table", "heading", "slug"):
        if table:
            columns.setdefault(table, {})[fold(heading)] = slug
        else:
            sheets[fold(heading)] = slug
    return Naming(sheets, columns)


def remember(actor: Actor, table: str, meanings: Mapping[str, str]) -> None:
    """Keep what names mean: of sheets (`table` ""), or of a table's columns."""
    known = TABLES if not table else TABLES[table].by_slug if table in TABLES else {}
    for slug in meanings.values():
        if slug and slug not in known:
            raise Invalid("heading-unknown", slug=slug)
    there = {fold(h.heading): h for h in store.HeadingMap.objects.filter(table=table)}
    for heading, slug in meanings.items():
        kept = there.get(fold(heading))
        if kept is None:
            kept = store.HeadingMap(table=table, heading=heading[:LONGEST])
        kept.slug, kept.account_id = slug, actor.account_id
        kept.save()
