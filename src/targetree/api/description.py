"""What OpenAPI says beyond the operations: conventions, and the errors that every operation may answer with."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI

from targetree.services.idempotency import LONGEST_KEY

TEXT = """
Targets of a sales organisation: read the tree, change and hold numbers, commit, publish. Pages and API call the same
services and see the same rights.

**Signing in.** Programs send a personal token (`Authorization: Bearer tt_…`, made in the settings; scopes `read`,
`write`, `admin`). Pages use the session cookie, and `X-CSRFToken` on every write.

**Amounts** are integers in the smallest unit of their measure: money in fen (1/100), quantities in hundredths, counts
in ones; `scale` of a sheet says how many of them make a main unit. A total always equals the sum of its parts.

**Months** count from 0, the first month of the plan year.

**Lists** come in pages: `{"items": […], "next": "…"}`. Ask again with `cursor` set to `next` until it is null.

**Writes** may carry an `Idempotency-Key`: the same request with the same key within 24 hours is done once and answered
alike (then with the header `Idempotency-Replayed: true`). A refused write leaves nothing behind, its key included.

**Errors** have one shape, `{"error": {"code", "message", "details"}}`: `code` for programs, `message` for people in the
language of `Accept-Language` (zh, en).
"""

_ERRORS = {
    "400": ("Unreadable", "The request cannot be read."),
    "401": ("NotSignedIn", "Nobody is signed in, or the token is not valid."),
    "403": ("Denied", "Not yours to do."),
    "404": ("Missing", "It does not exist, or is not yours to know of."),
    "409": ("Conflict", "Somebody was faster, holds stand against it, or its state does not allow it."),
    "413": ("TooLarge", "More than may be sent at once."),
    "422": ("Invalid", "Something in the request is missing or wrong."),
    "429": ("TooMany", "Too many wrong tokens from this address."),
}
_WRITES_ONLY = {"413"}
_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Repeat a write with the same key, and it is done once.",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": "^[!-~]+$"},
}


class Described(NinjaAPI):
    """Adds to the description of each operation what holds for all of them."""

    _described: Any = None

    def get_openapi_schema(self, **given: Any) -> Any:
        """OpenAPI 3.1; made once, since it is the same for everybody."""
        if self._described is None:
            self._described = self._describe(**given)
        return self._described

    def _describe(self, **given: Any) -> Any:
        schema = super().get_openapi_schema(**given)
        components = schema["components"]
        components.setdefault("schemas", {}).update(_error_schemas())
        components["responses"] = {name: _response(text) for name, text in _ERRORS.values()}
        components["parameters"] = {"IdempotencyKey": _KEY}
        for path in schema["paths"].values():
            for method, operation in path.items():
                _complete(operation, writes=method != "get")
        return schema


def _complete(operation: dict[str, Any], *, writes: bool) -> None:
    found: dict[Any, Any] = operation["responses"]
    for status, (name, _) in _ERRORS.items():
        if writes or status not in _WRITES_ONLY:
            found.setdefault(status, {"$ref": f"#/components/responses/{name}"})
    operation["responses"] = {str(status): found[status] for status in sorted(found, key=str)}
    for parameter in operation.get("parameters", []):
        _without_null(parameter.get("schema", {}))
    if writes:
        operation.setdefault("parameters", []).append({"$ref": "#/components/parameters/IdempotencyKey"})


def _without_null(schema: dict[str, Any]) -> None:
    """A parameter of an address is there or left out; it cannot be null."""
    kinds = [kind for kind in schema.get("anyOf", []) if kind != {"type": "null"}]
    if len(kinds) == 1:
        del schema["anyOf"]
        schema.update(kinds[0])


def _response(text: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Error"}
    return {"description": text, "content": {"application/json": {"schema": schema}}}


def _error_schemas() -> dict[str, Any]:
    from .errors import Error

    schema = Error.model_json_schema(ref_template="#/components/schemas/{model}")
    return {**schema.pop("$defs"), "Error": schema}
