"""The sample company's planning book, as it was loaded into the database of tests."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from targetree.books.read import read_book
from targetree.engine.book import Book
from targetree.sample.company import tables

Tables = Mapping[str, Sequence[Mapping[str, object]]]


def write_tables(folder: Path, filled: Tables) -> None:
    """A file of CSV for each table that has rows."""
    for name, text in _files(filled):
        (folder / name).write_text(text, encoding="utf-8", newline="")


def zipped(filled: Tables) -> bytes:
    """The same files in one archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _files(filled):
            archive.writestr(name, text)
    return out.getvalue()


def _files(filled: Tables) -> Iterator[tuple[str, str]]:
    for name, rows in filled.items():
        if rows:
            text = io.StringIO(newline="")
            out = csv.writer(text)
            out.writerow(rows[0])
            out.writerows(row.values() for row in rows)
            yield f"{name}.csv", text.getvalue()


@cache
def sample_book() -> Book:
    """Read once; it is not to be changed."""
    with TemporaryDirectory() as folder:
        write_tables(Path(folder), tables("zh"))
        found = read_book(Path(folder))
    assert found.book is not None
    return found.book
