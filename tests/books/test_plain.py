"""The quick ways through large tables say what the careful ones say."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targetree.books.ahead import Ahead
from targetree.books.build import build
from targetree.books.cells import Cell, is_nothing, parse_id, parse_text
from targetree.books.plain import all_plain
from targetree.engine.book import Customer

CELLS = st.one_of(
    st.text(st.sampled_from(" \t\r\n\u3000\xa0\ufeff\u200b-—/n.a0５ａ1客Z"), max_size=5),
    st.sampled_from(["k1", "客户", "n/a", "12.0", "12.0 ", "Ａ1", "１.0", None, 1.5, True]),
)


@given(st.lists(CELLS, max_size=4))
def test_plain_cells_are_their_own_ids_and_texts(cells: list[Cell]) -> None:
    if all_plain(cells):
        assert [parse_id(cell) for cell in cells] == cells
        assert [parse_text(cell) for cell in cells] == cells
        assert not any(is_nothing(cell) for cell in cells)


@pytest.mark.parametrize("cells", [["k1", "k2"], ["客户 一", "A-1"], [], ["a.01"]])
def test_usual_cells_are_plain(cells: list[Cell]) -> None:
    assert all_plain(cells)


def test_records_built_at_once_equal_those_made_one_by_one() -> None:
    built = build(Customer, 2, id=["a", "b"], name=["A", "B"], row=[2, 3])
    assert built == [Customer("a", "A", row=2), Customer("b", "B", row=3)]
    assert len(set(built)) == 2


def test_records_are_not_built_without_what_they_need() -> None:
    with pytest.raises(TypeError, match="name"):
        build(Customer, 1, id=["a"])
    with pytest.raises(TypeError, match="colour"):
        build(Customer, 1, id=["a"], name=["A"], colour=["red"])

    @dataclass(frozen=True, slots=True)
    class Checked:
        id: str

        def __post_init__(self) -> None:
            raise AssertionError

    with pytest.raises(TypeError, match="Checked"):
        build(Checked, 1, id=["a"])


def test_work_ahead_returns_or_raises() -> None:
    assert Ahead(lambda: 7).result() == 7
    with pytest.raises(ValueError, match="seven"):
        Ahead(lambda: int("seven")).result()
