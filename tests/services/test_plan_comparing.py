"""Comparing contents of a plan, whatever stands in them."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from targetree.services.reviews.comparing import differences
from targetree.services.reviews.lines import quarters
from targetree.services.reviews.reading import FIGURES, SECTIONS, depth_first

LINE = st.fixed_dictionaries({"text": st.sampled_from("abc"), "amount": st.none() | st.integers(0, 3)})
LINES = st.dictionaries(st.integers(1, 6), LINE, max_size=6).map(lambda d: [{"id": id} | row for id, row in d.items()])


@st.composite
def contents(draw: st.DrawFn) -> dict[str, Any]:
    stages = st.fixed_dictionaries({"past": st.integers(0, 2), "current": st.integers(0, 2), "new": st.integers(0, 2)})
    support = draw(st.none() | stages)
    months = draw(st.lists(st.integers(0, 1), min_size=12, max_size=12))
    return {
        "plan": {"target": draw(st.integers(0, 3)), "months": months},
        "support": support and {"parts": {k: {"expected": v} for k, v in support.items()}, "gap": support["new"]},
    } | {section: draw(LINES) for section in SECTIONS}  # fmt: skip


@given(contents())
def test_the_same_does_not_differ(content: dict[str, Any]) -> None:
    assert differences(content, content) == []


@given(contents(), contents())
def test_the_other_way_round_the_same_lines_differ(before: dict[str, Any], after: dict[str, Any]) -> None:
    swapped = {"added": "removed", "removed": "added", "changed": "changed"}
    there = {(d.section, d.line.get("id"), d.how) for d in differences(before, after)}
    back = {(d.section, d.line.get("id"), swapped[d.how]) for d in differences(after, before)}
    assert there == back


@given(st.dictionaries(st.integers(1, 12), st.none() | st.integers(1, 12), max_size=12))
def test_an_outline_keeps_every_line_even_where_parents_go_in_circles(parents: dict[int, int | None]) -> None:
    rows = [{"id": id, "parent": parent} for id, parent in parents.items()]
    ordered = depth_first(rows)
    assert sorted(row["id"] for row in ordered) == sorted(parents)
    place = {row["id"]: at for at, row in enumerate(ordered)}
    for row in ordered:
        if row["depth"]:
            assert place[row["parent"]] < place[row["id"]]


@given(st.lists(st.integers(0, 10**15), min_size=12, max_size=12), st.data())
def test_quarters_are_their_months_exactly(months: list[int], data: st.DataObject) -> None:
    cells = [(m, t) for m in range(12) for t in range(3)]
    points = [
        {"id": m * 3 + t, "month": m, "third": t} | {name: data.draw(st.integers(0, 10**12)) for name in FIGURES}
        for m, t in data.draw(st.lists(st.sampled_from(cells), unique=True, max_size=6))
    ]
    content = {
        "plan": {"months": months, "year": 2027, "start": "2027-04-01"}, "checkpoints": points,
        "focuses": [{"id": 1, "quarter": 2, "text": "x", "share_percent": None}],
    }  # fmt: skip
    found = quarters(content)
    assert [q.target for q in found] == [sum(months[q : q + 3]) for q in range(0, 12, 3)]
    for name in FIGURES:
        assert sum(q.figures[name] for q in found) == sum(point[name] for point in points)
    assert [q.focus is not None for q in found] == [False, False, True, False]
    assert found[0].months[0].name == "2027-04"
