"""Hand over files: the planning book of a version, its plan, templates, what is on the screen."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from targetree.services.access import require
from targetree.services.errors import Invalid
from targetree.services.exchange.exporting import Lang, export_book, export_results, export_template
from targetree.services.exchange.screen_out import USUAL, export_screen
from targetree.services.versioning.versions import version_cards
from targetree.web.context import chosen_version
from targetree.web.downloads import handed_file
from targetree.web.guard import Request, page
from targetree.web.templatetags.ui import language

_LARGEST_ID = 2**63


@require_safe
@page
def exports_page(request: Request) -> HttpResponse:
    """What can be taken along."""
    require(request.actor, "see_drafts")
    versions = version_cards(actor=request.actor)
    chosen = chosen_version(request)
    shown = next((v for v in versions if v.id == chosen), None) or next(
        (v for v in versions if v.in_force), versions[0] if versions else None
    )
    may = request.actor.may("import")
    return render(request, "books/exports.html", {"all": versions, "shown": shown, "may_import": may})


@require_safe
@page
def book(request: Request) -> HttpResponse:
    """The planning book of a version."""
    return handed_file(export_book(actor=request.actor, lang=lang_of_page(), version=_number(request, "of")))


@require_safe
@page
def results(request: Request) -> HttpResponse:
    """The plan of a version as a workbook for people."""
    return handed_file(export_results(actor=request.actor, lang=lang_of_page(), version=_number(request, "of")))


@require_safe
@page
def template(request: Request) -> HttpResponse:
    """An empty planning book, or the sample company's."""
    require(request.actor, "see_drafts")
    return handed_file(export_template(lang=lang_of_page(), sample="sample" in request.GET))


@require_safe
@page
def screen(request: Request) -> HttpResponse:
    """What is on the screen of the tree."""
    sheet, node = _number(request, "sheet"), _number(request, "node")
    if sheet is None or node is None:
        raise Invalid("no-such-cell", what="*", when="")
    columns = tuple(filter(None, request.GET.get("columns", "").split(",")))
    file = export_screen(
        actor=request.actor, sheet=sheet, node=node, lang=lang_of_page(), columns=columns or USUAL,
        opened=tuple(filter(None, request.GET.get("open", "").split(","))), what=request.GET.get("what", "")[:80],
        products=request.GET.get("by") == "product",
    )  # fmt: skip
    return handed_file(file)


def _number(request: Request, name: str) -> int | None:
    text = request.GET.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 20 and int(text) < _LARGEST_ID):
        raise Invalid("no-such-cell", what="*", when=text[:20])
    return int(text)


def lang_of_page() -> Lang:
    """The language of the page, as files are written in."""
    return "en" if language() == "en" else "zh"
