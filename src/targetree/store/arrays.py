"""bigint[] of PostgreSQL as numpy arrays, both ways, in the binary format: no Python integer for each number."""

from __future__ import annotations

from collections.abc import Iterator
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
    format = Format.BINARY
    oid = _INT8_ARRAY

    def dump(self, obj: Any) -> bytes:
        flat = np.ravel(obj)
        body = np.empty(len(flat), _ELEMENT)
        body["size"], body["value"] = 8, flat
        return _HEADER.pack(1 if len(flat) else 0, 0, _INT8, len(flat), 1)[: None if len(flat) else 12] + body.tobytes()


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
