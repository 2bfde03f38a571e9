"""Actuals: many rows, few different dates, people and products; each different cell is understood once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from targetree.engine.book import Actuals, Measure
from targetree.engine.findings import Place, error, note
from targetree.engine.money import LARGEST_AMOUNT

from .collector import Collector
from .columns import TABLES
from .context import Context
from .headings import Heading
from .known import Customers
from .references import AmbiguousError, Directory, report_unknown
from .rows import broken_cell, select_rows
from .sheets import Sheet
from .values import NOTHING, Cell, CellError, is_nothing, parse_date, parse_id, parse_quantity, show, to_units

CODED = ("date", "person", "customer", "product", "measure")
_EPOCH = date(1970, 1, 1)
_POWERS = [10**k for k in range(13)]
_BLANK, _BAD = -1, -2


@dataclass
class Coded:
    """A column of n cells as codes into its different cells."""

    codes: NDArray[np.int32]
    """[n]"""
    cells: Sequence[Cell]


@dataclass
class ActualRows:
    """The rows of actuals before they are understood; n rows."""

    numbers: NDArray[np.int64]
    """[n] source rows."""
    coded: dict[str, Coded]
    """By slug, of `CODED`; only the columns that the table has."""
    amount_cell: Callable[[int], Cell]
    """The cell of a position."""
    broken: dict[str, dict[int, str]] | None = None
    unit: int = 1
    """What plain amounts of money are multiplied by."""
    fast: Callable[[NDArray[np.int64]], tuple[NDArray[np.int64], NDArray[np.bool_]]] | None = None
    """Smallest units from [n] multipliers (units of the measure per main unit), and which of them are exact."""


def code(cells: Sequence[Cell]) -> Coded:
    """Codes in the order of first appearance."""
    seen: dict[Cell, int] = {}
    codes = np.fromiter((seen.setdefault(cell, len(seen)) for cell in cells), np.int32, len(cells))
    return Coded(codes, list(seen))


def rows_of_sheet(sheet: Sheet, heading: Heading, amount_unit: int, found: Collector, spared: Set[str]) -> ActualRows:
    """The rows of a grid."""
    table = TABLES["actuals"]
    numbers, raw = select_rows(sheet, table, heading, found, spared)
    amounts = raw.get("amount", [""] * len(numbers))
    slugs = {position: slug for slug, position in heading.columns.items()}
    broken: dict[str, dict[int, str]] = {}
    for (row, position), what in sheet.broken.items():
        if position in slugs:
            broken.setdefault(slugs[position], {})[row] = what
    unit = heading.units.get("amount", heading.units.get("", amount_unit))
    coded = {slug: code(raw[slug]) for slug in CODED if slug in raw}
    fast = partial(_of_floats, amounts)
    return ActualRows(np.array(numbers, np.int64), coded, amounts.__getitem__, broken=broken, unit=unit, fast=fast)


def _of_floats(cells: Sequence[Cell], multipliers: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Smallest units of the cells that are floats near a decimal of few places; the others are not done."""
    numbers = np.fromiter((cell if type(cell) is float else np.nan for cell in cells), np.float64, len(cells))
    return floats_to_units(numbers, multipliers)


def floats_to_units(
    values: NDArray[np.float64], multipliers: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """[n] smallest units of floats, and which are exact.

    A float stands for the decimal that is nearest to it with as many places as its multiplier has
    zeros, if it is the nearest float to that decimal; other floats are left to the parser of cells.
    """
    with np.errstate(all="ignore"):
        whole = np.rint(values * multipliers)
        good = (np.abs(whole) <= LARGEST_AMOUNT) & (whole / multipliers == values) & np.isin(multipliers, _POWERS)
    return np.where(good, whole, 0).astype(np.int64), good


def read_actuals(rows: ActualRows, person_ids: Sequence[str], customers: Customers, book: Context) -> Actuals:
    """Actuals with their references resolved to indices; `person_ids` in the order of the book's people."""
    found = book.found
    n = len(rows.numbers)
    _report_broken(rows, found)
    person_at = {key: k for k, key in enumerate(person_ids)}
    product_at = {key: k for k, key in enumerate(product.id for product in book.products)}
    own_ids = {key: k for key, k in person_at.items() if key[-2:] != ".0" and key not in NOTHING}
    measure_at = {measure.id: k for k, measure in enumerate(book.measures)}

    def in_directory(directory: Directory, at: dict[str, int], problem: str) -> Callable[[Cell, int], int]:
        def find(cell: Cell, _rows: int) -> int:
            text = parse_id(cell)
            try:
                key = directory.find(text)
            except AmbiguousError:
                key = None
            if key is None:
                raise _UnknownError(problem, text, directory)
            return at.get(key, _BAD)

        return find

    def customer(cell: Cell, count: int) -> int:
        text = parse_id(cell)
        try:
            return customers.position(text, "actuals", count)
        except AmbiguousError:
            raise _UnknownError("", text, customers.directory) from None

    day = _understand(rows, "date", lambda cell, _: (parse_date(cell) - _EPOCH).days, found)
    person = _understand(rows, "person", in_directory(book.persons, person_at, "unknown-person"), found, own_ids)
    client = _understand(rows, "customer", customer, found, customers.listed_at)
    measure = _understand(rows, "measure", in_directory(book.measure_names, measure_at, "unknown-measure"), found)
    if not book.has_products:
        product = np.full(n, _BLANK, np.int32)
        named = rows.coded.get("product")
        if named is not None and any(not is_nothing(cell) for cell in named.cells):
            found.add(note("products-not-used", Place("actuals", None, "product")))
    else:
        product = _understand(rows, "product", in_directory(book.product_names, product_at, "unknown-product"), found)
    amount = _amounts(rows, book.measures, measure, found)
    return Actuals(day, person, client, product, measure.astype(np.int16), amount)


class _UnknownError(Exception):
    def __init__(self, code: str, text: str, directory: Directory) -> None:
        super().__init__(code)
        self.code, self.text, self.directory = code, text, directory


def _report_broken(rows: ActualRows, found: Collector) -> None:
    present = set(rows.numbers.tolist()) if rows.broken else set()
    for slug, cells in (rows.broken or {}).items():
        for row, what in sorted(cells.items()):
            if row in present:
                found.add(broken_cell("actuals", row, slug, what))


def _understand(
    rows: ActualRows,
    slug: str,
    meaning: Callable[[Cell, int], int],
    found: Collector,
    direct: Mapping[Any, int] | None = None,
) -> NDArray[np.int32]:
    """[n] what each cell means; -1 for blanks, -2 (with a finding for each row) for what is not understood.

    `direct`: what ids mean, where that needs no second look.
    """
    column = rows.coded.get(slug)
    if column is None:
        return np.full(len(rows.numbers), _BLANK, np.int32)
    required = TABLES["actuals"].by_slug[slug].required
    values = np.full(max(len(column.cells), 1), _BLANK, np.int32)
    problems: dict[int, CellError | _UnknownError] = {}
    if direct:
        values[: len(column.cells)] = list(map(direct.get, column.cells, repeat(_BLANK)))
    unclear = np.flatnonzero(values[: len(column.cells)] == _BLANK).tolist()
    counts = np.bincount(column.codes, minlength=len(column.cells)).tolist() if unclear else []
    for position in unclear:
        cell = column.cells[position]
        if not counts[position]:
            continue
        if is_nothing(cell):
            if required:
                _missing(rows, slug, column.codes == position, found)
            continue
        try:
            values[position] = meaning(cell, counts[position])
        except (CellError, _UnknownError) as problem:
            values[position], problems[position] = _BAD, problem
    understood = values[column.codes]
    for at in np.flatnonzero(understood == _BAD).tolist() if problems else ():
        position = int(column.codes[at])
        if position not in problems:  # names something whose own row has an error
            continue
        place = Place("actuals", int(rows.numbers[at]), slug, show(column.cells[position]))
        match problems[position]:
            case CellError() as bad:
                found.add(error(bad.code, place, **bad.values))
            case _UnknownError() as lost:
                report_unknown(lost.code, place, lost.text, lost.directory, found)
    return understood


def _missing(rows: ActualRows, slug: str, where: NDArray[np.bool_], found: Collector) -> None:
    broken = (rows.broken or {}).get(slug, {})
    for at in np.flatnonzero(where).tolist():
        if int(rows.numbers[at]) not in broken:
            found.add(error("value-missing", Place("actuals", int(rows.numbers[at]), slug)))


def _amounts(
    rows: ActualRows, measures: Sequence[Measure], measure: NDArray[np.int32], found: Collector
) -> NDArray[np.int64]:
    """[n] smallest units of each row's measure."""
    multipliers = np.array([m.scale * (rows.unit if m.kind == "money" else 1) for m in measures] + [0, 0], np.int64)
    amounts, done = np.zeros(len(measure), np.int64), np.zeros(len(measure), bool)
    if rows.fast is not None:
        amounts, done = rows.fast(multipliers[measure])
    broken = (rows.broken or {}).get("amount", {})
    for at in np.flatnonzero(~done).tolist():
        cell, number = rows.amount_cell(at), int(rows.numbers[at])
        if is_nothing(cell):
            if number not in broken:
                found.add(error("value-missing", Place("actuals", number, "amount")))
            continue
        try:
            quantity = parse_quantity(cell)
            if measure[at] < 0:
                continue
            kind = measures[measure[at]]
            units = to_units(quantity, kind.scale, rows.unit if kind.kind == "money" else 1)
            if kind.kind == "count" and units != quantity.value:
                raise CellError("count-not-whole", measure=kind.id)
            if abs(units) > LARGEST_AMOUNT:
                raise CellError("amount-too-large")
            amounts[at] = units
        except CellError as problem:
            found.bad_cell("actuals", number, "amount", cell, problem)
    return amounts
