"""Sheets of work plans brought in: what they would change is tried and taken back, shown, and done when it is kept.

Trying and doing are the same use case; a try ends with a rollback. So what a row is refused for, holds that leave no
room or a plan that is agreed already, is said beside the row before anything is kept, and nothing is ever half done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core import signing
from django.db import transaction

from targetree.books.columns import WORK
from targetree.books.naming import OURS
from targetree.books.work_sheets import WorkRow, read_work
from targetree.services.access import Actor, require, use_case
from targetree.services.errors import Conflict, Denied, Invalid
from targetree.store import models as store

from .import_findings import told
from .uploads import look_at, unpack
from .work_known import names
from .work_rows import Change, Refusal, Writing

MOST_ROWS = 5000
MOST_KEPT = 2_000_000
"""Characters of what stands in the page between looking and keeping."""
KEPT_SECONDS = 24 * 3600
_SALT = "targetree.work"


@dataclass(frozen=True)
class WorkLooked:
    """What a file would change."""

    findings: Mapping[str, Any]
    """As `import_findings.told` has them; with an error nothing can be kept."""
    wrong: bool
    refused: tuple[Refusal, ...]
    """Rows that cannot be as they are written."""
    changes: tuple[Change, ...]
    same: int
    """Rows that are so already."""
    token: str
    """To be given to `keep_work`; "" where there is nothing to keep."""


@use_case
def look_at_work(*, actor: Actor, file_name: str, data: bytes) -> WorkLooked:
    """Read a file and try it. Raises Invalid for what is no workbook or table, or is made to do harm."""
    require(actor, "plan")
    name = Path(file_name.replace("\\", "/")).name[-200:] or "plans.xlsx"
    look_at(name, data)
    with TemporaryDirectory() as folder:
        path = unpack(name, data, Path(folder) / "sent")
        found = read_work(path, names().known)
        findings = told(path, OURS, found.findings, found.sources) if found.findings else {}
    if len(found.rows) > MOST_ROWS:
        raise Invalid("work-too-many-rows", most=MOST_ROWS)
    if found.has_errors:
        return WorkLooked(findings, True, (), (), 0, "")
    writing = _tried(actor, found.rows)
    token = "" if writing.refused or not writing.changes else _packed(actor, found.rows, _revisions(writing))
    if len(token) > MOST_KEPT:
        raise Invalid("work-too-many-rows", most=MOST_ROWS)
    return WorkLooked(findings, False, tuple(writing.refused), tuple(writing.changes), writing.same, token)


@use_case
def keep_work(*, actor: Actor, token: str) -> int:
    """Keep what was looked at. Returns how many rows changed. Raises Conflict where it cannot be kept any more.

    A plan that anybody changed meanwhile is not what was looked at: nothing is kept.
    """
    require(actor, "plan")
    rows, seen = _unpacked(actor, token)
    list(store.WorkPlan.objects.select_for_update(no_key=True).filter(id__in=seen).order_by("id").values_list("id"))
    there = dict(store.WorkPlan.objects.values_list("id", "revision"))
    writing = Writing(actor, names())
    writing.write(rows)
    for plan in sorted(writing.plans):
        if there.get(plan) != seen.get(plan):
            raise Conflict("work-plan-changed", who=store.WorkPlan.objects.get(id=plan).node.name)
    if writing.refused:
        first = writing.refused[0]
        raise Conflict("work-moved-on", row=first.number, table=first.table) from first.error
    return len(writing.changes)


def _tried(actor: Actor, rows: Sequence[WorkRow]) -> Writing:
    writing = Writing(actor, names())
    with transaction.atomic():
        writing.write(rows)
        transaction.set_rollback(True)
    return writing


def _revisions(writing: Writing) -> dict[int, int]:
    """Of the plans that were there before the try."""
    return dict(store.WorkPlan.objects.filter(id__in=writing.plans).values_list("id", "revision"))


def _packed(actor: Actor, rows: Sequence[WorkRow], seen: Mapping[int, int]) -> str:
    plain = [[row.table, row.number, {slug: _plain(value) for slug, value in row.values.items()}] for row in rows]
    return signing.dumps([actor.account_id, plain, [*seen.items()]], salt=_SALT, compress=True)


def _unpacked(actor: Actor, token: str) -> tuple[list[WorkRow], dict[int, int]]:
    try:
        account, plain, seen = signing.loads(token, salt=_SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        raise Invalid("work-token") from None
    if account != actor.account_id:
        raise Denied("not-allowed")
    rows = [
        WorkRow(table, number, {slug: _typed(table, slug, value) for slug, value in values.items()})
        for table, number, values in plain
    ]
    return rows, dict(seen)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _typed(table: str, slug: str, value: Any) -> Any:
    return date.fromisoformat(value) if value is not None and WORK[table].by_slug[slug].kind == "date" else value
