"""Everything that is refused, as `{"error": {"code", "message", "details"}}` in the caller's language."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import asdict, is_dataclass
from typing import Any

import psycopg
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError
from pydantic import Field

from targetree.services.access import Actor
from targetree.services.errors import ServiceError, sentence
from targetree.services.holds.in_words import HoldInTheWay, holds_in_words
from targetree.services.holds.standing import Standing

from .language import language, say
from .shape import error_body
from .validation import details_of

log = logging.getLogger("targetree.api")


class HoldInTheWayOut(Schema):
    """A hold that stands against a change."""

    id: int | None
    where: str
    amount: str | None = None
    owner: str | None = None
    reason: str | None = None
    expires: str | None = None


class Problem(Schema):
    code: str = Field(description="For programs: stays the same in every language and version.")
    message: str = Field(description="For people: what is wrong and what to do, in the language of the request.")
    details: list[dict[str, Any]] = Field(description="What exactly, by field or by thing; may be empty.")
    holds: list[HoldInTheWayOut] | None = Field(
        None, description="The smallest set of holds that stands against the change."
    )


class Error(Schema):
    """Every answer that is not a success."""

    error: Problem


class Refusal(Exception):
    """Refused by the API itself, before any service was asked."""

    def __init__(self, status: int, code: str, **values: object) -> None:
        super().__init__(code)
        self.status, self.code, self.values = status, code, values


def refused(
    status: int, code: str, message: str, details: Iterable[object] = (), holds: list[HoldInTheWay] | None = None
) -> HttpResponse:
    """The answer for something refused."""
    more = {"holds": [asdict(hold) for hold in holds]} if holds is not None else {}
    response = JsonResponse(
        error_body(code, message, [_plain(d) for d in details], **more),
        status=status,
        json_dumps_params={"ensure_ascii": False},
    )
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="Targetree"'
    return response


def _plain(detail: object) -> object:
    if is_dataclass(detail) and not isinstance(detail, type):
        return asdict(detail)
    return detail if isinstance(detail, dict) else {"value": detail}


def by_service(request: HttpRequest, error: ServiceError) -> HttpResponse:
    lang = language()
    standing = [d for d in error.details if isinstance(d, Standing)]
    actor: Actor | None = getattr(request, "actor", None)
    holds = holds_in_words(actor=actor, found=standing, lang=lang) if standing and actor else None
    return refused(error.status, error.code, sentence(error, lang), error.details, holds)


def by_us(_request: HttpRequest, error: Refusal) -> HttpResponse:
    return refused(error.status, error.code, say(error.code, language(), **error.values))


def by_validation(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    return refused(422, "request-not-valid", say("request-not-valid", language()), details_of(error.errors, language()))


_OF_STATUS = {
    400: "request-unreadable", 401: "not-signed-in", 404: "no-such-address", 413: "request-too-large",
    429: "too-many-requests",
}  # fmt: skip


def by_ninja(_request: HttpRequest, error: HttpError) -> HttpResponse:
    code = _OF_STATUS.get(error.status_code, "request-refused")
    return refused(error.status_code, code, say(code, language()))


def by_django(_request: HttpRequest, error: Exception) -> HttpResponse:
    if isinstance(error, Http404):
        return refused(404, "not-found", say("not-found", language()))
    status = 413 if isinstance(error, RequestDataTooBig | TooManyFieldsSent) else 400
    return refused(status, _OF_STATUS[status], say(_OF_STATUS[status], language()))


def by_database(_request: HttpRequest, error: Exception) -> HttpResponse:
    """Two at the same moment, or a value that no column takes; anything else is a defect."""
    state = str(getattr(error, "sqlstate", None) or getattr(error.__cause__, "sqlstate", None) or "")
    if state in ("40001", "40P01", "55P03"):
        return refused(409, "try-again", say("try-again", language()))
    if state.startswith("22") or isinstance(error, UnicodeError):
        log.warning("a value reached the database that no column takes", exc_info=error)
        return refused(422, "request-not-valid", say("request-not-valid", language()))
    raise error


def handle_errors(api: NinjaAPI) -> None:
    """Every exception that an operation may end with has its answer; what has none is a defect and told as a 500."""
    handlers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        ServiceError: by_service,
        Refusal: by_us,
        ValidationError: by_validation,
        HttpError: by_ninja,
        Http404: by_django,
        SuspiciousOperation: by_django,
        UnreadablePostError: by_django,
        DatabaseError: by_database,
        psycopg.Error: by_database,
        UnicodeEncodeError: by_database,
        Exception: _defect,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def _defect(_request: HttpRequest, error: Exception) -> HttpResponse:
    raise error
