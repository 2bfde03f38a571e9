"""The table of `make bench` has the promised rows and shape, and nothing is dropped where a peer is missing."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import __main__ as bench  # noqa: E402
from benchmarks import days_peers, peers, report  # noqa: E402
from benchmarks.rows import Goal, Row, at_least_times_faster  # noqa: E402
from benchmarks.sizes import SIZES  # noqa: E402
from benchmarks.subject import SUBJECTS, measure, measured  # noqa: E402

TINY = SIZES["tiny"]
NEEDS_PEERS = {"days_peers", "whole_plan"}
PROMISED = {
    "days_fill": ["days of"],
    "days_cold": ["nothing compiled yet", "compiled before", "first days, 60 people"],
    "days_peers": ["erpnext", "pandas", "duckdb", "hierarchicalforecast"],
    "whole_plan": ["computing", "outlook", "CSV to Parquet", "Parquet to Parquet", "peak memory"],
    "streaming": ["time", "peak memory", "rows a second"],
    "breaking_back": ["breakback at the top", "holds"],
    "starting": ["--help", "CSV", "workbook"],
    "growth": ["200 people", "20 people", "exponent"],
    "web": ["tree page", "expansion", "my page", "edit of a person", "edit at the very top"],
}


def test_every_subject_has_its_promised_rows() -> None:
    assert list(PROMISED) == list(SUBJECTS)


@pytest.mark.parametrize("subject", ["days_fill", "breaking_back", "starting", "streaming"])
def test_a_subject_measures_ours_beside_a_peer(subject: str, tmp_path: Path) -> None:
    _check(subject, measure(subject, TINY, tmp_path))


@pytest.mark.slow
def test_pages_are_measured_in_a_process_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "DATABASE_APP_URL"):
        monkeypatch.delenv(name, raising=False)
    _check("web", measured("web", TINY, tmp_path))


@pytest.mark.slow
@pytest.mark.parametrize("subject", ["days_cold", "growth", *sorted(NEEDS_PEERS)])
def test_a_subject_that_takes_longer_does_so_too(subject: str, tmp_path: Path) -> None:
    if subject in NEEDS_PEERS and peers.missing():
        pytest.skip(f"the peers are installed by make bench only: {peers.missing()}")
    _check(subject, measure(subject, TINY, tmp_path))


def test_the_formula_in_plain_python_is_a_peer_on_its_part() -> None:
    row = days_peers.row("erpnext", TINY)
    assert row.peer is not None and row.peer > 0
    assert "2 people x 10" in row.note


def test_the_file_is_a_list_of_five_fields(tmp_path: Path) -> None:
    path = tmp_path / "build" / "bench.json"
    report.write_json([Row("days", 1.0, 4.0, "s", "pandas"), Row("alone", 2.0, None, "MiB", "")], path)
    assert json.loads(path.read_text("utf-8")) == [
        {"name": "days", "ours": 1.0, "peer": 4.0, "ratio": 0.25, "unit": "s"},
        {"name": "alone", "ours": 2.0, "peer": None, "ratio": None, "unit": "MiB"},
    ]


def test_goals_are_of_the_ratio_or_of_ours() -> None:
    assert Row("a", 1.0, 11.0, "s", "", at_least_times_faster(10)).met is True
    assert Row("a", 1.0, 9.0, "s", "", at_least_times_faster(10)).met is False
    assert Row("a", 1500.0, 100.0, "MiB", "", Goal(1536, "ours")).met is True
    assert Row("a", 1.0, 1.0, "s", "").met is None
    row = Row("a", 1.0, 2.0, "s", "x", Goal(1.0), "note")
    assert Row.from_plain(json.loads(json.dumps(row.plain()))) == row


def test_a_missing_peer_ends_the_run_and_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(bench, "missing", lambda: ["duckdb"])
    assert bench.main(["--quick", "--json", str(tmp_path / "bench.json")]) == bench.NO_PEERS != 0
    assert "duckdb" in capsys.readouterr().err
    assert not (tmp_path / "bench.json").exists()


def test_a_run_shows_and_writes_the_rows_of_all_subjects(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(bench, "missing", list)
    monkeypatch.setattr(
        bench, "measured", lambda subject, sizes, shelf: [Row(subject, 1.0, 2.0, "s", "peer", Goal(0.4))]
    )
    path, markdown = tmp_path / "bench.json", tmp_path / "bench.md"
    assert bench.main(["--json", str(path), "--markdown", str(markdown)]) == 0
    assert len(markdown.read_text("utf-8").splitlines()) == 2 + len(SUBJECTS)
    assert [record["name"] for record in json.loads(path.read_text("utf-8"))] == list(SUBJECTS)
    shown = capsys.readouterr().out
    assert all(subject in shown for subject in SUBJECTS)
    assert re.search(r"Missed: .*growth", shown, re.S)


def _check(subject: str, rows: list[Row]) -> None:
    names = [row.name for row in rows]
    assert all(any(promised in name for name in names) for promised in PROMISED[subject]), names
    for row in rows:
        assert set(row.record()) == {"name", "ours", "peer", "ratio", "unit"}
        assert row.ours == row.ours
        if row.goal is None or row.goal.of != "ours":  # a limit in seconds has no peer
            assert row.peer is not None and row.ratio is not None and row.peer > 0
        assert row.unit in {"s", "MiB", "rows/s", "exponent"}
