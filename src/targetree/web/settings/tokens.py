"""One's own tokens for the REST API; for administrators everybody's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from targetree.services.entrance import tokens as service
from targetree.services.errors import ServiceError
from targetree.web.guard import Request, in_words, page

from .answering import act


class TokenForm(forms.Form):
    """What for, what it may, for how long."""

    name = forms.CharField(label=gettext_lazy("What it is for"), max_length=80)
    scope = forms.ChoiceField(
        label=gettext_lazy("It may"), widget=forms.RadioSelect, initial="read",
        choices=[
            ("read", gettext_lazy("read")),
            ("write", gettext_lazy("read, and change targets")),
            ("admin", gettext_lazy("read, change and administer")),
        ],
    )  # fmt: skip
    days = forms.TypedChoiceField(
        label=gettext_lazy("It is good for"), coerce=int, initial=90,
        choices=[(30, gettext_lazy("30 days")), (90, gettext_lazy("90 days")), (365, gettext_lazy("a year"))],
    )  # fmt: skip


_SCOPES = {"read": ["read"], "write": ["read", "write"], "admin": ["read", "write", "admin"]}


@require_http_methods(["GET", "POST"])
@page
def tokens(request: Request) -> HttpResponse:
    """The list, and a form for a new one, whose secret is shown once."""
    form, secret = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = form.cleaned_data
        try:
            _id, secret = service.create_token(
                actor=request.actor, name=told["name"], scopes=_SCOPES[told["scope"]], days=told["days"]
            )
        except ServiceError as error:
            form.add_error(None, in_words(error))
        else:
            form = TokenForm()
    everybody = request.GET.get("everybody") == "1" and request.actor.may("manage_accounts")
    found = service.tokens(actor=request.actor, everybody=everybody)
    return render(request, "settings/tokens.html", {
        "form": form, "secret": secret, "tokens": found, "everybody": everybody,
    }, status=422 if form.errors else 200)  # fmt: skip


@require_POST
@page
def revoke(request: Request, token: int) -> HttpResponse:
    """Worthless at once."""

    def do() -> str:
        service.revoke_token(actor=request.actor, token=token)
        return _("Token revoked.")

    return act(request, do, reverse("tokens"))
