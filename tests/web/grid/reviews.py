"""Reviews: who hands in, talks, agrees, signs; who reads copies, letters and paper; who sets the dates."""

from __future__ import annotations

from typing import Any

from web.grid.frame import ADMIN, PLAN, SEE, Thing, plan_at, row

#       director operations manager other_manager seller colleague_seller colleague auditor outsider anonymous
WRITE = "  *         *         ob       ob          o          o             -        -        -        -"
DECIDE = " *         -         b        b           -          -             -        -        -        -"
TALK = "   *         *         ob       ob          o          o             -        -        -        -"
SIGN = "   *         -         ob       ob          o          o             -        -        -        -"


def written(thing: Thing) -> dict[str, Any]:
    """A plan with something in it."""
    from people import actor
    from targetree.services.access import acting
    from targetree.store import models as store

    with acting(actor("director").account_id):
        if not store.Condition.objects.filter(plan_id=thing.plan).exists():
            store.Condition.objects.create(plan_id=thing.plan, text="grid")
    return {"plan": thing.plan}


def submitted(thing: Thing) -> dict[str, Any]:
    """One that is handed in, whatever the sample did with it."""
    from people import actor
    from targetree.services.plans.opening import plan_of
    from targetree.services.reviews.flow import reopen_plan, submit_plan

    written(thing)
    status = plan_of(actor=actor("director"), plan=thing.plan).status
    if status == "agreed":
        reopen_plan(actor=actor("director"), plan=thing.plan, note="grid")
    if status != "submitted":
        submit_plan(actor=actor("director"), plan=thing.plan)
    return {"plan": thing.plan}


def agreed(thing: Thing) -> dict[str, Any]:
    from people import actor
    from targetree.services.reviews.flow import agree_plan

    submitted(thing)
    agree_plan(actor=actor("director"), plan=thing.plan)
    return {"plan": thing.plan}


def lettered(thing: Thing) -> dict[str, Any]:
    from people import actor
    from targetree.services.reviews.letters import letters_of

    agreed(thing)
    return {"plan": thing.plan, "number": letters_of(actor=actor("director"), plan=thing.plan)[0].number}


def copied(thing: Thing) -> dict[str, Any]:
    from people import actor
    from targetree.services.reviews.copies import copies_of

    submitted(thing)
    return {"plan": thing.plan, "number": copies_of(actor=actor("director"), plan=thing.plan)[0].number}


def commented(thing: Thing) -> dict[str, Any]:
    from people import actor
    from targetree.services.reviews.comments import comment_plan

    comment = comment_plan(actor=actor("director"), plan=thing.plan, words="grid")
    return {"plan": thing.plan, "comment": comment}


def signature(thing: Thing) -> dict[str, Any]:
    """The name of the role that asks, and the digest of the letter."""
    from people import actor
    from targetree.services.reviews.letters import letters_of
    from web.grid.frame import _ADDRESS

    newest = letters_of(actor=actor("director"), plan=thing.plan)
    who = actor(_ADDRESS.get(thing.role, thing.role))
    return {"name": who.name, "digest": newest[0].digest if newest else ""}


def _compared(thing: Thing) -> dict[str, Any]:
    return {"from": copied(thing)["number"]}


ROWS = [
    row("plan-season", "GET", ADMIN),
    row("plan-season", "POST", ADMIN, send={"handed_in": "2026-01-02"}),
    row("plan-submit", "POST", WRITE, at=written, send={"note": "grid"}),
    row("plan-withdraw", "POST", WRITE, at=submitted, send={}),
    row("plan-return", "POST", DECIDE, at=submitted, send={"note": "grid"}),
    row("plan-agree", "POST", DECIDE, at=submitted, send={}),
    row("plan-reopen", "POST", WRITE, at=agreed, send={"note": "grid"}),
    row("plan-talk", "GET", TALK, at=plan_at),
    row("plan-talk", "POST", TALK, at=plan_at, send={"words": "grid"}),
    row("plan-talk-settle", "POST", TALK, at=commented, send={}),
    row("plan-copies", "GET", SEE, at=plan_at),
    row("plan-copy", "GET", SEE, at=copied),
    row("plan-compare", "GET", SEE, at=plan_at, ask=_compared),
    row("plan-letter", "GET", SEE, at=lettered),
    row("plan-letter-sign", "POST", SIGN, at=lettered, send=signature),
    row("plan-letter-pdf", "GET", SEE, at=lettered),
    row("plan-pdf", "GET", SEE, at=plan_at),
    row("api:plans_of_season", "GET", PLAN),
    row("api:planning_season", "GET", PLAN),
    row("api:set_planning_season", "PUT", ADMIN, send={"handed_in": "2026-01-02"}),
    row("api:begin_plan", "POST", WRITE, send=lambda o: {"node": o.node}),
    row("api:work_plan", "GET", SEE, at=plan_at),
    row("api:plan_as_pdf", "GET", SEE, at=plan_at),
    row("api:submit", "POST", WRITE, at=written, send={}),
    row("api:withdraw", "POST", WRITE, at=submitted, send={}),
    row("api:return_to_writer", "POST", DECIDE, at=submitted, send={"note": "grid"}),
    row("api:agree", "POST", DECIDE, at=submitted, send={}),
    row("api:reopen", "POST", WRITE, at=agreed, send={"note": "grid"}),
    row("api:plan_comments", "GET", SEE, at=plan_at),
    row("api:add_plan_comment", "POST", TALK, at=plan_at, send={"text": "grid"}),
    row("api:settle_plan_comment", "POST", TALK, at=commented, send={"resolved": True}),
    row("api:plan_copies", "GET", SEE, at=plan_at),
    row("api:plan_copy", "GET", SEE, at=copied),
    row("api:plan_differences", "GET", SEE, at=copied),
    row("api:plan_letters", "GET", SEE, at=plan_at),
    row("api:plan_letter", "GET", SEE, at=lettered),
    row("api:sign", "POST", SIGN, at=lettered, send=signature),
    row("api:letter_as_pdf", "GET", SEE, at=lettered),
]
