"""Arrays of PostgreSQL as numpy arrays, both ways, in the binary format: no Python number for each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from struct import Struct
from typing import Any

import numpy as np
import psycopg
from django.db import connection
from numpy.typing import NDArray
from psycopg.adapt import Dumper, Loader
from psycopg.pq import Format

Ints = NDArray[np.int64]

_INT8, _INT8_ARRAY = 20, 1016
_HEADER = Struct("!5i")  # dimensions, has nulls, type of elements, length, lower bound
_ELEMENT = np.dtype([("size", ">i4"), ("value", ">i8")])


class _IntsDumper(Dumper):
    """bigint[] of whole numbers; arrays of other types have dumpers of their own."""

    format = Format.BINARY
    oid = _INT8_ARRAY
    of = _INT8
    element = _ELEMENT

    def dump(self, obj: Any) -> bytes:
        flat = np.ravel(obj)
        body = np.empty(len(flat), self.element)
        body["size"], body["value"] = self.element["value"].itemsize, flat
        head = _HEADER.pack(1 if len(flat) else 0, 0, self.of, len(flat), 1)
        return head[: None if len(flat) else 12] + body.tobytes()

    def get_key(self, obj: Any, format: Any) -> Any:
        return self.cls, obj.dtype.kind, obj.dtype.itemsize

    def upgrade(self, obj: Any, format: Any) -> Dumper:
        kind = _FloatsDumper if obj.dtype.kind == "f" else _SmallDumper if obj.dtype.itemsize <= 2 else _IntsDumper
        return kind(self.cls)


class _FloatsDumper(_IntsDumper):
    oid, of = 1022, 701
    element = np.dtype([("size", ">i4"), ("value", ">f8")])


class _SmallDumper(_IntsDumper):
    oid, of = 1005, 21
    element = np.dtype([("size", ">i4"), ("value", ">i2")])


class _IntsLoader(Loader):
    format = Format.BINARY

    def load(self, data: Any) -> Ints:
        raw = bytes(data)
        if len(raw) == 12:
            return np.zeros(0, np.int64)
        return np.frombuffer(raw, _ELEMENT, offset=20)["value"].astype(np.int64)


@contextmanager
def rows() -> Iterator[psycopg.Cursor[tuple[Any, ...]]]:
    """A binary cursor in Django's own transaction: bigint[] come and go as int64 arrays (without NULLs)."""
    connection.ensure_connection()
    raw: Any = connection.connection
    with psycopg.Cursor(raw) as cursor:
        cursor.adapters.register_dumper(np.ndarray, _IntsDumper)
        cursor.adapters.register_loader(_INT8_ARRAY, _IntsLoader)
        cursor.format = Format.BINARY
        yield cursor


_AT_A_TIME = 500
_TYPES = {"f": "double precision[]", "i": "bigint[]"}


def insert_lines(
    table: str, same: Mapping[str, int], keys: Mapping[str, Ints], arrays: Mapping[str, NDArray[Any]]
) -> None:
    """n rows in few statements: columns that are the `same` for all, `keys` [n], and `arrays` [n, ...] one a row.

    A key of -1 is NULL.
    """
    names = [*same, *keys, *arrays]
    widths = {name: int(np.prod(values.shape[1:])) for name, values in arrays.items()}
    chosen = [
        *(f"%({name})s" for name in same),
        *(f"nullif(row.{name}, -1)" for name in keys),
        *(f"(%({name})b::{_type(a)})[(row.at - 1) * {widths[name]} + 1 : row.at * {widths[name]}]"
          for name, a in arrays.items()),
    ]  # fmt: skip
    unnested = ", ".join(f"%({name})b::bigint[]" for name in keys)
    query = (
        f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(chosen)}"
        f" FROM unnest({unnested}) WITH ORDINALITY AS row ({', '.join(keys)}, at)"
    )
    count = len(next(iter(keys.values())))
    with rows() as cursor:
        for start in range(0, count, _AT_A_TIME):
            part = slice(start, start + _AT_A_TIME)
            columns = {name: values[part] for name, values in (*keys.items(), *arrays.items())}
            cursor.execute(query, {**same, **columns})  # type: ignore[arg-type, unused-ignore]


def _type(values: NDArray[Any]) -> str:
    return "smallint[]" if values.dtype.itemsize <= 2 else _TYPES[values.dtype.kind]
