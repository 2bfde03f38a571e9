import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from targetree.engine.splitting.pacing import furthest_off, pace
from targetree.engine.tree import Tree, grow


def teams(*sizes: int) -> Tree:
    units = [f"u{i}" for i in range(len(sizes))]
    edges = [(u, "C") for u in units]
    edges += [(f"p{i}-{k:02d}", f"u{i}") for i, size in enumerate(sizes) for k in range(size)]
    return grow("C", edges, units)


def test_single_signings_of_twelve_people_fall_in_twelve_months() -> None:
    counts = pace(teams(12), np.ones(12, np.int64), np.ones((12, 12)))
    assert counts.sum(axis=0).tolist() == [1] * 12


def test_sixty_people_with_single_signings_do_not_clump() -> None:
    who = teams(20, 20, 20)
    counts = pace(who, np.ones(60, np.int64), np.ones((60, 12)))
    assert counts.sum(axis=0).tolist() == [5] * 12
    assert all(abs(counts[who.leaves(who.index[u])].sum(axis=0) - 20 / 12).max() <= 1 for u in ("u0", "u1", "u2"))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.integers(0, 6), min_size=1, max_size=4),
    st.integers(1, 30),
    st.integers(0, 2**32 - 1),
    st.booleans(),
)
def test_everybody_keeps_to_the_line(sizes: list[int], most: int, seed: int, same_seasons: bool) -> None:
    rng = np.random.default_rng(seed)
    who = teams(1, *sizes)
    people = who.leaf_count
    totals = rng.integers(0, most + 1, people)
    ideal = np.tile(rng.random(12) + 0.1, (people, 1))
    if not same_seasons:
        ideal = ideal * (rng.random((people, 12)) + 0.2)
        ideal[rng.random((people, 12)) < 0.15] = 0.0
        ideal[:, 5] += 0.1
    counts = pace(who, totals, ideal)
    assert (counts >= 0).all()
    assert counts.sum(axis=1).tolist() == totals.tolist()
    assert (counts[ideal == 0] == 0).all()
    if same_seasons:
        assert furthest_off(who, counts, totals, ideal) <= 1.2
