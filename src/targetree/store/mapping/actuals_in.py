"""What happened, in bulk: compared as a whole, copied when it differs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from targetree.engine.book import Book

from .upsert import Difference

_AT_A_TIME = 50_000
_INSERT = """
INSERT INTO actuals (day, person_id, customer_id, product_id, measure_id, amount)
SELECT DATE '1970-01-01' + day::int, nullif(person, -1), nullif(customer, -1), nullif(product, -1), measure, amount
FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[])
     AS row (day, person, customer, product, measure, amount)"""
"""COPY is not to be had together with row-level security."""


def replace_actuals(
    book: Book, person: Mapping[str, int], customer: Mapping[str, int], product: Mapping[str, int],
    measure: Mapping[str, int],
) -> Difference:  # fmt: skip
    """Bring `actuals` into line with the book's rows."""
    a = book.actuals
    columns = (
        a.day.astype(np.int64),
        _ids([person[p.id] for p in book.people], a.person),
        _ids([customer[c.id] for c in book.customers], a.customer),
        _ids([product[p.id] for p in book.products], a.product),
        _ids([measure[m.id] for m in book.measures], a.measure),
        a.amount,
    )
    rows = np.stack(columns, axis=1) if len(a) else np.zeros((0, 6), np.int64)
    rows = rows[np.lexsort((rows[:, 5], rows[:, 3], rows[:, 2], rows[:, 1], rows[:, 4], rows[:, 0]))]
    before = _stored()
    found = Difference("actuals", rows_before=len(before), rows_after=len(rows))
    if _digest(before) == _digest(rows):
        return found
    found.new, found.gone = _unlike(rows, before), _unlike(before, rows)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM actuals")
        for start in range(0, len(rows), _AT_A_TIME):
            cursor.execute(_INSERT, [column.tolist() for column in rows[start : start + _AT_A_TIME].T])
    return found


def _ids(table: list[int], at: NDArray[np.int32] | NDArray[np.int16]) -> NDArray[np.int64]:
    """Row ids of indices; -1 where there is none."""
    return np.array([*table, -1], np.int64)[at]


def _stored() -> NDArray[np.int64]:
    """[n, 6] the rows of the table; -1 for NULL."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT day - DATE '1970-01-01', coalesce(person_id, -1), coalesce(customer_id, -1),"
            " coalesce(product_id, -1), measure_id, amount FROM actuals"
        )
        rows = np.array(cursor.fetchall(), np.int64).reshape(-1, 6)
    return rows[np.lexsort((rows[:, 5], rows[:, 3], rows[:, 2], rows[:, 1], rows[:, 4], rows[:, 0]))]


def _digest(rows: NDArray[np.int64]) -> bytes:
    return hashlib.sha256(np.ascontiguousarray(rows).tobytes()).digest()


def _unlike(rows: NDArray[np.int64], others: NDArray[np.int64]) -> list[str]:
    """Those of `rows` that `others` has not."""
    known = set(map(tuple, others.tolist()))
    return [" ".join(map(str, row)) for row in map(tuple, rows.tolist()) if row not in known]
