"""Other people's names of sheets and columns: guessed, decided, and read."""

from __future__ import annotations

from pathlib import Path

import pytest

from targetree.books.columns import TABLES
from targetree.books.given import given_sheet
from targetree.books.guessing import guess_columns, guess_table, heading_row
from targetree.books.naming import LEFT_OUT, Naming
from targetree.books.read import read_book
from targetree.books.schema import fold
from targetree.books.survey import proposal, survey, worth_asking

COMPANY = "setting,value\nname,Test\nplan_year,2027\n"
UNITS = "id,name,parent\nC,Test,\n"
PEOPLE = "id,name,unit\np1,Ann,C\n"
TARGETS = "measure,amount\nbookings,1000\n"


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("heading", "samples", "slug"),
    [
        ("客户全称", ["上海远大"], "name"),
        ("客户名称（全称）", ["上海远大"], "name"),
        ("跟进销售", ["王芳"], "owner"),
        ("所在城市", ["上海"], "city"),
        ("Customer code", ["K1"], "id"),
        ("预计采购金额(万元)", ["120"], "expected_amount"),
        ("预计采购金额", ["看情况"], ""),
        ("天气", ["晴"], ""),
    ],
)
def test_columns_are_guessed_by_name_and_values(heading: str, samples: list[str], slug: str) -> None:
    assert guess_columns({heading: samples}, TABLES["customers"])[heading] == slug


def test_no_column_is_guessed_twice() -> None:
    guesses = guess_columns({"客户名称": ["a"], "客户名称2": ["b"], "客户编号": ["1"]}, TABLES["customers"])
    assert guesses == {"客户名称": "name", "客户名称2": "", "客户编号": "id"}


def test_a_table_is_guessed_by_what_it_holds() -> None:
    people = {"工号": ["1101"], "员工姓名": ["王芳"], "所属部门": ["E1"], "入职时间": ["2021-03-01"]}
    assert guess_table("花名册2027", people, {"company"}) == "people"
    assert guess_table("花名册2027", people, {"company", "people"}) != "people"
    assert guess_table("Sheet1", {"a": ["1"], "b": ["2"]}, ()) == ""


def test_headings_stand_below_a_title() -> None:
    grid = [["2027 年销售人员花名册", "", ""], [], ["工号", "姓名", "部门"], ["1101", "王芳", "E1"]]
    assert heading_row(grid) == 2


def test_a_book_with_other_names_is_surveyed_decided_and_read(tmp_path: Path) -> None:
    staff = "员工号码,员工名,归属部门,车牌\np1,Ann,C,沪A1\n"
    path = write(tmp_path, company=COMPANY, units=UNITS, 花名册=staff, targets=TARGETS, 天气="日子,天气\n1,晴\n")
    first = read_book(path)
    assert first.book is None
    found = survey(path, Naming(), first.findings)
    assert {s.title: (s.table, list(s.headings)) for s in found} == {
        "花名册": ("", ["员工号码", "员工名", "归属部门", "车牌"]),
        "天气": ("", ["日子", "天气"]),
    }
    guessed = proposal(found, {"company", "units", "targets"})
    assert guessed["花名册"] == ("people", {"员工号码": "id", "员工名": "name", "归属部门": "unit", "车牌": ""})
    assert guessed["天气"][0] == ""
    assert worth_asking(found, guessed, first.findings)
    table, columns = guessed["花名册"]
    decided = Naming(
        {fold("花名册"): table, fold("天气"): LEFT_OUT},
        {table: {fold(text): slug for text, slug in columns.items()}},
    )
    read = read_book(path, naming=decided)
    assert read.book is not None
    assert [(p.id, p.name, p.unit) for p in read.book.people] == [("p1", "Ann", "C")]
    assert not [f for f in read.findings if f.code in ("sheets-unused", "columns-unused")]
    assert survey(path, decided, read.findings) == []


def test_columns_of_somebodys_own_in_a_complete_book_are_not_asked_about(tmp_path: Path) -> None:
    people = "id,name,unit,车牌\np1,Ann,C,沪A1\n"
    path = write(tmp_path, company=COMPANY, units=UNITS, people=people, targets=TARGETS)
    read = read_book(path)
    found = survey(path, Naming(), read.findings)
    assert [list(s.headings) for s in found] == [["车牌"]]
    assert not worth_asking(found, proposal(found, ()), read.findings)


def test_a_heading_that_is_decided_keeps_its_unit(tmp_path: Path) -> None:
    path = write(tmp_path, company=COMPANY, units=UNITS, people=PEOPLE, targets="measure,本年任务(万元)\nbookings,12\n")
    decided = Naming(columns={"targets": {fold("本年任务(万元)"): "amount"}})
    book = read_book(path, naming=decided).book
    assert book is not None
    assert book.targets[0].amount == 12_000_000


def test_given_tables_stand_in_for_those_that_lack(tmp_path: Path) -> None:
    rows = [{"measure": "bookings", "amount": 1500, "hold": False}]
    path = write(tmp_path, company=COMPANY + "amount_unit,万元\n", units=UNITS, people=PEOPLE)
    given = [given_sheet("targets", "目标", lambda: rows), given_sheet("people", "人员", list)]
    book = read_book(path, also=given).book
    assert book is not None
    assert [(t.amount, t.hold) for t in book.targets] == [(150_000, False)]
    assert len(book.people) == 1
