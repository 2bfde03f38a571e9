"""How soon the command answers, beside an empty Python program."""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from .rows import Goal, Row
from .sizes import Sizes
from .timing import alternating, run, targetree

Lines = Sequence[Sequence[str | int]]

TEN_LINES: dict[str, Lines] = {
    "company": [("setting", "value"), ("name", "Ten lines"), ("plan_year", 2027)],
    "units": [("id", "name", "parent"), ("C", "Company", ""), ("N", "North", "C"), ("S", "South", "C")],
    "people": [("id", "name", "unit"), ("p1", "An", "N"), ("p2", "Bo", "N"), ("p3", "Cai", "S"), ("p4", "Du", "S")],
    "targets": [("measure", "who", "amount"), ("bookings", "", 12_000_000)],
}
"""Ten lines under their headings."""


def rows(sizes: Sizes) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        as_csv, as_xlsx = Path(folder) / "book", Path(folder) / "book.xlsx"
        write_csv(as_csv)
        write_workbook(as_xlsx)
        times = alternating(
            lambda: run([sys.executable, "-c", "pass"]),
            lambda: run(targetree("--help")),
            lambda: run(targetree("check", as_csv)),
            lambda: run(targetree("check", as_xlsx)),
            repeats=sizes.starts,
        )
    empty, shown, of_csv, of_xlsx = times
    beside = "python -c pass"
    return [
        Row("targetree --help", shown, empty, "s", beside, Goal(10.0)),
        Row("targetree check of a ten-line book, CSV", of_csv, empty, "s", beside, Goal(25.0)),
        Row("targetree check of a ten-line book, workbook", of_xlsx, empty, "s", beside, Goal(25.0)),
    ]


def write_csv(folder: Path) -> None:
    folder.mkdir()
    for name, lines in TEN_LINES.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(lines)


def write_workbook(path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path) as workbook:
        for name, lines in TEN_LINES.items():
            sheet = workbook.add_worksheet(name)
            for at, line in enumerate(lines):
                sheet.write_row(at, 0, line)
