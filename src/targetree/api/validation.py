"""What is wrong with a request, field by field, in words of ours."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .language import say

_TYPES = {
    "int": ("a whole number", "整数"), "string": ("text", "文本"), "bool": ("true or false", "true 或 false"),
    "float": ("a number", "数字"), "list": ("a list", "列表"), "dict": ("an object", "对象"),
    "date": ("a date like 2027-01-31", "日期，如 2027-01-31"), "model": ("an object", "对象"),
    "datetime": ("a time like 2027-01-31T08:00:00Z", "时间，如 2027-01-31T08:00:00Z"),
}  # fmt: skip
_LIMITS = {"ge": "small", "gt": "small", "le": "large", "lt": "large", "min_length": "short", "max_length": "long"}


def details_of(errors: Iterable[dict[str, Any]], lang: str) -> list[dict[str, Any]]:
    """`[{"where": ["body", "wishes", 0, "amount"], "code": "field-small", "message": …}]`"""
    return [_detail(error, lang) for error in errors]


def _detail(error: dict[str, Any], lang: str) -> dict[str, Any]:
    kind, values = _meaning(str(error["type"]), error.get("ctx") or {})
    code = f"field-{kind}"
    return {"where": list(error["loc"]), "code": code, "message": say(code, lang, **values)}


def _meaning(kind: str, given: dict[str, Any]) -> tuple[str, dict[str, object]]:
    """pydantic's name of an error as one of ours, with its values."""
    if kind in ("missing", "text"):
        return kind, {}
    if kind == "extra_forbidden":
        return "unknown", {}
    if kind in ("literal_error", "enum"):
        return "choice", {"choices": str(given.get("expected", ""))}
    for name, ours in _LIMITS.items():
        if name in given:
            return ours, {"limit": given[name]}
    wanted = _TYPES.get(kind.partition("_")[0])
    if wanted is not None:
        return "type", {"wanted": wanted[0], "wanted_zh": wanted[1]}
    return "wrong", {}
