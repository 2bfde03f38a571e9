"""Requests as both sides see them: who asks whom for what until when, how it stands, what is late."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from targetree.services.access import Actor, use_case
from targetree.services.errors import Denied, Missing
from targetree.services.plans.heads import plan_head
from targetree.store import models as store
from targetree.store.arrays import rows

OPEN = ("open", "accepted")
"""States in which something is still to be done."""
MOST = 500
BOXES = ("inbox", "sent", "below")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request. The plan is named only to those who may see it."""

    id: int
    revision: int
    plan: int | None
    node: int
    text: str
    why: str
    needed_by: date
    status: str
    """open, accepted, declined, done, withdrawn"""
    promised: date | None
    answer: str
    asked_by: str
    asked_at: datetime
    answered_by: str
    answered_at: datetime | None
    done_at: datetime | None
    name: str
    """Whose plan it is for: person or unit."""
    unit: str
    """The unit above."""
    to: str
    """The unit or the colleague that is asked."""
    to_unit: bool
    answerers: tuple[str, ...]
    """Who can answer; empty: nobody who signs in, so the asker had better ask somebody else."""
    late_days: int
    """Since the date that counts now (the promised one, else the wanted one); 0 while it is not over."""
    mine_to_answer: bool
    mine_to_ask: bool
    """Whether the actor may withdraw, change and reopen it."""

    @property
    def going(self) -> bool:
        return self.status in OPEN

    @property
    def promised_late(self) -> int:
        """Days by which the promise comes after the date that was wanted."""
        return max((self.promised - self.needed_by).days, 0) if self.promised else 0


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the trace."""

    event: str
    """asked, changed, accepted, declined, done, withdrawn, reopened"""
    text: str
    promised: date | None
    needed_by: date
    who: str
    at: datetime


@dataclass(frozen=True)
class Traced:
    request: Asked
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Of what is to be answered or done by the actor, and of what the actor asked for."""

    waiting: int
    """Asked of the actor and not answered."""
    to_do: int
    """Promised by the actor and not done."""
    late: int
    sent: int
    sent_late: int


@use_case
def requests_of(*, actor: Actor, box: str = "inbox", state: str = "", today: date | None = None) -> list[Asked]:
    """`inbox`: what is asked of the actor; `sent`: what the actor asked for, or somebody for the actor's own seat or
    unit; `below`: all others that the actor sees.

    `state`: `open` (not answered), `accepted`, `closed`, `late`; "" all. What presses most comes first.
    """
    found = _shown(actor, list(_in_box(actor, box).order_by("-id")[:MOST]), today)
    chosen: Callable[[Asked], bool] = {
        "": lambda r: True,
        "late": lambda r: r.late_days > 0,
        "closed": lambda r: not r.going,
    }.get(state, lambda r: r.status == state)
    return sorted(filter(chosen, found), key=_urgency)


@use_case
def counts(*, actor: Actor, today: date | None = None) -> Counts:
    """How many wait. Two queries, however many there are."""
    today = today or timezone.localdate()
    late = Q(status__in=OPEN) & Q(when__lt=today)
    with_day = {"when": Coalesce("promised", "needed_by")}
    inbox = _in_box(actor, "inbox").annotate(**with_day).aggregate(
        waiting=Count("id", filter=Q(status="open")), to_do=Count("id", filter=Q(status="accepted")),
        late=Count("id", filter=late),
    )  # fmt: skip
    sent = _in_box(actor, "sent").annotate(**with_day).aggregate(
        sent=Count("id", filter=Q(status__in=OPEN)), sent_late=Count("id", filter=late)
    )  # fmt: skip
    return Counts(**inbox, **sent)


@use_case
def request_traced(*, actor: Actor, request: int, today: date | None = None) -> Traced:
    """One request with all that happened to it. Raises Missing where it does not concern the actor."""
    found = _shown(actor, list(store.SupportRequest.objects.filter(id=request)), today)
    if not found:
        raise Missing("not-found")
    steps = store.RequestEvent.objects.filter(request_id=request).order_by("id")
    return Traced(
        found[0], tuple(Step(s.event, s.text, s.promised, s.needed_by, s.account_name, s.at) for s in steps)
    )  # fmt: skip


@use_case
def requests_of_plan(*, actor: Actor, plan: int, today: date | None = None) -> list[Asked]:
    """The requests of a plan, the first that was asked first. Raises Missing."""
    head = plan_head(actor, "see_targets", plan)
    found = store.SupportRequest.objects.filter(plan_id=head.id)
    return _shown(actor, list(found.order_by("asked_at", "id")[:MOST]), today)


def locked_request(actor: Actor, request: int) -> tuple[store.SupportRequest, Asked]:
    """The request, locked until the transaction ends, as a row and as it is shown. Raises Missing, Denied."""
    shown = _shown(actor, list(store.SupportRequest.objects.filter(id=request)), None)
    if not shown:
        raise Missing("not-found")
    row = store.SupportRequest.objects.select_for_update(no_key=True).filter(id=request).first()
    if row is None:  # who may not change it cannot lock it either
        raise Denied("not-allowed")
    return row, shown[0]


def _in_box(actor: Actor, box: str) -> QuerySet[store.SupportRequest]:
    if not actor.roles:
        raise Denied("not-allowed")
    mine = Q(to_account_id=actor.account_id) | Q(to_node_id__in=actor.roots("manager", "director"))
    own = Q(asked_by_id=actor.account_id) | Q(node_id__in=actor.roots("manager", "seller"))
    found = store.SupportRequest.objects.all()
    if box == "below":
        return found.exclude(mine).exclude(own)
    return found.filter(mine if box == "inbox" else own)


def _shown(actor: Actor, found: Sequence[store.SupportRequest], today: date | None) -> list[Asked]:
    """Rows with the names on them; the number of queries is the same for any number of rows."""
    if not found:
        return []
    today = today or timezone.localdate()
    with rows() as cursor:
        cursor.execute(
            "SELECT f.*, n.path, a.name, b.name FROM targetree_request_names(%s) f"
            " JOIN support_requests r ON r.id = f.request LEFT JOIN nodes n ON n.id = r.node_id"
            " LEFT JOIN accounts a ON a.id = r.asked_by_id LEFT JOIN accounts b ON b.id = r.answered_by_id",
            [[row.id for row in found]],
        )
        named = {line[0]: line[1:] for line in cursor.fetchall()}
    units = actor.roots("manager", "director")
    told = []
    for row in found:
        if row.id not in named:
            continue
        name, _kind, unit, to, archived, answerers, path, asked_by, answered_by = named[row.id]
        way = [int(n) for n in path] if path is not None else []
        sees = bool(way) and actor.may("see_targets", way)
        by = tuple(answerers.split("\x1f")) if answerers and not archived else ()
        asked_me = row.to_account_id == actor.account_id or row.to_node_id in units
        told.append(Asked(
            row.id, row.revision, row.plan_id if sees else None, row.node_id, row.text, row.why, row.needed_by,
            row.status, row.promised, row.answer, asked_by or "?", row.asked_at, answered_by or "", row.answered_at,
            row.done_at, name, unit or "", to or (by[0] if by else "?"), row.to_node_id is not None, by,
            _late(row, today), asked_me, bool(way) and actor.may("write_plan", way),
        ))  # fmt: skip
    return told


def _late(row: store.SupportRequest, today: date) -> int:
    if row.status not in OPEN:
        return 0
    return max((today - (row.promised or row.needed_by)).days, 0)


def _urgency(request: Asked) -> tuple[int, date, int]:
    rank = {"open": 0, "accepted": 0}.get(request.status, 1)
    when = request.promised or request.needed_by
    return (rank, when, request.id) if rank == 0 else (rank, date.max, -request.id)
