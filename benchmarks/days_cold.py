"""The first call of the compiled days in a fresh process, and a small book that does without."""

from __future__ import annotations

import json
import sys
import tempfile
from statistics import median

from .rows import Row
from .sizes import Sizes
from .timing import run

FIRST_CALL = """
import json, sys, time
from benchmarks.month_cells import month_cells
from targetree.engine.splitting.days import spread_days
given = month_cells({people}, {products})
def call():
    begin = time.perf_counter()
    spread_days(given.cells, given.working, given.row_class, given.year)
    return time.perf_counter() - begin
print(json.dumps([call(), call(), "numba" in sys.modules]))
"""
COMPILED_PEOPLE, SMALL_PEOPLE, PRODUCTS = 300, 60, 12


def rows(sizes: Sizes) -> list[Row]:
    large, small = f"{COMPILED_PEOPLE} people x {PRODUCTS + 8} products", f"{SMALL_PEOPLE} people x {PRODUCTS} products"
    with tempfile.TemporaryDirectory() as nothing_compiled:
        cold = [_first_call(COMPILED_PEOPLE, PRODUCTS + 8, {"NUMBA_CACHE_DIR": nothing_compiled})]
    _first_call(COMPILED_PEOPLE, PRODUCTS + 8)
    warm = [_first_call(COMPILED_PEOPLE, PRODUCTS + 8) for _ in range(sizes.whole_repeats)]
    plain = [_first_call(SMALL_PEOPLE, PRODUCTS) for _ in range(sizes.whole_repeats)]
    if any(numba for _, _, numba in plain) or not all(numba for _, _, numba in warm):
        raise AssertionError("a small book loads the compiled loops, or a large one does without")
    first = median(first for first, _, _ in warm)
    return [
        Row(f"first days, {large}, nothing compiled yet", cold[0][0], cold[0][1], "s", "the second call",
            note="once after installing"),
        Row(f"first days, {large}, compiled before", first, median(w[1] for w in warm), "s", "the second call",
            note="loads numba"),
        Row(f"first days, {small}", median(p[0] for p in plain), first, "s", "first call with numba",
            note="a small book does not load it"),
    ]  # fmt: skip


def _first_call(people: int, products: int, environment: dict[str, str] | None = None) -> tuple[float, float, bool]:
    code = FIRST_CALL.format(people=people, products=products)
    first, second, numba = json.loads(run([sys.executable, "-c", code], environment).output.splitlines()[-1])
    return first, second, numba
