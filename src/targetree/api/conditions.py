"""Conditions of a plan: the tree, judgements, proposals, templates, and the target split again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal, cast

from ninja import Query, Router, Schema
from pydantic import Field

from targetree.services.conditions import judging, placing, proposals, reading, splitting, templates, writing
from targetree.services.conditions.figures import Binding
from targetree.services.errors import Missing

from .entrance import Request
from .fields import Body, Code, Day, Id, Text, Units
from .fields import Query as Parameters
from .language import language

router = Router(tags=["Conditions"])
Kind = Literal["traits", "needed", "in_hand", "repeat", "chances", "mix", "habits", "free"]
State = Literal["open", "holds", "fails"]
FigureName = Literal[
    "customers", "repeat", "brings", "share", "customer_share", "concentration", "deals", "deals_amount",
    "opportunity", "done",
]  # fmt: skip
Long = Annotated[Text, Field(max_length=4000)]
Revision = Annotated[int, Field(ge=0, le=2**31 - 1)]


class StandingOut(Schema):
    """How the target stands on the conditions right below it."""

    holds: int
    fails: int
    open: int
    of: int
    left_open: int = Field(description="Conditions that are neither judged nor bound, or whose figure is gone.")


class ConditionOut(Schema):
    """A condition. Amounts in the smallest unit, rates as fractions."""

    id: int
    parent: int | None
    depth: int
    kind: Kind
    text: str
    difficulty: str
    breakthrough: str
    due: date | None
    owner: int | None
    owner_name: str
    owner_left: bool
    figure: str
    about: dict[str, Any] = Field(description="What the figure is about.")
    at_least: float | None = Field(description="For `concentration`: at most.")
    value: float | None = Field(description="What the figure says; what it said last where it is gone.")
    gone_since: datetime | None = Field(description="The figure is gone; until it is bound anew it counts as open.")
    own: State = Field(description="Its own judgement, or what its figure says.")
    state: State = Field(description="With all conditions below it.")
    since: datetime | None = Field(description="When it was noticed or judged.")
    judged_by: str
    note: str
    effect: int | None
    effect_month: int | None
    effect_product: int | None
    revision: int


class TreeOut(Schema):
    standing: StandingOut
    conditions: list[ConditionOut] = Field(description="Depth-first.")


class BindingIn(Body):
    """A figure that decides, and what is wanted of it."""

    figure: FigureName
    at_least: float = Field(1.0, gt=0, description="Rates as fractions, amounts in the smallest unit.", strict=False)
    stage: Literal["past", "current", "future"] | None = None
    over: Literal["year", "last12"] | None = None
    product: Id | None = None
    customer: Id | None = None
    opportunity: Id | None = None
    stage_name: Code | None = Field(None, description="An opportunity's stage; won where there is none.")
    measure: Id | None = None
    first_month: int | None = Field(None, ge=0, le=11)
    month_count: int | None = Field(None, ge=1, le=12)


class ConditionChangeIn(Body):
    """What is left out stays as it is."""

    text: Long = ""
    kind: Kind = "free"
    difficulty: Long = ""
    breakthrough: Long = ""
    due: Day | None = None
    owner: Id | None = None
    binding: BindingIn | None = None
    effect: Units | None = None
    effect_month: int | None = Field(None, ge=0, le=11)
    effect_product: Id | None = None
    revision: Revision | None = Field(None, description="As it was seen: refused where somebody else changed it since.")


class ConditionIn(ConditionChangeIn):
    text: Annotated[Long, Field(min_length=1)]
    parent: Id | None = None
    after: Id | None = Field(None, description="A sibling, right after which it is to stand.")


class MoveIn(Body):
    parent: Id | None = Field(description="Null: right below the target.")
    place: int | None = Field(None, ge=0, le=10_000, description="Among its siblings, from 0; last where not given.")


class ShiftIn(Body):
    how: Literal["up", "down", "in", "out"]


class ConditionJudgementIn(Body):
    state: State
    note: Long = ""
    revision: Revision | None = None


class OfRevision(Parameters):
    revision: int | None = Field(None, ge=0, le=2**31 - 1)


class RemovedOut(Schema):
    removed: int


class ConditionProposalOut(Schema):
    """A condition that the gap asks for."""

    key: str
    slug: str
    text: str
    kind: Kind
    effect: int | None
    values: dict[str, Any] = Field(description="The figures that it comes from.")


class ConditionAcceptIn(Body):
    key: Annotated[str, Field(max_length=100)]
    parent: Id | None = None


class TemplateOut(Schema):
    number: int
    kind: Kind
    text: str
    difficulty: str
    breakthrough: str
    figure: str
    taken: bool


TemplateAt = Annotated[int, Field(ge=0, le=99)]


class TakeIn(Body):
    trade: Literal["distribution", "projects", "retail", "service"]
    numbers: list[TemplateAt] | None = Field(None, max_length=20, description="All that are left for null.")
    parent: Id | None = None


class WhichSplit(Parameters):
    open_per_mille: int = Field(500, ge=0, le=1000, description="How much of what is open counts.")
    with_rest: bool = Field(True, description="Whether what rests on no condition counts.")


class SplitMonthOut(Schema):
    """One of the twelve months, in the smallest unit."""

    assigned: int
    proposed: int


class SplitProductOut(SplitMonthOut):
    """A product's year, in the smallest unit."""

    code: str
    name: str


class SplitOut(Schema):
    """The target split again. Amounts in the smallest unit."""

    assigned: int
    year: int
    holds: int
    open: int
    fails: int
    counted: int
    rest: int
    months: list[SplitMonthOut]
    products: list[SplitProductOut]
    reasons: str


class SplitProposeIn(Body):
    open_per_mille: int = Field(500, ge=0, le=1000)
    with_rest: bool = True
    reasons: Long = Field("", description="Those that name the conditions where blank.")
    sure: int | None = Field(None, ge=0, le=100)
    was: Units | None = Field(None, description="The year that was seen.")


@router.get("/plans/{plan}/conditions", response=TreeOut, summary="Conditions of a plan")
def conditions(request: Request, plan: Id) -> Any:
    """The tree, depth-first, with what each comes to. Bound conditions turn first by what their figures say now."""
    return reading.conditions_of(actor=request.actor, plan=plan)


@router.post("/plans/{plan}/conditions", response=ConditionOut, summary="Add a condition")
def add_condition(request: Request, plan: Id, body: ConditionIn) -> Any:
    """The last below `parent` or the target, or right after a sibling."""
    id = writing.add_condition(
        actor=request.actor, plan=plan, fields=_fields(body), parent=body.parent, after=body.after
    )
    return _one(request, plan, id)


@router.patch("/plans/{plan}/conditions/{condition}", response=ConditionOut, summary="Change a condition")
def change_condition(request: Request, plan: Id, condition: Id, body: ConditionChangeIn) -> Any:
    """Only what is sent changes; `binding: null` leaves it to people."""
    writing.change_condition(
        actor=request.actor, plan=plan, condition=condition, fields=_fields(body), seen_revision=body.revision
    )
    return _one(request, plan, condition)


@router.delete("/plans/{plan}/conditions/{condition}", response=RemovedOut, summary="Delete a condition")
def remove_condition(request: Request, plan: Id, condition: Id, which: Query[OfRevision]) -> Any:
    """With all below it."""
    removed = writing.remove_condition(
        actor=request.actor, plan=plan, condition=condition, seen_revision=which.revision
    )
    return {"removed": removed}


@router.post("/plans/{plan}/conditions/{condition}/move", response=ConditionOut, summary="Move a condition")
def move_condition(request: Request, plan: Id, condition: Id, body: MoveIn) -> Any:
    """With all below it; never below itself."""
    placing.move_condition(actor=request.actor, plan=plan, condition=condition, parent=body.parent, place=body.place)
    return _one(request, plan, condition)


@router.post("/plans/{plan}/conditions/{condition}/shift", response=ConditionOut, summary="Shift a condition")
def shift_condition(request: Request, plan: Id, condition: Id, body: ShiftIn) -> Any:
    """Up or down among its siblings, in below the one before it, or out after the one above it."""
    placing.shift_condition(actor=request.actor, plan=plan, condition=condition, how=body.how)
    return _one(request, plan, condition)


@router.put("/plans/{plan}/conditions/{condition}/judgement", response=ConditionOut, summary="Judge a condition")
def judge_condition(request: Request, plan: Id, condition: Id, body: ConditionJudgementIn) -> Any:
    """Whether it holds, and why; refused where a figure decides."""
    judging.judge_condition(
        actor=request.actor, plan=plan, condition=condition, state=body.state, note=body.note,
        seen_revision=body.revision,
    )  # fmt: skip
    return _one(request, plan, condition)


@router.get("/plans/{plan}/condition-proposals", response=list[ConditionProposalOut], summary="Conditions from the gap")
def condition_proposals(request: Request, plan: Id) -> Any:
    """What the figures suggest and the plan does not have yet."""
    return proposals.proposals(actor=request.actor, plan=plan, lang=language(request))


@router.post("/plans/{plan}/condition-proposals", response=ConditionOut, summary="Take over a proposal")
def accept_proposal(request: Request, plan: Id, body: ConditionAcceptIn) -> Any:
    """By its key."""
    id = proposals.accept_proposal(
        actor=request.actor, plan=plan, key=body.key, lang=language(request), parent=body.parent
    )
    return _one(request, plan, id)


@router.get("/plans/{plan}/condition-templates", response=dict[str, list[TemplateOut]], summary="Templates")
def condition_templates(request: Request, plan: Id) -> Any:
    """By trade, in the language asked for."""
    return templates.templates_shown(actor=request.actor, plan=plan, lang=language(request))


@router.post("/plans/{plan}/condition-templates", response=TreeOut, summary="Take over templates")
def take_templates(request: Request, plan: Id, body: TakeIn) -> Any:
    """Some of a trade, or all that are left. Answers with the tree."""
    templates.take_templates(
        actor=request.actor, plan=plan, trade=body.trade, lang=language(request), numbers=body.numbers,
        parent=body.parent,
    )  # fmt: skip
    return reading.conditions_of(actor=request.actor, plan=plan)


@router.get("/plans/{plan}/split", response=SplitOut, summary="Split the target again")
def split(request: Request, plan: Id, which: Query[WhichSplit]) -> Any:
    """From what holds, a share of what is open, and what rests on no condition."""
    return _split_out(splitting.split_preview(
        actor=request.actor, plan=plan, open_per_mille=which.open_per_mille, with_rest=which.with_rest,
        lang=language(request),
    ))  # fmt: skip


@router.post("/plans/{plan}/split", response=SplitOut, summary="Propose the split")
def propose_split(request: Request, plan: Id, body: SplitProposeIn) -> Any:
    """Hand it in as an answer to the target."""
    return _split_out(splitting.propose_split(
        actor=request.actor, plan=plan, open_per_mille=body.open_per_mille, with_rest=body.with_rest,
        reasons=body.reasons, sure=body.sure, was=body.was, lang=language(request),
    ))  # fmt: skip


def _one(request: Request, plan: int, id: int) -> Any:
    found = reading.conditions_of(actor=request.actor, plan=plan).one(id)
    if found is None:
        raise Missing("not-found")
    return found


def _fields(body: ConditionChangeIn) -> writing.Fields:
    sent: dict[str, Any] = {
        name: getattr(body, name) for name in body.model_fields_set - {"revision", "parent", "after"}
    }
    if sent.get("binding") is not None:
        about = body.binding.model_dump(exclude={"figure", "at_least"}, exclude_none=True) if body.binding else {}
        sent["binding"] = Binding(sent["binding"].figure, sent["binding"].at_least, about)
    return cast(writing.Fields, sent)


def _split_out(found: splitting.SplitShown) -> dict[str, Any]:
    one = found.split
    return {
        "assigned": found.assigned, "year": one.year, "holds": one.holds, "open": one.open, "fails": one.fails,
        "counted": one.counted, "rest": one.rest,
        "months": [{"assigned": assigned, "proposed": proposed} for assigned, proposed in found.months],
        "products": [
            {"code": code, "name": name, "assigned": assigned, "proposed": proposed}
            for code, name, assigned, proposed in found.products
        ],
        "reasons": found.reasons,
    }  # fmt: skip
