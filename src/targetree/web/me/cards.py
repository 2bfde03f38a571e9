"""The role card, written by the manager."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from targetree.services.agreement.answers import LONGEST
from targetree.services.errors import Denied
from targetree.services.mine.role_card import role_card, write_role_card
from targetree.web.guard import Request, page
from targetree.web.partials import done


class RoleForm(forms.Form):
    """One entry a line."""

    duties = forms.CharField(
        label=gettext_lazy("Duties"), required=False, max_length=LONGEST, widget=forms.Textarea({"rows": 5}),
        help_text=gettext_lazy("One a line: what this person answers for."),
    )  # fmt: skip
    decisions = forms.CharField(
        label=gettext_lazy("Decides alone"), required=False, max_length=LONGEST, widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("One a line: what needs nobody's leave, up to which limit."),
    )  # fmt: skip
    handoffs = forms.CharField(
        label=gettext_lazy("Hands on"), required=False, max_length=LONGEST, widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("One a line: what goes to whom, and when."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@page
def role(request: Request, code: str) -> HttpResponse:
    """The form, in a dialog; kept, it loads the page anew."""
    card = role_card(actor=request.actor, person=code.replace("\x00", ""))
    if not card.may_edit:
        raise Denied("not-allowed")
    form = RoleForm(
        request.POST or None,
        initial={"duties": card.duties, "decisions": card.decisions, "handoffs": card.handoffs},
    )
    if request.method == "POST" and form.is_valid():
        write_role_card(actor=request.actor, person=card.code, **form.cleaned_data)
        return done(request, _("The role card is kept"), refresh=True)
    status = 422 if form.is_bound else 200
    return render(request, "me/role_form.html", {"form": form, "card": card}, status=status)
