"""Work plans: whose there are, how far each is, what it says; the steps from draft to agreed; the season's dates."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from targetree.services.plans.opening import open_plan, plan_of
from targetree.services.reviews import flow, season
from targetree.services.reviews.overview import plan_content
from targetree.services.reviews.printing import plan_paper

from .entrance import Request
from .fields import Body, Code, Day, Id, Seen
from .fields import Query as Parameters
from .language import language
from .pages import Page, Paging, page_of

router = Router(tags=["Plans"])
Status = Literal["draft", "submitted", "returned", "agreed"]
Step = Literal["handed_in", "agreed", "signed"]
Note = Annotated[str, Field(max_length=4000)]
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]
PDF: dict[str, Any] = {
    "responses": {
        200: {"description": "A4", "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}
    }
}


class NextOut(Schema):
    """What is to be done next."""

    step: Literal["handed_in", "agreed", "signed", ""] = Field(description="Empty: all is done.")
    due: date | None
    days_left: int | None = Field(description="Negative: late; null without a date.")
    late: bool


class PlanLineOut(Schema):
    """A unit or seat and how far its plan is."""

    node: int
    depth: int
    name: str
    kind: Literal["unit", "seat"]
    unit: str
    person: str
    target: int = Field(description="The year, in the smallest unit of the measure.")
    scale: int
    plan: int | None = Field(description="Null: not begun.")
    status: Literal["", "draft", "submitted", "returned", "agreed"]
    letter: Literal["", "unsigned", "half", "signed"]
    submitted_at: datetime | None
    settled_at: datetime | None
    comments: int = Field(description="That wait to be settled.")
    next: NextOut
    own: bool
    may_write: bool


class WhichPlans(Paging):
    measure: Code = "bookings"
    state: Literal["all", "late", "none", "draft", "submitted", "returned", "agreed", "unsigned", "signed"] = "all"
    q: Code = Field("", description="Part of a name.")


class SeasonOut(Schema):
    """Until when each step is to be done; null: no date."""

    year: int
    handed_in: date | None
    agreed: date | None
    signed: date | None


class SeasonIn(Body):
    """A step that is not sent stays; null takes its date out."""

    handed_in: Day | None = None
    agreed: Day | None = None
    signed: Day | None = None


class OpenIn(Body):
    node: Id
    measure: Code = "bookings"


class OpenedOut(Schema):
    plan: int


class WorkPlanOut(Schema):
    """A plan: its head, and what it says."""

    id: int
    node: int
    name: str
    measure: str
    year: int
    scale: int
    target: int
    status: Status
    revision: int = Field(description="Send it back as `seen_revision` when you decide about what you read.")
    submitted_at: datetime | None
    settled_at: datetime | None
    settled_by: str
    note: str
    content: dict[str, Any] = Field(
        description="`plan`, `support`, and lists of lines: `conditions`, `points`, `actions`, `focuses`,"
        " `checkpoints`, `requests`, each line with its `id`."
    )


class SubmitIn(Body):
    note: Note = ""
    seen_revision: Seen | None = None


class ReturnIn(Body):
    note: Note
    seen_revision: Seen | None = None


class AgreeIn(Body):
    note: Note = ""
    seen_revision: Seen | None = None
    seen_target: Seen | None = None


class ReopenIn(Body):
    note: Note


class PlanStepOut(Schema):
    """The copy that was kept."""

    copy_number: int


class WhichCopy(Parameters):
    copy_number: Number | None = Field(None, alias="copy", description="Without it, the plan as it is now.")


@router.get("/plans", response=Page[PlanLineOut], summary="Whose plans there are")
def plans_of_season(request: Request, which: Query[WhichPlans]) -> Any:
    """Your own first, then those below you: late ones first, else as the organisation is."""
    found = season.plans_shown(actor=request.actor, measure=which.measure, state=which.state, words=which.q)
    return page_of([*found.own, *found.lines], which, lambda line: line.node)


@router.get("/plans/season", response=SeasonOut, summary="Dates of the planning season")
def planning_season(request: Request) -> Any:
    """Until when plans are handed in, agreed, and their letters signed."""
    return _season(season.season_of(actor=request.actor))


@router.put("/plans/season", response=SeasonOut, summary="Set the dates")
def set_planning_season(request: Request, body: SeasonIn) -> Any:
    """For the director and sales operations."""
    return _season(season.set_season(actor=request.actor, dates=body.dict(exclude_unset=True)))


@router.post("/plans", response=OpenedOut, summary="Begin a plan")
def begin_plan(request: Request, body: OpenIn) -> Any:
    """The plan of a unit or seat; one that is there already is answered with."""
    return {"plan": open_plan(actor=request.actor, node=body.node, measure=body.measure)}


@router.get("/plans/{plan}", response=WorkPlanOut, summary="A plan")
def work_plan(request: Request, plan: Id) -> Any:
    """All that it says now."""
    head = plan_of(actor=request.actor, plan=plan)
    told = {name: getattr(head, name) for name in WorkPlanOut.model_fields if name not in ("year", "content")}
    return told | {"year": head.year.year, "content": plan_content(actor=request.actor, plan=plan)}


@router.get("/plans/{plan}/pdf", summary="A plan as PDF", openapi_extra=PDF)
def plan_as_pdf(request: Request, plan: Id, which: Query[WhichCopy]) -> Any:
    """The plan on one page, A4, in the language of the request."""
    drawn = plan_paper(actor=request.actor, plan=plan, lang=language(request), number=which.copy_number)
    return HttpResponse(drawn, content_type="application/pdf")


@router.post("/plans/{plan}/submit", response=PlanStepOut, summary="Hand in")
def submit(request: Request, plan: Id, body: SubmitIn) -> Any:
    """From draft or returned to submitted."""
    return {"copy_number": flow.submit_plan(
        actor=request.actor, plan=plan, note=body.note, seen_revision=body.seen_revision
    )}  # fmt: skip


@router.post("/plans/{plan}/withdraw", response=PlanStepOut, summary="Withdraw")
def withdraw(request: Request, plan: Id) -> Any:
    """From submitted back to draft."""
    return {"copy_number": flow.withdraw_plan(actor=request.actor, plan=plan)}


@router.post("/plans/{plan}/return", response=PlanStepOut, summary="Return")
def return_to_writer(request: Request, plan: Id, body: ReturnIn) -> Any:
    """From submitted to returned, with what is to be mended. For those above."""
    return {"copy_number": flow.return_plan(
        actor=request.actor, plan=plan, note=body.note, seen_revision=body.seen_revision
    )}  # fmt: skip


@router.post("/plans/{plan}/agree", response=PlanStepOut, summary="Agree")
def agree(request: Request, plan: Id, body: AgreeIn) -> Any:
    """From submitted to agreed; refused (409) where it is not what was read. Its letter is made."""
    return {"copy_number": flow.agree_plan(
        actor=request.actor, plan=plan, note=body.note, seen_revision=body.seen_revision, seen_target=body.seen_target
    )}  # fmt: skip


@router.post("/plans/{plan}/reopen", response=PlanStepOut, summary="Open again")
def reopen(request: Request, plan: Id, body: ReopenIn) -> Any:
    """From agreed back to draft, with a reason; what was agreed is kept."""
    return {"copy_number": flow.reopen_plan(actor=request.actor, plan=plan, note=body.note)}


def _season(found: season.Season) -> dict[str, Any]:
    return {"year": found.year} | {step: found.dates.get(step) for step in season.STEPS}
