"""The holds that stand against a change, in words: where, how much, whose, until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from targetree.engine.money import SCALES, Amount
from targetree.engine.periods import PlanYear
from targetree.services.access import Actor, use_case
from targetree.services.errors import ServiceError, sentence

from .standing import Standing


@dataclass(frozen=True, slots=True)
class HoldInTheWay:
    """A hold as a person reads it. No id: it is no hold that anybody made."""

    id: int | None
    where: str
    amount: str | None = None
    owner: str | None = None
    reason: str | None = None
    expires: str | None = None


@use_case
def holds_in_words(*, actor: Actor, found: Sequence[Standing], lang: str) -> list[HoldInTheWay]:
    """In the order given; those that the actor may not see are left out."""
    ids = [hold.id for hold in found if hold.id is not None]
    with connection.cursor() as cursor:
        cursor.execute(_HOLDS, [ids])
        told = {row[0]: _told(row, lang) for row in cursor.fetchall()}
    words: list[HoldInTheWay] = []
    for hold in found:
        if hold.id is None:
            words.append(HoldInTheWay(None, _implied(hold, actor, lang)))
        elif hold.id in told:
            words.append(told[hold.id])
    return words


_HOLDS = """
SELECT h.id, n.name, coalesce(p.name, h.what), h.first_month, h.month_count, c.plan_year, c.year_start, h.amount,
  m.kind, coalesce(a.name, h.owner_name), h.reason, h.expires
FROM holds h JOIN nodes n ON n.id = h.node_id JOIN sheets s ON s.id = h.sheet_id JOIN measures m ON m.id = s.measure_id
CROSS JOIN company c LEFT JOIN products p ON p.code = h.what LEFT JOIN accounts a ON a.id = h.owner_id
WHERE h.id = ANY (%s)
"""


def _told(row: tuple, lang: str) -> HoldInTheWay:  # type: ignore[type-arg]
    id_, node, what, first, count, year, start, amount, kind, owner, reason, expires = row
    place = [node, *([what] if what else []), period_in_words(PlanYear(year, start), first, count, lang)]
    return HoldInTheWay(
        id_, " · ".join(place), str(Amount(amount, SCALES[kind])), owner or None, reason or None,
        expires.isoformat() if expires else None,
    )  # fmt: skip


def period_in_words(year: PlanYear, first_month: int, month_count: int, lang: str) -> str:
    """`2027`, `Q2`, `2027-05`; in Chinese 全年, 二季度, 5月."""
    if month_count == 12:
        return "全年" if lang == "zh" else str(year.year)
    if month_count == 3:
        return f"{'一二三四'[first_month // 3]}季度" if lang == "zh" else f"Q{first_month // 3 + 1}"
    return f"{year.month_starts[first_month].month}月" if lang == "zh" else year.month_names[first_month]


def _implied(hold: Standing, actor: Actor, lang: str) -> str:
    own = hold.month_count == 12 and not hold.what and hold.node in actor.roots("manager")
    return sentence(ServiceError("held-from-above" if own else "held-by-this-change"), lang)
