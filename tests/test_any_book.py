"""Whatever is planned: the files that come out add up, to the last fen, on every axis."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given

from any_book import random_books
from coherence import Output, parents_of_book
from making import facts
from targetree.books.write import write_plan
from targetree.engine.book import Book
from targetree.engine.findings import has_errors
from targetree.engine.plan import make_plan


@given(random_books())
def test_every_output_adds_up(of: Book) -> None:
    plan = make_plan(of, facts(of))
    assert not has_errors(plan.findings), plan.findings
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        write_plan(plan, out, file_format="csv", days="leaf", lang="en")
        Output(out, *parents_of_book(of)).check()
