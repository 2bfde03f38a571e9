"""The money at stake in a plan: what its target and stretch target pay, and what falling short costs (M33)."""

from __future__ import annotations

from dataclasses import dataclass

from targetree.engine.book import Reward
from targetree.engine.rewards import Pays, curve, pays, tiers
from targetree.services.plans.heads import PlanHead
from targetree.store import models as store

ATTAINMENTS = (800, 900, 1000, 1100)
"""Thousandths of the target that the picture shows, beside the stretch target."""


@dataclass(frozen=True, slots=True)
class Paid:
    """What an attainment (thousandths of the target) pays; amounts of money in fen, `actual` in the measure's unit."""

    permille: int
    actual: int
    pays: Pays
    stretch: bool = False


@dataclass(frozen=True, slots=True)
class Penalty:
    """What it costs to stay below an attainment (thousandths of the target)."""

    below: int
    fen: int


@dataclass(frozen=True, slots=True)
class AtStake:
    """Money at the plan's target, at its stretch target and around them."""

    role: str
    """The title by which the rewards were found."""
    target: int
    stretch: int
    full: Pays
    """At 100 %."""
    at_stretch: Pays
    penalties: tuple[Penalty, ...]
    """The highest attainment first."""
    points: tuple[Paid, ...]
    """For the picture, in order."""


def at_stake(head: PlanHead) -> AtStake | None:
    """By the rewards table for the measure and the role of whose plan it is; None where nothing applies."""
    title = (
        store.Person.objects.filter(id=head.person).values_list("title", flat=True).first() or "" if head.person else ""
    )
    rows = _rows(head, title)
    if not rows or head.target <= 0:
        return None
    stretch = _stretch(head)
    shown = [Paid(at, actual, paid) for at, (actual, paid) in zip(
        ATTAINMENTS, curve(rows, head.target, ATTAINMENTS), strict=True
    )]  # fmt: skip
    top = pays(rows, head.target, stretch)
    permille = (stretch * 1000 + head.target // 2) // head.target
    shown = [p for p in shown if p.permille != permille] + [Paid(permille, stretch, top, stretch=True)]
    return AtStake(
        title, head.target, stretch, pays(rows, head.target, head.target), top, _penalties(rows, head.target),
        tuple(sorted(shown, key=lambda p: p.permille)),
    )  # fmt: skip


def _rows(head: PlanHead, title: str) -> list[Reward]:
    money = head.measure_kind == "money"
    role = title.strip().casefold()
    return [
        Reward(
            head.measure, r.role.strip(), r.from_attainment, r.to_attainment, r.kind,  # type: ignore[arg-type]
            r.amount_fen, r.rate if money else None,
        )
        for r in store.Reward.objects.filter(measure__code=head.measure).order_by("id")
        if r.role.strip().casefold() in ("", role)
    ]  # fmt: skip


def _penalties(rows: list[Reward], target: int) -> tuple[Penalty, ...]:
    """What is lost right below the end of each tier of penalties."""
    ends = {
        tier.end
        for role in {row.role for row in rows}
        for tier in tiers(rows, role, "penalty")
        if tier.end is not None and tier.end > 0
    }
    found = [Penalty(end // 1000, pays(rows, target, -(-end * target // 1_000_000) - 1).penalty) for end in ends]
    return tuple(sorted((p for p in found if p.fen), key=lambda p: -p.below))


def _stretch(head: PlanHead) -> int:
    """The node's number on the stretch sheet, else the target raised as the company says."""
    if head.sheet is None:
        return head.target
    stated = store.Line.objects.filter(
        sheet__tier="stretch", sheet__measure__code=head.measure, node_id=head.node,
        sheet__version__in=store.Sheet.objects.filter(id=head.sheet).values("version"),
    ).values_list("year", flat=True).first()  # fmt: skip
    if stated:
        return int(stated)
    factor = store.Company.objects.values_list("stretch_ppm", flat=True).first() or 1_000_000
    return head.target * factor // 1_000_000
