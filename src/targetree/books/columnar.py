"""Large CSV files and Parquet, column by column through Arrow; imported only where a book has them."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
from numpy.typing import NDArray

from targetree.engine.findings import Place, note
from targetree.engine.money import SCALES

from .actuals import CODED, ActualRows, Coded
from .collector import Collector
from .columns import TABLES
from .exact import units_ahead, units_of
from .headings import Heading, locate
from .rows import totals_among, totals_word
from .sheets import Grid, Sheet, UnreadableError, decode, delimiter_of, parse_csv
from .values import Cell, is_nothing

MOST_ROWS = 100_000_000
MOST_CELLS = 40_000_000
_HEAD = 1 << 16
_FEW = pa.dictionary(pa.int32(), pa.string())


def head_of(sheet: Sheet) -> Grid:
    """The first rows of a file, for its headings. Raises UnreadableError."""
    if sheet.format == "parquet":
        return [list(_guarded(lambda: _parquet().read_schema(sheet.path).names))]
    with sheet.path.open("rb") as stream:
        data = stream.read(_HEAD)
    cut = data.rfind(b"\n")
    return parse_csv(decode(data[: cut + 1] if cut >= 0 else data))


def _parquet() -> Any:
    import pyarrow.parquet  # late: a book of CSV has no use for it

    return pyarrow.parquet


def _guarded(call: Any) -> Any:
    try:
        return call()
    except (UnreadableError, OSError) as problem:
        if isinstance(problem, UnreadableError) or problem.errno is not None:
            raise
        raise UnreadableError("parquet-damaged", reason=str(problem)[:200]) from None
    except Exception as problem:
        raise UnreadableError("parquet-damaged", reason=str(problem)[:200]) from None


def parquet_grid(path: Path) -> Grid:
    """A small Parquet table as rows of cells, its column names first. Raises UnreadableError."""

    def load() -> Grid:
        with _parquet().ParquetFile(path) as file:
            if file.metadata.num_rows * max(file.metadata.num_columns, 1) > MOST_CELLS:
                raise UnreadableError("sheet-too-large", rows=file.metadata.num_rows, columns=file.metadata.num_columns)
            table = file.read()
        columns = [[_cell(value) for value in _plain(column).to_pylist()] for column in table.columns]
        return [list(table.column_names), *(list(row) for row in zip(*columns, strict=True))]

    return _guarded(load)  # type: ignore[no-any-return]


def _plain(column: Any) -> Any:
    """Without dictionaries, time zones and nanoseconds, which have no Python value."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_timestamp(column.type):
        if column.type.tz:
            column = pc.local_timestamp(column)
        column = column.cast(pa.timestamp("us"), safe=False)
    return column


def _cell(value: Any) -> Cell:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, (list, dict, tuple)):
        return str(value)
    return value  # type: ignore[no-any-return]


@dataclass
class Columns:
    """The columns of a file of actuals, n rows."""

    numbers: NDArray[np.int64]
    """[n] source rows."""
    coded: dict[str, Coded]
    amounts: Any
    """[n] Arrow array."""


@dataclass
class Loaded:
    """A file of actuals as far as it can be read without saying what is wrong with it."""

    head: Grid
    heading: Heading | None
    columns: Columns | None
    """None where a CSV is too irregular for Arrow."""


def load(sheet: Sheet, told: Mapping[str, str]) -> Loaded:
    """A file of actuals, column by column; may run beside the reading of other tables. Raises UnreadableError.

    `told`: what was decided about its headings.
    """
    head = head_of(sheet)
    blank = not any(cell != "" and cell is not None for row in head for cell in row)
    heading = None if blank else locate(replace(sheet, load=lambda: head), TABLES["actuals"], Collector(), told)
    if heading is None:
        return Loaded(head, None, None)
    table = _read_parquet(sheet.path) if sheet.format == "parquet" else _read_csv(sheet.path, heading)
    if table is None:
        return Loaded(head, heading, None)
    first = 2 if sheet.format == "parquet" else heading.row + 1
    numbers = np.arange(first, first + table.num_rows, dtype=np.int64)
    return Loaded(head, heading, Columns(numbers, *_guarded(lambda: _columns(table, heading, sheet.format == "csv"))))


def actual_rows(columns: Columns, heading: Heading, amount_unit: int, found: Collector, spared: Set[str]) -> ActualRows:
    """The rows of a file of actuals, without blank ones and those of totals."""
    numbers, coded, amounts = columns.numbers, columns.coded, columns.amounts
    dropped = _blank_rows(coded, amounts)
    dropped |= _rows_of_totals(coded, numbers, spared, found)
    if dropped:
        keep = np.ones(len(numbers), bool)
        keep[list(dropped)] = False
        numbers, amounts = numbers[keep], amounts.filter(pa.array(keep))
        coded = {slug: Coded(column.codes[keep], column.cells) for slug, column in coded.items()}
    unit = heading.units.get("amount", heading.units.get("", amount_unit))
    ahead = units_ahead(amounts, SCALES["money"] * unit)
    return ActualRows(
        numbers,
        coded,
        lambda at: _cell(amounts[at].as_py()),
        unit=unit,
        fast=lambda multipliers: units_of(amounts, multipliers, ahead),
    )


def _columns(table: Any, heading: Heading, in_csv: bool) -> tuple[dict[str, Coded], Any]:
    coded = {slug: _code(table.column(heading.columns[slug]), in_csv) for slug in CODED if slug in heading.columns}
    if "amount" not in heading.columns:
        return coded, pa.nulls(table.num_rows, pa.string())
    amounts = _plain(table.column(heading.columns["amount"])).combine_chunks()
    return coded, amounts.combine_chunks() if isinstance(amounts, pa.ChunkedArray) else amounts


def _read_csv(path: Path, heading: Heading) -> Any:
    data = path.read_bytes()
    if not data.isascii():
        data = decode(data).encode()
    end = len(data)
    while end and data[end - 1] in b"\r\n":
        end -= 1
    head = data[:_HEAD].decode("utf-8", "ignore")
    delimiter = delimiter_of(head)
    above = parse_csv(head)[: heading.row]
    if not above or any("\n" in cell for row in above for cell in row if isinstance(cell, str)):
        return None
    names = [str(k) for k in range(len(above[-1]))]
    types = {name: pa.string() for name in names}
    types |= {str(heading.columns[slug]): _FEW for slug in CODED if slug in heading.columns}
    body = memoryview(data)[:end]
    try:
        table = pyarrow.csv.read_csv(
            pa.BufferReader(body),
            pyarrow.csv.ReadOptions(skip_rows=heading.row, column_names=names, block_size=1 << 22),
            pyarrow.csv.ParseOptions(delimiter=delimiter),
            pyarrow.csv.ConvertOptions(column_types=types, strings_can_be_null=False),
        )
    except pa.ArrowInvalid:
        return None
    bytes_of_body = pa.Array.from_buffers(pa.uint8(), end, [None, pa.py_buffer(body)])
    lines = pc.equal(bytes_of_body, pa.scalar(10, pa.uint8())).true_count + 1
    return table if table.num_rows == lines - heading.row else None  # else the rows' numbers would not be known


def _read_parquet(path: Path) -> Any:
    def load() -> Any:
        with _parquet().ParquetFile(path) as file:
            if file.metadata.num_rows > MOST_ROWS:
                raise UnreadableError("sheet-too-large", rows=file.metadata.num_rows, columns=file.metadata.num_columns)
            return file.read()

    return _guarded(load)


def _code(column: Any, in_csv: bool) -> Coded:
    if in_csv:
        encoded = column.unify_dictionaries().combine_chunks()
    else:
        column = _plain(column)
        if pa.types.is_nested(column.type):
            column = pa.chunked_array([pa.array([str(value) for value in column.to_pylist()])])
        encoded = column.combine_chunks().dictionary_encode(null_encoding="encode")
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    codes: NDArray[np.int32] = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int32, copy=False)
    if pa.types.is_string(encoded.dictionary.type):
        return Coded(codes, encoded.dictionary.to_numpy(zero_copy_only=False).tolist())
    return Coded(codes, [_cell(value) for value in encoded.dictionary.to_pylist()])


def _blank_rows(coded: dict[str, Coded], amounts: Any) -> set[int]:
    """Positions of rows that hold nothing."""
    blank: NDArray[np.bool_] | None = None
    for column in coded.values():
        nothing = np.array([is_nothing(cell) for cell in column.cells], bool)
        if not nothing.any():
            return set()
        here = nothing[column.codes]
        blank = here if blank is None else blank & here
    if blank is None:
        return set()
    return {at for at in np.flatnonzero(blank).tolist() if is_nothing(_cell(amounts[at].as_py()))}


def _rows_of_totals(
    coded: dict[str, Coded], numbers: NDArray[np.int64], spared: Set[str], found: Collector
) -> set[int]:
    """Positions of rows of totals, each with a note."""
    suspects: set[int] = set()
    for column in coded.values():
        words = totals_among(column.cells)
        if words:
            suspects.update(np.flatnonzero(np.isin(column.codes, words)).tolist())
    dropped = set()
    for at in sorted(suspects):
        word = totals_word([column.cells[column.codes[at]] for column in coded.values()], spared)
        if word:
            dropped.add(at)
            found.add(note("totals-row", Place("actuals", int(numbers[at])), text=word))
    return dropped
