"""Whether what a book says fits into the tables: texts that are too long, numbers beyond what is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from targetree.engine.book import Book
from targetree.engine.findings import Finding, Place, error
from targetree.store import models as store

_TEXTS: dict[str, tuple[str, type[Any], dict[str, str]]] = {
    "units": ("units", store.Node, {"id": "code", "name": "name"}),
    "people": ("people", store.Person, {"id": "code", "name": "name", "role": "title"}),
    "products": ("products", store.Product, {"id": "code", "name": "name"}),
    "measures": ("measures", store.Measure, {"id": "code", "name": "name"}),
    "targets": ("targets", store.Hold, {"owner": "owner_name"}),
    "strategy": ("strategy", store.Statement, {"id": "code", "quarter": "quarter"}),
    "customers": ("customers", store.Customer, {"id": "code", "name": "name", "city": "city", "address": "address"}),
    "opportunities": ("opportunities", store.Opportunity, {"id": "code", "stage": "stage"}),
    "calendar": ("calendar", store.CalendarDay, {"note": "note"}),
    "receivables": ("receivables", store.Receivable, {"contract": "contract"}),
    "market": ("market", store.MarketNote, {"competitor": "competitor"}),
    "rewards": ("rewards", store.Reward, {"role": "role"}),
}
"""Table -> where its rows are in a book, their model, attribute (the column's slug) -> field."""
_NUMBERS = {"units": {"over_assign": 999}, "customers": {"visit_every_days": 2**31 - 1}}
MOST_TOLD = 50


def misfits(book: Book) -> list[Finding]:
    """Errors for what the tables cannot keep."""
    found = [*_too_long(book), *_too_large(book)]
    name = book.company.name
    most = store.Company._meta.get_field("name").max_length or 0
    if len(name) > most:
        found.append(error("text-too-long", Place("company", None, "value", name[:40] + "…"), most=most))
    return found


def _too_long(book: Book) -> Iterator[Finding]:
    for table, (where, model, columns) in _TEXTS.items():
        for slug, field in columns.items():
            most = model._meta.get_field(field).max_length
            values = ((row, getattr(row, slug)) for row in getattr(book, where))
            yield from _first(
                error("text-too-long", Place(table, row.row, slug, text[:40] + "…"), most=most)
                for row, text in values if len(text) > most
            )  # fmt: skip


def _too_large(book: Book) -> Iterator[Finding]:
    for table, columns in _NUMBERS.items():
        for slug, most in columns.items():
            yield from _first(
                error("number-beyond", Place(table, row.row, slug, f"{float(value):.15g}"), most=f"{most:,}")
                for row in getattr(book, table) if (value := getattr(row, slug)) is not None and value > most
            )  # fmt: skip


def _first(findings: Iterable[Finding]) -> Iterator[Finding]:
    for count, finding in enumerate(findings):
        if count == MOST_TOLD:
            return
        yield finding
