"""Import and export."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from web.grid.frame import ADMIN, DRAFTS, SEE, Thing, row

_BOOK = b"id,name\nK1,\n"


def _begun(state: str) -> Any:
    """An import in a state of its own."""

    def at(_: Thing) -> dict[str, Any]:
        from people import actor
        from targetree.services.access import acting
        from targetree.services.exchange.importing import begin_import
        from targetree.store import models as store

        operations = actor("operations")
        run = begin_import(actor=operations, file_name="customers.csv", data=_BOOK)
        asked = {"title": "x", "label": "x", "table": "", "headings": [["a", ["1"]]], "taken": [], "guess": "",
                 "columns": {"a": ""}}  # fmt: skip
        with acting(operations.account_id):
            store.ImportRun.objects.filter(id=run).update(state=state, mapping={"sheets": [asked], "present": []})
        return {"run": run}

    return at


def _heading(_: Thing) -> dict[str, Any]:
    from people import actor
    from targetree.services.access import acting
    from targetree.services.exchange.headings import remember, remembered

    operations = actor("operations")
    with acting(operations.account_id):
        remember(operations, "", {"花名册": "people"})
    return {"heading": remembered(actor=operations)[0].id}


def _file(_: Thing) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("customers.csv", _BOOK)}


def _small(_: Thing) -> dict[str, Any]:
    """A company with little to write: nothing happened in it, and one measure is planned."""
    from people import actor, bookings
    from targetree.services.access import acting
    from targetree.store import models as store

    with acting(actor("operations").account_id):
        for model in (store.Actual, store.Opportunity, store.Receivable, store.CalendarDay):
            model.objects.all().delete()
        others = store.Sheet.objects.exclude(id=bookings()).exclude(id__in=store.Edit.objects.values("sheet"))
        for model in (store.Line, store.ReceiptLine, store.CustomerLine, store.Hold, store.Comment, store.Commitment):
            model.objects.filter(sheet__in=others).delete()
        others._raw_delete("default")  # what changes were made to lines is not the application's to delete
    return {}


ROWS = [
    row("import", "GET", ADMIN),
    row("import", "POST", ADMIN, send=_file),
    row("import-run", "GET", ADMIN, at=_begun("refused")),
    row("import-remembered", "GET", ADMIN),
    row("import-forget", "POST", ADMIN, at=_heading, send={}),
    row("import-decide", "POST", ADMIN, at=_begun("mapping"), send={"sheet-0": ""}),
    row("import-columns", "GET", ADMIN, at=_begun("mapping"), ask={"number": 0, "sheet-0": "people"}),
    row("import-ask", "POST", ADMIN, at=_begun("refused"), send={}),
    row("import-keep", "POST", ADMIN, at=_begun("ready"), send={"name": "new"}),
    row("import-cancel", "POST", ADMIN, at=_begun("ready"), send={}),
    row("api:list_imports", "GET", ADMIN),
    row("api:send_book", "POST", ADMIN, send=_file, form=True),
    row("api:one_import", "GET", ADMIN, at=_begun("refused")),
    row("api:decide_meanings", "POST", ADMIN, at=_begun("mapping"), send={"sheets": []}),
    row("api:keep_book", "POST", ADMIN, at=_begun("ready"), send={"name": "new"}),
    row("api:cancel_book", "POST", ADMIN, at=_begun("ready"), send={}),
    row("api:remembered_headings", "GET", ADMIN),
    row("api:forget_name", "DELETE", ADMIN, at=_heading),
    row("api:planning_book", "GET", DRAFTS, ask=_small),
    row("api:plan_workbook", "GET", DRAFTS, ask=_small),
    row("api:part_of_tree", "GET", SEE, ask=lambda o: {"sheet": o.sheet, "node": o.node, "columns": "year"}),
    row("export", "GET", DRAFTS),
    row("export-book", "GET", DRAFTS, ask=_small),
    row("export-results", "GET", DRAFTS, ask=_small),
    row("export-template", "GET", DRAFTS),
    row("export-screen", "GET", SEE, ask=lambda o: {"sheet": o.sheet, "node": o.node, "columns": "year"}),
]
