"""Cells of the planning book as they are written, and how wide they are."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime


def shown(value: object) -> str:
    if isinstance(value, (date, datetime)):
        return f"{value:%Y-%m-%d}"
    return "" if value is None else str(value)


def shown_width(text: str) -> int:
    """In columns of a fixed font: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
