"""Answer to one's number: accept it, or propose another with reasons (M10)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from django.utils import timezone

from targetree.engine.periods import MONTHS
from targetree.services.access import Actor, use_case
from targetree.services.cells import Head, amount_in_range, head_of
from targetree.services.errors import Conflict, Denied, Invalid
from targetree.store import models as store
from targetree.store.arrays import Ints, rows

from .answers import Assigned, assigned_line, locked_answer, text


@use_case
def accept(*, actor: Actor, sheet: int, node: int, was: int | None = None, sure: int | None = None,
           why: str = "") -> None:  # fmt: skip
    """Commit to the number as it is. `was` is the year that was seen: Conflict where it is another by now."""
    head, line = _answerable(actor, sheet, node, was)
    _keep(actor, head, line, store.Commitment.ACCEPTED, line.year, None, sure, text(why))


@use_case
def propose(
    *, actor: Actor, sheet: int, node: int, amount: int | None = None, cells: Sequence[int] | None = None,
    sure: int | None = None, why: str = "", was: int | None = None,
) -> None:  # fmt: skip
    """Commit to another number: a year's `amount`, or `cells` [leaf products x 12]; the year is their sum then.

    `why` must say something; `sure` is in per cent.
    """
    head, line = _answerable(actor, sheet, node, was)
    reason = text(why)
    if not reason:
        raise Invalid("reason-needed")
    if cells is None:
        year, grid = amount_in_range(-1 if amount is None else amount), None
        same = year == line.year
    else:
        grid = proposed_cells(cells, line)
        year = amount_in_range(int(grid.sum()))
        same = bool((grid == line.cells).all())
    if same:
        raise Invalid("proposal-is-the-same")
    _keep(actor, head, line, store.Commitment.COUNTERED, year, grid, sure, reason)


@use_case
def comment(*, actor: Actor, sheet: int, node: int, words: str) -> int:
    """Say something about a node's number. Returns the comment's id."""
    head = head_of(actor, "see_targets", sheet, node)
    if not may_comment(actor, head.path):
        raise Denied("not-allowed")
    said = text(words)
    if not said:
        raise Invalid("comment-empty")
    kept = store.Comment.objects.create(sheet_id=sheet, node_id=node, account_id=actor.account_id, text=said)
    return int(kept.pk)


def may_comment(actor: Actor, path: Sequence[int]) -> bool:
    """Those whose number it is, and those above who may change it."""
    return actor.may("answer", path) or actor.may("edit_targets", path)


def proposed_cells(cells: Sequence[int], line: Assigned) -> Ints:
    """[K, 12] as sent. Raises Invalid for another shape or a negative amount."""
    wanted = line.cells.size
    if len(cells) != wanted or min(cells, default=0) < 0:
        raise Invalid("proposal-does-not-fit", wanted=wanted)
    return np.array([amount_in_range(c) for c in cells], np.int64).reshape(-1, MONTHS)


def _answerable(actor: Actor, sheet: int, node: int, was: int | None) -> tuple[Head, Assigned]:
    head = head_of(actor, "answer", sheet, node)
    with rows() as cursor:  # not to be published meanwhile
        cursor.execute("SELECT status FROM versions WHERE id = %s FOR SHARE", [head.version])
        (status,) = cursor.fetchone() or (head.status,)
    if status == store.Version.PUBLISHED:
        raise Conflict("version-published")
    if status != store.Version.OPEN:
        raise Conflict("version-not-open")
    line = assigned_line(head)
    if was is not None and was != line.year:
        raise Conflict("number-changed", [{"was": was, "now": line.year}], was=was, now=line.year)
    return head, line


def _keep(
    actor: Actor, head: Head, line: Assigned, state: str, year: int, cells: Ints | None, sure: int | None, reason: str
) -> None:
    if sure is not None and not 0 <= sure <= 100:
        raise Invalid("sure-in-per-cent")
    node = head.path[-1]
    said = {
        "state": state, "assigned": line.year, "amount": year,
        "cells": None if cells is None else cells.ravel().tolist(), "confidence": sure, "reason": reason,
        "account_id": actor.account_id, "answered_at": timezone.now(),
        "settled_by_id": None, "settled_at": None, "settled_how": "", "settled_amount": None, "settle_note": "",
    }  # fmt: skip
    present = locked_answer(head.sheet, node)
    if present is None:
        store.Commitment.objects.create(sheet_id=head.sheet, node_id=node, **said)
        return
    if present.state == store.Commitment.SETTLED and present.settled_amount == line.year:
        raise Conflict("answer-settled")
    for field, value in said.items():
        setattr(present, field, value)
    present.save()
