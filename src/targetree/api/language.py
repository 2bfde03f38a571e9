"""In which language we answer."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import get_language, get_language_from_request

from targetree.services.errors import ServiceError, sentence


def language(request: HttpRequest | None = None) -> str:
    """`zh` or `en`: what Accept-Language (in the browser: what the person chose) asks for."""
    found = get_language() if request is None else get_language_from_request(request)
    return "en" if (found or "").startswith("en") else "zh"


def say(code: str, lang: str, **values: object) -> str:
    """The sentence of a code."""
    refused = ServiceError(code)
    refused.values = values
    return sentence(refused, lang)
