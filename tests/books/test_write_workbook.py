"""The workbook: exact figures, nothing that Excel could take for a formula, links that lead somewhere, printable."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from books.plan_for_writing import YEAR, make_plan
from targetree.books.report import page as page_module
from targetree.books.report import receipts_sheet
from targetree.books.write import write_plan
from targetree.engine.result import NO_ACTIVITIES, Plan

SHEETS = {
    "zh": ["总览", "组织×月", "产品×月", "部门×产品", "旬", "周", "日", "支撑", "活动", "检查结果", "依据", "说明"],
    "en": ["Overview", "Organisation × month", "Products × month", "Units × products", "Thirds", "Weeks", "Days",
           "Support", "Activities", "Findings", "Receipts", "About"],
}  # fmt: skip
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")
"""openpyxl does not read data bars."""


@pytest.fixture(scope="module")
def plan() -> Plan:
    return make_plan()


def opened(plan: Plan, folder: Path, lang: str = "zh") -> Any:
    (path,) = write_plan(plan, folder / "plan.xlsx", lang=lang, produced_at=datetime(2026, 11, 20))  # type: ignore[arg-type]
    return openpyxl.load_workbook(path)


def table_of(sheet: Any) -> list[list[object]]:
    """The rows under the frozen heading."""
    first = int("".join(filter(str.isdigit, sheet.freeze_panes)))
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_sheets_are_there_frozen_named_and_fit_to_the_width_of_a_page(plan: Plan, tmp_path: Path, lang: str) -> None:
    book = opened(plan, tmp_path, lang)
    assert book.sheetnames == SHEETS[lang]
    for sheet in book.worksheets[1:-1]:
        assert sheet.freeze_panes and sheet.print_title_rows and sheet.print_area and sheet.auto_filter.ref, sheet.title
    for sheet in book.worksheets:
        assert sheet.page_setup.fitToWidth in (None, 1, 2, 3) and sheet.sheet_properties.pageSetUpPr.fitToPage
        assert not sheet.sheet_view.showGridLines
    assert len(book.worksheets[0]._charts) == 2


def test_year_quarters_and_months_are_exact_to_the_fen(plan: Plan, tmp_path: Path) -> None:
    book = opened(plan, tmp_path)
    months = {m.measure.name: plan.who.roll_up(m.cells.sum(axis=1)) for m in plan.measures}
    scales = {m.measure.name: m.measure.scale for m in plan.measures}
    seen = 0
    for measure, _, who, year, _, *rest in table_of(book["组织×月"]):
        name = str(measure).split("（", maxsplit=1)[0]
        expected = months[name][plan.who.index[str(who)]].tolist()
        figures = [round(float(value) * scales[name]) for value in (year, *rest)]  # type: ignore[arg-type]
        assert figures == [sum(expected), *(sum(expected[q : q + 3]) for q in (0, 3, 6, 9)), *expected]
        seen += 1
    assert seen == 2 * len(plan.who.ids)


def test_thirds_weeks_and_days_add_up_to_the_year(plan: Plan, tmp_path: Path) -> None:
    book = opened(plan, tmp_path)
    years = {(row[0], row[2]): row[3] for row in table_of(book["组织×月"])}
    for sheet in ("旬", "周"):
        for row in table_of(book[sheet]):
            assert round(sum(row[4:]), 2) == round(row[3], 2) == round(years[row[0], row[2]], 2)  # type: ignore[arg-type, call-overload]
    for row in table_of(book["日"]):
        at = 3
        for days in YEAR.month_slices:
            length = days.stop - days.start
            assert round(sum(value or 0 for value in row[at + 1 : at + 1 + length]), 2) == round(row[at], 2)  # type: ignore[arg-type, call-overload, misc]
            at += 1 + length


def test_days_off_are_blank_and_months_open_and_close(plan: Plan, tmp_path: Path) -> None:
    sheet = opened(plan, tmp_path)["日"]
    saturday = 3 + 1 + 1
    assert YEAR.days[1].weekday() == 5
    assert all(row[saturday] is None for row in table_of(sheet))
    outlines = [sheet.column_dimensions[letter].outlineLevel for letter in ("D", "E")]
    assert outlines == [0, 1]


def test_the_tree_is_indented_and_outlined(plan: Plan, tmp_path: Path) -> None:
    sheet = opened(plan, tmp_path)["组织×月"]
    levels = {sheet.cell(row, 3).value: sheet.row_dimensions[row].outlineLevel for row in range(5, sheet.max_row + 1)}
    assert (levels["CO"], levels["U00"], levels["P00"]) == (0, 1, 2)


def test_no_text_becomes_a_formula(plan: Plan, tmp_path: Path) -> None:
    book = plan.book
    evil = replace(
        book,
        company=replace(book.company, name='=HYPERLINK("x")'),
        people=tuple(replace(person, name=f"{'=+-@'[k % 4]}1+1") for k, person in enumerate(book.people)),
        products=tuple(replace(product, name="=A1") for product in book.products),
    )
    written = opened(replace(plan, book=evil), tmp_path)
    cells = [cell for sheet in written.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    texts = {cell.value for cell in cells if isinstance(cell.value, str)}
    assert {"=1+1", "+1+1", "-1+1", "@1+1", "=A1"} <= texts


def test_findings_lead_to_the_row_they_are_about(plan: Plan, tmp_path: Path) -> None:
    book = opened(plan, tmp_path)
    links = [row[3] for row in book["检查结果"].iter_rows(min_row=5) if row[3].hyperlink]
    assert len(links) == 3
    sheet, cell = links[0].hyperlink.location.replace("'", "").split("!")
    assert book[sheet][cell].value == plan.book.people[3].name


def test_receipts_explain_the_figures_of_the_other_sheets(plan: Plan, tmp_path: Path) -> None:
    rows = table_of(opened(plan, tmp_path)["依据"])
    assert len(rows) == 2 * (len(plan.who.ids) * (12 + 7) + 12 * 6)
    for _, _, _, _, amount, parent, whole, share, rounding, basis in rows:
        assert basis
        if parent:
            assert whole * share + rounding == pytest.approx(amount, abs=1e-5)  # type: ignore[operator]
    assert {row[5] for row in rows} >= {"全年", "晨光医疗器械", "全部产品"}


def test_what_does_not_fit_is_said(plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("targetree.books.report.figures.MOST_CELLS", 17 * 2 * 5)
    monkeypatch.setattr(receipts_sheet, "MOST", 10)
    book = opened(plan, tmp_path)
    sheet = book["组织×月"]
    assert "本表只列到部门" in sheet["A3"].value
    assert [row[2] for row in table_of(sheet)] == ["CO", "U00", "U01", "U02"] * 2
    assert len(table_of(book["依据"])) == 10
    assert "共 524 行" in str(book["依据"]["A4"].value)
    assert page_module.MOST_ROWS < page_module.EXCEL_ROWS


def test_a_plan_of_nothing_but_cells_is_written_too(tmp_path: Path) -> None:
    bare = replace(make_plan(2, 1, 1, full=False), findings=[], support=[], activities=NO_ACTIVITIES)
    book = opened(bare, tmp_path)
    assert "支撑" not in book.sheetnames and "活动" not in book.sheetnames
    empty = replace(bare, measures=[])
    assert opened(empty, tmp_path / "empty").sheetnames[0] == "总览"


def test_the_same_plan_gives_the_same_bytes(plan: Plan, tmp_path: Path) -> None:
    one, two = (write_plan(plan, tmp_path / name)[0].read_bytes() for name in ("a.xlsx", "b.xlsx"))
    assert one == two


def test_it_is_known_again_as_ours_and_replaced_with_force(plan: Plan, tmp_path: Path) -> None:
    told: list[float] = []
    (path,) = write_plan(plan, tmp_path / "p.xlsx", progress=lambda label, part: told.append(part))
    with zipfile.ZipFile(path) as parts:
        assert b"targetree-plan" in parts.read("docProps/core.xml")
    write_plan(plan, path, force=True)
    assert told == sorted(told) and told[-1] == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["p.xlsx"]
