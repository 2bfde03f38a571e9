"""Every string of the interface and where it is used: Python, templates, scripts. Needs Django for the templates."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from . import scripts
from .catalogue import FRONTEND
from .po import Source

PACKAGE = Path(__file__).parents[1]
AREAS = (
    "home", "me", "tree", "why", "support", "plans", "activity", "conditions", "fiveparts", "actions", "longterm",
    "checks", "reviews", "requests", "worksheets", "commitments", "strategy", "holds", "versions", "books",
    "settings", "accounts", "record", "grid", "api",
)  # fmt: skip
_FUNCTIONS = {
    "_": "t", "gettext": "t", "gettext_lazy": "t", "gettext_noop": "t",
    "ngettext": "tp", "ngettext_lazy": "tp", "pgettext": "ct", "pgettext_lazy": "ct",
    "npgettext": "ctp", "npgettext_lazy": "ctp",
}  # fmt: skip
"""What their first arguments are: t text, p plural, c context."""
_CALL = re.compile(r"\b(_|n?p?gettext)\((?=\s*u?['\"])")


def used() -> dict[Source, list[Path]]:
    """The files that use each string."""
    found: dict[Source, list[Path]] = {s: list(paths) for s, paths in scripts.strings(FRONTEND / "src").items()}
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text("utf-8")
        if "django.utils.translation" in text:
            for source in _of_python(ast.parse(text)):
                found.setdefault(source, []).append(path)
    for path in sorted(p for pattern in ("*.html", "*.txt") for p in PACKAGE.rglob(f"templates/**/{pattern}")):
        for source in _of_template(path.read_text("utf-8")):
            found.setdefault(source, []).append(path)
    return found


def area_of(path: Path) -> str:
    """The area that a file belongs to: the first part of its path that names one, else `base`."""
    names = [part.split("-")[0] for part in (*path.parts[:-1], path.stem)]
    return next((name for name in names[_root_depth(path) :] if name in AREAS), "base")


def _root_depth(path: Path) -> int:
    for root in (PACKAGE, FRONTEND):
        if path.is_relative_to(root):
            return len(root.parts)
    return 0


def _of_python(tree: ast.AST) -> Iterator[Source]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS:
            source = _source(_FUNCTIONS[node.func.id], node.args)
            if source:
                yield source


def _of_template(text: str) -> Iterator[Source]:
    from django.utils.translation import templatize  # type: ignore[attr-defined, unused-ignore]

    code = templatize(text)
    for call in _CALL.finditer(code):
        node = _call_at(code, call.start())
        source = _source(_FUNCTIONS[call[1]], node.args)
        if source:
            yield source


def _call_at(code: str, start: int) -> ast.Call:
    """The call that begins there; its end is where it first can be read."""
    end = start
    while True:
        end = code.index(")", end) + 1
        try:
            node = ast.parse(code[start:end], mode="eval").body
        except SyntaxError:
            continue
        assert isinstance(node, ast.Call)
        return node


def _source(kinds: str, arguments: list[ast.expr]) -> Source | None:
    values = [a.value for a in arguments[: len(kinds)] if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    if len(values) < len(kinds):
        return None
    parts = dict(zip(kinds, values, strict=True))
    return Source(parts["t"], parts.get("p", ""), parts.get("c", ""))
