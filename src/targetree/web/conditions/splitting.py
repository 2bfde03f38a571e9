"""The target split again from its conditions: a preview by month and product, and the way to hand it in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from targetree.services.conditions.splitting import SplitShown, propose_split, split_preview
from targetree.services.errors import ServiceError
from targetree.services.plans.opening import plan_of
from targetree.web.commitments.forms import SURE
from targetree.web.guard import Request, in_words, page
from targetree.web.looks.words import period_name
from targetree.web.partials import say
from targetree.web.plans.frame import frame
from targetree.web.templatetags.ui import language
from targetree.web.tree import asked

from . import words

SHARE = 50
"""Per cent of what is open that count where nothing is chosen."""


class SplitForm(forms.Form):
    """The reasons stand as they were made until somebody writes others."""

    was = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    share = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=100)
    rest = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1)
    sure = forms.TypedChoiceField(
        label=gettext_lazy("How sure are you?"), choices=SURE, coerce=int, required=False, empty_value=None
    )
    reasons = forms.CharField(
        label=gettext_lazy("Reasons"), max_length=4000, required=False, widget=forms.Textarea({"rows": 6})
    )


@require_http_methods(["GET", "HEAD", "POST"])
@page
def split(request: Request, plan: int) -> HttpResponseBase:
    """`?share=&rest=`; POST hands it in."""
    sending = request.method == "POST"
    asks = request.POST if sending else request.GET
    share = asked.whole(asks, "share", 0, 100, SHARE)
    with_rest = asks.get("rest", "1") == "1"
    lang = language()
    form = SplitForm(request.POST) if sending else None
    if form is not None and form.is_valid():
        told = form.cleaned_data
        try:
            found = propose_split(
                actor=request.actor, plan=plan, open_per_mille=10 * share, with_rest=with_rest,
                reasons=told["reasons"], sure=told["sure"], was=told["was"], lang=lang,
            )  # fmt: skip
        except ServiceError as error:
            if error.status in (403, 404):
                raise
            form.add_error(None, in_words(error))
        else:
            say(request, _("Sent to your manager."))
            return redirect("commitment", found.sheet, found.head.node)
    head = plan_of(actor=request.actor, plan=plan)
    try:
        found = split_preview(actor=request.actor, plan=plan, open_per_mille=10 * share, with_rest=with_rest, lang=lang)
    except ServiceError as error:
        if error.status != 409:
            raise
        return render(request, "conditions/split.html", frame(request.actor, head, "plan-conditions") | {
            "refused": in_words(error),
        })  # fmt: skip
    return _shown(request, found, share, with_rest, form)


def _shown(request: Request, found: SplitShown, share: int, with_rest: bool, form: SplitForm | None) -> HttpResponse:
    rest = "1" if with_rest else "0"
    begun: dict[str, Any] = {
        "was": found.assigned, "share": share, "rest": rest, "sure": 80, "reasons": found.reasons,
    }  # fmt: skip
    year = found.head.year
    return render(request, "conditions/split.html", frame(request.actor, found.head, "plan-conditions") | {
        "found": found, "split": found.split, "share": share, "with_rest": with_rest,
        "variance": found.split.year - found.assigned,
        "months": [(period_name(year, m, 1), was, now, now - was) for m, (was, now) in enumerate(found.months)],
        "products": [(name, was, now, now - was) for _code, name, was, now in found.products],
        "states": [(state, str(words.STATES[state]), [c for c in found.conditions if c.state == state],
                    getattr(found.split, state)) for state in ("holds", "open", "fails")],
        "form": form or SplitForm(initial=begun),
    }, status=422 if form is not None and form.errors else 200)  # fmt: skip
