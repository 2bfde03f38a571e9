"""Planning books brought in: a file is read in the background, its changes are looked at, and kept or not.

A run goes uploaded -> reading -> (mapping | refused | ready) -> applying -> done; it may be cancelled or fail on the
way. Nothing but the run itself is written before `applying`, and that is one transaction.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from targetree.books.columns import TABLES
from targetree.books.naming import LEFT_OUT
from targetree.services.access import Actor, require, use_case
from targetree.services.errors import Conflict, Invalid, Missing, ServiceError
from targetree.store import models as store
from targetree.store.arrays import rows

from .headings import remember
from .uploads import look_at

Run = store.ImportRun
WORKING = (Run.UPLOADED, Run.READING, Run.APPLYING)
OVER = (Run.DONE, Run.CANCELLED, Run.FAILED)
TASK = "imports.work"
LISTED = 30
KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class RunShown:
    """An import as its page shows it."""

    id: int
    file_name: str
    size: int
    state: str
    step: str
    progress: float
    by: str
    created_at: datetime
    finished_at: datetime | None
    version: int | None
    version_name: str
    mapping: dict[str, Any]
    findings: dict[str, Any]
    preview: dict[str, Any]
    error: str
    """The code of what stopped it; "" where nothing did."""
    error_values: dict[str, Any]
    has_file: bool

    @property
    def working(self) -> bool:
        return self.state in WORKING


@use_case
def begin_import(*, actor: Actor, file_name: str, data: bytes) -> int:
    """Take a file and have it read in the background. Returns the run's id."""
    require(actor, "import")
    name = Path(file_name.replace("\\", "/")).name[-200:] or "book"
    look_at(name, data)
    _let_go_of_old_files()
    with rows() as cursor:
        cursor.execute(
            "INSERT INTO import_runs (account_id, file_name, digest, size, file, state, step, progress, mapping,"
            " findings, preview, error, created_at)"
            " VALUES (%s, %s, %s, %s, %b, 'uploaded', '', 0, '{}', '{}', '{}', '', clock_timestamp()) RETURNING id",
            [actor.account_id, name, hashlib.sha256(data).hexdigest(), len(data), data],
        )
        run: int = (cursor.fetchone() or (0,))[0]
    queue(run, actor.account_id)
    return run


def _let_go_of_old_files() -> None:
    """Files that nobody decided about for a month are not kept."""
    old = Run.objects.exclude(state__in=(*OVER, Run.APPLYING)).filter(created_at__lt=timezone.now() - KEPT)
    old.update(state=Run.CANCELLED, file=None, finished_at=timezone.now())


def queue(run: int, account: int) -> None:
    """Have the run worked on; once, however often it is asked for."""
    from procrastinate.contrib.django import app
    from procrastinate.exceptions import AlreadyEnqueued

    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(TASK, queueing_lock=f"{TASK}:{run}").defer(run=run, account=account)


@use_case
def imports(*, actor: Actor) -> list[RunShown]:
    """The latest imports, newest first, without what was found in them."""
    require(actor, "import")
    found = Run.objects.select_related("account", "version").defer("file", "mapping", "findings", "preview")
    return [_shown(run, whole=False) for run in found.order_by("-created_at")[:LISTED]]


@use_case
def import_shown(*, actor: Actor, run: int) -> RunShown:
    """An import. One that nobody works on any more, although it is not over, is begun again."""
    require(actor, "import")
    found = Run.objects.select_related("account", "version").defer("file").filter(id=run).first()
    if found is None:
        raise Missing("not-found")
    if found.state in WORKING and nobody_works_on(run):
        queue(run, actor.account_id)
    return _shown(found, whole=True)


def _shown(run: store.ImportRun, *, whole: bool) -> RunShown:
    stopped: dict[str, Any] = json.loads(run.error) if run.error else {"code": "", "values": {}}
    return RunShown(
        run.id, run.file_name, run.size, run.state, run.step, run.progress, run.account.name, run.created_at,
        run.finished_at, run.version_id, run.version.name if run.version else "",
        run.mapping if whole else {}, run.findings or {} if whole else {}, run.preview if whole else {},
        stopped["code"], stopped["values"], run.state not in OVER,
    )  # fmt: skip


def stopped_by(run: RunShown) -> ServiceError | None:
    """What stopped a run, as the refusal that it was."""
    return ServiceError(run.error, **run.error_values) if run.error else None


LOCK = 0x7A67
"""The first half of the keys of PostgreSQL's advisory locks that say: this run is being worked on."""


def nobody_works_on(run: int) -> bool:
    """Whether the worker of a run is gone: its lock goes with its connection, however it ended."""
    with rows() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock_shared(%s::int, %s::int)", [LOCK, run])
        return bool((cursor.fetchone() or (False,))[0])


@use_case
def cancel_import(*, actor: Actor, run: int) -> None:
    """Let an import go; nothing of it was kept. Raises Conflict where it is over, or being kept this moment."""
    found = _locked(actor, run)
    if found.state in OVER:
        raise Conflict("import-over")
    if found.state == Run.APPLYING and not nobody_works_on(run):
        raise Conflict("import-not-ready")
    _end(found, Run.CANCELLED)


@use_case
def decide_headings(
    *, actor: Actor, run: int, sheets: Mapping[str, str], columns: Mapping[str, Mapping[str, str]]
) -> None:
    """Say what unknown sheets (title -> table) and headings (title -> heading -> column) mean; "" leaves them out.

    It is remembered for the next file, and this one is read again.
    """
    found = _locked(actor, run)
    if found.state not in (Run.MAPPING, Run.REFUSED, Run.READY):
        raise Conflict("import-over")
    asked = {sheet["title"]: sheet for sheet in found.mapping.get("sheets", ())}
    chosen: set[str] = set(found.mapping.get("present", ()))
    for title, table in sheets.items():
        if title not in asked or asked[title]["table"]:
            continue
        if table and table in chosen:
            raise Invalid("table-chosen-twice", table=_table_name(actor, table))
        chosen.add(table)
    remember(actor, "", {title: table for title, table in sheets.items() if title in asked})
    for title, meant in columns.items():
        sheet = asked.get(title)
        table = (sheet["table"] or sheets.get(title, LEFT_OUT)) if sheet else LEFT_OUT
        if sheet is None or not table:
            continue
        there = {heading for heading, _ in sheet["headings"]}
        meanings = {heading: slug for heading, slug in meant.items() if heading in there}
        _no_column_twice(actor, title, table, [*meanings.values(), *sheet["taken"]])
        remember(actor, table, meanings)
    found.state, found.step, found.progress = Run.UPLOADED, "", 0
    found.mapping = {**found.mapping, "decided": True}
    found.findings, found.preview = {}, {}
    found.save(update_fields=["state", "step", "progress", "mapping", "findings", "preview"])
    queue(run, actor.account_id)


def _no_column_twice(actor: Actor, title: str, table: str, slugs: Sequence[str]) -> None:
    if table not in TABLES:
        raise Invalid("heading-unknown", slug=table)
    used: set[str] = set()
    for slug in slugs:
        if slug and slug in used:
            column = TABLES[table].by_slug.get(slug)
            raise Invalid("heading-twice", sheet=title, column=column.name(_lang(actor)) if column else slug)
        used.add(slug)


def _table_name(actor: Actor, table: str) -> str:
    return TABLES[table].name(_lang(actor)) if table in TABLES else table


def _lang(actor: Actor) -> str:
    return "en" if actor.language.startswith("en") else "zh"


@use_case
def ask_headings_again(*, actor: Actor, run: int) -> None:
    """Open the question what its unknown sheets and columns mean, although they were left out."""
    found = _locked(actor, run)
    if found.state not in (Run.REFUSED, Run.READY) or not found.mapping.get("sheets"):
        raise Conflict("import-over")
    found.state = Run.MAPPING
    found.save(update_fields=["state"])


@use_case
def keep_import(*, actor: Actor, run: int, name: str, note: str = "") -> None:
    """Keep what was looked at, as a new version of this name, in the background."""
    found = _locked(actor, run)
    if found.state == Run.APPLYING:
        return
    if found.state != Run.READY:
        raise Conflict("import-not-ready")
    name = name.strip()
    if not name or len(name) > 120:
        raise Invalid("version-name-needed", most=120)
    if store.Version.objects.filter(name=name).exists():
        raise Invalid("version-name-taken", name=name)
    found.state, found.step, found.progress, found.error = Run.APPLYING, "", 0, ""
    found.preview = {**found.preview, "name": name, "note": note.strip()[:2000]}
    found.save(update_fields=["state", "step", "progress", "preview", "error"])
    queue(run, actor.account_id)


def _locked(actor: Actor, run: int) -> store.ImportRun:
    require(actor, "import")
    found = Run.objects.defer("file").select_for_update().filter(id=run).first()
    if found is None:
        raise Missing("not-found")
    return found


def _end(run: store.ImportRun, state: str) -> None:
    """The run is over: its file is not kept any longer."""
    run.state, run.file, run.finished_at = state, None, timezone.now()
    run.save(update_fields=["state", "file", "finished_at"])


def suggested_name(actor: Actor, shown: RunShown) -> str:
    """A free name for the version that a run would make."""
    stem = Path(shown.file_name).stem[:100]
    with transaction.atomic():
        taken = set(_version_names(actor=actor))
    return next(name for k in range(1, 1000) if (name := stem if k == 1 else f"{stem} ({k})") not in taken)


@use_case
def _version_names(*, actor: Actor) -> list[str]:
    return list(store.Version.objects.values_list("name", flat=True))
