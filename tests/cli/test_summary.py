"""The summary: its figures, and how they stand on a screen of 80 columns."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from targetree.cli.language import LANGUAGES, Lang
from targetree.cli.screen import summary
from targetree.cli.summary import (
    given_total,
    leading,
    month_targets,
    most_important,
    support_rows,
    unit_rows,
    year_target,
)
from targetree.cli.text import width
from targetree.engine.findings import error, note, warning
from targetree.engine.result import Plan

WAN_IN_FEN = 1_000_000


def test_the_leading_measure_is_the_first_in_money(plan: Plan) -> None:
    first = leading(plan)
    assert first is plan.measures[0]
    assert year_target(first) == given_total(first) == 2_400 * WAN_IN_FEN
    assert int(month_targets(first).sum()) == year_target(first)


def test_units_are_a_tree_whose_parts_equal_the_whole(plan: Plan) -> None:
    rows, left_out = unit_rows(plan, plan.measures, 16)
    assert [(row.name, row.depth, row.people) for row in rows] == [
        ("华星科技", 0, 4),
        ("北方大区", 1, 2),
        ("南方大区", 1, 2),
    ]
    assert rows[0].given == rows[1].given + rows[2].given
    assert rows[0].targets[1] == rows[1].targets[1] + rows[2].targets[1]
    assert rows[1].targets[0] < rows[1].given, "the north is given more than it answers for"
    assert rows[2].targets[0] == rows[2].given
    assert left_out == 0


def test_where_units_are_many_the_lower_levels_are_left_out(plan: Plan) -> None:
    rows, left_out = unit_rows(plan, plan.measures, 1)
    assert (len(rows), left_out) == (3, 0), "the company and its regions always show"


def test_support_stands_in_the_order_of_time(plan: Plan) -> None:
    assert [row.stage for row in support_rows(plan, plan.measures[0])] == ["past", "current", "future", "new"]


def test_one_finding_of_each_kind_the_grave_ones_first() -> None:
    findings = [note("a"), warning("b"), note("a"), error("c"), warning("b"), warning("d")]
    chosen = most_important(findings, 3)
    assert [(finding.code, alike) for finding, alike in chosen] == [("c", 1), ("b", 2), ("d", 1)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_pipe_gets_plain_lines_of_at_most_80_columns(plan: Plan, lang: Lang) -> None:
    text = summary(plan, {}, lang, io.StringIO())
    assert "\x1b" not in text
    assert max(width(line) for line in text.splitlines()) <= 80
    assert "…" not in text, "nothing is cut off"
    for amount in ("2,400.0", "240", "1,500.0", "2027-12"):
        assert amount in text


def test_long_names_and_many_measures_do_not_cut_figures(plan: Plan) -> None:
    units = tuple(replace(u, name=u.name + " of the Eastern and Western Provinces") for u in plan.book.units)
    much = tuple(replace(row, low=row.expected * 50, high=row.expected * 90) for row in plan.support)
    wide = replace(plan, book=replace(plan.book, units=units), measures=(*plan.measures, *plan.measures), support=much)
    text = summary(wide, {}, "en", io.StringIO())
    assert max(width(line) for line in text.splitlines()) <= 80
    rows = [line for line in text.splitlines() if "…" in line]
    assert len(rows) == 3, "the names of the units only"
    assert all("%" in row for row in rows)


def test_columns_of_figures_stand_below_each_other(plan: Plan) -> None:
    lines = [line for line in summary(plan, {}, "zh", io.StringIO()).splitlines() if line.startswith(" 2027-")]
    assert len(lines) == 12
    assert len({width(line[: line.index("%")]) for line in lines}) == 1
