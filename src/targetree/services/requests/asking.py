"""Ask for support, take it back, ask again: by those who write the plan that needs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from targetree.engine.periods import PlanYear
from targetree.services.access import Actor, use_case
from targetree.services.errors import Conflict, Denied, Invalid, Missing
from targetree.services.plans.heads import PlanHead, plan_head, said
from targetree.store import models as store
from targetree.store.arrays import rows

from .showing import OPEN, Asked, locked_request

MOST_OPEN = 100
"""Requests of one plan that are still going."""


@dataclass(frozen=True, slots=True)
class UnitToAsk:
    """A unit that can be asked; without `answerers` there is nobody who would read it."""

    node: int
    name: str
    depth: int
    above: bool
    """On the way from the asking node up: the own team, the own region …"""
    answerers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColleagueToAsk:
    account: int
    name: str
    title: str
    other_department: bool


@dataclass(frozen=True)
class WhomToAsk:
    units: tuple[UnitToAsk, ...]
    colleagues: tuple[ColleagueToAsk, ...]


@use_case
def whom_to_ask(*, actor: Actor, plan: int) -> WhomToAsk:
    """Units and colleagues that can be asked for support of a plan; not the actor, nor whose plan it is."""
    head = plan_head(actor, "see_targets", plan)
    with rows() as cursor:
        cursor.execute("SELECT node, path, name, accounts, answerers FROM targetree_units_to_ask(NULL)")
        units = cursor.fetchall()
        cursor.execute("SELECT account, name, title, other, person FROM targetree_colleagues_to_ask(NULL)")
        colleagues = cursor.fetchall()
    return WhomToAsk(
        tuple(
            UnitToAsk(node, name, len(path) - 1, node in head.path[:-1], _names(answerers))
            for node, path, name, accounts, answerers in units
            if node != head.node and {int(a) for a in accounts or ()} != {actor.account_id}
        ),
        tuple(
            ColleagueToAsk(account, name, title, other)
            for account, name, title, other, person in colleagues
            if account != actor.account_id and (person is None or person != head.person)
        ),
    )


@use_case
def ask_for_support(
    *, actor: Actor, plan: int, text: str, needed_by: date, to_node: int | None = None, to_account: int | None = None,
    why: str = "",
) -> int:  # fmt: skip
    """Ask a unit (its manager answers) or a colleague for support of a plan. Returns the request's id.

    Also while the plan is with the manager or agreed: asking for help goes on all year. `why` says what fails without
    it. Raises Invalid for oneself, an archived unit, one without anybody to answer, or a date that cannot be.
    """
    head = plan_head(actor, "write_plan", plan, change=True, execution=True)
    kept, reason = said(text, needed=True), said(why)
    _check_day(head.year, needed_by)
    if (to_node is None) is (to_account is None):
        raise Invalid("request-to-one")
    if to_node is not None:
        _check_unit(actor, head, to_node)
    elif to_account is not None:
        _check_colleague(actor, head, to_account)
    if store.SupportRequest.objects.filter(plan_id=head.id, status__in=OPEN).count() >= MOST_OPEN:
        raise Conflict("request-too-many", most=MOST_OPEN)
    row = store.SupportRequest.objects.create(
        plan_id=head.id, node_id=head.node, text=kept, why=reason, needed_by=needed_by, to_node_id=to_node,
        to_account_id=to_account, asked_by_id=actor.account_id,
    )  # fmt: skip
    store.PlanPoint.objects.filter(plan_id=head.id, part="alone").delete()
    return int(row.id)


@use_case
def change_request(
    *, actor: Actor, request: int, text: str, needed_by: date, because: str = "", seen: int | None = None
) -> None:
    """Say it better, or for another day, while it is not answered."""
    row, _ = _own(actor, request, seen)
    if row.status != row.OPEN:
        raise Conflict("request-answered")
    kept, reason = said(text, needed=True), said(because)
    if needed_by != row.needed_by:
        _check_day(_year(row), needed_by)
    if (row.text, row.why, row.needed_by) == (kept, reason, needed_by):
        return
    row.text, row.why, row.needed_by = kept, reason, needed_by
    _save(row)


@use_case
def withdraw_request(*, actor: Actor, request: int, seen: int | None = None, why: str = "") -> None:
    """It is not needed any more. The trace stays, with `why`."""
    row, _ = _own(actor, request, seen)
    said(why)
    if row.status not in OPEN:
        raise Conflict("request-over")
    row.status = row.WITHDRAWN
    _save(row)


@use_case
def reopen_request(*, actor: Actor, request: int, needed_by: date, seen: int | None = None, why: str = "") -> None:
    """Ask again: it was declined or withdrawn, or what was done is not what was wanted. For a new date."""
    row, shown = _own(actor, request, seen)
    said(why)
    if row.status in OPEN:
        raise Conflict("request-going")
    _check_day(_year(row), needed_by)
    if shown.to_unit and not shown.answerers:
        raise Invalid("request-no-manager", unit=shown.to)
    row.status, row.needed_by, row.promised, row.answer = row.OPEN, needed_by, None, ""
    row.answered_by_id = row.answered_at = row.done_at = None
    _save(row)


def _own(actor: Actor, request: int, seen: int | None) -> tuple[store.SupportRequest, Asked]:
    row, shown = locked_request(actor, request)
    if not shown.mine_to_ask:
        raise Denied("not-allowed")
    seen_as(row, seen)
    return row, shown


def seen_as(row: store.SupportRequest, seen: int | None) -> None:
    """Raises Conflict where the request has changed since it was seen."""
    if seen is not None and row.revision != seen:
        raise Conflict("request-changed")


def _save(row: store.SupportRequest) -> None:
    row.revision += 1
    row.save()


def _year(row: store.SupportRequest) -> PlanYear:
    company = store.Company.objects.get()
    return PlanYear(company.plan_year, company.year_start)


def _check_day(year: PlanYear, day: date) -> None:
    if day < timezone.localdate():
        raise Invalid("request-date-past", day=day.isoformat())
    if day >= year.end:
        raise Invalid("request-after-year", day=day.isoformat())


def _check_unit(actor: Actor, head: PlanHead, unit: int) -> None:
    with rows() as cursor:
        cursor.execute("SELECT name, archived, accounts FROM targetree_units_to_ask(%s)", [unit])
        found = cursor.fetchone()
    if found is None:
        raise Missing("not-found")
    name, archived, accounts = found
    who = {int(a) for a in accounts or ()}
    if archived:
        raise Invalid("request-unit-archived", unit=name)
    if unit == head.node or who == {actor.account_id}:
        raise Invalid("request-to-self")
    if not who:
        raise Invalid("request-no-manager", unit=name)


def _check_colleague(actor: Actor, head: PlanHead, account: int) -> None:
    if account == actor.account_id:
        raise Invalid("request-to-self")
    with rows() as cursor:
        cursor.execute("SELECT person FROM targetree_colleagues_to_ask(%s)", [account])
        found = cursor.fetchone()
    if found is None:
        raise Invalid("request-no-colleague")
    if found[0] is not None and found[0] == head.person:
        raise Invalid("request-to-self")


def _names(joined: str) -> tuple[str, ...]:
    return tuple(joined.split("\x1f")) if joined else ()
