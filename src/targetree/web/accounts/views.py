"""Ways in for somebody who has no account yet."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from targetree.services.access import acting
from targetree.services.entrance.invitations import accept_invitation, invitation_of
from targetree.services.entrance.setup import first_director, is_new, password_hash
from targetree.services.entrance.setup_code import check_setup_code, forget_setup_code
from targetree.services.errors import ServiceError
from targetree.web.guard import in_words
from targetree.web.settings.fields import role_names

from .forms import EnterForm, SetupForm


@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Name and password for an invitation; who has done it is signed in."""
    try:
        shown = invitation_of(secret)
    except ServiceError as error:
        return render(request, "accounts/void.html", {"said": in_words(error)}, status=error.status)
    form = EnterForm(request.POST or None, email=shown.email, initial={"name": shown.name})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            account = accept_invitation(secret=secret, name=told["name"], password_hash=password_hash(told["password"]))
        except ServiceError as error:
            form.add_error(None, in_words(error))
        else:
            return _come_in(request, account)
    context = {"form": form, "invitation": shown, "role": role_names().get(shown.role, "")}
    return render(request, "accounts/invitation.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def setup(request: HttpRequest) -> HttpResponse:
    """The first director of an empty installation, for whoever has the code that `serve` printed."""
    if not is_new():
        return redirect("account_login")
    form = SetupForm(request.POST or None)
    folder = settings.FOLDER.root
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            check_setup_code(folder, told["code"])
            made = first_director(email=told["email"], name=told["name"], password_hash=password_hash(told["password"]))
        except ServiceError as error:
            form.add_error("code" if error.code == "setup-code-wrong" else None, in_words(error))
        else:
            forget_setup_code(folder)
            return _come_in(request, made.account_id)
    context = {"form": form, "title": _("Set up Targetree")}
    return render(request, "accounts/setup.html", context, status=422 if form.errors else 200)


def _come_in(request: HttpRequest, account: int) -> HttpResponse:
    with acting(account):
        user = get_user_model().objects.get(pk=account)
        login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return redirect("/")
