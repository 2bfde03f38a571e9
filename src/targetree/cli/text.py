"""Plain text on a terminal: widths of Chinese letters, folding, colours. Quick to import, for `check` and `--help`."""

from __future__ import annotations

import os
import sys
import unicodedata
from typing import TextIO

NARROWEST = 40
USUAL = 80
_OPENING = "（「『“《"
_CLOSING = "，。；：、！？）」』”》"
_WIDE = "\u2e80-\uffef"


def width(text: str) -> int:
    """Columns that the text takes: two for a Chinese letter, none for a combining mark."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def pad(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


def fold(text: str, columns: int) -> list[str]:
    """The text in lines of at most `columns`; Chinese may break after any letter but not before a closing mark."""
    import re

    lines = [""]
    for piece in re.findall(rf"[{_OPENING}]*(?:[^\s{_WIDE}{_CLOSING}]+|.)[{_CLOSING}]*\s*", text):
        if lines[-1] and width(lines[-1]) + width(piece.rstrip()) > columns:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def columns_of(stream: TextIO) -> int | None:
    """Width of the terminal that the stream is, None where it is none."""
    if not is_terminal(stream):
        return None
    try:
        return max(int(os.environ.get("COLUMNS", "")), NARROWEST)
    except ValueError:
        pass
    try:
        return max(os.get_terminal_size(stream.fileno()).columns or USUAL, NARROWEST)
    except OSError:
        return USUAL


def is_terminal(stream: TextIO) -> bool:
    return not stream.closed and stream.isatty()


def colour(text: str, code: str, stream: TextIO) -> str:
    """The text in an ANSI colour, where the stream is a terminal that wants colours."""
    if not is_terminal(stream) or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    return f"\x1b[{code}m{text}\x1b[0m"


def emit(text: str, stream: TextIO | None = None) -> None:
    """Writes a line or several. A reader that has gone away (`| head`) is no reason to fail or to complain."""
    out = stream or sys.stdout
    try:
        out.write(text + "\n")
        out.flush()
    except BrokenPipeError:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, out.fileno())
        os.close(silence)
