"""Where somebody stands in the tree of targets: the units they lead, the seats they have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from targetree.store.arrays import rows

from .access import Actor


@dataclass(frozen=True, slots=True)
class MyPlace:
    """A unit or a seat with a number in the version."""

    node: int
    code: str
    name: str
    kind: str
    path: tuple[int, ...]
    way: tuple[tuple[int, str, str], ...]
    """(node, name, kind) from the company down to it, itself last."""
    starts: date | None
    ends: date | None
    has_number: bool


def places_of(actor: Actor, version: int) -> tuple[MyPlace, ...]:
    """The actor's own: the company for those who see it all, else units led and seats."""
    return _places(actor, version, "p.node_id = ANY (%s)", [np.array(sorted(actor.roots()), np.int64)])


def places_of_person(actor: Actor, version: int, code: str) -> tuple[MyPlace, ...]:
    """Those of a person, as far as they are the actor's to see."""
    which = "(n.person_id = h.id OR n.manager_id = h.id) AND h.code = %s"
    return _places(actor, version, which, [code])


def _places(actor: Actor, version: int, which: str, values: Sequence[object]) -> tuple[MyPlace, ...]:
    with rows() as cursor:
        cursor.execute(_PLACES.format(which=which), [version, *values])
        found = cursor.fetchall()
    places = []
    for node, code, name, kind, path, starts, ends, has_number, names, kinds in found:
        steps = tuple(int(n) for n in path)
        if actor.may("see_targets", steps):
            way = tuple(zip(steps, names, kinds, strict=True))
            places.append(MyPlace(node, code, name, kind, steps, way, starts, ends, has_number))
    carrying = [place for place in places if place.has_number]
    return tuple(carrying or places[:1])


_PLACES = """
SELECT p.node_id, n.code, n.name, n.kind, p.path, n.starts, n.ends,
  EXISTS (SELECT 1 FROM lines l JOIN sheets s ON s.id = l.sheet_id
          WHERE s.version_id = p.version_id AND l.node_id = p.node_id AND l.year <> 0),
  above.names, above.kinds
FROM places p JOIN nodes n ON n.id = p.node_id LEFT JOIN people h ON h.id IN (n.person_id, n.manager_id)
CROSS JOIN LATERAL (
  SELECT array_agg(a.name::text ORDER BY array_position(p.path, a.id)) AS names,
         array_agg(a.kind::text ORDER BY array_position(p.path, a.id)) AS kinds
  FROM nodes a WHERE a.id = ANY (p.path)) above
WHERE p.version_id = %s AND {which}
ORDER BY n.kind DESC, cardinality(p.path), n.ends < current_date NULLS FIRST, n.starts > current_date NULLS FIRST,
  p.position
"""
