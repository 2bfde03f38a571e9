"""The description of the API: complete, without a server, each thing named once."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.test import Client
from ninja import Schema

from targetree.api.api import api
from targetree.api.description import TEXT


def _operations() -> list[Any]:
    views = [view for router in api._get_bound_routers() for view in router.path_operations.values()]
    return [operation for view in views for operation in view.operations]


def test_it_is_served_to_anybody(db: None) -> None:
    told = Client().get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert told["info"]["description"] == TEXT
    assert "/api/v1/versions" in told["paths"]


def test_every_operation_says_what_it_is_and_what_may_go_wrong() -> None:
    for address, methods in api.get_openapi_schema()["paths"].items():
        for method, operation in methods.items():
            place = f"{method} {address}"
            assert len(operation.get("summary", "")) > 1, place
            assert len(operation.get("description", "")) > 10, place
            assert operation.get("tags"), place
            assert operation["security"] == [{"Token": []}, {"Session": []}], place
            assert {"400", "401", "403", "404", "422"} <= operation["responses"].keys(), place
            good = [status for status in operation["responses"] if status < "400"]
            assert good, place
            for status in good:
                assert status == "204" or operation["responses"][status].get("content"), f"{place} has no model"


def test_names_are_given_once() -> None:
    """Two models of one name would be one in the description; two operations of one name have one address."""
    functions = Counter(operation.view_func.__name__ for operation in _operations())
    assert [name for name, times in functions.items() if times > 1] == []
    models = Counter(model.__name__ for model in set(_all_models(Schema)) if model.__module__.startswith("targetree."))
    assert [name for name, times in models.items() if times > 1] == []


def _all_models(model: type) -> list[type]:
    return [below for sub in model.__subclasses__() for below in [sub, *_all_models(sub)]]
