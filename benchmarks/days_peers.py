"""The same split to days by others, on the same input in the same run."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np

from targetree.engine.splitting.days import load_compiled, spread_days

from .days_reference import same_days
from .month_cells import MonthCells, month_cells
from .rows import Goal, Row
from .sizes import Sizes
from .timing import alternating

PEERS = {
    "erpnext": ("days_formula", "ERPNext's formula in Python"),
    "pandas": ("days_pandas", "pandas"),
    "duckdb": ("days_duckdb", "DuckDB SQL, all cores"),
    "hierarchicalforecast": ("days_hierarchical", "hierarchicalforecast top-down"),
}
EXACT = ("pandas", "duckdb")
"""Those that must come to the same fen on every day."""
CHECKED_PEOPLE = 60


def rows(sizes: Sizes) -> list[Row]:
    load_compiled(10**9)
    return [row(peer, sizes) for peer in PEERS]


def row(peer: str, sizes: Sizes) -> Row:
    module, beside = PEERS[peer]
    given = month_cells(sizes.people, sizes.products)
    people = sizes.parts[peer]
    part = given.part(people * sizes.products)
    prepared: Callable[[MonthCells], Callable[[], Any]] = import_module(f".peers.{module}", __package__).prepared
    few = given.part(CHECKED_PEOPLE * sizes.products)
    if peer in EXACT and not same_days(few, prepared(few)()):
        raise AssertionError(f"{peer} comes to other days")
    theirs = prepared(part)
    out = np.empty((len(given.cells), given.year.day_count), np.int64)

    def ours() -> None:
        spread_days(given.cells, given.working, given.row_class, given.year, out=out)

    our_time, their_time = alternating(ours, theirs, repeats=sizes.whole_repeats)
    scale = sizes.people / people
    note = f"{people:,} people x {scale:g}" if people < sizes.people else "on all of them"
    name = f"days of {sizes.people:,} people x {sizes.products} products, {peer}"
    return Row(name, our_time, their_time * scale, "s", beside, Goal(1.0), note)
