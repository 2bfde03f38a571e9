"""What a result pays: tiers of rewards and penalties, without holes between them.

What the rows of a rewards table mean:

- A tier lasts until the next one of its kind begins, whatever end is written: nobody falls between 100 % and 101 %.
- The amount of a reward is reached at the start of its tier; from there it runs in a straight line to the amount of the
  next tier. Where the last tier ends, the reward is capped: more pays as much as its end did.
- The rate of a reward is a share of the whole actual amount, at the tier in which the attainment lies.
- A penalty is whole as long as its tier lasts, and gone where the last one ends.
- Rows for one role and rows for all roles are two sets of tiers; both count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .book import Reward

_PPM = 1_000_000
_PPB = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Pays:
    """What a result pays and costs, both fen and not negative."""

    reward: int
    penalty: int

    @property
    def net(self) -> int:
        return self.reward - self.penalty


@dataclass(frozen=True, slots=True)
class Tier:
    """From `start` up to `end` (millionths of the target; None: without end)."""

    start: int
    end: int | None
    amount: int | None
    """fen"""
    rate: int
    """Billionths of the actual amount."""


def pays(rows: Iterable[Reward], target: int, actual: int) -> Pays:
    """What `actual` of `target` pays by the rows of one measure that apply to somebody.

    Both in the smallest unit of the measure; less than nothing (more returned than sold) counts as nothing. Without a
    target there is no attainment, and nothing is paid.
    """
    if target <= 0:
        return Pays(0, 0)
    actual = max(actual, 0)
    rows = list(rows)
    roles = sorted({row.role for row in rows})
    rewards = sum(_reward(tiers(rows, role, "reward"), target, actual) for role in roles)
    penalties = sum(_penalty(tiers(rows, role, "penalty"), target, actual) for role in roles)
    return Pays(rewards, penalties)


def tiers(rows: Iterable[Reward], role: str, kind: str) -> list[Tier]:
    """The tiers of a role's rewards or penalties in order, each ending where the next begins.

    Rows that begin at the same attainment are one tier, their amounts and rates added up.
    """
    starts: dict[int, list[Reward]] = {}
    for row in rows:
        if row.role == role and row.kind == kind:
            starts.setdefault(_ppm(row.from_attainment), []).append(row)
    order = sorted(starts)
    found = []
    for at, start in enumerate(order):
        of = starts[start]
        amounts = [row.amount for row in of if row.amount is not None]
        ends = [None if row.to_attainment is None else _ppm(row.to_attainment) for row in of]
        end = order[at + 1] if at + 1 < len(order) else None if None in ends else max(e for e in ends if e is not None)
        rate = sum(round((row.rate or 0.0) * _PPB) for row in of)
        found.append(Tier(start, end, sum(amounts) if amounts else None, rate))
    return found


def curve(rows: Sequence[Reward], target: int, permille: Sequence[int]) -> list[tuple[int, Pays]]:
    """What it pays at each of these attainments (thousandths of the target): (actual, what it pays)."""
    return [(actual, pays(rows, target, actual)) for actual in (target * at // 1000 for at in permille)]


def _reward(found: Sequence[Tier], target: int, actual: int) -> int:
    at = _at(found, target, actual)
    if at is None:
        return 0
    tier, end = found[at], found[at].end
    last = at + 1 == len(found)
    if last and end is not None:  # capped
        actual = min(actual, max(end, tier.start) * target // _PPM)
    paid = _part(actual, tier.rate, _PPB)
    if tier.amount is None:
        return paid
    above = None if last else found[at + 1]
    if above is None or above.amount is None:
        return paid + tier.amount
    way = (above.start - tier.start) * target
    return paid + tier.amount + _part(above.amount - tier.amount, actual * _PPM - tier.start * target, way)


def _penalty(found: Sequence[Tier], target: int, actual: int) -> int:
    at = _at(found, target, actual)
    if at is None:
        return 0
    tier = found[at]
    if tier.end is not None and actual * _PPM >= tier.end * target:
        return 0
    return (tier.amount or 0) + _part(actual, tier.rate, _PPB)


def _at(found: Sequence[Tier], target: int, actual: int) -> int | None:
    """The tier in which it lies: the last one that has begun."""
    begun = [at for at, tier in enumerate(found) if tier.start * target <= actual * _PPM]
    return begun[-1] if begun else None


def _part(whole: int, over: int, under: int) -> int:
    """`whole × over / under` to the nearest fen, halves up."""
    return (2 * whole * over + under) // (2 * under)


def _ppm(attainment: float) -> int:
    return round(attainment * _PPM)
