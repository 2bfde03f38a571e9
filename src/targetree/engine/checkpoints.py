"""The checkpoints of a month, early, middle and late (初/中/末): spread, adjusted with breakback, always its parts.

A month's figure is spread by working days, but for what is expected on dates: that stands in the third of its date.
When a third is changed, the others make room in proportion to what they have; held ones stand. The parts add up to the
month by construction, none is negative, and a third in which nobody works is given nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np

from .splitting.spread import share_out

PARTS = 3
"""Early, middle, late."""

Why = Literal["held", "beyond", "no-days", "no-room"]


@dataclass(frozen=True)
class Against:
    """What stands against a change."""

    why: Why
    """held: `thirds` are held; beyond: more than the month; no-days: nobody works in `thirds`; no-room: nobody works
    in the thirds that would have to take the rest."""
    thirds: tuple[int, ...] = ()
    """Positions 0 to 2, none of which can be left out."""


def spread(total: int, days: Sequence[int], expected: Sequence[float] = ()) -> list[int]:
    """`total` (any whole unit, not negative) over the thirds, of which `days` have so many working days.

    `expected` is what comes on dates in each third, in the same unit; it stands where it is expected as far as the
    total reaches (beyond it all shrink alike), the rest goes by working days. What is expected in a third without
    working days comes in the next one of the month that has some, else the one before. All 0 where nobody works.
    """
    if not any(days) or not total:
        return [0] * len(days)
    dated = on_working_thirds(expected or (0,) * len(days), days)
    if not any(dated):
        return by_days(total, days)
    if sum(dated) >= total:
        return _shared(total, dated)
    if all(float(part).is_integer() for part in dated):
        rest = by_days(total - int(sum(dated)), days)
        return [int(part) + more for part, more in zip(dated, rest, strict=True)]
    rest_ideal = total - sum(dated)
    return _shared(total, [part + rest_ideal * d / sum(days) for part, d in zip(dated, days, strict=True)])


def by_days(total: int, days: Sequence[int]) -> list[int]:
    """By cumulative rounding along the working days: the same as `splitting.days.spread_edges` of the month."""
    whole, done, parts = sum(days), 0, []
    before = 0
    for count in days:
        done += count
        running = (total * done + whole // 2) // whole
        parts.append(running - before)
        before = running
    return parts


def on_working_thirds(expected: Sequence[float], days: Sequence[int]) -> list[float]:
    """What is expected in thirds without working days, moved to the next one with some, else the one before."""
    moved = [0.0] * len(days)
    working = [at for at, count in enumerate(days) if count]
    for at, amount in enumerate(expected):
        if amount > 0 and working:
            moved[next((w for w in working if w >= at), working[-1])] += amount
    return moved


def change(
    thirds: Sequence[int], days: Sequence[int], held: Sequence[bool], wishes: Mapping[int, int]
) -> list[int] | Against:
    """Set some thirds (position: amount) and let the others make room; their sum stays.

    What is not wished for and not held is scaled to the rest in proportion to what it had, by working days where all of
    it was 0. Nothing is changed where that cannot be: `Against` names what stands in the way, as little as possible.
    """
    total = sum(thirds)
    held_wishes = tuple(at for at in sorted(wishes) if held[at])
    if held_wishes:
        return Against("held", held_wishes)
    idle = tuple(at for at in sorted(wishes) if wishes[at] and not days[at])
    if idle:
        return Against("no-days", idle)
    asked = sum(wishes.values())
    if asked > total:
        return Against("beyond")
    standing = [bool(held[at]) and at not in wishes for at in range(len(thirds))]
    return _fill(thirds, days, standing, dict(wishes), total)


def fit(
    thirds: Sequence[int],
    days: Sequence[int],
    held: Sequence[bool],
    total: int,
    weights: Sequence[float] | None = None,
) -> list[int] | Against:
    """The thirds made to add up to another `total`: held ones stand, the others are scaled.

    `weights` are the proportions of those that are not held; what they have, if not given.
    """
    idle = tuple(at for at in range(len(thirds)) if held[at] and thirds[at] and not days[at])
    if idle:
        return Against("held", idle)
    return _fill(thirds, days, held, {}, total, weights)


def _fill(
    thirds: Sequence[int],
    days: Sequence[int],
    standing: Sequence[bool],
    wishes: dict[int, int],
    total: int,
    weights: Sequence[float] | None = None,
) -> list[int] | Against:
    rest = total - sum(wishes.values()) - sum(t for t, s in zip(thirds, standing, strict=True) if s)
    if rest < 0:
        return Against("held", _fewest(thirds, standing, total - sum(wishes.values())))
    free = [at for at in range(len(thirds)) if not standing[at] and at not in wishes]
    open_ = [at for at in free if days[at]]
    if rest and not open_:
        in_the_way = tuple(at for at in range(len(thirds)) if standing[at] and days[at])
        if in_the_way:
            return Against("held", in_the_way)
        return Against("beyond") if len(wishes) == len(thirds) else Against("no-room", tuple(free))
    result = [wishes.get(at, int(thirds[at]) if standing[at] else 0) for at in range(len(thirds))]
    if rest:
        had = [float((thirds if weights is None else weights)[at]) for at in open_]
        shares = _shared(rest, had if any(had) else [float(days[at]) for at in open_])
        for at, share in zip(open_, shares, strict=True):
            result[at] = share
    return result


def _fewest(thirds: Sequence[int], standing: Sequence[bool], room: int) -> tuple[int, ...]:
    """The fewest held thirds that together are more than there is room for."""
    held = [at for at in range(len(thirds)) if standing[at]]
    for count in range(1, len(held) + 1):
        for some in combinations(held, count):
            if sum(thirds[at] for at in some) > room:
                return some
    return tuple(held)


def _shared(total: int, weights: Sequence[float]) -> list[int]:
    return [int(part) for part in share_out(total, np.asarray(weights, np.float64))]
