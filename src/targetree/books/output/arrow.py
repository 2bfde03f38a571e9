"""CSV and Parquet by pyarrow, a block of rows at a time. Imported late: pyarrow takes a while to load."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from .columns import Amounts, Block, Codes, Column, Dates, Job, Kind, Table
from .receipts import MICRO

DECIMALS = {1: 0, 100: 2, MICRO: 6}
STRUCTURAL = frozenset(',"\r\n')
TYPES: dict[Kind, pa.DataType] = {
    "text": pa.dictionary(pa.int32(), pa.string()),
    "amount": pa.decimal64(18, 2),
    "rounding": pa.decimal64(18, 6),
    "share": pa.float64(),
    "date": pa.date32(),
    "count": pa.int64(),
}
REPEATING: tuple[Kind, ...] = ("text", "date")
"""Kinds that are written as a dictionary."""

LOOKED_UP = frozenset({"measure", "who", "person", "month", "when", "week", "date"})
"""Columns whose range is noted for each row group, for readers who look for a part; it takes time to work out."""


def write_csv(table: Table, job: Job, path: Path) -> Iterator[int]:
    """Writes the table; yields the number of rows after each block."""
    names = [name for name, _ in table.columns]
    with pa.OSFile(str(path), "wb") as file:
        file.write((",".join(names) + "\n").encode())
        for block in table.blocks(job):
            batch = pa.RecordBatch.from_arrays([_array(column) for column in block], names)
            quoting = "needed" if any(_needs_quotes(column) for column in block) else "none"
            pa_csv.write_csv(batch, file, pa_csv.WriteOptions(include_header=False, quoting_style=quoting))
            yield len(block[0])


def write_parquet(table: Table, job: Job, path: Path) -> Iterator[int]:
    """Writes the table, a row group for each block; yields the number of rows after each."""
    schema = pa.schema([(name, TYPES[kind]) for name, kind in table.columns])
    with pq.ParquetWriter(
        path,
        schema,
        compression="snappy",
        use_dictionary=[name for name, kind in table.columns if kind in REPEATING],
        write_statistics=[name for name, _ in table.columns if name in LOOKED_UP],
        store_decimal_as_integer=True,
        store_schema=False,
    ) as writer:
        for block in table.blocks(job):
            batch = pa.RecordBatch.from_arrays(_parquet_arrays(table, block), schema=schema)
            writer.write_batch(batch, row_group_size=max(1, len(batch)))
            yield len(batch)


def _parquet_arrays(table: Table, block: Block) -> list[pa.Array]:
    """Counts in a column of amounts get two decimals too, since a column has one type."""
    arrays: dict[int, pa.Array] = {}
    for (_, kind), column in zip(table.columns, block, strict=True):
        if id(column) in arrays:
            continue
        two_decimals = column
        if kind == "amount" and isinstance(column, Amounts) and column.scale == 1:
            two_decimals = Amounts(column.units * 100, 100)
        arrays[id(column)] = _array(two_decimals)
    return [arrays[id(column)] for column in block]


def _array(column: Column) -> pa.Array:
    if isinstance(column, Codes):
        return pa.DictionaryArray.from_arrays(pa.array(column.codes), pa.array(column.words, pa.string()))
    if isinstance(column, Amounts):
        decimals = DECIMALS[column.scale]
        if decimals == 0:
            return pa.array(column.units)
        buffer = pa.py_buffer(np.ascontiguousarray(column.units))
        return pa.Array.from_buffers(pa.decimal64(18, decimals), len(column.units), [None, buffer])
    if isinstance(column, Dates):
        return pa.array(column.days).view(pa.date32())
    return pa.array(column.values)


def _needs_quotes(column: Column) -> bool:
    return isinstance(column, Codes) and any(not STRUCTURAL.isdisjoint(word) for word in column.words)
