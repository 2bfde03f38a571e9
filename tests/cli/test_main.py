"""The commands from end to end: what is printed, what is written, how they end."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from targetree.books.planned import plan_book
from targetree.cli import work
from targetree.cli.main import run


def test_check_lists_every_finding_and_ends_with_a_count(small_book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    targets = small_book / "targets.csv"
    targets.write_text(targets.read_text("utf-8") + "bookings,P9,2026,1,\nbookings,P1,2026-02-30,1,\n", "utf-8")
    assert run(["check", str(small_book), "--lang", "en"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert sum(line.startswith("ERROR") for line in lines) == 2
    assert any("P9" in line and "row 4" in line for line in lines)
    assert lines[-1].startswith("Errors: 2,")


def test_a_sound_book_can_be_planned(small_book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(small_book), "--lang", "zh"]) == 0
    assert capsys.readouterr().out.rstrip().endswith("可以生成计划。")
    assert plan_book(small_book).plan is not None


def test_a_plan_is_written_and_summed_up(small_book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "plan"
    assert run(["plan", str(small_book), "-o", str(out), "--tables", "months,findings", "--lang", "en"]) == 0
    text = capsys.readouterr().out
    assert "1,200.0" in text
    assert str(out) in text.splitlines()[-1]
    assert sorted(path.name for path in out.iterdir()) == ["findings.csv", "months.csv"]
    with (out / "months.csv").open(encoding="utf-8", newline="") as file:
        company = [row for row in csv.DictReader(file) if row["who"] == "C" and row["what"] == "*"]
    assert sum(round(float(row["amount"]) * 100) for row in company) == 12_000_000_00


def test_a_book_with_errors_writes_nothing(
    small_book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (small_book / "people.csv").write_text("id,name,unit\nP1,王芳,nowhere\n", "utf-8")
    assert run(["plan", str(small_book), "-o", str(tmp_path / "plan.xlsx"), "--lang", "en"]) == 1
    assert "nowhere" in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == [small_book.name]


def test_what_is_there_is_replaced_only_with_force(
    small_book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["plan", str(small_book), "-o", str(tmp_path / "plan"), "--tables", "months"]
    assert [run(words), run(words), run([*words, "--force"])] == [0, 2, 0]
    assert "--force" in capsys.readouterr().err
    assert run(["template", str(tmp_path / "book.xlsx")]) == 0
    assert run(["template", str(tmp_path / "book.xlsx")]) == 2
    assert run(["plan", str(small_book), "-o", str(tmp_path / "book.xlsx"), "--force"]) == 2, "not our plan: kept"


def test_a_book_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(tmp_path / "none.xlsx"), "--lang", "en"]) == 1
    assert "none.xlsx" in capsys.readouterr().err


def test_our_own_mistake_is_one_line_and_a_file(
    small_book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr(work, "plan_book", broken)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert run(["check", str(small_book), "--lang", "en"]) == 70
    written = capsys.readouterr()
    assert (written.out, len(written.err.splitlines())) == ("", 1)
    details = next(tmp_path.glob("targetree-*.txt")).read_text("utf-8")
    assert "planted" in details


def test_control_c_stops_cleanly(
    small_book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(work, "plan_book", interrupted)
    assert run(["check", str(small_book), "--lang", "zh"]) == 130
    assert "已停止" in capsys.readouterr().err


def test_a_reader_that_goes_away_gets_no_traceback(small_book: Path) -> None:
    command = [sys.executable, "-m", "targetree", "check", str(small_book)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    assert process.wait() == 0


def test_a_pipe_without_chinese_letters_is_no_reason_to_fail(small_book: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "targetree", "check", str(small_book), "--lang", "zh"],
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.slow
def test_the_sample_company_from_template_to_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "demo"
    assert run(["demo", "-o", str(folder), "--lang", "zh"]) == 0
    text = capsys.readouterr().out
    for words in ("年度目标", "按部门", "按月", "缺口", "最值得先看的几条", "sample-plan-zh.xlsx"):
        assert words in text
    tables = tmp_path / "tables"
    assert run(["plan", str(folder / "sample-book-zh.xlsx"), "-o", str(tables), "--lang", "zh"]) == 0
    for table, column in (("activities", "cold_visits"), ("support", "new"), ("support", "cash_collected")):
        assert column in (tables / f"{table}.csv").read_text("utf-8"), table
    assert run(["demo", "-o", str(folder), "--lang", "zh"]) == 0
    assert "已有的计划书" in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_stopped_half_way_nothing_is_left(number: int, status: int, tmp_path: Path) -> None:
    assert run(["template", str(tmp_path / "book.xlsx"), "--sample"]) == 0
    out = tmp_path / "plan"
    words = ["plan", str(tmp_path / "book.xlsx"), "-o", str(out), "--days", "leaf"]
    process = subprocess.Popen(
        [sys.executable, "-m", "targetree", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    while process.poll() is None and not any(".part" in path.name for path in tmp_path.iterdir()):
        time.sleep(0.005)
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert b"Traceback" not in said
    if process.returncode:  # it may have been quicker
        assert process.returncode == status
        assert [path.name for path in tmp_path.iterdir()] == ["book.xlsx"]
