"""The strings that the scripts of the front end hand to `t()` and `tn()`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from .po import Source

_STRING = r"""'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*\""""
_COMMENT_OR_STRING = re.compile(rf"(?P<comment>/\*.*?\*/|(?<![:\\])//[^\n]*)|{_STRING}", re.S)
_CALL = re.compile(rf"(?<![\w.$])(?:t\(\s*(?P<one>{_STRING})|tn\(\s*(?P<few>{_STRING})\s*,\s*(?P<many>{_STRING}))")


def strings(folder: Path) -> dict[Source, list[Path]]:
    """Where each string is used, by file."""
    found: dict[Source, list[Path]] = {}
    for path in sorted(folder.rglob("*.ts")):
        for source in strings_of(path.read_text("utf-8")):
            found.setdefault(source, []).append(path)
    return found


def strings_of(script: str) -> Iterator[Source]:
    """The strings of one script, comments left out."""
    code = _COMMENT_OR_STRING.sub(lambda m: "" if m["comment"] else m[0], script)
    for call in _CALL.finditer(code):
        if call["one"]:
            yield Source(_text(call["one"]))
        else:
            yield Source(_text(call["few"]), _text(call["many"]))


def _text(literal: str) -> str:
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t"}.get(m[1], m[1]), literal[1:-1])
