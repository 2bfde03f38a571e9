"""The sheets and files of a book as grids of cells, wherever they come from."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from .values import Cell

Format = Literal["xlsx", "csv", "parquet", "given"]
"""`given`: no file, its rows are handed over."""
Grid = list[list[Cell]]


LARGE_FILE = 2_000_000
"""Bytes of a CSV of actuals from which Arrow is worth its start."""


class UnreadableError(Exception):
    """A file or sheet that cannot be read at all: the code of the finding and the values of its sentence."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass
class Sheet:
    """One grid. Row r of the source is `grid[r - 1]`."""

    title: str
    """What it may be recognised by."""
    label: str
    """What the user knows it by: the sheet's or the file's name."""
    format: Format
    load: Callable[[], Grid]
    path: Path
    hidden: bool = False
    broken: dict[tuple[int, int], str] = field(default_factory=dict)
    """(row, column from 0) of cells that hold an error, or "" for a formula without a stored value."""
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    """First and last (row from 0, column from 0) of merged cells."""

    @cached_property
    def grid(self) -> Grid:
        """Every cell; raises UnreadableError."""
        return self.load()

    @property
    def has_letters(self) -> bool:
        return self.format == "xlsx"

    def forget(self) -> None:
        """Lets go of the cells."""
        self.__dict__.pop("grid", None)


def column_letters(index: int) -> str:
    """A, B … Z, AA … of a column counted from 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def sheets_of(path: Path) -> list[Sheet]:
    """The sheets of a workbook, or the CSV and Parquet files of a folder. Raises UnreadableError."""
    try:
        if path.is_dir():
            return _sheets_of_folder(path)
        if not path.exists():
            raise UnreadableError("book-not-found")
        if path.suffix.lower() in (".csv", ".parquet", ".txt", ".tsv"):
            raise UnreadableError("book-is-one-table")
        from .xlsx import sheets_of_workbook

        return sheets_of_workbook(path)
    except OSError as problem:
        raise UnreadableError("file-not-readable", reason=problem.strerror or type(problem).__name__) from None


def _sheets_of_folder(folder: Path) -> list[Sheet]:
    sheets = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~")):
            continue
        suffix = path.suffix.lower()
        if path.is_file() and suffix == ".csv":
            sheets.append(Sheet(path.stem, path.name, "csv", _csv_loader(path), path))
        elif path.is_file() and suffix == ".parquet":
            sheets.append(Sheet(path.stem, path.name, "parquet", _parquet_loader(path), path))
        else:
            label = path.name + ("/" if path.is_dir() else "")
            sheets.append(Sheet("", label, "csv", list, path))
    return sheets


def _csv_loader(path: Path) -> Callable[[], Grid]:
    return lambda: parse_csv(decode(path.read_bytes()))


def _parquet_loader(path: Path) -> Callable[[], Grid]:
    def load() -> Grid:
        from .columnar import parquet_grid

        return parquet_grid(path)

    return load


def decode(data: bytes) -> str:
    """UTF-8 with or without BOM, UTF-16 with BOM, else GB18030. Raises UnreadableError."""
    encodings = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text[:4096]:
            break
        return text
    raise UnreadableError("not-text")


def delimiter_of(text: str) -> str:
    """Comma, unless the first line that holds something has none but has tabs or semicolons."""
    first = next((line for line in text[:65536].splitlines() if line.strip()), "")
    if "," in first:
        return ","
    return max("\t;", key=first.count) if "\t" in first or ";" in first else ","


def parse_csv(text: str) -> Grid:
    """Rows of cells as text; a blank line is an empty row. Raises UnreadableError."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text)))  # type: ignore[arg-type]
    except csv.Error as problem:
        raise UnreadableError("csv-broken", reason=str(problem)) from None
