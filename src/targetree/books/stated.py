"""Measures, products, targets and strategy: what is stated about the plan."""

from __future__ import annotations

from targetree.engine.book import Measure, Product, Strategy, Target
from targetree.engine.findings import error, note, warning
from targetree.engine.money import LARGEST_AMOUNT, Amount
from targetree.facts.measures import BUILT_IN

from .collector import Collector
from .context import Context
from .references import AmbiguousError, Directory, check_parents, resolve, unique_ids
from .rows import Rows
from .values import Quantity, to_units


def read_measures(rows: Rows, found: Collector) -> tuple[Measure, ...]:
    """The built-in measures and the company's own."""
    built_in = {measure.id: measure for measure in BUILT_IN}
    own = []
    fresh = unique_ids(rows, found)
    for position, (key, name, kind) in enumerate(
        zip(rows.column("id"), rows.column("name"), rows.column("unit"), strict=True)
    ):
        if key in built_in:
            if kind is not None and kind != built_in[key].kind:
                found.add(error("measure-built-in", rows.place(position, "id"), kind=built_in[key].kind))
            elif kind is not None:
                found.add(note("measure-needs-no-row", rows.place(position, "id")))
        elif key and kind and fresh[position]:
            own.append(Measure(key, name or key, kind, row=rows.numbers[position]))
    return (*BUILT_IN, *own)


def read_products(rows: Rows, found: Collector) -> tuple[Product, ...]:
    """Products with resolved categories; prices in fen."""
    fresh = unique_ids(rows, found)
    names = rows.column("name", "")
    directory = Directory(((k, n) for k, n in zip(rows.column("id"), names, strict=True) if k), rows.complete)
    parents = resolve(rows, "parent", directory, "unknown-parent", found)
    keys = [key if new else None for key, new in zip(rows.column("id"), fresh, strict=True)]
    check_parents(rows, keys, parents, found)
    prices = money_column(rows, "price", rows.unit_of("price", 1), found)
    return tuple(
        Product(key, name or key, parent or "", price, number)
        for key, name, parent, price, number in zip(keys, names, parents, prices, rows.numbers, strict=True)
        if key
    )


def money_column(rows: Rows, slug: str, unit: int, found: Collector) -> list[int | None]:
    """[n] fen; None for blanks. Amounts that are too large are findings."""
    amounts: list[int | None] = []
    for position, quantity in enumerate(rows.column(slug)):
        amount = None if quantity is None else to_units(quantity, 100, unit)
        if amount is not None and abs(amount) > LARGEST_AMOUNT:
            found.add(error("amount-too-large", rows.place(position, slug)))
            amount = 0
        amounts.append(amount)
    return amounts


def read_targets(rows: Rows, book: Context) -> tuple[Target, ...]:
    """The stated cells."""
    found = book.found
    kinds = resolve(rows, "measure", book.measure_names, "unknown-measure", found)
    whos = resolve(rows, "who", book.who, "unknown-who", found, blank=book.root)
    whats = resolve(rows, "what", book.product_names, "unknown-product", found)
    periods = _periods(rows, "when", book)
    unit = rows.unit_of("amount", book.amount_unit)
    targets: list[Target] = []
    first_stated: dict[tuple[object, ...], tuple[int, int]] = {}
    columns = zip(
        rows.numbers, kinds, whos, whats, periods, rows.column("amount"), rows.column("hold"),
        rows.column("reason", ""), rows.column("owner", ""), rows.column("expires"), rows.column("strategy", ""),
        strict=True,
    )  # fmt: skip
    for position, row in enumerate(columns):
        number, kind, whom, what, period, quantity, hold, reason, owner, expires, served = row
        strategy = _strategy(rows, position, served, book)
        if not kind:
            continue
        measure = book.measure[kind]
        if measure.activity and what:
            found.add(error("target-activity-product", rows.place(position, "what"), measure=measure.id))
            continue
        if quantity is None:
            continue
        amount = _measured(rows, position, measure, unit, found)
        if amount is None or whom is None or what is None or period is None:
            continue
        cell = (kind, whom, what, period, hold is not False)
        earlier = first_stated.setdefault(cell, (number, amount))
        if earlier[1] != amount:
            first, second = Amount(earlier[1], measure.scale), Amount(amount, measure.scale)
            found.add(error("target-twice", rows.place(position, "amount"), row=earlier[0], first=first, second=second))
        held = hold is not False
        first, months = period
        target = Target(kind, whom, what, first, months, amount, held, reason, owner, expires, strategy, number)
        targets.append(target)
    return tuple(targets)


def _measured(rows: Rows, position: int, measure: Measure, unit: int, found: Collector) -> int | None:
    """An amount in the smallest unit of its measure; None, with a finding, where it cannot be."""
    quantity: Quantity = rows.columns["amount"][position]
    amount = to_units(quantity, measure.scale, unit if measure.kind == "money" else 1)
    if measure.kind == "count" and amount != quantity.value:
        found.add(error("count-not-whole", rows.place(position, "amount"), measure=measure.id))
        return None
    if abs(amount) > LARGEST_AMOUNT:
        found.add(error("amount-too-large", rows.place(position, "amount")))
        return None
    return amount


def _periods(rows: Rows, slug: str, book: Context) -> list[tuple[int, int] | None]:
    year = book.year
    periods: list[tuple[int, int] | None] = []
    for position, text in enumerate(rows.column(slug, "")):
        period = year.period(text) if year else (0, 12)
        if period is None and year is not None:
            names = year.month_names
            book.found.add(error("period-not-in-year", rows.place(position, slug), first=names[0], last=names[-1]))
        periods.append(None if (slug, position) in rows.bad else period)
    return periods


def _strategy(rows: Rows, position: int, text: str, book: Context) -> str:
    """The id of the statement a target serves; the text itself where the book has no table of statements."""
    if not text or not len(book.strategies):
        return text
    try:
        key = book.strategies.find(text)
    except AmbiguousError:
        key = None
    if key is None:
        near = book.strategies.near(text)
        book.found.add(warning("unknown-strategy", rows.place(position, "strategy"), near=near))
    return key or ""


def read_strategy(rows: Rows, book: Context) -> tuple[Strategy, ...]:
    """The strategic statements."""
    fresh = unique_ids(rows, book.found)
    kinds = resolve(rows, "measure", book.measure_names, "unknown-measure", book.found)
    units = resolve(rows, "unit", book.who, "unknown-who", book.found)
    _periods(rows, "quarter", book)
    columns = zip(
        rows.column("id"), rows.column("statement", ""), rows.column("quarter", ""), kinds, units, rows.numbers, fresh,
        strict=True,
    )  # fmt: skip
    return tuple(
        Strategy(key, statement, quarter, kind or "", unit or "", number)
        for key, statement, quarter, kind, unit, number, new in columns
        if new
    )
