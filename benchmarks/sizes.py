"""How large the rows are: as promised, quick, or tiny for the tests."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    name: str
    people: int
    products: int
    parts: dict[str, int]
    """People on whom a peer runs that is too slow for all of them; its time is scaled up."""
    streamed_people: int
    growth: tuple[int, int, int]
    """People, tenfold each time."""
    repeats: int
    """Of what takes well under a second."""
    whole_repeats: int
    """Of whole commands and scripts."""
    starts: int
    """Of commands that only start."""
    web_people: int
    web_repeats: int
    goals: bool
    """Whether the promises are meant for this size."""


SIZES = {
    sizes.name: sizes
    for sizes in (
        Sizes(
            "full", 10_000, 20, {"erpnext": 200, "pandas": 1_000, "duckdb": 10_000, "hierarchicalforecast": 500},
            100_000, (1_000, 10_000, 100_000), 9, 3, 21, 2_000, 200, True,
        ),
        Sizes(
            "quick", 500, 20, {"erpnext": 10, "pandas": 50, "duckdb": 500, "hierarchicalforecast": 10},
            1_000, (10, 100, 1_000), 5, 1, 3, 200, 20, False,
        ),
        Sizes(
            "tiny", 20, 5, {"erpnext": 2, "pandas": 5, "duckdb": 20, "hierarchicalforecast": 5},
            40, (2, 20, 200), 1, 1, 1, 200, 3, False,
        ),
    )
}  # fmt: skip

ACTUALS_PER_PERSON = 100
CUSTOMERS_PER_PERSON = 3
