"""The page of the tree. Its first rows come with the HTML, so that the first sight has numbers."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from targetree.services.tree.rows import TreeShown, tree_shown
from targetree.web.context import chosen_version
from targetree.web.guard import Request, page
from targetree.web.templatetags.ui import language

from . import asked
from .shapes import Json, name_of, shaped_marks, shaped_rows, shaped_sheet


@require_GET
@page
def tree(request: Request) -> HttpResponse:
    """`?measure=&tier=&what=` choose; `?sheet=&node=&what=&first=&count=` go to a cell."""
    query = request.GET
    found = tree_shown(
        actor=request.actor, version=chosen_version(request), measure=asked.words(query, "measure"),
        tier=asked.words(query, "tier"), what=asked.words(query, "what"), sheet=asked.maybe_id(query, "sheet"),
    )  # fmt: skip
    if found is None:
        return render(
            request, "tree/none.html", {"import_at": _address("import") if request.actor.may("import") else None}
        )
    lang = language()
    return render(request, "tree/tree.html", {
        "tree": found,
        "measure": name_of(found.sheet, lang),
        "page": _handed(found, request, lang),
    })  # fmt: skip


def _handed(found: TreeShown, request: Request, lang: str) -> Json:
    query = request.GET
    node = asked.maybe_id(query, "node")
    first, count = asked.months(query) if node else (0, 12)
    return {
        "version": {"id": found.version, "name": found.version_name, "status": found.status},
        "year": found.year,
        "firstMonth": found.first_month,
        "sheets": [shaped_sheet(sheet, lang) for sheet in found.sheets],
        "sheet": found.sheet.id,
        "revision": found.revision,
        "what": found.what,
        "whatName": found.what_name,
        "by": "product" if query.get("by") == "product" else "unit",
        "rows": shaped_rows(found.rows),
        "marks": shaped_marks(found.marks),
        "me": request.actor.name,
        "goto": {"node": node, "first": first, "count": count} if node else None,
        "edits": found.status != "published",
        "exportAt": _address("export-screen"),
        "whyAt": _address("why"),
        "holdsAt": _address("holds"),
        "words": {"new": _("New customers")},
    }


def _address(name: str) -> str | None:
    """Where a page of others is; none while there is no such page."""
    from django.urls import NoReverseMatch

    try:
        return reverse(name)
    except NoReverseMatch:
        return None
