"""Settle an answer (M10): the number stands, the proposal is granted, or another is agreed on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import numpy as np
from django.db import transaction
from django.utils import timezone

from targetree.engine.periods import MONTHS
from targetree.services.access import Actor, use_case
from targetree.services.cells import Cell, amount_in_range, head_of
from targetree.services.changes.editing import Wish, edit_cells
from targetree.services.changes.saving import ChangedLine
from targetree.services.errors import Conflict, Invalid
from targetree.store import models as store

from .answers import assigned_line, locked_answer, text
from .granting import grant_cells

How = Literal["kept", "granted", "between"]


@dataclass(frozen=True, slots=True)
class Settled:
    """What it was settled at, and every line that changed by it, the widest first."""

    amount: int
    changed: tuple[ChangedLine, ...]


@use_case
def settle(
    *, actor: Actor, sheet: int, node: int, how: How, amount: int | None = None, why: str = "",
    seen: datetime | None = None,
) -> Settled:  # fmt: skip
    """Settle the proposal of a node below the actor; `amount` is the year where `how` is `between`.

    The target is changed within the rules of holds. Raises Refused with the holds that stand against it,
    Conflict where the answer was changed after `seen`, the time of the answer that was looked at.
    """
    head = head_of(actor, "settle", sheet, node, change=True)
    found = locked_answer(sheet, node)
    if found is None or found.state != store.Commitment.COUNTERED:
        raise Conflict("nothing-to-settle")
    if seen is not None and seen != found.answered_at:
        raise Conflict("answer-changed")
    line, note = assigned_line(head), text(why)
    if how == "between" and amount is None:
        raise Invalid("between-needs-amount")
    done: Sequence[ChangedLine] = ()
    if how == "granted" and found.cells is not None:
        wanted = np.array(found.cells, np.int64).reshape(-1, MONTHS)
        if wanted.shape != line.cells.shape:
            raise Invalid("proposal-does-not-fit", wanted=line.cells.size)
        done = grant_cells(actor, head, wanted, note)
    elif how != "kept":
        year = found.amount if how == "granted" else amount_in_range(amount or 0)
        done = edit_cells(actor=actor, wishes=[Wish(Cell(sheet, node), year)], why=note, kind="settle").changed
    now = line.year if how == "kept" else assigned_line(head).year
    found.state, found.settled_how, found.settled_amount, found.settle_note = "settled", how, now, note
    found.settled_by_id, found.settled_at = actor.account_id, timezone.now()
    found.save()
    return Settled(now, tuple(done))


@use_case
def preview_settlement(
    *, actor: Actor, sheet: int, node: int, how: How, amount: int | None = None, seen: datetime | None = None
) -> Settled:
    """What `settle` would do. Nothing is kept."""
    with transaction.atomic():
        settled = settle(actor=actor, sheet=sheet, node=node, how=how, amount=amount, seen=seen)
        transaction.set_rollback(True)
    return settled
