"""Where somebody stands in the tree of targets: the units they lead, the seats they have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from targetree.services.access import Actor
from targetree.store.arrays import Ints, rows


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
    return _places(actor, version, np.array(sorted(actor.roots()), np.int64), "")


def places_of_person(actor: Actor, version: int, code: str) -> tuple[MyPlace, ...]:
    """Those of a person, as far as they are the actor's to see."""
    return _places(actor, version, np.zeros(0, np.int64), code)


def _places(actor: Actor, version: int, nodes: Ints, person: str) -> tuple[MyPlace, ...]:
    with rows() as cursor:
        cursor.execute("SELECT * FROM targetree_places(%s, %s, %s)", [version, nodes, person])
        found = cursor.fetchall()
    places = []
    for node, code, name, kind, path, starts, ends, has_number, names, kinds in found:
        steps = tuple(int(n) for n in path)
        if actor.may("see_targets", steps):
            way = tuple(zip(steps, names, kinds, strict=True))
            places.append(MyPlace(node, code, name, kind, steps, way, starts, ends, has_number))
    carrying = [place for place in places if place.has_number]
    return tuple(carrying or places[:1])
