"""What would be missing if more customers came back, more deals were won, or deals were larger."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targetree.engine.support.what_if import Base, Change, what_if

AMOUNT = st.integers(0, 10**12)
BASES = st.builds(Base, AMOUNT, AMOUNT, AMOUNT, st.floats(0.01, 1), AMOUNT)
RATE, TIMES = st.floats(0, 1), st.floats(0, 5)
CHANGES = st.builds(Change, RATE, TIMES, TIMES, st.integers(0, 1000))


def test_nothing_changed_leaves_what_there_is() -> None:
    base = Base(target=1000, habit=500, open_deals=200, repeat_rate=0.8, new_customer=60)
    as_is = what_if(base, Change(0.8))
    assert (as_is.habit, as_is.open_deals, as_is.new, as_is.gap) == (500, 200, 0, 300)
    better = what_if(base, Change(0.88, conversion=1.5, deal_size=1.1, new_customers=2))
    assert (better.habit, better.open_deals, better.new) == (550, 330, 132)
    assert better.gap == 0


@given(BASES, CHANGES, RATE, TIMES, TIMES, st.integers(0, 1000))
def test_more_never_widens_the_gap(
    base: Base, change: Change, rate: float, conversion: float, size: float, new: int
) -> None:
    more = Change(
        max(change.repeat_rate, rate), max(change.conversion, conversion), max(change.deal_size, size),
        max(change.new_customers, new),
    )  # fmt: skip
    assert what_if(base, more).gap <= what_if(base, change).gap


@given(BASES, CHANGES)
def test_parts_and_gap_make_the_target_unless_there_is_more(base: Base, change: Change) -> None:
    found = what_if(base, change)
    parts = found.habit + found.open_deals + found.new
    assert parts + found.gap == max(base.target, parts)


@pytest.mark.parametrize("change", [Change(1.1), Change(-0.1), Change(0.5, -1.0), Change(0.5, new_customers=-1)])
def test_senseless_changes_are_refused(change: Change) -> None:
    with pytest.raises(ValueError, match="0 to 1"):
        what_if(Base(1, 1, 1, 0.5, 1), change)
