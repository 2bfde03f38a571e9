"""OUT appears whole or not at all, and nothing that is not ours is ever replaced."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from books.plan_for_writing import make_plan
from targetree.books.output import receipts
from targetree.books.whole import WORKBOOK_MARK, OutputExists, appearing, refuse_if_taken
from targetree.books.write import write_plan
from targetree.engine.result import Plan
from targetree.terms.sentences import SENTENCES


@pytest.fixture(scope="module")
def plan() -> Plan:
    return make_plan()


def code_of(refusal: pytest.ExceptionInfo[OutputExists]) -> str:
    code = refusal.value.finding.code
    for sentence in SENTENCES[code]:
        assert sentence.format(**refusal.value.finding.values)
    return code


def test_a_failure_half_way_leaves_nothing(plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(receipts, "_block", fail)
    for plain_rows in (10**9, 0):
        monkeypatch.setattr("targetree.books.write.PLAIN_ROWS", plain_rows)
        with pytest.raises(OSError, match="No space"):
            write_plan(plan, tmp_path / "out")
        assert list(tmp_path.iterdir()) == []


def test_a_failure_with_force_keeps_the_old_one(plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_plan(plan, tmp_path / "out", tables=["months"])
    before = (tmp_path / "out" / "months.csv").read_bytes()
    monkeypatch.setattr(receipts, "_block", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_plan(plan, tmp_path / "out", force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out" / "months.csv").read_bytes() == before


def test_what_exists_is_replaced_only_with_force(plan: Plan, tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    write_plan(plan, out)
    with pytest.raises(OutputExists) as refusal:
        write_plan(plan, out)
    assert code_of(refusal) == "output_exists"
    (out / ".DS_Store").touch()
    write_plan(plan, out, file_format="parquet", tables=["months"], force=True)
    assert [path.name for path in out.iterdir()] == ["months.parquet"]
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_an_empty_folder_is_free(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert write_plan(plan, tmp_path / "out", tables=["months"])[0].exists()


def test_folders_and_files_of_others_are_refused_even_with_force(plan: Plan, tmp_path: Path) -> None:
    book = tmp_path / "book"
    book.mkdir()
    (book / "months.csv").touch()
    (book / "targets.csv").write_text("measure")
    (tmp_path / "notes").write_text("mine")
    (tmp_path / "folder.xlsx").mkdir()
    for name, code in (("book", "output_not_ours"), ("notes", "output_is_file"), ("folder.xlsx", "output_is_folder")):
        with pytest.raises(OutputExists) as refusal:
            write_plan(plan, tmp_path / name, force=True)
        assert code_of(refusal) == code
    assert (book / "targets.csv").read_text() == "measure"


def test_the_planning_book_itself_is_never_replaced(tmp_path: Path) -> None:
    book, ours, rubbish = tmp_path / "book.xlsx", tmp_path / "plan.xlsx", tmp_path / "rubbish.xlsx"
    for path, mark in ((book, "budget"), (ours, WORKBOOK_MARK)):
        with zipfile.ZipFile(path, "w") as parts:
            parts.writestr("xl/workbook.xml", "<workbook/>")
            parts.writestr("docProps/core.xml", f"<category>{mark}</category>")
    rubbish.write_text("x")
    with pytest.raises(OutputExists) as refusal:
        refuse_if_taken(book, force=True)
    assert code_of(refusal) == "output_not_our_workbook"
    refuse_if_taken(ours, force=True)
    with appearing(rubbish, force=True) as draft:
        draft.write_text("y")
    assert rubbish.read_text() == "y"


def test_progress_is_told_for_each_table_from_0_to_1(plan: Plan, tmp_path: Path) -> None:
    told: dict[str, list[float]] = {}
    write_plan(plan, tmp_path / "out", progress=lambda label, part: told.setdefault(label, []).append(part))
    assert set(told) >= {"months", "receipts", "days"}
    assert all(parts[0] == 0 and parts[-1] == 1 and parts == sorted(parts) for parts in told.values())


def test_unknown_tables_and_formats_are_named(plan: Plan, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="monhts"):
        write_plan(plan, tmp_path / "out", tables=["monhts"])
    with pytest.raises(ValueError, match="xml"):
        write_plan(plan, tmp_path / "out", file_format="xml")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
