"""Text into lines: Chinese breaks between characters but not before a comma, Latin between words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection

_NOT_FIRST = frozenset("，。、；：？！）》」』】〉”’…—·%℃,.;:?!)]}")
"""What never begins a line."""
_NOT_LAST = frozenset("（《「『【〈“‘([{¥$")
"""What never ends one."""
MISSING = "□"
"""Stands for what the font lacks."""


def printable(text: str, known: Collection[int]) -> str:
    """The text as the font can show it: what it lacks (emoji, other scripts) is a box, what is not seen is left out.

    `known` are the code points of the font.
    """
    shown = []
    for char in text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(2):
        if char == "\n" or ord(char) in known:
            shown.append(char if unicodedata.category(char) != "Cf" else "")
        elif char in "\u2028\u2029":
            shown.append("\n")
        elif unicodedata.category(char) in ("Cc", "Cf", "Mn", "Me", "Cs"):
            continue
        elif unicodedata.category(char) == "Zs":
            shown.append(" ")
        else:
            shown.append(MISSING)
    return "".join(shown)


def wrap(text: str, width: float, width_of: Callable[[str], float]) -> list[str]:
    """Lines no wider than `width` (a single character may be). Blanks at a break are left out, line feeds kept."""
    return [line for paragraph in text.split("\n") for line in _lines(paragraph, width, width_of)]


def _lines(text: str, width: float, width_of: Callable[[str], float]) -> list[str]:
    lines: list[str] = []
    line, filled = "", 0.0
    for piece in _pieces(text):
        needed = width_of(piece)
        bare = piece.rstrip(" ")
        if line and filled + width_of(bare) > width:
            lines.append(line.rstrip(" "))
            line, filled = "", 0.0
        if needed > width and width_of(bare) > width:  # a word longer than a line is broken anywhere
            for char in piece:
                if line and filled + width_of(char) > width:
                    lines.append(line.rstrip(" "))
                    line, filled = "", 0.0
                line, filled = line + char, filled + width_of(char)
            continue
        if line or piece.strip(" ") or not lines:
            line, filled = line + piece, filled + needed
    return [*lines, line.rstrip(" ")]


def _pieces(text: str) -> list[str]:
    """The parts that stay together: words with the blanks after them, single Chinese characters with punctuation."""
    pieces: list[str] = []
    for char in text:
        last = pieces[-1] if pieces else ""
        joined = last and (
            char == " "
            or char in _NOT_FIRST
            or last[-1] in _NOT_LAST
            or (last[-1] != " " and not _wide(char) and not _wide(last[-1]))
        )
        if joined and len(last) < 60:
            pieces[-1] = last + char
        else:
            pieces.append(char)
    return pieces


def _wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in ("W", "F")
