"""Fifty people change siblings under one parent at the same time: no total is ever wrong, nobody's edit is lost.

`CROWD_SECONDS` says for how long; a few seconds in `make test`, a minute and more in `make soak`.
"""

from __future__ import annotations

import os
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import close_old_connections, connections

from exact import wrong_now
from making import book, facts, target, units
from targetree.engine.book import Person, Product
from targetree.engine.plan import make_plan
from targetree.services.access import Actor, actor_of
from targetree.services.cells import Cell
from targetree.services.changes.editing import Wish, edit_cells
from targetree.services.errors import Conflict, Refused
from targetree.services.tree.targets import lines_below, sheets, top_nodes
from targetree.services.versioning.planning import bring_in_plan
from targetree.store.mapping.sheet_cells import forget

PEOPLE = 50
SECONDS = float(os.environ.get("CROWD_SECONDS", "6"))
WHOLE = 5_000_000_00


@dataclass
class Crowd:
    """What everybody did."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    kept: list[tuple[int, int, int, int]] = field(default_factory=list)
    """(edit, node, amount before, amount after)"""
    told: Counter[str] = field(default_factory=Counter)
    defects: list[BaseException] = field(default_factory=list)


def _company(account: int) -> tuple[Actor, int, int]:
    """A unit of fifty people whose year is held, as an open version. Returns (director, sheet, unit)."""
    director = actor_of(account)
    assert director is not None
    people = [Person(f"x{n:02d}", f"x{n:02d}", "T") for n in range(PEOPLE)]
    made = book(people, [target("T", "2027", WHOLE)], units(("T", "C")), (Product("A", "A"), Product("B", "B")))
    plan = make_plan(made, facts(made), outlook=False)
    version = bring_in_plan(actor=director, plan=plan, name="crowd", status="open")
    sheet = sheets(actor=director, version=version)[0].id
    director = actor_of(account)  # whose company has another root now
    assert director is not None
    top = top_nodes(actor=director, version=version)[0]
    return director, sheet, lines_below(actor=director, sheet=sheet, node=top)[0].node


def _edit_and_edit(crowd: Crowd, people: list[Actor], sheet: int, unit: int, mine: int, until: float) -> None:
    dice = random.Random(mine)
    try:
        while time.monotonic() < until:
            lines = lines_below(actor=people[mine % len(people)], sheet=sheet, node=unit)
            now = {line.node: (sum(line.months), line.revision) for line in lines}
            node = dice.choice(sorted(now)) if dice.random() < 0.3 else sorted(now)[mine]
            amount = dice.randrange(0, WHOLE // 20)
            try:
                was, seen = now[node]
                wish = Wish(Cell(sheet, node), amount, was=was, seen=seen)
                effect = edit_cells(actor=people[mine % len(people)], wishes=[wish])
            except (Conflict, Refused) as told:
                with crowd.lock:
                    crowd.told[told.code] += 1
                continue
            with crowd.lock:
                crowd.kept += [(edit, node, effect.found[0], amount) for edit in effect.edits]
    except BaseException as defect:
        crowd.defects.append(defect)
    finally:
        connections.close_all()


@pytest.mark.slow
def test_fifty_people_edit_at_once(own_database: Callable[[], Any]) -> None:
    forget()
    with own_database() as owner:
        first, second = (
            owner.execute("SELECT id FROM accounts WHERE email LIKE %s", [f"{name}@%"]).fetchone()[0]
            for name in ("director", "operations")
        )
    director, sheet, unit = _company(first)
    operations = actor_of(second)
    assert operations is not None
    close_old_connections()
    crowd, until = Crowd(), time.monotonic() + SECONDS
    crowd_of = [
        threading.Thread(target=_edit_and_edit, args=(crowd, [director, operations], sheet, unit, n, until))
        for n in range(PEOPLE)
    ]
    for thread in crowd_of:
        thread.start()
    with own_database() as owner:
        while any(thread.is_alive() for thread in crowd_of):
            assert wrong_now(owner) == []  # as anybody sees it in the middle of it
            time.sleep(0.1)
    for thread in crowd_of:
        thread.join()
    assert crowd.defects == []
    with own_database() as owner:
        assert wrong_now(owner) == []
        stored = owner.execute(
            "SELECT id, node_id, before, after FROM edits WHERE sheet_id = %s ORDER BY id", [sheet]
        ).fetchall()
        year = owner.execute("SELECT year FROM lines WHERE sheet_id = %s AND node_id = %s", [sheet, unit]).fetchone()
    assert stored == sorted(crowd.kept), "an edit was lost, or one was kept that nobody was told of"
    assert len(stored) >= 10 and year == (WHOLE,)
    sys.stdout.write(f"{len(stored)} edits kept, told instead: {dict(crowd.told)}\n")
