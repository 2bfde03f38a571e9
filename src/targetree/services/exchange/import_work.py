"""The work behind an import, done by the jobs' process: read, plan, look at what changes; or keep it.

Whoever works on a run holds an advisory lock of PostgreSQL, which goes with the connection: a worker that is killed
leaves a run that the next one begins again. Reading changes nothing, and keeping is one transaction.
"""

from __future__ import annotations

import json
import logging
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from targetree.books.columns import TABLES
from targetree.books.given import given_sheet
from targetree.books.naming import Naming
from targetree.books.planned import plan_book
from targetree.books.sheets import Sheet
from targetree.books.survey import proposal, survey, worth_asking
from targetree.engine.findings import Finding, has_errors
from targetree.engine.result import Plan
from targetree.services.access import Actor, acting, actor_of, require, use_case
from targetree.services.errors import Conflict, Invalid, ServiceError
from targetree.services.versioning.showing import shown_version
from targetree.store import models as store
from targetree.store.arrays import rows
from targetree.store.mapping.book_in import bring_in
from targetree.store.mapping.book_out import BookOut
from targetree.store.mapping.fits import misfits
from targetree.store.mapping.plan_in import store_plan

from .headings import naming
from .import_findings import told
from .import_preview import base_of, fingerprint, measures_of, states_the_same, tables_of
from .importing import LOCK, Run
from .uploads import unpack

log = logging.getLogger(__name__)
GIVEN = "＊"
"""Begins the label of a table that stands in for one that the file lacks."""
_PARTS = {"read": (0.02, 0.35), "calendar": (0.35, 0.4), "plan": (0.4, 0.42), "split": (0.42, 0.7),
          "support": (0.7, 0.8), "compare": (0.8, 1.0), "write": (0.8, 1.0)}  # fmt: skip
_TELL_EVERY = 0.4


class Stopped(Exception):
    """The run was cancelled while it was worked on."""


def work_on(run: int, account: int) -> None:
    """Do what there is to do about a run, if nobody else is at it."""
    actor = actor_of(account)
    if actor is None:
        return
    with _alone(run) as mine:
        if not mine:
            return
        try:
            _work(actor, run)
        except Stopped:
            pass
        except ServiceError as refused:
            _failed(actor, run, refused)
        except Exception:
            log.exception("import %s", run)
            _failed(actor, run, Invalid("import-failed"))
        finally:
            shutil.rmtree(_folder(run), ignore_errors=True)


@contextmanager
def _alone(run: int) -> Iterator[bool]:
    mine = False
    for _ in range(5):
        with rows() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s::int, %s::int)", [LOCK, run])
            mine = bool((cursor.fetchone() or (False,))[0])
        if mine:
            break
        time.sleep(0.2)
    try:
        yield mine
    finally:
        if mine and connection.connection is not None and not connection.connection.closed:
            with rows() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s::int, %s::int)", [LOCK, run])


def _work(actor: Actor, run: int) -> None:
    begun = _begin(actor=actor, run=run)
    if begun is None:
        return
    applying = begun.state == Run.APPLYING
    tell = _teller(actor, run, begun.state)
    tell("read", 0)
    if begun.file is None:
        raise Invalid("import-file-gone")
    path = unpack(begun.file_name, bytes(begun.file), _folder(run))
    begun.file = None
    names = naming(actor=actor)
    given = _given(actor)
    outcome = plan_book(path, tell, naming=names, also=given)
    present = [slug for slug, source in outcome.sources.items() if slug in TABLES and not _is_given(source.label)]
    if _asks(actor, run, path, names, outcome.findings, present):
        return
    plan, findings = outcome.plan, list(outcome.findings)
    if not present and plan is not None:
        raise Invalid("upload-without-tables")
    if plan is not None:
        findings += misfits(plan.book)
    if plan is None or has_errors(findings):
        _refuse(actor, run, told(path, names, findings, outcome.sources))
        return
    said = told(path, names, findings, outcome.sources)
    kept = [slug for slug in TABLES if slug not in present and any(s.title == slug for s in given)]
    if applying:
        tell("write", 0)
        if _keep(actor=actor, run=run, plan=plan, why=begun.file_name):
            return
        plan = _planned_again(path, names, actor) or plan
    tell("compare", 0)
    preview = _preview(actor=actor, digest=begun.digest, plan=plan) | {"kept_tables": kept}
    _ready(actor, run, said, preview, overtaken=applying)


def _planned_again(path: Path, names: Naming, actor: Actor) -> Plan | None:
    """The plan with the tables that stand in for the file's as they are now."""
    return plan_book(path, naming=names, also=_given(actor)).plan


def _folder(run: int) -> Path:
    return Path(settings.TARGETREE_FILES) / "imports" / str(connection.settings_dict["NAME"]) / str(run)


@use_case
def _begin(*, actor: Actor, run: int) -> store.ImportRun | None:
    require(actor, "import")
    found = Run.objects.select_for_update().filter(id=run).first()
    if found is None or found.state not in (Run.UPLOADED, Run.READING, Run.APPLYING):
        return None
    if found.state == Run.UPLOADED:
        found.state = Run.READING
        found.save(update_fields=["state"])
    return found


def _teller(actor: Actor, run: int, state: str) -> Callable[[str, float], None]:
    """Writes how far the work is, now and then; raises Stopped once the run has been cancelled."""
    last, last_step = 0.0, ""

    def tell(step: str, part: float) -> None:
        nonlocal last, last_step
        now = time.monotonic()
        if step == last_step and now - last < _TELL_EVERY:
            return
        last, last_step = now, step
        low, high = _PARTS.get(step, (0.4, 0.8))
        with acting(actor.account_id):
            going = Run.objects.filter(id=run, state=state)
            if not going.update(step=step, progress=round(low + (high - low) * min(part, 1.0), 3)):
                raise Stopped

    return tell


def _given(actor: Actor) -> list[Sheet]:
    """The tables as they are, for those that a file lacks; none while there is no company."""
    with acting(actor.account_id):
        if not store.Company.objects.exists():
            return []
        shown = shown_version(actor=actor)
        live = BookOut(None)
        told_tables = dict(live.tables)
        if shown is not None:
            told_tables["targets"] = BookOut(shown.version, live=True).tables["targets"]

    def rows_of(slug: str) -> Callable[[], Sequence[dict[str, object]]]:
        def told_rows() -> Sequence[dict[str, object]]:
            with acting(actor.account_id):
                return told_tables[slug]()

        return told_rows

    return [given_sheet(slug, f"{GIVEN}{TABLES[slug].zh} {slug}", rows_of(slug)) for slug in told_tables]


def _is_given(label: str) -> bool:
    return label.startswith(GIVEN)


def _asks(
    actor: Actor, run: int, path: Path, names: Naming, findings: Sequence[Finding], present: Sequence[str]
) -> bool:
    """Keep what is unknown about the file; whether a person is to be asked before it is read."""
    strange = survey(path, names, findings)
    guessed = proposal(strange, present)
    sheets = [
        {
            "title": s.title, "label": s.label, "table": s.table, "headings": list(s.headings.items()),
            "taken": list(s.taken), "guess": guessed[s.title][0], "columns": guessed[s.title][1],
        }
        for s in strange
    ]  # fmt: skip
    with acting(actor.account_id):
        found = Run.objects.select_for_update().defer("file").get(id=run)
        decided = found.mapping.get("decided", False)
        found.mapping = {"sheets": sheets, "present": list(present), "decided": decided}
        asks = found.state == Run.READING and not decided and worth_asking(strange, guessed, findings)
        if asks:
            found.state = Run.MAPPING
        found.save(update_fields=["mapping", "state"])
    return asks


def _refuse(actor: Actor, run: int, said: dict[str, Any]) -> None:
    with acting(actor.account_id):
        Run.objects.filter(id=run, state__in=(Run.READING, Run.APPLYING)).update(
            state=Run.REFUSED, findings=said, preview={}, progress=1
        )


def _ready(actor: Actor, run: int, said: dict[str, Any], preview: dict[str, Any], *, overtaken: bool) -> None:
    error = json.dumps({"code": "import-overtaken", "values": {}}) if overtaken else ""
    with acting(actor.account_id):
        Run.objects.filter(id=run, state__in=(Run.READING, Run.APPLYING)).update(
            state=Run.READY, findings=said, preview=preview, progress=1, error=error
        )


def _failed(actor: Actor, run: int, refused: ServiceError) -> None:
    """A name that is taken sends the run back to where another can be chosen; anything else ends it."""
    error = json.dumps({"code": refused.code, "values": refused.values}, default=str)
    with acting(actor.account_id):
        going = Run.objects.filter(id=run, state__in=(Run.READING, Run.APPLYING))
        may_try_again = refused.code == "version-name-taken" or isinstance(refused, Conflict)
        if may_try_again and going.filter(state=Run.APPLYING).update(state=Run.READY, error=error):
            return
        going.update(state=Run.FAILED, error=error, file=None, finished_at=timezone.now())


@use_case
def _preview(*, actor: Actor, digest: str, plan: Plan) -> dict[str, Any]:
    """What keeping the plan would change; it is brought in and rolled back."""
    require(actor, "import")
    shown = shown_version(actor=actor)
    base = base_of(plan, digest, shown.version if shown else None)
    with transaction.atomic():
        differences = bring_in(plan.book)
        tables, print_of = tables_of(differences), fingerprint(differences)
        measures = measures_of(plan, base)
        transaction.set_rollback(True)
    same_numbers = bool(measures) and all(m["same"] for m in measures)
    same_stated = base is not None and states_the_same(plan, base)
    name = store.Version.objects.filter(id=base).values_list("name", flat=True).first() if base is not None else ""
    return {
        "tables": tables, "fingerprint": print_of, "base": base, "base_name": name, "measures": measures,
        "nothing": not any(differences) and (same_numbers or same_stated), "same_numbers": same_numbers,
        "same_stated": same_stated,
    }  # fmt: skip


@use_case
def _keep(*, actor: Actor, run: int, plan: Plan, why: str = "") -> bool:
    """Bring the book in and keep its plan as a version: all of it, or, where the data has changed since it was looked
    at, nothing."""
    require(actor, "import")
    with rows() as cursor:
        cursor.execute(_LOCK_TABLES)
    found = Run.objects.defer("file").select_for_update().get(id=run)
    if found.state != Run.APPLYING:
        raise Stopped
    try:
        with transaction.atomic():
            differences = bring_in(plan.book)
            if fingerprint(differences) != found.preview["fingerprint"]:
                raise _Overtaken
            found.version_id = _version(actor, plan, found.preview["name"], found.preview["note"])
    except _Overtaken:
        return False
    found.state, found.finished_at, found.file, found.progress = Run.DONE, timezone.now(), None, 1
    found.save(update_fields=["state", "finished_at", "file", "progress", "version"])
    return True


class _Overtaken(Exception):
    """What would be written is not what was looked at."""


_LOCK_TABLES = (
    "LOCK TABLE company, nodes, people, products, measures, customers, opportunities, actuals, calendar_days,"
    " statements, funnel_steps, receivables, market_notes, rewards IN SHARE ROW EXCLUSIVE MODE"
)
"""Others read on; who changes the same tables waits until it is done."""


def _version(actor: Actor, plan: Plan, name: str, note: str) -> int:
    if store.Version.objects.filter(name=name).exists():
        raise Invalid("version-name-taken", name=name)
    version = store.Version.objects.create(
        name=name, status=store.Version.DRAFT, note=note, created_by_id=actor.account_id
    )
    store_plan(plan, version)
    return int(version.id)
