"""What is said about plans, copies that were kept, and responsibility letters with their signatures."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from targetree.services.reviews import comments, copies, letters
from targetree.services.reviews.printing import letter_paper

from .entrance import Request
from .fields import Body, Id
from .fields import Query as Parameters
from .language import language
from .pages import Page, Paging, page_of
from .plans import PDF, Note, Number

router = Router(tags=["Plans"])
About = Literal[
    "", "target", "support", "quarter", "month", "condition", "point", "action", "focus", "checkpoint", "request"
]


class PlanCommentOut(Schema):
    """Said about a line; `about` "" is the plan as a whole."""

    id: int
    about: str
    about_id: int | None
    text: str
    by: str
    at: datetime
    own: bool
    resolved_by: str
    resolved_at: datetime | None


class PlanCommentIn(Body):
    about: About = ""
    about_id: Annotated[int, Field(ge=0, le=2**63 - 1)] | None = Field(
        None, description="The line's id; of a quarter 0 to 3, of a month 0 to 11."
    )
    text: Note


class CommentMadeOut(Schema):
    id: int


class SettleThreadIn(Body):
    resolved: bool = Field(True, description="False takes the thread up again.")


class ThreadSettledOut(Schema):
    changed: int = Field(description="Comments of the thread that changed.")


class CopyOut(Schema):
    """A copy that was kept when the plan took a step."""

    number: int
    event: Literal["submitted", "withdrawn", "returned", "agreed", "reopened"]
    note: str
    by: str
    at: datetime


class WholeCopyOut(Schema):
    head: CopyOut
    content: dict[str, Any]


class FieldOut(Schema):
    field: str
    before: Any = None
    after: Any = None


class DifferenceOut(Schema):
    """A line that was added, removed or changed."""

    section: str
    how: Literal["added", "removed", "changed"]
    line: dict[str, Any]
    fields: list[FieldOut]


class WhichOther(Parameters):
    to: Number | None = Field(None, description="Another copy; without it the plan as it is now.")


class SignatureOut(Schema):
    side: Literal["person", "manager"]
    name: str
    by: str
    at: datetime


class LetterOut(Schema):
    """A responsibility letter. `content` holds its words in `zh` and `en`."""

    number: int
    copy_number: int = Field(alias="copy", description="Of the plan's copies, the one that it was made of.")
    state: Literal["unsigned", "half", "signed", "superseded"]
    digest: str = Field(description="SHA-256 of the content as JSON with sorted names and no blanks.")
    whole: bool = Field(description="Whether the digest, worked out anew, is that.")
    at: datetime
    signatures: list[SignatureOut]
    may_sign: Literal["", "person", "manager"]
    content: dict[str, Any]


class SignIn(Body):
    name: Annotated[str, Field(max_length=120)] = Field(description="Your name, as it stands in your account.")
    digest: Annotated[str, Field(max_length=64)] = Field(description="Of the letter that you read.")


@router.get("/plans/{plan}/comments", response=Page[PlanCommentOut], summary="What is said about a plan")
def plan_comments(request: Request, plan: Id, which: Query[Paging]) -> Any:
    """The oldest first."""
    return page_of(comments.comments_of(actor=request.actor, plan=plan), which, lambda said: said.id)


@router.post("/plans/{plan}/comments", response=CommentMadeOut, summary="Say something about a line")
def add_plan_comment(request: Request, plan: Id, body: PlanCommentIn) -> Any:
    """For who writes the plan and those above."""
    return {"id": comments.comment_plan(
        actor=request.actor, plan=plan, words=body.text, about=body.about, about_id=body.about_id
    )}  # fmt: skip


@router.post("/plans/{plan}/comments/{comment}/settle", response=ThreadSettledOut, summary="Settle a thread")
def settle_plan_comment(request: Request, plan: Id, comment: Id, body: SettleThreadIn) -> Any:
    """All comments at the line of this one."""
    return {"changed": comments.resolve_comment(
        actor=request.actor, plan=plan, comment=comment, resolved=body.resolved
    )}  # fmt: skip


@router.get("/plans/{plan}/copies", response=Page[CopyOut], summary="Copies of a plan")
def plan_copies(request: Request, plan: Id, which: Query[Paging]) -> Any:
    """The newest first."""
    return page_of(copies.copies_of(actor=request.actor, plan=plan), which, lambda copy: copy.number)


@router.get("/plans/{plan}/copies/{number}", response=WholeCopyOut, summary="A copy")
def plan_copy(request: Request, plan: Id, number: Number) -> Any:
    """The plan as it was."""
    return copies.copy_of(actor=request.actor, plan=plan, number=number)


@router.get("/plans/{plan}/copies/{number}/differences", response=Page[DifferenceOut], summary="Compare copies")
def plan_differences(request: Request, plan: Id, number: Number, other: Query[WhichOther], which: Query[Paging]) -> Any:
    """What was added, removed and changed from this copy to another."""
    found = copies.compare_copies(actor=request.actor, plan=plan, first=number, second=other.to)
    return page_of(found, which, lambda one: f"{one.section}-{one.line.get('id', 0)}")


@router.get("/plans/{plan}/letters", response=Page[LetterOut], summary="Responsibility letters")
def plan_letters(request: Request, plan: Id, which: Query[Paging]) -> Any:
    """The newest first; older ones are superseded."""
    return page_of(letters.letters_of(actor=request.actor, plan=plan), which, lambda letter: letter.number)


@router.get("/plans/{plan}/letters/{number}", response=LetterOut, summary="A responsibility letter")
def plan_letter(request: Request, plan: Id, number: Number) -> Any:
    """As it was made, with its signatures."""
    return letters.letter_of(actor=request.actor, plan=plan, number=number)


@router.post("/plans/{plan}/letters/{number}/sign", response=LetterOut, summary="Sign a letter")
def sign(request: Request, plan: Id, number: Number, body: SignIn) -> Any:
    """With your name, and the digest of what you read. A signature is never taken back."""
    return letters.sign_letter(actor=request.actor, plan=plan, number=number, name=body.name, digest=body.digest)


@router.get("/plans/{plan}/letters/{number}/pdf", summary="A letter as PDF", openapi_extra=PDF)
def letter_as_pdf(request: Request, plan: Id, number: Number) -> Any:
    """A4, in the language of the request."""
    drawn = letter_paper(actor=request.actor, plan=plan, number=number, lang=language(request))
    return HttpResponse(drawn, content_type="application/pdf")
