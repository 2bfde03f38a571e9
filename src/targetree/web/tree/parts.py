"""What the page's script asks for as one opens, looks and searches: JSON, read-only."""

from __future__ import annotations

from django.http import JsonResponse
from django.views.decorators.http import require_GET, require_POST

from targetree.services.tree.by_product import by_product
from targetree.services.tree.customers_of import customers_of
from targetree.services.tree.last_year import last_year
from targetree.services.tree.periods import Part, parts_of
from targetree.services.tree.rows import find_nodes, marks_on, rows_below, rows_beside, rows_of
from targetree.web.guard import Request, data

from . import asked
from .shapes import Json, shaped_customers, shaped_marks, shaped_products, shaped_rows

MOST_AT_ONCE = 6000
_PARTS: dict[str, Part] = {"third": "third", "week": "week", "day": "day"}


@require_GET
@data
def rows(request: Request) -> JsonResponse:
    """The rows below a node: right below, `deep=1` all, `way=1` those beside the way to it."""
    query, actor = request.GET, request.actor
    sheet, node, what = asked.id_of(query, "sheet"), asked.id_of(query, "node"), asked.words(query, "what")
    if query.get("way"):
        found = rows_beside(actor=actor, sheet=sheet, node=node, what=what)
    else:
        found = rows_below(actor=actor, sheet=sheet, node=node, what=what, all_levels=bool(query.get("deep")))
    marks = marks_on(actor=actor, sheet=sheet, shown=found)
    return _answer({"rows": shaped_rows(found), "marks": shaped_marks(marks)})


@require_POST
@data
def again(request: Request) -> JsonResponse:
    """Rows that are on the screen already, as they are now."""
    query = request.POST
    sheet, nodes = asked.id_of(query, "sheet"), asked.ids(query, "nodes", MOST_AT_ONCE)
    found = rows_of(actor=request.actor, sheet=sheet, nodes=nodes, what=asked.words(query, "what"))
    marks = marks_on(actor=request.actor, sheet=sheet, shown=found)
    return _answer({"rows": shaped_rows(found), "marks": shaped_marks(marks)})


@require_GET
@data
def customers(request: Request) -> JsonResponse:
    """The customers of a person's seat."""
    found = customers_of(
        actor=request.actor, sheet=asked.id_of(request.GET, "sheet"), node=asked.id_of(request.GET, "node")
    )
    return _answer({"rows": shaped_customers(found)})


@require_GET
@data
def products(request: Request) -> JsonResponse:
    """The products of a node."""
    found = by_product(
        actor=request.actor, sheet=asked.id_of(request.GET, "sheet"), node=asked.id_of(request.GET, "node")
    )
    return _answer(shaped_products(found))


@require_POST
@data
def periods(request: Request) -> JsonResponse:
    """Thirds, weeks or days of the months asked for, of the rows on the screen."""
    query = request.POST
    first, count = asked.months(query)
    found = parts_of(
        actor=request.actor, sheet=asked.id_of(query, "sheet"), nodes=asked.ids(query, "nodes", MOST_AT_ONCE),
        part=_PARTS.get(query.get("part", ""), "week"), first_month=first, month_count=count,
        what=asked.words(query, "what"),
    )  # fmt: skip
    columns = [
        {"first": c.first.isoformat(), "last": c.last.isoformat(), "month": c.month, "working": c.working_days}
        for c in found.columns
    ]
    return _answer({"columns": columns, "lines": found.lines})


@require_GET
@data
def last(request: Request) -> JsonResponse:
    """What the year before brought to a node."""
    found = last_year(
        actor=request.actor, sheet=asked.id_of(request.GET, "sheet"), node=asked.id_of(request.GET, "node"),
        what=asked.words(request.GET, "what"),
    )  # fmt: skip
    return _answer({"year": found.year, "months": found.months, "known": found.known})


@require_GET
@data
def find(request: Request) -> JsonResponse:
    """Units and people by name or code."""
    text = asked.words(request.GET, "q").strip()
    version = asked.id_of(request.GET, "version")
    found = find_nodes(actor=request.actor, version=version, words=text) if text else []
    return _answer(
        {
            "found": [
                {"id": f.node, "name": f.name, "code": f.code, "unit": f.kind == "unit", "path": f.path} for f in found
            ]
        }
    )


def _answer(body: Json) -> JsonResponse:
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})
