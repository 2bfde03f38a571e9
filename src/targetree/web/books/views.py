"""Bring a planning book in: send it, look at what it changes, keep it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from targetree.services.errors import Invalid
from targetree.services.exchange.importing import (
    RunShown,
    begin_import,
    cancel_import,
    import_shown,
    imports,
    keep_import,
    stopped_by,
    suggested_name,
)
from targetree.web.guard import Request, in_words, page
from targetree.web.partials import say

from .mapping import questions
from .shown import findings_shown, measures_shown, tables_shown

asks = require_http_methods(["GET", "HEAD", "POST"])


@asks
@page
def imports_page(request: Request) -> HttpResponse:
    """The latest imports, and the place to send a file to."""
    refused = ""
    if request.method == "POST":
        try:
            run = _send(request)
        except Invalid as error:
            refused = in_words(error)
        else:
            if request.headers.get("X-Requested-With") == "fetch":
                return HttpResponse(status=201, headers={"Location": redirect("import-run", run)["Location"]})
            return redirect("import-run", run)
        if request.headers.get("X-Requested-With") == "fetch":
            return HttpResponse(refused, status=422, content_type="text/plain; charset=utf-8")
    return render(
        request,
        "books/imports.html",
        {"runs": imports(actor=request.actor), "refused": refused, "most": settings.TARGETREE_UPLOAD_MIB},
        status=422 if refused else 200,
    )


def _send(request: Request) -> int:
    file = request.FILES.get("file")
    if file is None or isinstance(file, list):
        raise Invalid("upload-missing")
    return begin_import(actor=request.actor, file_name=file.name or "book", data=file.read())


@require_safe
@page
def run_page(request: Request, run: int) -> HttpResponse:
    """An import, whatever state it is in; while somebody works on it the page asks again by itself."""
    return _run(request, import_shown(actor=request.actor, run=run))


def _run(request: Request, shown: RunShown, *, name: str = "", refused: str = "") -> HttpResponse:
    preview, stopped = shown.preview, stopped_by(shown)
    context = {
        "run": shown,
        "error": in_words(stopped) if stopped is not None else "",
        "refused": refused,
        "sheets": findings_shown(shown.findings),
        "counts": shown.findings.get("counts", {}),
    }
    if shown.state == "mapping":
        context["questions"] = questions(shown)
    if shown.state in ("ready", "applying", "done") and preview:
        tables, kept = tables_shown(preview), preview.get("kept_tables", ())
        context |= {
            "tables": [t for t in tables if t.changes],
            "quiet_tables": [t.name for t in tables if not t.changes and t.table not in kept],
            "kept_tables": [t.name for t in tables if t.table in kept],
            "measures": measures_shown(preview),
            "preview": preview,
            "name": name or (suggested_name(request.actor, shown) if shown.state == "ready" else ""),
        }
    template = "books/run_body.html" if getattr(request, "htmx", None) else "books/run.html"
    return render(request, template, context, status=422 if refused else 200)


@require_POST
@page
def keep(request: Request, run: int) -> HttpResponse:
    """Keep what was looked at as a new version."""
    name = request.POST.get("name", "")
    try:
        keep_import(actor=request.actor, run=run, name=name, note=request.POST.get("note", ""))
    except Invalid as error:
        return _run(request, import_shown(actor=request.actor, run=run), name=name[:200], refused=in_words(error))
    return redirect("import-run", run)


@require_POST
@page
def cancel(request: Request, run: int) -> HttpResponse:
    """Let it go."""
    cancel_import(actor=request.actor, run=run)
    say(request, _("Import cancelled. Nothing was changed."), "info")
    return redirect("import")
