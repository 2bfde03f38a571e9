"""Answer a request: promise a date, decline with the reason, say that it is done."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from targetree.services.access import Actor, use_case
from targetree.services.errors import Conflict, Denied, Invalid
from targetree.services.plans.heads import said
from targetree.store import models as store

from .asking import seen_as
from .showing import OPEN, locked_request


@use_case
def accept_request(
    *, actor: Actor, request: int, promised: date, answer: str = "", seen: int | None = None, why: str = ""
) -> None:
    """Promise it for a day; a promise can be moved by promising again, which both sides see."""
    row = _asked_of(actor, request, seen)
    if row.status not in OPEN:
        raise Conflict("request-over")
    if promised < timezone.localdate():
        raise Invalid("request-promise-past", day=promised.isoformat())
    if promised.year > row.needed_by.year + 1:
        raise Invalid("request-promise-far", day=promised.isoformat())
    _answer(actor, row, row.ACCEPTED, answer, promised)


@use_case
def decline_request(*, actor: Actor, request: int, reason: str, seen: int | None = None, why: str = "") -> None:
    """It cannot be given; the reason is what the asker needs to go on. Also after a promise that cannot be kept."""
    row = _asked_of(actor, request, seen)
    if row.status not in OPEN:
        raise Conflict("request-over")
    if not said(reason):
        raise Invalid("request-reason-needed")
    _answer(actor, row, row.DECLINED, reason, None)


@use_case
def request_done(*, actor: Actor, request: int, answer: str = "", seen: int | None = None, why: str = "") -> None:
    """The support has been given: said by those who were asked, or by those who got it."""
    row, shown = locked_request(actor, request)
    if not (shown.mine_to_answer or shown.mine_to_ask):
        raise Denied("not-allowed")
    seen_as(row, seen)
    if row.status not in OPEN:
        raise Conflict("request-over")
    row.done_at = timezone.now()
    _answer(actor, row, row.DONE, answer or row.answer, row.promised)


def _asked_of(actor: Actor, request: int, seen: int | None) -> store.SupportRequest:
    row, shown = locked_request(actor, request)
    if not shown.mine_to_answer:
        raise Denied("not-allowed")
    seen_as(row, seen)
    return row


def _answer(actor: Actor, row: store.SupportRequest, status: str, answer: str, promised: date | None) -> None:
    row.status, row.answer, row.promised = status, said(answer), promised
    row.answered_by_id, row.answered_at = actor.account_id, timezone.now()
    row.revision += 1
    row.save()
