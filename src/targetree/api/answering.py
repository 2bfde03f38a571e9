"""Around every operation: who asks, doing a write only once, and not sending what the caller has."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from ninja import NinjaAPI

from targetree.services.access import Actor
from targetree.services.idempotency import LONGEST_KEY, Answer, once

from .entrance import SAFE, let_in
from .errors import Refusal

Run = Callable[..., HttpResponseBase]
_KEY = re.compile(rf"[\x21-\x7e]{{1,{LONGEST_KEY}}}")


def around(api: NinjaAPI) -> Callable[[Run], Run]:
    """The decorator of all operations of `api`."""

    def decorate(run: Run) -> Run:
        @wraps(run)
        def answer(request: HttpRequest, **values: Any) -> HttpResponseBase:
            try:
                actor = let_in(request)
                if request.method in SAFE:
                    return _unless_known(request, run(request, **values))
                key = request.headers.get("Idempotency-Key")
                if key is None:
                    return run(request, **values)
                return _once(request, actor, key, lambda: run(request, **values))
            except Exception as problem:
                return api.on_exception(request, problem)

        return answer

    return decorate


def _unless_known(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """304 where the caller has this answer already."""
    if response.status_code != 200 or not isinstance(response, HttpResponse):
        return response
    tag = f'"{hashlib.blake2b(response.content, digest_size=12).hexdigest()}"'
    known = [t.strip().removeprefix("W/") for t in request.headers.get("If-None-Match", "").split(",")]
    if tag in known or "*" in known:
        response = HttpResponse(status=304)
        del response.headers["Content-Type"]
    response.headers["ETag"] = tag
    response.headers.setdefault("Cache-Control", "private, no-cache")
    return response


def _once(request: HttpRequest, actor: Actor, key: str, act: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    if not _KEY.fullmatch(key):
        raise Refusal(422, "idempotency-key-not-valid", most=LONGEST_KEY)
    with once(actor=actor, key=key, fingerprint=_fingerprint(request)) as asked:
        if asked.earlier is not None:
            given = HttpResponse(asked.earlier.body, status=asked.earlier.status, content_type="application/json")
            given.headers["Idempotency-Replayed"] = "true"
            return given
        response = act()
        if response.status_code < 300 and isinstance(response, HttpResponse):
            asked.keep(Answer(response.status_code, response.content.decode()))
        return response


def _fingerprint(request: HttpRequest) -> str:
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if request.content_type == "multipart/form-data":
        for name, values in sorted(request.POST.lists()):
            digest.update(repr((name, values)).encode())
        for name, files in sorted(request.FILES.lists()):
            for file in files:
                digest.update(repr((name, file.name, file.size)).encode())
                for chunk in file.chunks():
                    digest.update(chunk)
                file.seek(0)
    else:
        digest.update(request.body)
    return digest.hexdigest()
