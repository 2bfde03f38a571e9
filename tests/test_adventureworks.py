"""AW1: the resellers of Microsoft's AdventureWorks sample, planned whole (acceptance).

The data are not part of the project. They are looked for in `$TARGETREE_ADVENTUREWORKS`, else beside the
checkout in `shared/data/adventureworks-2013`; without them there is nothing to try.
"""

from __future__ import annotations

import csv
import os
from collections import Counter
from pathlib import Path

import pytest

from coherence import Output, parents_of_book, rows
from targetree.books.read import read_book
from targetree.cli.main import run

BESIDE = Path(__file__).parents[2] / "shared" / "data" / "adventureworks-2013"
DATA = Path(os.environ.get("TARGETREE_ADVENTUREWORKS", BESIDE))

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"AdventureWorks is not shipped and not at {DATA}")


def test_the_whole_plan_adds_up_and_nobody_is_left_out(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(["plan", str(DATA), "-o", str(out), "--lang", "en"]) == 0
    book = read_book(DATA).book
    assert book is not None
    Output(out, *parents_of_book(book)).check()
    years: Counter[str] = Counter()
    for row in rows(out, "months"):
        if row["what"] == "*":
            years[row["who"]] += round(100 * float(row["amount"]))
    assert years["AW"] == 40_920_000_00
    assert all(years[person.id] > 0 for person in book.people)
    with (out / "findings.csv").open(encoding="utf-8", newline="") as file:
        told = next(row for row in csv.DictReader(file) if row["code"] == "people-without-history")
    assert all(person in told["message"] for person in ("285", "286", "288"))
