"""Ask what other people's names of sheets and columns mean, and what was answered before."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from targetree.books.columns import TABLES
from targetree.books.guessing import guess_columns
from targetree.services.errors import Invalid, Missing
from targetree.services.exchange.headings import forget_heading, remembered
from targetree.services.exchange.importing import RunShown, ask_headings_again, decide_headings, import_shown
from targetree.web.guard import Request, in_words, page
from targetree.web.partials import done
from targetree.web.templatetags.ui import language

from .shown import column_name, table_name


def questions(shown: RunShown) -> list[dict[str, Any]]:
    """Each unknown sheet, and each sheet with unknown columns, as it is asked about."""
    return [_question(number, sheet) for number, sheet in enumerate(shown.mapping.get("sheets", ()))]


def _question(number: int, sheet: dict[str, Any], chosen: str | None = None) -> dict[str, Any]:
    table = sheet["table"] or (sheet["guess"] if chosen is None else chosen)
    guesses = sheet["columns"] if chosen is None or chosen == sheet["guess"] else {}
    if table and not guesses:
        guesses = guess_columns(dict(sheet["headings"]), TABLES[table], sheet["taken"])
    columns = [
        {"number": at, "heading": text, "samples": samples, "guess": guesses.get(text, "")}
        for at, (text, samples) in enumerate(sheet["headings"])
    ]
    options = [
        (c.slug, column_name(table, c.slug), c.required) for c in TABLES[table].columns if c.slug not in sheet["taken"]
    ] if table else []  # fmt: skip
    return {
        "number": number, "title": sheet["title"], "label": sheet["label"], "known": bool(sheet["table"]),
        "table": table, "table_name": table_name(table) if table else "", "columns": columns, "options": options,
        "tables": [(slug, table_name(slug)) for slug in TABLES],
    }  # fmt: skip


@require_safe
@page
def columns(request: Request, run: int) -> HttpResponse:
    """The columns of an unknown sheet once another table was chosen for it."""
    sheets = import_shown(actor=request.actor, run=run).mapping.get("sheets", ())
    number, table = request.GET.get("number", ""), request.GET.get(f"sheet-{request.GET.get('number', '')}", "")
    if not number.isascii() or not number.isdigit() or int(number) >= len(sheets) or (table and table not in TABLES):
        raise Missing("not-found")
    question = _question(int(number), sheets[int(number)], table)
    return render(request, "books/mapping_columns.html", {"question": question})


@require_POST
@page
def decide(request: Request, run: int) -> HttpResponse:
    """Read the file again with what its names mean."""
    shown = import_shown(actor=request.actor, run=run)
    sheets: dict[str, str] = {}
    meanings: dict[str, dict[str, str]] = {}
    for number, sheet in enumerate(shown.mapping.get("sheets", ())):
        if not sheet["table"]:
            sheets[sheet["title"]] = request.POST.get(f"sheet-{number}", "")
        meanings[sheet["title"]] = {
            text: request.POST.get(f"column-{number}-{at}", "") for at, (text, _samples) in enumerate(sheet["headings"])
        }
    try:
        decide_headings(actor=request.actor, run=run, sheets=sheets, columns=meanings)
    except Invalid as error:
        context = {"run": shown, "refused": in_words(error), "questions": questions(shown)}
        template = "books/run_body.html" if getattr(request, "htmx", None) else "books/run.html"
        return render(request, template, context, status=422)
    return redirect("import-run", run)


@require_POST
@page
def ask_again(request: Request, run: int) -> HttpResponse:
    """Ask about names that were left out without being asked about."""
    ask_headings_again(actor=request.actor, run=run)
    return redirect("import-run", run)


@require_safe
@page
def remembered_names(request: Request) -> HttpResponse:
    """What was decided, in a drawer."""
    found = [
        {
            "id": name.id, "heading": name.heading, "table": table_name(name.table) if name.table else "",
            "means": (column_name(name.table, name.slug) if name.table else table_name(name.slug)) if name.slug else "",
            "by": name.by, "at": name.at,
        }
        for name in remembered(actor=request.actor)
    ]  # fmt: skip
    return render(request, "books/remembered.html", {"names": found, "language": language()})


@require_POST
@page
def forget(request: Request, heading: int) -> HttpResponse:
    """The next file with this name is asked about again."""
    forget_heading(actor=request.actor, heading=heading)
    if getattr(request, "htmx", None):
        return done(request, _("Forgotten. You will be asked again."), refresh=True)
    return redirect("import-remembered")
