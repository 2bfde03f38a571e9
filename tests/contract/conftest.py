"""A book in a few lines of CSV, planned by the command line, its output read back from the files."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path

import pytest

from coherence import Output, parents_of_book
from targetree.books.read import read_book
from targetree.cli.main import run

COMPANY = "setting,value\nname,Acme\nplan_year,2026\n"
UNITS = "id,name,parent\nC,Company,\nN,North,C\nS,South,C\n"
PEOPLE = "id,name,unit\na,Ann,N\nb,Ben,N\nc,Cid,S\nd,Dan,S\n"
MONTHS = [f"2026-{m:02d}" for m in range(1, 13)]
WORKING_DAYS = dict(zip(MONTHS, (21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23), strict=True))
"""China 2026 by the notice of the State Council (acceptance CN1)."""

Row = dict[str, str]


def company(**settings: object) -> str:
    """The company table, with settings added."""
    return COMPANY + "".join(f"{name},{value}\n" for name, value in settings.items())


def rows_of(text: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO(text)))


@dataclass
class Made:
    """What a command did: its status, what it printed, the tables that it wrote."""

    status: int
    printed: str
    errors: str
    out: Path
    tables: dict[str, list[Row]] = field(default_factory=dict)

    def year(self, who: str = "C", what: str = "*", measure: str = "bookings") -> Decimal:
        return sum(self.months(who, what, measure), Decimal(0))

    def months(
        self, who: str = "C", what: str = "*", measure: str = "bookings", column: str = "amount"
    ) -> list[Decimal]:
        """The twelve months in order."""
        rows = self._rows[measure, who, what]
        return [Decimal(rows[month][column]) for month in sorted(rows)]

    def month(self, month: str, who: str = "C", what: str = "*", measure: str = "bookings") -> Decimal:
        return Decimal(self._rows[measure, who, what][month]["amount"])

    @cached_property
    def _rows(self) -> dict[tuple[str, str, str], dict[str, Row]]:
        found: dict[tuple[str, str, str], dict[str, Row]] = defaultdict(dict)
        for r in self.tables["months"]:
            found[r["measure"], r["who"], r["what"]][r["month"]] = r
        assert all(len(of) == 12 for of in found.values())
        return dict(found)

    def held(self) -> set[tuple[str, str, str, str]]:
        return {(r["measure"], r["who"], r["what"], r["month"]) for r in self.tables["months"] if r["held"] == "yes"}

    def codes(self, severity: str = "") -> list[str]:
        return [f["code"] for f in self.tables["findings"] if severity in ("", f["severity"])]

    def finding(self, code: str) -> str:
        """The message of the only finding of a code."""
        (found,) = [f["message"] for f in self.tables["findings"] if f["code"] == code]
        return found

    def days(self, who: str, what: str = "*", measure: str = "bookings") -> dict[str, Decimal]:
        return {
            r["date"]: Decimal(r["amount"])
            for r in self.tables["days"]
            if (r["measure"], r["who"], r["what"]) == (measure, who, what)
        }


def write_tables(folder: Path, tables: dict[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


def command(*words: object) -> tuple[int, str, str]:
    printed, errors = io.StringIO(), io.StringIO()
    with redirect_stdout(printed), redirect_stderr(errors):
        status = run([str(word) for word in words])
    return status, printed.getvalue(), errors.getvalue()


Plan = Callable[..., Made]


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """plan(targets=..., people=..., ...) plans the book and holds every output against what must hold in it."""
    count = 0

    def planned(*, days: str = "leaf", lang: str = "en", **tables: str) -> Made:
        nonlocal count
        count += 1
        given = {"company": COMPANY, "units": UNITS, "people": PEOPLE} | tables
        book = write_tables(tmp_path / f"book{count}", given)
        out = tmp_path / f"out{count}"
        status, printed, errors = command("plan", book, "-o", out, "--days", days, "--lang", lang)
        made = Made(status, printed, errors, out)
        if status:
            assert not out.exists()
            return made
        made.tables = {p.stem: rows_of(p.read_text("utf-8")) for p in out.glob("*.csv")}
        Output(out, *parents_of_book(read_book(book).book)).check()
        return made

    return planned


@pytest.fixture
def refused(plan: Plan) -> Callable[..., str]:
    """The text printed for a book that has errors; both languages are tried, English is returned."""

    def text(**tables: str) -> str:
        chinese = plan(lang="zh", **tables)
        made = plan(**tables)
        assert made.status == chinese.status == 1, made.printed + made.errors
        assert chinese.printed != made.printed
        return made.printed

    return text


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whole commands take their time: `make test` runs them, `make check` does not."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)
