"""Accounts, their roles, and invitations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.mail import send_mail
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from targetree.services.access import require
from targetree.services.entrance import accounts as service
from targetree.services.entrance import invitations
from targetree.services.errors import ServiceError
from targetree.services.structure.organisation import person_choices, person_shown, unit_choices
from targetree.web.guard import Request, in_words, page

from .answering import act, form_page, page_number, pager
from .fields import ReasonField, person_options, role_names, roles, unit_options

SIZE = 50


class RoleForm(forms.Form):
    """A role, and where it holds."""

    role = forms.ChoiceField(label=gettext_lazy("Role in Targetree"))
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), required=False)
    person = forms.ChoiceField(label=gettext_lazy("Person"), required=False)
    why = ReasonField()

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [r for r in roles() if r[0] != "director" or "director" in actor.roles]
        units = unit_options(unit_choices(actor=actor), _("Choose a unit"))
        people = person_options(person_choices(actor=actor), _("Choose a person"))
        for field, options in (("role", choices), ("unit", units), ("person", people)):
            chosen = self.fields[field]
            assert isinstance(chosen, forms.ChoiceField)
            chosen.choices = options

    def node(self) -> str:
        """The unit of a manager, the person of a seller."""
        told = self.cleaned_data
        return str({"manager": told["unit"], "seller": told["person"]}.get(told["role"], ""))


class InviteForm(RoleForm):
    """Whom to invite."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254)
    field_order = ("name", "email", "role", "unit", "person", "why")


@require_GET
@page
def accounts(request: Request) -> HttpResponse:
    """Accounts, and the invitations that are open."""
    query, start = request.GET, page_number(request, SIZE)
    which, role = query.get("which", "active"), query.get("role", "")
    found, count = service.accounts_shown(
        actor=request.actor, search=query.get("q", "").strip()[:80], role=role, which=which, after=start, limit=SIZE
    )
    invited = invitations.invitations_shown(actor=request.actor) if request.actor.may("manage_accounts") else []
    return render(request, "settings/accounts.html", {
        "accounts": found, "pager": pager(start, SIZE, count), "which": which, "role": role, "roles": roles(),
        "role_names": role_names(), "invitations": [i for i in invited if i.state in ("open", "expired")],
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
@page
def invite(request: Request) -> HttpResponse:
    """Invite somebody; the link can be copied, and goes out by mail."""
    require(request.actor, "manage_accounts")
    form = InviteForm(request.POST or None, actor=request.actor, initial=_invited(request))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made, secret = invitations.invite(
                actor=request.actor, email=told["email"], name=told["name"], role=told["role"], node=form.node(),
                why=told["why"],
            )  # fmt: skip
        except ServiceError as error:
            form.add_error(None, in_words(error))
        else:
            return _link(request, made, secret)
    status = 422 if form.errors else 200
    return render(request, "settings/invite.html", {"form": form, "back": reverse("settings-accounts")}, status=status)


@require_POST
@page
def renew(request: Request, invitation: int) -> HttpResponse:
    """A new link."""
    made, secret = invitations.renew_invitation(actor=request.actor, invitation=invitation)
    return _link(request, made, secret)


@require_POST
@page
def withdraw(request: Request, invitation: int) -> HttpResponse:
    """The link is worth nothing any more."""

    def do() -> str:
        invitations.revoke_invitation(actor=request.actor, invitation=invitation)
        return _("Invitation withdrawn.")

    return act(request, do, reverse("settings-accounts"))


@require_http_methods(["GET", "POST"])
@page
def account(request: Request, account: int) -> HttpResponse:
    """Name, whose account it is, roles, whether it is active."""
    shown = service.account_shown(actor=request.actor, account=account)
    form = AccountForm(request.POST or None, actor=request.actor, initial={"name": shown.name, "person": shown.person})

    def save(told: dict[str, Any]) -> str:
        service.change_account(actor=request.actor, account=account, **told)
        return _("Saved.")

    return form_page(
        request, "settings/account.html", form, save, back=reverse("settings-accounts"), account=shown,
        role_names=role_names(), role_form=RoleForm(actor=request.actor),
    )  # fmt: skip


class AccountForm(forms.Form):
    """Name and person."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    person = forms.ChoiceField(label=gettext_lazy("Person of the organisation"), required=False)

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.fields["person"]
        assert isinstance(person, forms.ChoiceField)
        person.choices = person_options(person_choices(actor=actor), _("Nobody"))


@require_POST
@page
def grant(request: Request, account: int) -> HttpResponse:
    """One role more."""
    form = RoleForm(request.POST, actor=request.actor)

    def do() -> str:
        if not form.is_valid():
            return _("Choose a role.")
        told = form.cleaned_data
        service.grant_role(actor=request.actor, account=account, role=told["role"], node=form.node(), why=told["why"])
        return _("Role given.")

    return act(request, do, reverse("settings-accounts"))


@require_POST
@page
def revoke(request: Request, account: int, role: int) -> HttpResponse:
    """One role less."""

    def do() -> str:
        service.revoke_role(actor=request.actor, account=account, grant=role)
        return _("Role taken away.")

    return act(request, do, reverse("settings-accounts"))


@require_POST
@page
def active(request: Request, account: int) -> HttpResponse:
    """In again, or no longer."""

    def do() -> str:
        on = request.POST.get("active") == "1"
        service.set_active(actor=request.actor, account=account, active=on)
        if on:
            return _("The account is active again.")
        return _("The account is deactivated: sessions end, tokens stop working.")

    return act(request, do, reverse("settings-accounts"))


def _invited(request: Request) -> dict[str, str]:
    """What an invitation begins with when it comes from a person's page."""
    code = request.GET.get("person", "")
    if not code:
        return {"role": "seller"}
    person = person_shown(actor=request.actor, person=code)
    return {"name": person.name, "role": "seller", "person": code}


def _link(request: Request, made: invitations.InvitationShown, secret: str) -> HttpResponse:
    address = request.build_absolute_uri(reverse("invitation", args=[secret]))
    text = _(
        "Hello {name},\n\n{by} invites you to Targetree. Open this link within two weeks, choose a password, "
        "and you are in:\n\n{address}\n"
    ).format(name=made.name, by=request.actor.name, address=address)
    server = "smtp" in settings.EMAIL_BACKEND or "locmem" in settings.EMAIL_BACKEND
    sent = server and send_mail(_("Your invitation to Targetree"), text, None, [made.email], fail_silently=True)
    return render(request, "settings/invited.html", {
        "invitation": made, "address": address, "sent": bool(sent), "back": reverse("settings-accounts"),
    })  # fmt: skip
