"""The four commands, their exit statuses, and output that appears whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import COMPANY, PEOPLE, UNITS, command, rows_of, write_tables

BOOK = {"company": COMPANY, "units": UNITS, "people": PEOPLE, "targets": "measure,amount\nbookings,12000\nsignings,7\n"}
WRONG = BOOK | {"targets": "measure,who,amount\nbookings,C,1000\nbookings,zz,5\n"}
TABLES = {"months", "customer_months", "thirds", "weeks", "days", "support", "activities", "findings", "receipts"}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_tables(tmp_path / "book", BOOK)


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    return write_tables(tmp_path / "wrong", WRONG)


class TestStatuses:
    def test_done(self, book: Path, tmp_path: Path) -> None:
        assert command("check", book)[0] == 0
        assert command("plan", book, "-o", tmp_path / "out")[0] == 0

    def test_errors_in_the_book(self, wrong: Path, tmp_path: Path) -> None:
        plans = [("plan", wrong, "-o", tmp_path / name) for name in ("out", "out.xlsx")]
        for words in (("check", wrong), *plans):
            status, printed, _ = command(*words, "--lang", "en")
            assert status == 1 and "row 3" in printed and "who" in printed and "zz" in printed
        assert sorted(p.name for p in tmp_path.iterdir()) == ["wrong"]

    @pytest.mark.parametrize("words", [
        [], ["plan"], ["check"], ["plan", "BOOK"], ["fly", "BOOK"], ["plan", "BOOK", "-o"],
        ["check", "BOOK", "--days", "leaf"],
        ["plan", "BOOK", "-o", "x", "--days", "hour"], ["plan", "BOOK", "-o", "x", "--format", "json"], ["template"],
        ["plan", "BOOK", "-o", "x", "--lang", "fr"], ["check", "BOOK", "other"],
        ["plan", "BOOK", "-o", "x", "--nonsense"],
    ])  # fmt: skip
    def test_wrong_usage(self, words: list[str], book: Path) -> None:
        status, _, errors = command(*(str(book) if word == "BOOK" else word for word in words))
        assert status == 2 and errors.strip()

    def test_help_is_no_error(self) -> None:
        assert command("--help")[0] == 0 and command("plan", "--help")[0] == 0

    def test_a_book_that_does_not_exist(self, tmp_path: Path) -> None:
        for words in (("check", tmp_path / "none"), ("plan", tmp_path / "none.xlsx", "-o", tmp_path / "out")):
            status, printed, errors = command(*words)
            assert status in (1, 2) and "none" in printed + errors
        assert not (tmp_path / "out").exists()

    def test_as_a_program(self, book: Path, wrong: Path, tmp_path: Path) -> None:
        for words, status in ((["check", str(book)], 0), (["check", str(wrong)], 1), (["nothing"], 2)):
            done = subprocess.run([sys.executable, "-m", "targetree", *words], capture_output=True, check=False)
            assert done.returncode == status and b"Traceback" not in done.stderr


class TestCheck:
    def test_writes_nothing(self, book: Path) -> None:
        before = sorted(p.stat().st_mtime_ns for p in book.iterdir())
        command("check", book)
        assert sorted(p.stat().st_mtime_ns for p in book.iterdir()) == before
        assert sorted(p.name for p in book.parent.iterdir()) == ["book"]

    @pytest.mark.parametrize("lang", ["en", "zh"])
    def test_reports_what_plan_would(self, book: Path, tmp_path: Path, lang: str) -> None:
        _, printed, _ = command("check", book, "--lang", lang)
        command("plan", book, "-o", tmp_path / "out", "--lang", lang)
        findings = rows_of((tmp_path / "out" / "findings.csv").read_text("utf-8"))
        assert findings
        flat = re.sub(r"\s+", "", printed)
        for finding in findings:
            assert re.sub(r"\s+", "", finding["message"]) in flat, finding
            assert re.sub(r"\s+", "", finding["where"]) in flat, finding

    def test_errors_of_the_computation_are_found_too(self, tmp_path: Path) -> None:
        book = write_tables(tmp_path / "b", BOOK | {"targets": "measure,who,amount\nbookings,C,10\nbookings,N,11\n"})
        assert command("check", book)[0] == command("plan", book, "-o", tmp_path / "o")[0] == 1

    def test_findings_are_in_the_language_asked_for(self, book: Path, tmp_path: Path) -> None:
        for lang in ("zh", "en"):
            command("plan", book, "-o", tmp_path / lang, "--lang", lang)
        zh, en = (rows_of((tmp_path / lang / "findings.csv").read_text("utf-8")) for lang in ("zh", "en"))
        assert [f["code"] for f in zh] == [f["code"] for f in en]
        assert {f["severity"] for f in zh} <= {"error", "warning", "note"}
        assert all(re.search("[\u4e00-\u9fff]", f["message"]) for f in zh)
        assert not any(re.search("[\u4e00-\u9fff]", f["message"]) for f in en)


class TestOutput:
    def test_a_folder_of_the_nine_tables(self, book: Path, tmp_path: Path) -> None:
        command("plan", book, "-o", tmp_path / "out")
        assert {p.name for p in (tmp_path / "out").iterdir()} == {f"{t}.csv" for t in TABLES}

    def test_parquet(self, book: Path, tmp_path: Path) -> None:
        import pyarrow.parquet as pq

        command("plan", book, "-o", tmp_path / "csv", "--lang", "en")
        assert command("plan", book, "-o", tmp_path / "pq", "--format", "parquet", "--lang", "en")[0] == 0
        assert {p.name for p in (tmp_path / "pq").iterdir()} == {f"{t}.parquet" for t in TABLES}
        for table in TABLES:
            rows = rows_of((tmp_path / "csv" / f"{table}.csv").read_text("utf-8"))
            read = pq.read_table(tmp_path / "pq" / f"{table}.parquet")
            header = (tmp_path / "csv" / f"{table}.csv").read_text("utf-8").splitlines()[0].split(",")
            assert read.num_rows == len(rows) and read.column_names == header
            for name in ("amount", "target", "expected"):
                if name in header:
                    total = sum(float(x) for x in read.column(name).to_pylist())
                    assert total == pytest.approx(sum(float(r[name]) for r in rows))

    def test_parquet_books_are_read(self, book: Path, tmp_path: Path) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        folder = tmp_path / "pqbook"
        folder.mkdir()
        for name, text in BOOK.items():
            rows = rows_of(text)
            pq.write_table(pa.table({k: [r[k] for r in rows] for k in rows[0]}), folder / f"{name}.parquet")
        command("plan", book, "-o", tmp_path / "a", "--lang", "en")
        assert command("plan", folder, "-o", tmp_path / "b", "--lang", "en")[0] == 0
        assert (tmp_path / "a/months.csv").read_bytes() == (tmp_path / "b/months.csv").read_bytes()

    def test_a_workbook(self, book: Path, tmp_path: Path) -> None:
        import openpyxl

        out = tmp_path / "plan.xlsx"
        assert command("plan", book, "-o", out, "--lang", "en")[0] == 0
        sheets = openpyxl.load_workbook(out).sheetnames
        assert len(sheets) >= 10
        assert command("plan", book, "-o", tmp_path / "zh.xlsx", "--lang", "zh")[0] == 0

    @pytest.mark.parametrize("name", ["out", "out.xlsx"])
    def test_what_exists_is_replaced_only_with_force(self, book: Path, tmp_path: Path, name: str) -> None:
        out = tmp_path / name
        assert command("plan", book, "-o", out)[0] == 0
        before = out.stat().st_mtime_ns
        status, printed, errors = command("plan", book, "-o", out)
        assert status != 0 and (printed + errors).strip() and out.stat().st_mtime_ns == before
        assert command("plan", book, "-o", out, "--force")[0] == 0

    def test_an_error_leaves_what_exists_untouched_even_with_force(
        self, book: Path, wrong: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / "out"
        command("plan", book, "-o", out)
        months = (out / "months.csv").read_bytes()
        assert command("plan", wrong, "-o", out, "--force")[0] == 1
        assert (out / "months.csv").read_bytes() == months

    def test_a_folder_that_cannot_be_written(self, book: Path, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("x")
        status, _, errors = command("plan", book, "-o", tmp_path / "file" / "out")
        assert status != 0 and errors.strip()

    def test_nothing_is_left_beside_the_output(self, book: Path, tmp_path: Path) -> None:
        command("plan", book, "-o", tmp_path / "out")
        command("plan", book, "-o", tmp_path / "out.xlsx")
        assert sorted(p.name for p in tmp_path.iterdir()) == ["book", "out", "out.xlsx"]


class TestSameAgain:
    def test_two_runs_are_byte_identical(self, book: Path, tmp_path: Path) -> None:
        shutil.copytree(book, tmp_path / "copy")
        command("plan", book, "-o", tmp_path / "a", "--days", "leaf", "--lang", "en")
        done = subprocess.run(
            [sys.executable, "-m", "targetree", "plan", tmp_path / "copy", "-o", tmp_path / "b", "--days", "leaf",
             "--lang", "en"],
            env=os.environ | {"PYTHONHASHSEED": "77"}, capture_output=True, check=True,
        )  # fmt: skip
        assert done.returncode == 0
        for table in TABLES:
            assert (tmp_path / "a" / f"{table}.csv").read_bytes() == (tmp_path / "b" / f"{table}.csv").read_bytes(), (
                table
            )


class TestTemplate:
    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_an_empty_book(self, tmp_path: Path, lang: str) -> None:
        book = tmp_path / "book.xlsx"
        assert command("template", book, "--lang", lang)[0] == 0
        assert command("template", book, "--lang", lang)[0] == 2  # it exists
        assert command("check", book, "--lang", lang)[0] == 1  # nothing is filled in yet

    def test_a_workbook_is_read_like_a_folder(self, book: Path, tmp_path: Path) -> None:
        import xlsxwriter

        path = tmp_path / "book.xlsx"
        with xlsxwriter.Workbook(path) as workbook:
            for name, text in BOOK.items():
                sheet = workbook.add_worksheet(name)
                for r, line in enumerate(text.splitlines()):
                    sheet.write_row(r, 0, [int(x) if x.isdigit() else x for x in line.split(",")])
        command("plan", book, "-o", tmp_path / "a", "--lang", "en")
        assert command("plan", path, "-o", tmp_path / "b", "--lang", "en")[0] == 0
        assert (tmp_path / "a/months.csv").read_bytes() == (tmp_path / "b/months.csv").read_bytes()
