"""Answers to htmx: what is done, said, closed and loaded anew."""

from __future__ import annotations

import json
from typing import Literal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise

Kind = Literal["good", "bad", "warn", "info"]
_LEVELS = {"good": messages.SUCCESS, "bad": messages.ERROR, "warn": messages.WARNING, "info": messages.INFO}


def say(request: HttpRequest, text: str | Promise, kind: Kind = "good") -> None:
    """A message on the next page that this person sees."""
    messages.add_message(request, _LEVELS[kind], str(text))


def done(
    request: HttpRequest, text: str | Promise, *, kind: Kind = "good", refresh: bool = False, **events: object
) -> HttpResponse:
    """It is done: says so, closes drawer and dialog, tells the page's parts; or loads the page anew (`refresh`).

    `done(request, _("Released"), holds_changed={"node": 3})` fires `holds_changed` on what sent the request; it
    bubbles, so a part waits with `hx-trigger="holds_changed from:body"`, a script with `addEventListener`.
    """
    response = HttpResponse(status=204)
    if refresh:
        say(request, text, kind)
        response.headers["HX-Refresh"] = "true"
    else:
        said = {"toast": {"text": str(text), "kind": kind}, "drawer:close": True, "dialog:close": True, **events}
        response.headers["HX-Trigger"] = json.dumps(said)
    return response
