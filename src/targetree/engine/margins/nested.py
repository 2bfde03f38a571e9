"""Contradictions that are seen without solving anything: a total against the totals inside it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..grouping import different
from .contradiction import Contradiction, against_each_other, original
from .families import Family
from .fitting import Partition
from .merged import Merged
from .oracle import Oracle


def disagreement(merged: Merged) -> Contradiction | None:
    """A box that its direct parts contradict, with the fewest boxes there are of this kind; None if there is none.

    Where all boxes are nested and nothing is negative, no other contradiction has fewer boxes.
    """
    found = [
        _against_parts(merged, family, region)
        for family, part in zip(merged.families, merged.partitions, strict=True)
        for region in _bad_regions(merged, family, part)
    ]
    return min(found, key=lambda c: (len(c.boxes), c.boxes), default=None)


def told_as_parts(merged: Merged, found: Contradiction, plain: Contradiction | None) -> Contradiction:
    """The same boxes, told as a total against its parts where they are one; `plain` is what `disagreement` found."""
    if plain is not None and plain.whole in found.boxes and set(found.boxes) <= {plain.whole, *plain.parts}:
        return replace(found, whole=plain.whole, parts=plain.parts, difference=plain.difference)
    position = {origin: box for box, origin in enumerate(merged.stated.origin)}
    whole, *parts = sorted(position[box] for box in found.boxes)
    inside = np.concatenate([merged.stated.cells[part] for part in parts]) if parts else np.zeros(0, np.int64)
    apart = len(different(inside)) == len(inside) > 0
    if not apart or not np.isin(inside, merged.stated.cells[whole]).all():
        return found
    amount, origin = merged.stated.amount, merged.stated.origin
    difference = int(amount[parts].sum() - amount[whole])
    return replace(found, whole=origin[whole], parts=original(merged, parts), difference=difference)


def _bad_regions(merged: Merged, family: Family, part: Partition) -> list[int]:
    """Regions with a rest to hold and no cell that may hold it."""
    can_rise = part.sums(merged.up.astype(np.float64))[:-1] > 0
    can_fall = part.sums(merged.down.astype(np.float64))[:-1] > 0
    return np.flatnonzero(((family.net > 0) & ~can_rise) | ((family.net < 0) & ~can_fall)).tolist()


def _against_parts(merged: Merged, family: Family, region: int) -> Contradiction:
    amount = merged.stated.amount
    whole = int(family.box[region])
    parts = family.box[family.parent == region]
    difference = int(amount[parts].sum() - amount[whole])
    if (merged.stated.amount >= 0).all():
        needed = parts
        if difference > 0:
            by_size = parts[np.argsort(-amount[parts], kind="stable")]
            needed = by_size[: int(np.argmax(np.cumsum(amount[by_size]) > amount[whole])) + 1]
        plain = Contradiction(original(merged, [whole, *needed.tolist()]))
    else:
        start = np.zeros(len(merged.cells), np.int64)
        oracle = Oracle(merged, start)
        plain = against_each_other(oracle, [whole, *parts.tolist()], "infeasible")
    origin = merged.stated.origin
    return Contradiction(
        plain.boxes,
        whole=origin[whole],
        parts=tuple(sorted(origin[part] for part in parts.tolist())),
        difference=difference,
        irreducible=plain.irreducible,
    )
