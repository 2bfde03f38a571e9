"""Whatever is sent to the API, by the rules of its description or against them: no failure of ours, and every answer
as described. A few of each kind here; `make soak` sends thousands.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import schemathesis
from asking import token_of
from django.core.cache import cache as failures
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from schemathesis import Case, GenerationMode

from people import actor, bookings, node, open_version
from targetree.api.api import api
from targetree.services.access import acting
from targetree.services.cells import Cell
from targetree.services.changes.editing import Wish, edit_cells
from targetree.services.holds.holding import hold_cell
from targetree.store import models as store

pytestmark = [pytest.mark.django_db, pytest.mark.hypothesis, pytest.mark.filterwarnings("ignore")]

OPERATIONS = [
    (path, method.upper()) for path, methods in api.get_openapi_schema()["paths"].items() for method in methods
]
EXAMPLES = max(3, settings.default.max_examples // 8)
_REFUSED_FOR_ITS_MEANING = "422"
CONFIG = schemathesis.Config.from_dict(
    {
        "checks": {
            "positive_data_acceptance": {
                "expected-statuses": ["2xx", "401", "403", "404", "409", _REFUSED_FOR_ITS_MEANING]
            },
        }
    }
)


@pytest.fixture(autouse=True)
def connection_kept() -> Iterator[None]:
    """A request does not end the connection that the test rolls back, as with Django's own client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@cache
def schema() -> Any:
    """The description as it is served, with the application behind it."""
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler(), config=CONFIG)


@pytest.fixture
def known(db: None) -> dict[str, list[Any]]:
    """Things that are there, by the names that requests have for them."""
    director, sheet, seat = actor("director"), bookings(), node("1103")
    cell = Cell(sheet, seat, "", 0, 1)
    with acting(director.account_id):
        plan = store.WorkPlan.objects.get(node_id=seat, measure__code="bookings").id
        agreed = store.PlanCopy.objects.filter(event="agreed").values_list("plan_id", flat=True)[0]
        of_plan = {
            name: [*rows.filter(plan_id=plan).values_list("id", flat=True)]
            for name, rows in (
                ("condition", store.Condition.objects), ("action", store.Action.objects),
                ("point", store.PlanPoint.objects), ("request_id", store.SupportRequest.objects),
            )
        }  # fmt: skip
        of_plan["need"] = [*store.PlanPoint.objects.filter(plan_id=plan, part="need").values_list("id", flat=True)]
        comments = [*store.PlanComment.objects.values_list("plan_id", "id")]
        of_plan["customer"] = [*store.Customer.objects.values_list("id", flat=True)[:3]]
    return of_plan | {
        "plan": [plan, agreed, comments[0][0]],
        "comment": [comments[0][1]],
        "number": [1, 2],
        "quarter": [0, 3],
        "month": [0, 6],
        "sheet": [sheet],
        "version": [open_version()],
        "node": [seat, node("E"), node("S")],
        "hold": [hold_cell(actor=director, cell=cell)],
        "edit": list(edit_cells(actor=director, wishes=[Wish(Cell(sheet, seat, "", 5, 1), 1)]).edits),
        "first_month": [0, 3, 7],
    }


@pytest.mark.parametrize("who", ["director", "seller"])
@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=lambda part: str(part).removeprefix("/api/v1/"))
def test_any_request(path: str, method: str, who: str, known: dict[str, list[Any]]) -> None:
    operation = schema()[path][method]
    headers = {"Authorization": f"Bearer {token_of(who, 'read', 'write', 'admin')}"}

    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), deadline=None)
    @given(st.data())
    def ask(data: Any) -> None:
        failures.clear()  # of wrong tokens, which are counted
        case: Case = data.draw(_requests(operation))
        if _may_be_made_likely(case) and data.draw(st.booleans()):
            _make_likely(case, known, data)
        with transaction.atomic():
            case.call_and_validate(headers=headers)
            transaction.set_rollback(True)

    ask()


def _requests(operation: Any) -> SearchStrategy[Case]:
    """As described, or against the description in some part."""
    strategies = [operation.as_strategy(generation_mode=GenerationMode.POSITIVE)]
    if operation.body or operation.query or operation.path_parameters:
        strategies.append(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
    return st.one_of(strategies)


def _may_be_made_likely(case: Case) -> bool:
    return case.meta is not None and case.meta.generation.mode is GenerationMode.POSITIVE


def _make_likely(case: Case, known: dict[str, list[Any]], data: Any) -> None:
    """Name things that are there, so that a request gets further than `not found`."""
    for part in (case.path_parameters, case.query, case.body):
        for holder in _dicts(part):
            for name in holder.keys() & known.keys():
                value = data.draw(st.sampled_from(known[name]))
                holder[name] = [value] if isinstance(holder[name], list) else value


def _dicts(part: Any) -> list[dict[str, Any]]:
    if isinstance(part, dict):
        return [part, *(found for value in part.values() for found in _dicts(value))]
    return [found for value in part for found in _dicts(value)] if isinstance(part, list) else []
