from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from targetree.engine.attainment import attained, credit


def test_an_order_credited_half_and_half_as_in_erpnext() -> None:  # acceptance E1
    credits = credit(20, {"a": Fraction(1, 2), "b": Fraction(1, 2)})
    mine = attained(50, [credits["a"]])
    assert (mine.target, mine.actual, mine.variance) == (50, 10, -40)


def test_shares_of_several_orders_add_up() -> None:  # acceptance E3: ERPNext said 15
    whole = credit(5, {"a": Fraction(1)})["a"]
    half = credit(10, {"a": Fraction(1, 2), "b": Fraction(1, 2)})["a"]
    assert attained(0, [whole, half]).actual == 10


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(1, 50), min_size=1, max_size=6))
def test_full_credit_is_the_whole_amount(amount: int, weights: list[int]) -> None:
    shares = {str(i): Fraction(w, sum(weights)) for i, w in enumerate(weights)}
    assert sum(credit(amount, shares).values()) == amount


def test_no_target_has_no_rate() -> None:
    assert attained(0, [5]).rate is None
