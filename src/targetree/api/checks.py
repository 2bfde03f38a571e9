"""Plan checks: why a plan has its score and where to mend it; the scores of everybody below."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ninja import Query, Router, Schema
from pydantic import Field

from targetree.engine.plan_checks.verdicts import Spot
from targetree.services.checks import checking
from targetree.services.checks.telling import sentence, title

from .entrance import Request
from .fields import Code, Id
from .language import language
from .pages import Page, Paging, page_of

router = Router(tags=["Plan checks"])
State = Literal["pass", "fail", "off"]
Principle = Literal["quantified", "grounded", "achievable", "pragmatic", "timed"]
ScoreValue = Annotated[int, Field(ge=0, le=100)]


class SpotOut(Schema):
    """A place to mend."""

    page: str = Field(
        description="conditions, five-parts, actions, activity, long-term, requests, support, commitment, tree, market"
    )
    kind: str = Field(description="condition, point, action, focus, month, request; blank for the page as a whole")
    row: int | None = Field(description="The row's id; of a month or quarter its number from 0.")
    text: str
    why: str = Field(description="What is wrong with it, where a check looks at several things.")


class CheckOut(Schema):
    """A check. `points` of all checks add up to the score."""

    check: str
    name: str
    principle: Principle
    state: State = Field(description="`off`: does not apply, for a reason outside of the plan.")
    message: str = Field(description="Why, with its figures, in the language of the answer.")
    points: int
    most: int
    places: list[SpotOut]


class PlanChecksOut(Schema):
    """A plan's score and its checks: the five principles in order, failing checks first within each."""

    plan: int
    node: int
    name: str
    score: ScoreValue
    checks: list[CheckOut]


class ScoreOut(Schema):
    """A unit or person, and the score of their plan."""

    node: int
    name: str
    kind: Literal["unit", "seat"]
    target: int
    scale: int
    plan: int | None = Field(description="Null: not begun.")
    status: str = Field(description="draft, submitted, returned, agreed; blank: not begun")
    score: ScoreValue | None
    failing: list[str] = Field(description="Checks that fail, those first that cost most.")


class WhichScores(Paging):
    measure: Code = "bookings"
    node: Id | None = Field(None, description="Only those at this unit or seat and below.")


@router.get("/plans/{plan}/checks", response=PlanChecksOut, summary="Why a plan has its score")
def plan_checks(request: Request, plan: Id) -> Any:
    """Every check with its points, its reason and the places to mend."""
    found = checking.checks_of(actor=request.actor, plan=plan)
    lang, head = language(request), found.head
    return {
        "plan": head.id, "node": head.node, "name": head.name, "score": found.score,
        "checks": [
            {
                "check": c.check, "name": title(c.check, lang), "principle": c.principle, "state": c.state,
                "message": sentence(c.verdict, year=head.year, scale=head.scale, lang=lang),
                "points": c.points.got, "most": c.points.most, "places": [_spot(spot) for spot in c.verdict.spots],
            }
            for c in found.checks
        ],
    }  # fmt: skip


@router.get("/plan-scores", response=Page[ScoreOut], summary="Scores of everybody's plans")
def plan_scores(request: Request, which: Query[WhichScores]) -> Any:
    """Those first who need help: no plan yet, then the lowest score."""
    found = checking.scores_below(actor=request.actor, measure=which.measure, at=which.node)
    rows = [
        {
            "node": one.line.node, "name": one.line.name, "kind": one.line.kind, "target": one.line.target,
            "scale": one.line.scale, "plan": one.line.plan, "status": one.line.status, "score": one.score,
            "failing": one.failing,
        }
        for one in found.lines
    ]  # fmt: skip
    return page_of(rows, which, lambda row: int(row["node"]))


def _spot(spot: Spot) -> dict[str, Any]:
    return {"page": spot.page, "kind": spot.kind, "row": spot.row, "text": spot.text[:200], "why": spot.why}
