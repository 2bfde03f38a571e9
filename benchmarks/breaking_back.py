"""Breakback at the top of everybody's products and months beside a copy of the array."""

from __future__ import annotations

import numpy as np

from targetree.engine.holds.atoms import CellBox
from targetree.engine.holds.breakback import Edited, breakback
from targetree.engine.tree import ALL, Tree, grow

from .rows import Goal, Row
from .sizes import Sizes
from .timing import alternating

ROOT_UNIT = "company"


def rows(sizes: Sizes) -> list[Row]:
    who, what = organisation(sizes.people), grow(ALL, [(f"p{k:02d}", ALL) for k in range(sizes.products)])
    random = np.random.default_rng(sizes.people)
    cells = random.integers(0, 1_000_000, (sizes.people, sizes.products, 12))
    out = np.empty_like(cells)
    total = int(cells.sum())
    top = CellBox(0, 0)
    unit = int(np.flatnonzero(~who.is_leaf)[-1])
    person = int(who.leaf_nodes[-1])
    product = int(what.leaf_nodes[1])
    holds = [CellBox(unit, 0), CellBox(person, 0, 2, 1), CellBox(0, product), CellBox(0, 0, 0, 3)]

    def edit(amount: int, held: list[CellBox]) -> None:
        done = breakback(cells, who, what, top, amount, held, out=out)
        if not isinstance(done, Edited) or int(done.cells.sum()) != amount:
            raise AssertionError("breakback missed its amount")

    def free() -> None:
        breakback(cells, who, what, top, total * 11 // 10, (), out=out)

    def held() -> None:
        breakback(cells, who, what, top, total * 11 // 10, holds, out=out)

    edit(total * 11 // 10, [])
    edit(total * 11 // 10, holds)
    ours, with_holds, copy = alternating(free, held, lambda: np.copyto(out, cells), repeats=sizes.repeats)
    size = f"{sizes.people:,} x {sizes.products} x 12"
    return [
        Row(f"breakback at the top of {size}", ours, copy, "s", "np.copyto", Goal(5.0)),
        Row(f"breakback at the top of {size}, {len(holds)} holds", with_holds, copy, "s", "np.copyto",
            note="a unit, a person's month, a product, a quarter"),
    ]  # fmt: skip


def organisation(people: int, per_team: int = 100) -> Tree:
    teams = range(max(2, people // per_team))
    edges = [(f"t{team:04d}", ROOT_UNIT) for team in teams]
    edges += [(f"x{person:06d}", f"t{person % len(teams):04d}") for person in range(people)]
    return grow(ROOT_UNIT, edges)
