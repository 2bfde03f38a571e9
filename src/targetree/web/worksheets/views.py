"""Take plans along as a workbook, send it back, look at what changes, keep it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from targetree.services.access import require
from targetree.services.errors import Invalid, ServiceError
from targetree.services.exchange.work_in import WorkLooked, keep_work, look_at_work
from targetree.services.exchange.work_out import export_work
from targetree.services.exchange.work_rows import Change
from targetree.services.plans.opening import plans_below
from targetree.web.books.exports import lang_of_page
from targetree.web.books.shown import column_name, findings_shown, table_name
from targetree.web.downloads import handed_file
from targetree.web.guard import Request, in_words, page
from targetree.web.partials import say
from targetree.web.tree import asked

LISTED = 200


@dataclass(frozen=True)
class TableOfChanges:
    """What changes in one sheet."""

    name: str
    new: int
    changed: int
    rows: list[tuple[Change, list[str]]]
    """The first of them, with the names of the columns that change."""

    @property
    def unlisted(self) -> int:
        return self.new + self.changed - len(self.rows)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def sheets(request: Request) -> HttpResponse:
    """The place to take plans along from and to send them to; when a file was sent, what it would change."""
    require(request.actor, "plan")
    refused, looked = "", None
    if request.method == "POST":
        try:
            looked = _look(request)
        except ServiceError as error:
            if error.status in (403, 404):
                raise
            refused = in_words(error)
    context: dict[str, Any] = {
        "refused": refused,
        "looked": looked,
        "plans": [line for line in plans_below(actor=request.actor) if line.plan],
        "most": settings.TARGETREE_UPLOAD_MIB,
    }
    if looked is not None:
        context |= {
            "sheets": findings_shown(looked.findings),
            "run": {"file_name": str(getattr(request.FILES["file"], "name", ""))},
            "counts": looked.findings.get("counts", {}),
            "tables": _tables(looked.changes),
            "not_taken": [(table_name(r.table), r.number, r.who, in_words(r.error)) for r in looked.refused],
        }
    return render(request, "worksheets/sheets.html", context, status=422 if refused else 200)


def _look(request: Request) -> WorkLooked:
    file = request.FILES.get("file")
    if file is None or isinstance(file, list):
        raise Invalid("upload-missing")
    return look_at_work(actor=request.actor, file_name=file.name or "plans.xlsx", data=file.read())


def _tables(changes: tuple[Change, ...]) -> list[TableOfChanges]:
    found = []
    for table in dict.fromkeys(change.table for change in changes):
        mine = [change for change in changes if change.table == table]
        rows = [(c, [column_name(table, _slug(f)) for f in c.fields] if not c.new else []) for c in mine[:LISTED]]
        new = sum(change.new for change in mine)
        found.append(TableOfChanges(table_name(table), new, len(mine) - new, rows))
    return found


def _slug(field: str) -> str:
    """The column of a field: money stands in columns without its unit."""
    return {"cost_fen": "cost", "marketing_fen": "marketing_cost", "return_fen": "return"}.get(field, field)


@require_safe
@page
def export(request: Request) -> HttpResponse:
    """The plans that the reader sees, or with `?plan=` one and those below it."""
    plan = asked.id_of(request.GET, "plan") if request.GET.get("plan") else None
    return handed_file(export_work(actor=request.actor, lang=lang_of_page(), plan=plan))


@require_POST
@page
def keep(request: Request) -> HttpResponse:
    """Keep what was looked at."""
    try:
        count = keep_work(actor=request.actor, token=request.POST.get("token", ""))
    except ServiceError as error:
        if error.status in (403, 404):
            raise
        say(request, in_words(error), "bad")
        return redirect("plan-sheets")
    text = ngettext("{n} row was taken into the plans.", "{n} rows were taken into the plans.", count)
    say(request, text.format(n=count) if count else _("Everything was so already."))
    return redirect("plans")
