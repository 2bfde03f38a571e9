"""What real sheets look like: everything here reads without an error, and says what it left out."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
import xlsxwriter
from shelf import PRODUCTS, SMALL, codes, places, read_tables, with_tables, write_folder, write_workbook

from targetree.books.columns import find_table
from targetree.books.read import ReadResult, read_book
from targetree.engine.book import Book


def book_of(result: ReadResult) -> Book:
    assert result.book is not None, result.findings
    return result.book


def amounts(result: ReadResult) -> list[int]:
    return [target.amount for target in book_of(result).targets]


def test_titles_above_blank_lines_and_columns_totals_below(tmp_path: Path) -> None:
    targets = [
        ["2027年销售目标表", "", "", "", ""],
        ["", "", "", "", ""],
        ["", "指标", "", "对象", " 数 额 "],
        ["", "", "", "", ""],
        ["", "签约额", "", "E", "1,200.50"],
        ["", "", "", "", ""],
        ["", "签约额", "", "S", "￥300"],
        ["", "小计", "", "", "1500.5"],
        ["", "合 计：", "", "", "1500.5"],
        ["", "Total", "", "", "1500.5"],
    ]
    result = read_tables(tmp_path, targets=targets)
    assert [(t.who, t.amount, t.row) for t in book_of(result).targets] == [("E", 120_050, 5), ("S", 30_000, 7)]
    assert [place[1] for place in places(result, "totals-row")] == [8, 9, 10]


def test_headings_in_either_language_any_order_any_case(tmp_path: Path) -> None:
    people = [["入职日期", " NAME", "department", "工　号", "Start  Role"], ["2027年3月5日", "王五", "华东", "7", "x"]]
    result = read_tables(tmp_path, people=people)
    person = book_of(result).people[0]
    assert (person.id, person.name, person.unit, person.start_date) == ("7", "王五", "E", date(2027, 3, 5))
    assert [f.values["headings"] for f in result.findings if f.code == "columns-unused"] == [["Start  Role"]]


def test_units_in_headings_scale(tmp_path: Path) -> None:
    targets = [
        ["指标", "对象", "数额（万元）"], ["签约额", "E", "1.5"], ["签约额", "S", "300元"], ["签约数", "E", "12"],
    ]  # fmt: skip
    assert amounts(read_tables(tmp_path, targets=targets)) == [1_500_000, 30_000, 12]


def test_the_line_that_says_the_unit_above_the_table_scales(tmp_path: Path) -> None:
    targets = [["目标表", "单位：万元", ""], ["指标", "对象", "数额"], ["签约额", "E", "2"], ["拜访数", "S", "2"]]
    result = read_tables(tmp_path, targets=targets)
    assert amounts(result) == [2_000_000, 2]
    assert [f.values["cell"] for f in result.findings if f.code == "unit-from-title"] == ["B1"]


def test_the_amount_unit_scales_money_only(tmp_path: Path) -> None:
    company = [*SMALL["company"], ["金额单位", "万元"], ["取整", "1000"]]
    targets = [["measure", "who", "amount"], ["bookings", "E", "1.5"], ["visits", "E", "15"], ["吨数", "S", "1.5"]]
    tables = {
        "company": company, "targets": targets, "measures": [["编号", "名称", "单位"], ["tons", "吨数", "数量"]],
        "products": [["id", "name", "price"], ["A", "阀门", "12.5"]],
        "customers": [["id", "预计金额"], ["C1", "2"], ["C2", "2元"]],
        "rewards": [["指标", "起", "止", "类别", "金额", "比例"], ["签约额", "80%", "1.2", "奖", "0.5", "3"]],
    }  # fmt: skip
    result = read_tables(tmp_path, **tables)
    book = book_of(result)
    assert amounts(result) == [1_500_000, 15, 150]
    assert (book.company.round_to, book.products[0].price) == (100_000, 1250)
    assert [customer.expected_amount for customer in book.customers] == [2_000_000, 200]
    reward = book.rewards[0]
    assert (reward.from_attainment, reward.to_attainment, reward.amount, reward.rate) == (0.8, 1.2, 500_000, 0.03)


@pytest.mark.parametrize("nothing", ["-", "—", "/", " ", "－"])
def test_marks_for_nothing(tmp_path: Path, nothing: str) -> None:
    people = [["id", "name", "unit", "end_date", "capacity"], ["1", "张三", "E", nothing, nothing]]
    person = book_of(read_tables(tmp_path, people=people)).people[0]
    assert (person.end_date, person.capacity) == (None, 1.0)


def test_an_id_may_look_like_nothing_or_like_a_total(tmp_path: Path) -> None:
    units = [["id", "name", "parent"], ["TOTAL", "Total", ""], ["NA", "North America", "TOTAL"]]
    people = [["id", "name", "unit"], ["1", "Ann", "NA"]]
    book = book_of(read_tables(tmp_path, units=units, people=people))
    assert [(unit.id, unit.parent) for unit in book.units] == [("TOTAL", ""), ("NA", "TOTAL")]
    assert book.targets[0].who == "TOTAL"


def test_numbers_and_numbers_as_text_are_the_same_id(tmp_path: Path) -> None:
    tables = with_tables(
        people=[["id", "name", "unit"], [1, "张三", "E"], ["2", "李四", "S"]],
        targets=[["measure", "who", "when", "amount"], ["bookings", "1", 2027, "12"], ["bookings", 2, "2027-Q2", 34]],
    )
    result = read_book(write_workbook(tmp_path / "book.xlsx", tables))
    assert [(t.who, t.first_month, t.month_count, t.amount) for t in book_of(result).targets] == [
        ("1", 0, 12, 1200), ("2", 3, 3, 3400),
    ]  # fmt: skip


def test_names_do_where_only_one_has_them(tmp_path: Path) -> None:
    targets = [["measure", "who", "what", "amount"], ["签约额", "张三", "球阀", 1], ["Bookings", "公司", "阀 门", 2]]
    units = [
        ["id", "name", "parent", "manager"],
        ["HQ", "公司", "", "张三"],
        ["E", "华东", "公司", ""],
        ["S", "华南", "HQ", ""],
    ]
    book = book_of(read_tables(tmp_path, units=units, targets=targets, products=PRODUCTS))
    assert [(t.measure, t.who, t.what) for t in book.targets] == [("bookings", "1", "A1"), ("bookings", "HQ", "A")]
    assert (book.units[0].manager, book.units[1].parent) == ("1", "HQ")


def test_a_company_sheet_without_headings(tmp_path: Path) -> None:
    company = [
        ["公司名称", "远岫"],
        ["计划年度", "2027年"],
        ["年度开始", "2026-04-01"],
        ["国家", "中国"],
        ["季节性", "平均"],
    ]
    company_ = book_of(read_tables(tmp_path, company=company)).company
    assert (company_.name, company_.year_start, company_.country, company_.seasonality) == (
        "远岫", date(2026, 4, 1), "CN", "flat",
    )  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    tables = {"公司": SMALL["company"], "部门": SMALL["units"], "人员": SMALL["people"], "目标": SMALL["targets"]}
    result = read_book(write_folder(tmp_path / "book", tables, encoding))
    assert [unit.name for unit in book_of(result).units] == ["Acme", "华东", "华南"]
    assert result.sources["units"].label == "部门.csv"


def test_tabs_and_semicolons_separate_too(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "book", SMALL)
    (folder / "targets.csv").write_text("measure\twho\tamount\nbookings\tE\t1,000\n", "utf-8")
    (folder / "people.csv").write_text("id;name;unit\n1;张三;E\n", "utf-8")
    assert amounts(read_book(folder)) == [100_000]


def test_what_does_not_belong_is_left_alone(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "book", {**SMALL, "notes": [["a"], ["b"]]})
    (folder / "old").mkdir()
    (folder / "old" / "targets.csv").write_text("nonsense")
    (folder / "read me.txt").write_text("hello")
    (folder / ".hidden.csv").write_text("x")
    (folder / "~$targets.xlsx").write_text("lock")
    result = read_book(folder)
    assert book_of(result)
    assert [f.values["sheets"] for f in result.findings] == [["notes.csv", "old/", "read me.txt"]]


@pytest.mark.parametrize(
    ("title", "slug"),
    [("目标", "targets"), ("2. 目标表（万元）", "targets"), ("Targets", "targets"), ("2027年目标", "targets"),
     ("一、部门", "units"), ("ACTUALS ", "actuals"), ("员工", "people"), ("目标说明会", None), ("", None)],
)  # fmt: skip
def test_titles_of_sheets(title: str, slug: str | None) -> None:
    table = find_table(title)
    assert (table.slug if table else None) == slug


def test_cells_merged_down_hold_for_every_row_but_amounts_do_not(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "book.xlsx", {name: rows for name, rows in SMALL.items() if name != "targets"})
    import openpyxl

    workbook = openpyxl.load_workbook(path)
    sheet = workbook.create_sheet("目标")
    for row in (["2027 目标"], ["指标", "对象", "数额", "理由"], ["签约额", "E", 5, "x"], ["", "S", 7, ""]):
        sheet.append([cell or None for cell in row])
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("A3:A4")
    workbook.save(path)
    assert [(t.measure, t.who, t.amount) for t in book_of(read_book(path)).targets] == [
        ("bookings", "E", 500), ("bookings", "S", 700),
    ]  # fmt: skip


def test_hidden_sheets(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        for name, rows in {**SMALL, "Products": PRODUCTS, "lists": [["a"]], "目标": [["junk"]]}.items():
            sheet = workbook.add_worksheet(name)
            for r, row in enumerate(rows):
                sheet.write_row(r, 0, row)
            if name in ("Products", "lists", "目标"):
                sheet.hide()
    result = read_book(path)
    assert len(book_of(result).products) == 3
    assert [(f.code, f.values["sheet"]) for f in result.findings] == [("sheet-hidden", "Products")]


def test_customers_that_only_actuals_name_are_taken_in(tmp_path: Path) -> None:
    customers = [["id", "name", "owner", "stage"], ["C1", "甲公司", "张三", "现有"]]
    actuals = [["日期", "人员", "客户", "指标", "金额"], ["2026/1/5", "1", "C9", "签约额", "5"],
               ["2026/1/6", "", "C9", "签约额", "6"],
               ["2026/1/7", "1", "甲公司", "签约额", "7"]]  # fmt: skip
    result = read_tables(tmp_path, customers=customers, actuals=actuals)
    book = book_of(result)
    assert [(customer.id, customer.owner, customer.row) for customer in book.customers] == [
        ("C1", "1", 2),
        ("C9", "", 0),
    ]
    assert book.actuals.customer.tolist() == [1, 1, 0]
    assert [f.values for f in result.findings] == [{"customers": 1, "rows": 2, "ids": ["C9"]}]
    without = read_tables(tmp_path, actuals=actuals)
    assert codes(without, "warning") == []
    assert len(book_of(without).customers) == 2


def test_products_of_actuals_are_not_used_without_a_table_of_products(tmp_path: Path) -> None:
    actuals = [["date", "person", "product", "measure", "amount"], ["2026-01-05", "1", "P1", "bookings", "5"]]
    result = read_tables(tmp_path, actuals=actuals)
    assert book_of(result).actuals.product.tolist() == [-1]
    assert codes(result, "note") == ["products-not-used"]


def test_the_other_tables(tmp_path: Path) -> None:
    units = [
        ["id", "name", "parent", "over_assign"],
        ["HQ", "Acme", "", "110%"],
        ["E", "华东", "HQ", "1.05"],
        ["S", "", "HQ", ""],
    ]
    result = read_tables(
        tmp_path,
        units=units,
        products=PRODUCTS,
        strategy=[["id", "statement", "quarter", "measure", "unit"], ["S1", "做透华东", "2027-Q1", "签约额", "华东"]],
        opportunities=[["id", "customer", "owner", "product", "amount", "win_probability", "outcome",
                        "created", "closed"],
                       ["O1", "C1", "张三", "球阀", "12万", "30", "", "2026-12-01", ""],
                       ["O2", "C2", "2", "", "5", "0.5", "赢", "2026-11-01", "2026-12-01"]],
        calendar=[["日期", "工作日", "对象"], ["2027-05-04", "否", ""], ["2027/6/1", "yes", "华东"]],
        funnel=[["from", "to", "转化率", "days"], ["陌拜", "拜访", "20", "7"], ["visits", "opportunities", "40%", ""]],
        receivables=[["合同", "客户", "负责人", "应收日期", "金额", "已收"],
                     ["H1", "C1", "1", "2027-03-31", "1000", "200"]],
        market=[["who", "what", "competitor", "note"], ["华东", "阀门", "某某", "降价"]],
    )  # fmt: skip
    book = book_of(result)
    assert [unit.over_assign for unit in book.units] == [Fraction(11, 10), Fraction(21, 20), 1]
    assert book.units[2].name == "S"
    assert (book.strategy[0].quarter, book.strategy[0].measure, book.strategy[0].unit) == ("2027-Q1", "bookings", "E")
    assert [(o.owner, o.product, o.amount, o.win_probability, o.outcome) for o in book.opportunities] == [
        ("1", "A1", 12_000_000, 0.3, ""), ("2", "", 500, 0.5, "won"),
    ]  # fmt: skip
    assert [(day.date, day.working, day.who) for day in book.calendar] == [
        (date(2027, 5, 4), False, ""), (date(2027, 6, 1), True, "E"),
    ]  # fmt: skip
    assert [(step.from_, step.to, step.rate, step.days) for step in book.funnel] == [
        ("cold_visits", "visits", 0.2, 7.0), ("visits", "opportunities", 0.4, None),
    ]  # fmt: skip
    assert (book.receivables[0].amount, book.receivables[0].paid) == (100_000, 20_000)
    assert (book.market[0].who, book.market[0].what) == ("E", "A")
    assert [customer.id for customer in book.customers] == ["C1", "C2"]
