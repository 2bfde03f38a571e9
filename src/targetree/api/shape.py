"""One shape for every error below /api, whoever refuses: ourselves, Django, or a defect."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse

from .language import language, say

_CODES = {
    401: "not-signed-in",
    404: "no-such-address",
    405: "no-such-method",
    413: "request-too-large",
    429: "too-many-requests",
}


def error_body(code: str, message: str, details: Sequence[object] = (), **more: object) -> dict[str, Any]:
    """`{"error": {"code", "message", "details"}}`"""
    return {"error": {"code": code, "message": message, "details": list(details), **more}}


_OF_THE_BODY = ("Content-Length", "Content-Encoding", "ETag")
"""Headers that are of the answer that is replaced."""


class Shape:
    """The middleware that stands outermost: what is refused further in without our shape gets it here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code < 400 or not request.path.startswith("/api/") or _is_ours(response):
            return response
        status = response.status_code
        code = "server-failed" if status >= 500 else _CODES.get(status, "request-refused")
        answer = JsonResponse(error_body(code, say(code, language(request))), status=status)
        for name, value in response.headers.items():
            if name not in _OF_THE_BODY:
                answer.headers.setdefault(name, value)
        return answer


def _is_ours(response: HttpResponseBase) -> bool:
    if not isinstance(response, HttpResponse) or not response.headers.get("Content-Type", "").startswith(
        "application/json"
    ):
        return False
    try:
        found = json.loads(response.content)["error"]
        return isinstance(found["details"], list) and bool(found["message"])
    except (ValueError, TypeError, KeyError):
        return False
