"""The tiers of all measures of a version, side by side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from targetree.engine.money import SCALES
from targetree.services.access import Actor, require, use_case
from targetree.services.errors import Missing
from targetree.store.arrays import rows

from .tiers import PPM, TierShown


@dataclass(frozen=True, slots=True)
class MeasureTiers:
    """A measure in a version. Amounts in its smallest unit."""

    measure: str
    name: str
    builtin: bool
    scale: int
    tiers: tuple[TierShown, ...]
    """The base first; stretch and challenge where they have been made."""


_ALL = """
SELECT m.code, m.name, m.builtin, m.kind, s.id, s.tier, sum(l.year)::bigint,
  count(*) FILTER (WHERE s.tier <> 'base'
    AND EXISTS (SELECT 1 FROM unnest(l.months, o.months) AS t (up, low) WHERE up < low))
FROM sheets s JOIN versions v ON v.id = s.version_id JOIN measures m ON m.id = s.measure_id
JOIN sheets b ON b.version_id = s.version_id AND b.measure_id = s.measure_id AND b.tier = 'base'
JOIN places p ON p.version_id = s.version_id JOIN nodes n ON n.id = p.node_id AND n.kind = 'seat'
JOIN lines l ON l.sheet_id = s.id AND l.node_id = p.node_id
JOIN lines o ON o.sheet_id = b.id AND o.node_id = p.node_id
WHERE s.version_id = %(version)s AND p.path && %(roots)s AND (v.status <> 'draft' OR %(drafts)s)
GROUP BY m.position, m.id, s.id
ORDER BY m.position, m.id, array_position(ARRAY['base', 'stretch', 'challenge'], s.tier::text)
"""


@use_case
def tiers_listed(*, actor: Actor, version: int) -> list[MeasureTiers]:
    """Measures in their order, as far as the actor sees them. Raises Missing for a version that is not to be seen."""
    require(actor, "plan")
    asked = {
        "version": version, "roots": np.array(sorted(actor.roots()), np.int64), "drafts": actor.may("see_drafts"),
    }  # fmt: skip
    with rows() as cursor:
        cursor.execute(_ALL, asked)
        found = cursor.fetchall()
    if not found:
        raise Missing("not-found")
    measures: dict[str, MeasureTiers] = {}
    for code, name, builtin, kind, sheet, tier, total, below in found:
        known = measures.get(code)
        before = known.tiers if known else ()
        base = before[0].total if before else total
        shown = TierShown(sheet, tier, total, round(total * PPM / base) if base else None, below)
        measures[code] = MeasureTiers(code, name, builtin, SCALES[kind], (*before, shown))
    return list(measures.values())
