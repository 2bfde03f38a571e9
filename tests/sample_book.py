"""The sample company's planning book, as it was loaded into the database of tests."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from targetree.books.read import read_book
from targetree.engine.book import Book
from targetree.sample.company import tables


def write_tables(folder: Path, filled: Mapping[str, Sequence[Mapping[str, object]]]) -> None:
    """A file of CSV for each table that has rows."""
    for name, rows in filled.items():
        if rows:
            with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
                out = csv.writer(file)
                out.writerow(rows[0])
                out.writerows(row.values() for row in rows)


@cache
def sample_book() -> Book:
    """Read once; it is not to be changed."""
    with TemporaryDirectory() as folder:
        write_tables(Path(folder), tables("zh"))
        found = read_book(Path(folder))
    assert found.book is not None
    return found.book
