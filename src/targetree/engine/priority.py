"""Which action comes first: the four quadrants of urgency and importance, then the date."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

QUADRANTS = ("now", "plan", "quick", "later")
"""Important and urgent; important; urgent; neither: in this order."""


def quadrant(urgent: bool, important: bool) -> str:
    """One of QUADRANTS."""
    return QUADRANTS[(0 if urgent else 1) if important else (2 if urgent else 3)]


def rank(urgent: bool, important: bool, due: date | None, id: int) -> tuple[int, date, int]:
    """What to sort actions by: quadrant, date (those without one last), and a stable key."""
    return QUADRANTS.index(quadrant(urgent, important)), due or date.max, id


def way_back(after: Mapping[int, Collection[int]], action: int, wanted: Collection[int]) -> list[int]:
    """The chain that would close into a circle if `action` waited for `wanted`; [] where none would.

    `after` says for each action which others it waits for. The chain begins and ends with `action`.
    """
    came: dict[int, int] = {}
    waiting = sorted(set(wanted))
    for first in waiting:
        came.setdefault(first, action)
    while waiting:
        at = waiting.pop()
        if at == action:
            chain = [at]
            step = came[at]
            while step != action:
                chain.append(step)
                step = came[step]
            return [*chain, action][::-1]
        for further in sorted(after.get(at, ())):
            if further not in came:
                came[further] = at
                waiting.append(further)
    return []


def too_early(starts: date | None, due: date | None, ends_before: Collection[date | None]) -> bool:
    """Whether an action begins (or is due, where it has no start) before one that it waits for is due."""
    begin = starts or due
    return begin is not None and any(end is not None and begin < end for end in ends_before)
