"""What is said about a line: the thread in a drawer, a word added, the thread settled."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from targetree.services.errors import Denied, ServiceError
from targetree.services.plans.opening import plan_of
from targetree.services.reviews.comments import comment_plan, comments_of, resolve_comment
from targetree.services.reviews.overview import plan_content
from targetree.terms.plan_words import told
from targetree.web.guard import Request, in_words, page
from targetree.web.partials import done, say
from targetree.web.templatetags.ui import language
from targetree.web.tree import asked

from .shown import PlanPage

_SECTIONS = {
    "condition": "conditions", "point": "points", "action": "actions", "focus": "focuses", "request": "requests",
    "checkpoint": "checkpoints",
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@page
def talk(request: Request, plan: int) -> HttpResponse:
    """`?about=&id=`: the thread of a line; POST `words` adds to it."""
    about = asked.words(request.GET, "about", 12)
    id = asked.whole(request.GET, "id", 0, asked.LARGEST_ID) if request.GET.get("id") else None
    head = plan_of(actor=request.actor, plan=plan)
    words, said = request.POST.get("words", ""), ""
    if request.method == "POST":
        try:
            comment_plan(actor=request.actor, plan=plan, about=about, about_id=id, words=words)
        except ServiceError as error:
            if error.status in (403, 404):
                raise
            said = in_words(error)
        else:
            return _back(request, plan, _("Said"))
    if not request.actor.may("write_plan", head.path):
        raise Denied("not-allowed")
    thread = [
        remark for remark in comments_of(actor=request.actor, plan=plan)
        if (remark.about, remark.about_id) == (about, id)
    ]  # fmt: skip
    context = {
        "plan": head, "about": about, "subject": _subject(request, plan, about, id), "thread": thread,
        "open": next((remark.id for remark in thread if remark.resolved_at is None), None),
        "words": words[:4000], "said": said, "action": request.get_full_path(), "back": reverse("plan", args=[plan]),
    }  # fmt: skip
    return render(request, "reviews/talk.html", context, status=422 if said else 200)


@require_POST
@page
def settled(request: Request, plan: int, comment: int) -> HttpResponse:
    """The thread is settled; with `again` it is taken up again."""
    again = bool(request.POST.get("again"))
    resolve_comment(actor=request.actor, plan=plan, comment=comment, resolved=not again)
    return _back(request, plan, _("Taken up again") if again else pgettext("comment", "Settled"))


def _back(request: Request, plan: int, text: str) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        return done(request, text, refresh=True)
    say(request, text)
    return redirect("plan", plan)


def _subject(request: Request, plan: int, about: str, id: int | None) -> str:
    """The line that is spoken of, in its own words."""
    lang = language()
    if about in ("", "target", "support"):
        return told({"": "plan"}.get(about, about), lang)
    content = plan_content(actor=request.actor, plan=plan)
    words = PlanPage(content).words
    if about == "quarter" and id is not None and id < 4:
        return told(f"q{id}", lang)
    if about == "month" and id is not None and id < 12:
        return words.months()[id]
    section = _SECTIONS.get(about, "")
    row = next((row for row in content.get(section, ()) if row["id"] == id), None)
    return words.line(section, row) if row else _("A line that has been removed")
