"""Where the day begins, by role."""

from __future__ import annotations

from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from targetree.web.guard import Request, page
from targetree.web.looks.links import there

STARTS = (("seller", "me"), ("manager", "tree"), ("director", "tree"), ("operations", "tree"), ("auditor", "record"))
"""Somebody with several roles begins with the widest: a manager who sells as well begins with the tree."""


@require_safe
@page
def home(request: Request) -> HttpResponseRedirect:
    """Sellers to their own page, those who plan to the tree, the auditor to the record, all others to their page."""
    for role, name in reversed(STARTS):
        if role in request.actor.roles and (address := there(name)):
            return redirect(address)
    return redirect("me")
