"""The responsibility letter to read and sign."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from targetree.services.errors import ServiceError
from targetree.services.plans.opening import plan_of
from targetree.services.reviews.letters import letter_of, letters_of, sign_letter
from targetree.web.guard import Request, in_words, page
from targetree.web.partials import say
from targetree.web.plans.frame import frame
from targetree.web.templatetags.ui import language

MOST = 2**31 - 1


@require_safe
@page
def letter(request: Request, plan: int, number: int) -> HttpResponse:
    """The letter, as it was made."""
    return _shown(request, plan, number)


@require_POST
@page
def signed(request: Request, plan: int, number: int) -> HttpResponse:
    """Sign with the own name."""
    name = request.POST.get("name", "")
    try:
        sign_letter(
            actor=request.actor, plan=plan, number=min(number, MOST), name=name,
            digest=request.POST.get("digest", "")[:64],
        )  # fmt: skip
    except ServiceError as error:
        if error.status in (403, 404):
            raise
        return _shown(request, plan, number, status=error.status, said=in_words(error), name=name[:120])
    say(request, _("Signed. Your signature is kept and cannot be altered."))
    return redirect("plan-letter", plan, number)


def _shown(
    request: Request, plan: int, number: int, *, status: int = 200, said: str = "", name: str = ""
) -> HttpResponse:
    head = plan_of(actor=request.actor, plan=plan)
    found = letter_of(actor=request.actor, plan=plan, number=min(number, MOST))
    sides = ("person",) if found.single else ("person", "manager")
    context = {
        "letter": found, "words": found.content[language()], "said": said, "name": name,
        "letters": letters_of(actor=request.actor, plan=plan),
        "sides": [(side, found.content[side] or found.content["person"],
                   next((s for s in found.signatures if s.side == side), None)) for side in sides],
    }  # fmt: skip
    return render(request, "reviews/letter.html", frame(request.actor, head, "plan") | context, status=status)
