"""The five parts of some plans of the sample company, requests between its departments, and what was arranged."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from targetree.services.access import Actor, acting
from targetree.services.fiveparts.needs import arrange_need
from targetree.services.fiveparts.writing import Written, write_points
from targetree.services.plans.opening import open_plan
from targetree.services.requests.answering import accept_request, decline_request, request_done
from targetree.services.requests.asking import ask_for_support
from targetree.store import models as store

from .commitments import _Cast
from .five_parts_told import PLANS, Ask, Plan

ARRANGED_FOR = date(2027, 3, 4)


def add(lang: str) -> None:
    """Everything, for the plans of the open version of the sample company that was just loaded."""
    at = 0 if lang == "zh" else 1
    cast = _Cast()
    director = cast.actor("1001")
    with acting(director.account_id):
        year = store.Company.objects.get()
        last = date(year.plan_year, 12, 31)
    for told in PLANS:
        actor = cast.actor(told.by)
        plan = open_plan(actor=actor, node=cast.node(director, told.who))
        _write(cast, actor, plan, told, at, last)
        for ask in told.asks:
            _ask(cast, actor, plan, ask, at, last)


def _write(cast: _Cast, actor: Actor, plan: int, told: Plan, at: int, last: date) -> None:
    points = [Written("must", text[at]) for text in told.must]
    points += [
        Written(part, text[at], kind=kind, amount=fen, at_percent=percent)
        for part, kind, text, fen, percent in told.stakes
    ]
    points += [Written("stage", text[at], starts=starts, due=due) for starts, due, text in told.stages]
    obstacles = [Written("obstacle", text[at]) for text, _ in told.obstacles]
    ids = write_points(actor=actor, plan=plan, points=[*points, *obstacles])[len(points) :]
    needs = [(id, need) for id, (_, of) in zip(ids, told.obstacles, strict=True) for need in of]
    made = write_points(
        actor=actor, plan=plan,
        points=[Written("need", text[at], kind=kind, obstacle=id) for id, (kind, text, _) in needs],
    )  # fmt: skip
    day = max(ARRANGED_FOR, timezone.localdate())
    for id, (_, (_kind, _text, arranged)) in zip(made, needs, strict=True):
        if arranged:
            lead = cast.actor("manager" if told.who in ("E1", "E") else "leader")
            arrange_need(actor=lead, need=id, how=arranged[at], day=day if day <= last else None)


def _ask(cast: _Cast, actor: Actor, plan: int, ask: Ask, at: int, last: date) -> None:
    """A request with its answer; none once the year is over."""
    today = timezone.localdate()
    by = max(ask.by, today + timedelta(days=7))
    if by > last:
        return
    kind, _, code = ask.to.partition(":")
    unit = cast.node(cast.actor("1001"), code) if kind == "unit" else None
    asked = cast.actor(_LEADS[code] if kind == "unit" else ask.to)
    request = ask_for_support(
        actor=actor, plan=plan, text=ask.text[at], why=ask.why[at], needed_by=by, to_node=unit,
        to_account=None if unit else asked.account_id,
    )  # fmt: skip
    if ask.answer == "accepted":
        promised = max(ask.promised or by, today)
        accept_request(actor=asked, request=request, promised=promised, answer=ask.said[at])
    elif ask.answer == "declined":
        decline_request(actor=asked, request=request, reason=ask.said[at])
    elif ask.answer == "done":
        accept_request(actor=asked, request=request, promised=by)
        request_done(actor=asked, request=request, answer=ask.said[at])


_LEADS = {"E1": "leader", "E": "manager", "HQ": "1001"}
"""Who answers for a unit."""
