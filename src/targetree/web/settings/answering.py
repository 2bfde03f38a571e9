"""What the forms of administration have in common: saved, refused with words, or shown again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render

from targetree.services.errors import Refused, ServiceError
from targetree.services.holds.holding import holds_shown
from targetree.services.holds.standing import Standing
from targetree.web.guard import Request, in_words
from targetree.web.partials import done, say

Saving = Callable[[dict[str, Any]], str]
"""Does it with the cleaned fields, and says what was done."""


def form_page(
    request: Request, template: str, form: forms.Form, save: Saving, *, back: str, **context: Any
) -> HttpResponse:
    """The form, alone on a page or in the drawer; when it was sent, what came of it."""
    refused: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            text = save(form.cleaned_data)
        except ServiceError as error:
            form.add_error(None, in_words(error))
            refused = held(request, error)
        else:
            return finished(request, text, back)
    context |= {"form": form, "back": back, "refused_holds": refused}
    return render(request, template, context, status=422 if form.errors else 200)


def finished(request: Request, text: str, back: str) -> HttpResponse:
    """Says what was done; the page behind the drawer is loaded anew, without a drawer it is the one to go to."""
    if getattr(request, "htmx", None):
        return done(request, text, refresh=True)
    say(request, text)
    return redirect(back)


def held(request: Request, error: ServiceError) -> list[Any]:
    """The holds that stand against it, as they are shown."""
    if not isinstance(error, Refused):
        return []
    ids = [hold.id for hold in error.details if isinstance(hold, Standing) and hold.id is not None]
    return holds_shown(actor=request.actor, ids=ids)


def act(request: Request, do: Callable[[], str], back: str) -> HttpResponse:
    """A button without fields: done, or said why not."""
    try:
        text = do()
    except ServiceError as error:
        if error.code in ("not-allowed", "not-found"):
            raise
        if getattr(request, "htmx", None):
            return done(request, in_words(error), kind="bad")
        say(request, in_words(error), "bad")
        return redirect(back)
    return finished(request, text, back)


def page_number(request: Request, size: int) -> int:
    """How many rows stand before this page: from `?page=2`."""
    text = request.GET.get("page", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
    return max(number - 1, 0) * size


def pager(start: int, size: int, count: int) -> dict[str, int | None]:
    """Where this page stands among the others."""
    page = start // size + 1
    return {
        "first": min(start + 1, count),
        "last": min(start + size, count),
        "count": count,
        "previous": page - 1 if page > 1 else None,
        "next": page + 1 if start + size < count else None,
    }
