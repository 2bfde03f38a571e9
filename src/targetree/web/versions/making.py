"""Copy, name, send down, publish and put away."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from targetree.services.access import require
from targetree.services.errors import Conflict, Missing, ServiceError
from targetree.services.versioning.versions import (
    archive_version,
    copy_version,
    describe_version,
    publish,
    send_down,
    version_card,
    version_cards,
)
from targetree.web.guard import Request, in_words, page
from targetree.web.partials import done, say
from targetree.web.tree import asked

from .forms import CopyForm, NameForm, PublishForm

asks = require_http_methods(["GET", "HEAD", "POST"])


@asks
@page
def new(request: Request) -> HttpResponse:
    """A draft out of another version; `?from=` names it, else the first of the list is meant."""
    require(request.actor, "manage_versions")
    cards = version_cards(actor=request.actor)
    if not cards:
        raise Missing("not-found")
    wanted = asked.maybe_id(request.GET, "from")
    start = next((card for card in cards if card.id == wanted), cards[0])
    taken = {card.name for card in version_cards(actor=request.actor, archived=True)}
    form = CopyForm(cards, request.POST or None, initial={"version": start.id, "name": _free_name(start.name, taken)})
    if request.method == "POST" and form.is_valid():
        try:
            copy_version(actor=request.actor, **form.cleaned_data)
        except ServiceError as error:
            form.add_error(None, in_words(error))
        else:
            return _done(request, _("“%(name)s” is ready as a draft") % {"name": form.cleaned_data["name"]})
    return render(request, "versions/copy.html", {"form": form}, status=422 if form.errors else 200)


@asks
@page
def edit(request: Request, version: int) -> HttpResponse:
    """Another name or note."""
    require(request.actor, "manage_versions")
    card = version_card(actor=request.actor, version=_known(version))
    if card.status == "published":
        raise Conflict("version-published")
    form = NameForm(request.POST or None, initial={"name": card.name, "note": card.note})
    if request.method == "POST" and form.is_valid():
        try:
            describe_version(actor=request.actor, version=version, **form.cleaned_data)
        except ServiceError as error:
            form.add_error(None, in_words(error))
        else:
            return _done(request, _("Saved"))
    return render(request, "versions/edit.html", {"form": form, "card": card}, status=422 if form.errors else 200)


@require_POST
@page
def send(request: Request, version: int) -> HttpResponse:
    """Everybody sees their part of it from now on, and commits."""
    send_down(actor=request.actor, version=_known(version))
    return _done(request, _("Sent down: everybody sees their targets and commits to them now"))


@asks
@page
def publish_it(request: Request, version: int) -> HttpResponse:
    """Says what publishing means and what is still open; then it is done for good."""
    require(request.actor, "publish")
    card = version_card(actor=request.actor, version=_known(version))
    if card.status == "published":
        raise Conflict("version-published-already")
    form = PublishForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            publish(actor=request.actor, version=version, why=form.cleaned_data["why"])
        except ServiceError as error:
            form.add_error(None, in_words(error))
        else:
            return _done(request, _("“%(name)s” is published and in force") % {"name": card.name})
    silent = max(card.people - card.answered, 0)
    now = next((c for c in version_cards(actor=request.actor) if c.in_force), None)
    told = {"form": form, "card": card, "silent": silent, "now": now}
    return render(request, "versions/publish.html", told, status=422 if form.errors else 200)


@require_POST
@page
def archive(request: Request, version: int) -> HttpResponse:
    """Put away; `back` brings it back."""
    back = bool(request.POST.get("back"))
    archive_version(actor=request.actor, version=_known(version), archived=not back)
    return _done(request, _("The version is back in the list") if back else _("The version is in the archive"))


def _done(request: Request, text: str) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        return done(request, text, refresh=True)
    say(request, text)
    return redirect("versions")


def _known(version: int) -> int:
    """An id that the database can hold."""
    if version > asked.LARGEST_ID:
        raise Missing("not-found")
    return version


def _free_name(name: str, taken: set[str]) -> str:
    """`Targets 2027 (2)`: a name that nobody uses yet."""
    number = 2
    while f"{name[:110]} ({number})" in taken:
        number += 1
    return f"{name[:110]} ({number})"
