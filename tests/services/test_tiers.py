"""Stretch and challenge are made from the base, add up, and never lie below it unless somebody makes them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from people import actor, bookings, node, nothing_is_wrong, open_version, top, year
from targetree.engine.tree import grow
from targetree.services.agreement.answering import accept
from targetree.services.cells import Cell
from targetree.services.changes.editing import Wish, edit_cells
from targetree.services.changes.tiers import below_base, make_tier, scaled, set_tier_factor, tiers_shown, times
from targetree.services.errors import Conflict, Denied, Invalid
from targetree.services.tree.targets import sheets
from targetree.services.versioning.versions import publish


@pytest.fixture
def visits(db: None) -> int:
    """The base sheet of a measure of the sample that has one tier."""
    found = sheets(actor=actor("director"), version=open_version())
    return next(s.id for s in found if s.measure == "visits")


def test_a_tier_is_the_base_by_its_factor_at_every_level(visits: int) -> None:
    made = make_tier(actor=actor("operations"), sheet=visits, tier="stretch", factor_ppm=1_150_000)
    nothing_is_wrong()
    assert year(made, "HQ") == times(year(visits, "HQ"), 1_150_000)
    assert year(made, "1103") == pytest.approx(year(visits, "1103") * 1.15, abs=1)
    shown = tiers_shown(actor=actor("director"), sheet=visits)
    assert [(t.tier, t.below) for t in shown] == [("base", 0), ("stretch", 0)]
    assert shown[1].factor_ppm == pytest.approx(1_150_000, abs=100)
    with pytest.raises(Conflict, match="tier-exists"):
        make_tier(actor=actor("director"), sheet=visits, tier="stretch", factor_ppm=1_200_000)
    accept(actor=actor("seller"), sheet=made, node=node("1103"))


def test_a_tier_is_edited_like_the_base_and_warned_of_where_it_falls_below(visits: int) -> None:
    made = make_tier(actor=actor("director"), sheet=visits, tier="challenge", factor_ppm=1_250_000)
    assert below_base(actor=actor("director"), sheet=made, nodes=[node("1103"), top()]) == {}
    edit_cells(actor=actor("director"), wishes=[Wish(Cell(made, node("1103"), "", 4, 1), 0)])
    assert below_base(actor=actor("leader"), sheet=made, nodes=[node("1103")]) == {node("1103"): (4,)}
    assert tiers_shown(actor=actor("director"), sheet=made)[1].below == 1
    set_tier_factor(actor=actor("director"), sheet=made, factor_ppm=1_300_000)
    assert year(made, "HQ") == times(year(visits, "HQ"), 1_300_000)
    nothing_is_wrong()


def test_who_may_and_when(visits: int) -> None:
    for who in ("manager", "seller", "auditor", "colleague"):
        with pytest.raises(Denied):
            make_tier(actor=actor(who), sheet=visits, tier="stretch", factor_ppm=1_100_000)
    for factor in (999_999, 10_000_001):
        with pytest.raises(Invalid, match="factor-out-of-range"):
            make_tier(actor=actor("director"), sheet=visits, tier="stretch", factor_ppm=factor)
    with pytest.raises(Invalid, match="tier-of-base"):
        set_tier_factor(actor=actor("director"), sheet=bookings(), factor_ppm=1_100_000)
    publish(actor=actor("director"), version=open_version())
    with pytest.raises(Conflict, match="version-published"):
        make_tier(actor=actor("director"), sheet=visits, tier="stretch", factor_ppm=1_100_000)


TREE = grow("*", [("a", "*"), ("b", "*"), ("a1", "a"), ("a2", "a"), ("b1", "b")], ["a", "b"])


@given(arrays(np.int64, (3, 2, 12), elements=st.integers(0, 10**12)), st.integers(1_000_000, 10_000_000))
def test_tiers_add_up_and_lie_above_the_base(cells: np.ndarray, factor: int) -> None:
    raised = scaled(cells, factor)
    assert raised.sum() == times(int(cells.sum()), factor)
    sums = TREE.roll_up(raised)
    assert (sums[0] == sums[1] + sums[TREE.index["b"]]).all()
    assert (raised >= cells).all()
