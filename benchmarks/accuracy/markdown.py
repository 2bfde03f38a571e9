"""Tables as Markdown, and a document whose tables are put in anew."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The first column to the left, the others to the right."""
    rule = ["---", *["---:"] * (len(heads) - 1)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (heads, rule, *rows))


def percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %")


def signed(share: float) -> str:
    return f"{share:+.1%}".replace("-", "−").replace("%", " %")


def put_in(document: Path, parts: Mapping[str, str]) -> None:
    """Writes each part between `<!-- name -->` and `<!-- /name -->`. Raises ValueError where a mark is missing."""
    text = document.read_text(encoding="utf-8")
    for name, part in parts.items():
        between = re.compile(rf"(<!-- {re.escape(name)} -->\n).*?(<!-- /{re.escape(name)} -->)", re.S)
        text, count = between.subn(lambda found, part=part: f"{found[1]}{part}\n{found[2]}", text)  # type: ignore[misc]
        if count != 1:
            raise ValueError(f"{document} has {count} places for {name}, not one")
    document.write_text(text, encoding="utf-8")
