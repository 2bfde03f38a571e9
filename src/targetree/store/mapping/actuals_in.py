"""What happened, in bulk: compared with what is there, and only what differs is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from targetree.engine.book import Book
from targetree.store.arrays import Ints, rows

from .upsert import Difference, Values

LISTED = 200
"""Rows of a difference that are listed; the others are counted."""
_FIELDS = ("day", "person_id", "customer_id", "product_id", "measure_id", "amount")
_EPOCH = date(1970, 1, 1)
_AT_A_TIME = 100_000
_SELECT = """
SELECT {columns} FROM (SELECT id, (day - DATE '1970-01-01')::bigint AS day, coalesce(person_id, -1) AS person_id,
  coalesce(customer_id, -1) AS customer_id, coalesce(product_id, -1) AS product_id, measure_id, amount
  FROM actuals) AS a""".format(columns=", ".join(f"coalesce(array_agg({name}), '{{}}')" for name in ("id", *_FIELDS)))
_INSERT = """
INSERT INTO actuals (day, person_id, customer_id, product_id, measure_id, amount)
SELECT DATE '1970-01-01' + day::int, nullif(person, -1), nullif(customer, -1), nullif(product, -1), measure, amount
FROM unnest(%b::bigint[], %b::bigint[], %b::bigint[], %b::bigint[], %b::bigint[], %b::bigint[])
     AS row (day, person, customer, product, measure, amount)"""
"""COPY is not to be had together with row-level security."""


def replace_actuals(
    book: Book, person: Mapping[str, int], customer: Mapping[str, int], product: Mapping[str, int],
    measure: Mapping[str, int],
) -> Difference:  # fmt: skip
    """Bring `actuals` into line with the book's rows."""
    a = book.actuals
    wanted = np.stack(
        [
            a.day.astype(np.int64),
            _ids([person[p.id] for p in book.people], a.person),
            _ids([customer[c.id] for c in book.customers], a.customer),
            _ids([product[p.id] for p in book.products], a.product),
            _ids([measure[m.id] for m in book.measures], a.measure),
            a.amount,
        ],
        axis=1,
    )
    with rows() as cursor:
        cursor.execute(_SELECT)
        keys, *columns = cursor.fetchone() or ()
        there = np.stack(columns, axis=1)
        new, gone = unlike(wanted, there)
        if len(gone):
            cursor.execute("DELETE FROM actuals WHERE id = ANY (%b)", [keys[gone]])
        for start in range(0, len(new), _AT_A_TIME):
            cursor.execute(_INSERT, list(wanted[new[start : start + _AT_A_TIME]].T))
    return Difference(
        "actuals", new=_listed(wanted[new[:LISTED]]), gone=_listed(there[gone[:LISTED]]),
        further_new=max(len(new) - LISTED, 0), further_gone=max(len(gone) - LISTED, 0),
        rows_before=len(there), rows_after=len(wanted),
    )  # fmt: skip


def unlike(wanted: Ints, there: Ints) -> tuple[Ints, Ints]:
    """Positions of rows [n, k] of `wanted` that `there` lacks, and the other way round; equal rows are counted."""
    both = np.concatenate([there, wanted])
    is_new = np.arange(len(both)) >= len(there)
    order = np.lexsort(both.T)
    ordered = both[order]
    starts = np.ones(len(both), bool)
    starts[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    group = np.cumsum(starts) - 1
    fresh = is_new[order]
    new_of = np.bincount(group, fresh, minlength=1)[group] if len(both) else np.zeros(0)
    old_of = np.bincount(group, ~fresh, minlength=1)[group] if len(both) else np.zeros(0)
    first = np.flatnonzero(starts)[group] if len(both) else np.zeros(0, np.int64)
    nth = np.arange(len(both)) - first  # within its group the old rows come first, since the sort is stable
    lacking = fresh & (nth - old_of >= old_of)
    lost = ~fresh & (nth >= new_of)
    return np.sort(order[lacking]) - len(there), np.sort(order[lost])


def _ids(table: list[int], at: NDArray[np.int32] | NDArray[np.int16]) -> Ints:
    """Row ids of indices; -1 where there is none."""
    return np.array([*table, -1], np.int64)[at]


def _listed(rows: Ints) -> dict[str, Values]:
    listed = {}
    for number, (day, *keys, amount) in enumerate(rows.tolist()):
        values = dict(zip(_FIELDS[1:5], (None if key < 0 else key for key in keys), strict=True))
        listed[str(number)] = {"day": _EPOCH + timedelta(days=day), **values, "amount": amount}
    return listed
