"""Base, stretch and challenge (保底/冲刺/挑战): tiers made from the base by a factor, every sum standing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from targetree.engine.splitting.scale import scale_cells
from targetree.engine.tree import Tree
from targetree.services.access import Actor, require, use_case
from targetree.services.cells import Cell
from targetree.services.errors import Conflict, Invalid, Missing
from targetree.store import models as store
from targetree.store.arrays import Ints, rows
from targetree.store.mapping.sheet_cells import SheetCells, sheet_cells

from .editing import Effect, Wish, edit_cells

Upper = Literal["stretch", "challenge"]
PPM = 1_000_000
"""Factors are millionths: 1_100_000 is 1.1."""


@dataclass(frozen=True, slots=True)
class TierShown:
    """A tier of a measure beside its base. Amounts in the smallest unit of the measure."""

    sheet: int
    tier: str
    total: int
    factor_ppm: int | None
    """Of the base's total; None where that is nothing."""
    below: int
    """People with a month below their base."""


@use_case
def make_tier(*, actor: Actor, sheet: int, tier: Upper, factor_ppm: int, why: str = "") -> int:
    """A new sheet: the base `sheet` by a factor, people, products and months in proportion. Returns its id."""
    require(actor, "manage_versions")
    base = _locked(sheet)
    if base.tier != store.Tier.BASE or tier not in (store.Tier.STRETCH, store.Tier.CHALLENGE):
        raise Invalid("tier-of-base")
    if store.Sheet.objects.filter(version=base.version, measure=base.measure, tier=tier).exists():
        raise Conflict("tier-exists")
    made = store.Sheet.objects.create(
        version=base.version,
        measure=base.measure,
        tier=tier,
        what_codes=base.what_codes,
        what_parents=base.what_parents,
    )
    cells = sheet_cells(sheet, _root(base))
    raised = scaled(cells.cells, _factor(factor_ppm))
    _fill(made.id, cells, cells.who.roll_up(raised))
    with rows() as cursor:
        cursor.execute(
            "INSERT INTO customer_lines (sheet_id, node_id, customer_id, weights)"
            " SELECT %s, node_id, customer_id, weights FROM customer_lines WHERE sheet_id = %s",
            [made.id, sheet],
        )
    return int(made.id)


@use_case
def set_tier_factor(*, actor: Actor, sheet: int, factor_ppm: int, why: str = "") -> Effect:
    """Bring a tier's total to a factor of its base; its parts keep their proportions, holds stand."""
    require(actor, "manage_versions")
    tier = _locked(sheet)
    if tier.tier == store.Tier.BASE:
        raise Invalid("tier-of-base")
    base = store.Sheet.objects.filter(version=tier.version, measure=tier.measure, tier=store.Tier.BASE).first()
    if base is None:
        raise Missing("not-found")
    root = _root(tier)
    total = times(_year(base.id, root), _factor(factor_ppm))
    return edit_cells(actor=actor, wishes=[Wish(Cell(sheet, root), total)], why=why)


@use_case
def tiers_shown(*, actor: Actor, sheet: int, node: int | None = None) -> list[TierShown]:
    """The tiers of the sheet's measure in its version, under a node or under all that the actor sees."""
    require(actor, "plan")
    with rows() as cursor:
        cursor.execute(_TIERS, {"sheet": sheet, "node": node, "roots": np.array(sorted(actor.roots()), np.int64)})
        found = cursor.fetchall()
    if not found:
        raise Missing("not-found")
    base = next((total for _, tier, total, _ in found if tier == "base"), 0)
    return [
        TierShown(of, tier, total, round(total * PPM / base) if base else None, below)
        for of, tier, total, below in found
    ]  # fmt: skip


_TIERS = """
WITH mine AS (SELECT s.id, s.tier, b.id AS base, s.version_id FROM sheets a JOIN sheets s
    ON s.version_id = a.version_id AND s.measure_id = a.measure_id
  JOIN sheets b ON b.version_id = a.version_id AND b.measure_id = a.measure_id AND b.tier = 'base'
  WHERE a.id = %(sheet)s)
SELECT m.id, m.tier, sum(l.year)::bigint,
  count(*) FILTER (WHERE EXISTS (SELECT 1 FROM unnest(l.months, o.months) AS t (up, low) WHERE up < low))
FROM mine m JOIN places p ON p.version_id = m.version_id JOIN nodes n ON n.id = p.node_id AND n.kind = 'seat'
JOIN lines l ON l.sheet_id = m.id AND l.node_id = p.node_id
JOIN lines o ON o.sheet_id = m.base AND o.node_id = p.node_id
WHERE p.path && %(roots)s AND (%(node)s::bigint IS NULL OR %(node)s = ANY (p.path))
GROUP BY m.id, m.tier ORDER BY array_position(ARRAY['base', 'stretch', 'challenge'], m.tier::text)
"""


@use_case
def below_base(*, actor: Actor, sheet: int, nodes: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """Of a tier's nodes those with months below the base, and which months (0-based); for the warning in the tree."""
    require(actor, "plan")
    with rows() as cursor:
        cursor.execute(
            "SELECT l.node_id, l.months, o.months FROM sheets s JOIN sheets b ON b.version_id = s.version_id"
            " AND b.measure_id = s.measure_id AND b.tier = 'base' AND b.id <> s.id"
            " JOIN lines l ON l.sheet_id = s.id JOIN lines o ON o.sheet_id = b.id AND o.node_id = l.node_id"
            " JOIN places p ON p.version_id = s.version_id AND p.node_id = l.node_id"
            " WHERE s.id = %s AND l.node_id = ANY (%s) AND p.path && %s",
            [sheet, np.array(nodes, np.int64), np.array(sorted(actor.roots()), np.int64)],
        )
        found = cursor.fetchall()
    return {node: tuple(np.flatnonzero(up < low).tolist()) for node, up, low in found if (up < low).any()}


def scaled(cells: Ints, factor_ppm: int) -> Ints:
    """Leaf cells [P, K, 12] by a factor: the total is rounded once, no cell falls below what it was (factor >= 1)."""
    return scale_cells(cells, times(int(cells.sum()), factor_ppm))


def times(amount: int, factor_ppm: int) -> int:
    """An amount by millionths, half away from zero."""
    return (2 * amount * factor_ppm + PPM) // (2 * PPM)


def _factor(factor_ppm: int) -> int:
    if not PPM <= factor_ppm <= 10 * PPM:
        raise Invalid("factor-out-of-range")
    return factor_ppm


def _locked(sheet: int) -> store.Sheet:
    with rows() as cursor:
        cursor.execute(
            "SELECT v.status FROM sheets s JOIN versions v ON v.id = s.version_id WHERE s.id = %s"
            " FOR NO KEY UPDATE OF s FOR SHARE OF v",
            [sheet],
        )
        found = cursor.fetchone()
    if found is None:
        raise Missing("not-found")
    if found[0] == store.Version.PUBLISHED:
        raise Conflict("version-published")
    return store.Sheet.objects.select_related("version", "measure").get(id=sheet)


def _root(sheet: store.Sheet) -> int:
    place = store.Place.objects.filter(version=sheet.version, parent=None).first()
    if place is None:
        raise Missing("not-found")
    return int(place.node_id)


def _year(sheet: int, node: int) -> int:
    return int(store.Line.objects.values_list("year", flat=True).get(sheet_id=sheet, node_id=node))


def _fill(sheet: int, cells: SheetCells, figures: Ints) -> None:
    """Lines [n, K, 12] and receipts of a new sheet: shares as in the base, amounts its own."""
    months = figures.sum(axis=1)
    years = months.sum(axis=1).tolist()
    by_product = cells.what.roll_up(figures, axis=1)
    planned = np.concatenate([by_product.sum(axis=2, keepdims=True), by_product], axis=2)
    with rows() as cursor:
        cursor.executemany(
            "INSERT INTO lines (sheet_id, node_id, cells, months, year, revision) VALUES (%s, %s, %s, %s, %s, 0)",
            [(sheet, node, figures[at], months[at], years[at]) for at, node in enumerate(cells.nodes)],
        )
        cursor.execute("SELECT node_id, own_target FROM receipt_lines WHERE sheet_id = %s", [cells.sheet])
        own = dict(cursor.fetchall())
        cursor.executemany(
            "INSERT INTO receipt_lines (sheet_id, node_id, share, basis, parent, own_target, planned)"
            " SELECT %s, node_id, share, basis, parent, %s, %s FROM receipt_lines WHERE sheet_id = %s AND node_id = %s",
            [
                (sheet, _own(own.get(node), cells.what, cells, figures), planned[at], cells.sheet, node)
                for at, node in enumerate(cells.nodes)
            ],
        )


def _own(target: Ints | None, what: Tree, cells: SheetCells, figures: Ints) -> Ints | None:
    """A unit's own target (where over-assignment makes it another than the sum below) by the same factor."""
    if target is None:
        return None
    before, after = int(cells.cells.sum()), int(figures[0].sum())
    leaves = target.reshape(len(what.ids), -1)[what.leaf_nodes]
    return what.roll_up(scale_cells(leaves, int(leaves.sum()) * after // before if before else 0))
