"""Widths and folding of mixed Chinese and English text, and readers that go away."""

from __future__ import annotations

import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targetree.cli.amounts import reader
from targetree.cli.text import emit, fold, pad, width
from targetree.engine.book import Measure


def test_a_chinese_letter_takes_two_columns() -> None:
    assert width("目标 tree") == 9
    assert pad("目标", 6) == "目标  "


def test_folding_keeps_closing_marks_with_their_letter() -> None:
    assert fold("部门不存在，请核对。", 10) == ["部门不存", "在，请核", "对。"]
    assert fold("Row 5: the unit X9 does not exist", 15) == ["Row 5: the unit", "X9 does not", "exist"]


@given(st.text(alphabet="目标，。「」（） abc1.", max_size=80), st.integers(12, 40))
def test_folding_loses_nothing(text: str, columns: int) -> None:
    folded = fold(text, columns)
    assert "".join("".join(folded).split()) == "".join(text.split())


def test_a_reader_that_went_away_is_no_reason_to_fail() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as stream:
        emit("line " * 10_000, stream)
        emit("and another", stream)


@pytest.mark.parametrize(
    ("fen", "shown"),
    [(120_000_000_00, "12,000.0"), (1_05_000_00, "10.5"), (-1_05_000_00, "-10.5"), (49_999, "0.0"), (50_000, "0.1")],
)
def test_large_money_is_shown_in_ten_thousands(fen: int, shown: str) -> None:
    amounts = reader(Measure("bookings", "签约额", "money"), 120_000_000_00, "CNY", "zh")
    assert (amounts.unit, amounts.show(fen)) == ("万元", shown)


def test_small_money_and_counts_are_shown_whole() -> None:
    money = reader(Measure("bookings", "签约额", "money"), 99_999_00, "EUR", "en")
    assert (money.unit, money.show(12_345_67)) == ("EUR", "12,346")
    assert reader(Measure("visits", "拜访数", "count"), 10, "CNY", "zh").show(1200) == "1,200"


def test_writing_to_a_stream_without_a_terminal_has_no_colours() -> None:
    stream = io.StringIO()
    emit("plain", stream)
    assert stream.getvalue() == "plain\n"
