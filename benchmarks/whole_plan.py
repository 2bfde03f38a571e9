"""The whole command on a large book beside a straightforward pandas script, each in fresh processes."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from .books_made import book
from .rows import Goal, Row, at_least_times_faster
from .sizes import ACTUALS_PER_PERSON, Sizes
from .timing import Finished, run, targetree

SCRIPT = Path(__file__).parent / "peers" / "plan_pandas.py"
TABLES = "months,days,receipts"
WITH_OUTLOOK = f"{TABLES},support"
MOST_MEMORY_MIB = 1536


def rows(sizes: Sizes, shelf: Path) -> list[Row]:
    as_csv = book(shelf, sizes.people, sizes.products)
    as_parquet = book(shelf, sizes.people, sizes.products, "parquet")
    out = shelf / "plan"

    def ours(path: Path, tables: str = TABLES) -> Finished:
        words = targetree("plan", path, "-o", out, "--format", "parquet", "--tables", tables)
        return _into(out, tables, lambda: run(words))

    def theirs() -> Finished:
        return _into(out, TABLES, lambda: run([sys.executable, SCRIPT, as_csv, out]))

    def computing() -> dict[str, Any]:
        return _last_line(run([sys.executable, "-m", "benchmarks.our_computing", as_csv]))

    ours(as_parquet)
    turns = [
        (ours(as_csv), ours(as_parquet), ours(as_csv, WITH_OUTLOOK), theirs(), computing())
        for _ in range(sizes.whole_repeats)
    ]
    of_csv, of_parquet, with_outlook, scripts, computed = zip(*turns, strict=True)
    split = median(c["split"] for c in computed)
    support = median(c["support"] for c in computed)
    script_computing = median(_last_line(s)["compute"] for s in scripts)
    script = median(s.seconds for s in scripts)
    orders = sizes.people * ACTUALS_PER_PERSON
    name = f"plan of {sizes.people:,} people, {sizes.products} products, {orders:,} actuals"
    beside = "pandas script"
    return [
        Row(f"{name}: computing", split, script_computing, "s", beside, at_least_times_faster(10),
            "the splits, to the rows of months, days, receipts"),
        Row(f"{name}: computing, outlook on customers included", split + support, script_computing, "s", beside,
            note="the script has no outlook"),
        Row(f"{name}: whole command, CSV to Parquet", median(f.seconds for f in of_csv), script, "s", beside,
            at_least_times_faster(3), "the same tables"),
        Row(f"{name}: whole command, outlook on customers included", median(f.seconds for f in with_outlook), script,
            "s", beside, note="the table support as well; the script has no outlook"),
        Row(f"{name}: whole command, Parquet to Parquet", median(f.seconds for f in of_parquet), script, "s",
            f"{beside}, CSV", note="the same tables"),
        Row(f"{name}: peak memory", max(f.peak_mib for f in (*of_csv, *of_parquet, *with_outlook)),
            max(s.peak_mib for s in scripts), "MiB", beside, Goal(MOST_MEMORY_MIB, "ours")),
    ]  # fmt: skip


def _into(out: Path, tables: str, work: Callable[[], Finished]) -> Finished:
    done = work()
    if {path.stem for path in out.iterdir()} != set(tables.split(",")):
        raise AssertionError(f"tables are missing in {sorted(out.iterdir())}")
    shutil.rmtree(out)
    return done


def _last_line(finished: Finished) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(finished.output.splitlines()[-1])
    return found
