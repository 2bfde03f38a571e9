"""Which language to speak: what the command line says, else what the locale says; Chinese where neither does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

Lang = Literal["zh", "en"]
LANGUAGES: tuple[Lang, ...] = ("zh", "en")


def language(words: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """`--lang` wins, even on a command line that is wrong elsewhere; a locale of English gives English."""
    for position, word in enumerate(words):
        name, _, value = word.partition("=")
        if name == "--lang":
            value = value or (words[position + 1] if position + 1 < len(words) else "")
            if value in LANGUAGES:
                return value
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "en" if environment[name].lower().startswith("en") else "zh"
    return "zh"
