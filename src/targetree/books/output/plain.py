"""CSV by the standard library, for plans so small that loading pyarrow would take longer than writing."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from .columns import Amounts, Block, Codes, Column, Dates, Job, Table
from .parts import EPOCH_ORDINAL


def write_csv(table: Table, job: Job, path: Path) -> Iterator[int]:
    """Writes the table; yields the number of rows after each block."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(name for name, _ in table.columns)
        for block in table.blocks(job):
            writer.writerows(rows(block))
            yield len(block[0])


def rows(block: Block) -> Iterator[tuple[str, ...]]:
    """The block as text, row by row."""
    return zip(*(_texts(column) for column in block), strict=True)


def _texts(column: Column) -> list[str]:
    if isinstance(column, Codes):
        return [column.words[code] for code in column.codes.tolist()]
    if isinstance(column, Amounts):
        return [amount_text(units, column.scale) for units in column.units.tolist()]
    if isinstance(column, Dates):
        return [date.fromordinal(day + EPOCH_ORDINAL).isoformat() for day in column.days.tolist()]
    return [f"{value:.12g}" for value in column.values.tolist()]


def amount_text(units: int, scale: int) -> str:
    """`-1234.50` for -123450 hundredths, `12` for 12 of a count."""
    if scale == 1:
        return str(units)
    whole, rest = divmod(abs(units), scale)
    return f"{'-' if units < 0 else ''}{whole}.{rest:0{len(str(scale)) - 1}d}"
