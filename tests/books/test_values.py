"""What people write in a cell, and what it means."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targetree.books.schema import YES_NO
from targetree.books.values import (
    Cell,
    CellError,
    Quantity,
    parse_choice,
    parse_date,
    parse_id,
    parse_period,
    parse_quantity,
    parse_ramp,
    parse_share,
    to_units,
)


@pytest.mark.parametrize(
    ("cell", "value", "explicit"),
    [
        ("1,200.50", "1200.50", False),
        ("￥1,200.50", "1200.50", False),
        ("¥-3", "-3", False),
        ("120万", "1200000", True),
        ("120 万元", "1200000", True),
        ("1.2亿", "120000000", True),
        ("500元", "500", True),
        ("１２０．５", "120.5", False),
        ("１，２００", "1200", False),
        (" 1 200 ", "1200", False),
        ("(300)", "-300", False),
        ("（1,200.50）", "-1200.50", False),
        ("−5", "-5", False),
        ("12家", "12", False),
        (".5", "0.5", False),
        ("1e3", "1000", False),
        (34.199999999999996, "34.2", False),
        (12, "12", False),
    ],
)
def test_numbers(cell: Cell, value: str, explicit: bool) -> None:
    quantity = parse_quantity(cell)
    assert (quantity.value, quantity.explicit) == (Decimal(value), explicit)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("abc", "not-a-number"),
        ("1,2", "not-a-number"),
        ("--5", "not-a-number"),
        ("1.2.3", "not-a-number"),
        ("9" * 100, "not-a-number"),
        (True, "not-a-number"),
        (date(2027, 1, 1), "not-a-number"),
        (float("inf"), "not-a-number"),
        ("12%", "percent-as-amount"),
        ("1e99", "amount-too-large"),
    ],
)
def test_what_is_no_number(cell: Cell, code: str) -> None:
    with pytest.raises(CellError) as problem:
        parse_quantity(cell)
    assert problem.value.code == code


def test_halves_of_a_fen_round_away_from_zero() -> None:
    texts = ("0.005", "-0.005", "0.00499999999999999999999999999999999")
    assert [to_units(parse_quantity(text), 100) for text in texts] == [1, -1, 0]


def test_the_amount_unit_scales_only_what_names_none() -> None:
    assert to_units(parse_quantity("1.23456"), 100, 10_000) == 1_234_560
    assert to_units(parse_quantity("120万"), 100, 10_000) == 120_000_000


@given(
    st.decimals(min_value=-(10**12), max_value=10**12, places=6, allow_nan=False), st.sampled_from([1, 1000, 10_000])
)
def test_amounts_are_exact(value: Decimal, unit: int) -> None:
    exact = Fraction(value) * 100 * unit
    nearest = (abs(exact) * 2 + 1) // 2
    assert to_units(Quantity(value), 100, unit) == (nearest if exact >= 0 else -nearest)
    assert parse_quantity(f"{value:,}").value == value


@pytest.mark.parametrize(
    "cell",
    [
        date(2027, 3, 5), datetime(2027, 3, 5, 9, 30), "2027-03-05", "2027/3/5", "2027.3.5", "20270305", 20270305.0,
        "20270305.0", "2027年3月5日", "2027 年 3 月 5 日", "２０２７-０３-０５", "2027-03-05 00:00:00",
        "2027-03-05T09:30:00Z", 46451.0,
    ],
)  # fmt: skip
def test_dates(cell: Cell) -> None:
    assert parse_date(cell) == date(2027, 3, 5)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2027-02-30", "no-such-day"),
        ("20270230", "no-such-day"),
        ("2027-13-01", "no-such-day"),
        ("3/5/2027", "not-a-date"),
        ("soon", "not-a-date"),
        (1.5, "not-a-date"),
        (True, "not-a-date"),
        ("0027-01-01", "date-out-of-range"),
        (date(9999, 1, 1), "date-out-of-range"),
    ],
)
def test_what_is_no_date(cell: Cell, code: str) -> None:
    with pytest.raises(CellError) as problem:
        parse_date(cell)
    assert problem.value.code == code


@pytest.mark.parametrize(
    ("period", "cells"),
    {
        "2027": ["2027", 2027, 2027.0, "2027年", "2027年度"],
        "2027-Q1": ["2027-Q1", "2027Q1", "2027年1季度", "2027年第一季度", "2027-q1", "2027年Q1"],
        "2027-03": [
            "2027-03",
            "2027/3",
            "2027.3",
            "2027年3月",
            "2027-3",
            "202703",
            202703.0,
            date(2027, 3, 1),
            "2027-03-01",
        ],
        "2027-12": ["2027-12", "2027年12月份", "２０２７年１２月"],
    }.items(),
)
def test_periods(period: str, cells: list[Cell]) -> None:
    assert {parse_period(cell) for cell in cells} == {period}


@pytest.mark.parametrize(
    "cell", ["2027-13", "2027-Q5", "2027-03-02", date(2027, 3, 2), 2027.1, "spring", True, "2027年第5季度"]
)
def test_what_is_no_period(cell: Cell) -> None:
    with pytest.raises(CellError, match="not-a-period"):
        parse_period(cell)


def test_ids() -> None:
    assert [parse_id(cell) for cell in (275.0, "275.0", "007", " E1 ", "Ｅ０１", "华东（一）")] == [
        "275", "275", "007", "E1", "E01", "华东（一）",
    ]  # fmt: skip


def test_shares_over_one_are_per_cent() -> None:
    assert [parse_share(cell, 1) for cell in (0.3, 30, "30%", 1, "0.5%")] == [
        Decimal(text) for text in ("0.3", "0.3", "0.3", "1", "0.005")
    ]
    assert parse_share(0.5, 1, in_percent=True) == Decimal("0.005")


def test_ramps() -> None:
    for cell in ("25/50/75", "25%/50%/75%", "0.25、0.5、0.75", "25，50，75"):
        assert parse_ramp(cell) == (0.25, 0.5, 0.75)
    for wrong in ("25/150", "fast", "-5", date(2027, 1, 2)):
        with pytest.raises(CellError, match="not-a-ramp"):
            parse_ramp(wrong)


def test_yes_and_no_in_both_languages() -> None:
    assert {parse_choice(cell, YES_NO) for cell in ("是", "Yes", "TRUE", "1", True, 1.0, "√")} == {"yes"}
    assert {parse_choice(cell, YES_NO) for cell in ("否", "no", "False", "0", False, 0, "×")} == {"no"}
    with pytest.raises(CellError, match="not-in-list"):
        parse_choice("也许", YES_NO)


ANY_CELL = st.one_of(
    st.text(max_size=40), st.floats(), st.integers(), st.booleans(), st.dates(), st.datetimes(), st.times(),
    st.timedeltas(), st.decimals(),
)  # fmt: skip


@given(ANY_CELL)
def test_no_cell_brings_a_parser_down(cell: Cell) -> None:
    for parse in (parse_quantity, parse_date, parse_period, parse_ramp, parse_id):
        try:
            parse(cell)
        except CellError:
            continue
