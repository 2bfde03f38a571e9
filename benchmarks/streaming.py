"""Days of every product of very many people: written as they are made, in memory that the days do not fill."""

from __future__ import annotations

import shutil
from pathlib import Path

from .books_made import book
from .rows import Goal, Row
from .sizes import Sizes
from .timing import Finished, run, targetree


def rows(sizes: Sizes, shelf: Path) -> list[Row]:
    import pyarrow.parquet as pq

    path = book(shelf, sizes.streamed_people, sizes.products, "parquet")
    out = shelf / "streamed"

    def written(days: str) -> tuple[Finished, int]:
        done = run(targetree("plan", path, "-o", out, "--format", "parquet", "--tables", "days", "--days", days))
        count = pq.read_metadata(out / "days.parquet").num_rows
        shutil.rmtree(out)
        return done, count

    person, person_rows = written("person")
    leaf, leaf_rows = written("leaf")
    name = f"plan of {sizes.streamed_people:,} people x {sizes.products} products with days of each product"
    beside = "days of people only"
    more = f"{leaf_rows:,} rows, beside {person_rows:,}"
    return [
        Row(f"{name}: time", leaf.seconds, person.seconds, "s", beside, note=more),
        Row(f"{name}: peak memory", leaf.peak_mib, person.peak_mib, "MiB", beside, Goal(1.25), "bounded"),
        Row(f"{name}: rows a second", leaf_rows / leaf.seconds, person_rows / person.seconds, "rows/s", beside),
    ]
