"""Catalogues: .po files read and written, and compiled into the .mo that gettext reads."""

from __future__ import annotations

import ast
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_HEADER = "Language: zh_Hans\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=1; plural=0;\n"
_END_OF_CONTEXT, _BEFORE_PLURAL = "\x04", "\x00"


@dataclass(frozen=True, order=True)
class Source:
    """An English string of the source; `plural` where there are two forms, `context` where it has several meanings."""

    text: str
    plural: str = ""
    context: str = ""


Catalogue = dict[Source, str]


def read(path: Path) -> Catalogue:
    """The strings of a .po file with their Chinese; empty where it is missing. ValueError names a line out of form."""
    entries: Catalogue = {}
    fields: dict[str, str] = {}
    field = ""

    def finish() -> None:
        nonlocal field
        if fields.get("msgid"):
            source = Source(fields["msgid"], fields.get("msgid_plural", ""), fields.get("msgctxt", ""))
            if source in entries:
                raise ValueError(f"{path.name}: twice {source.text!r}")
            entries[source] = fields.get("msgstr", fields.get("msgstr[0]", ""))
        fields.clear()
        field = ""

    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        word, _, rest = line.strip().partition(" ")
        if not word:
            finish()
        elif word.startswith("#"):
            continue
        elif word.startswith('"') and field:
            fields[field] += ast.literal_eval(line.strip())
        elif word in ("msgctxt", "msgid", "msgid_plural", "msgstr", "msgstr[0]") and rest.startswith('"'):
            if word in fields:
                finish()
            field = word
            fields[field] = ast.literal_eval(rest)
        else:
            raise ValueError(f"{path.name}, line {number}: cannot be read: {line}")
    finish()
    return entries


def write(path: Path, catalogue: Catalogue) -> None:
    """Writes a .po file; the order is that of `catalogue`."""
    blocks = ['msgid ""\nmsgstr ""\n' + "\n".join(_quoted(line) for line in _HEADER.splitlines(keepends=True))]
    for source, chinese in catalogue.items():
        lines = [f"msgctxt {_quoted(source.context)}"] if source.context else []
        lines.append(f"msgid {_quoted(source.text)}")
        lines += [f"msgid_plural {_quoted(source.plural)}"] if source.plural else []
        lines.append(f"msgstr{'[0]' if source.plural else ''} {_quoted(chinese)}")
        blocks.append("\n".join(lines))
    path.write_text("\n\n".join(blocks) + "\n", "utf-8")


def compiled(catalogues: Iterable[Catalogue]) -> bytes:
    """The .mo file of all of them together; strings without Chinese are left out."""
    pairs = {"": _HEADER}
    for catalogue in catalogues:
        for source, chinese in catalogue.items():
            if chinese:
                key = source.context + _END_OF_CONTEXT if source.context else ""
                key += source.text + (_BEFORE_PLURAL + source.plural if source.plural else "")
                pairs[key] = chinese
    keys = [key.encode() for key in sorted(pairs)]
    texts = [pairs[key].encode() for key in sorted(pairs)]
    start = 28 + 16 * len(keys)
    tables: list[bytes] = []
    for strings in (keys, texts):
        for string in strings:
            tables.append(struct.pack("<2I", len(string), start))
            start += len(string) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, 28 + 16 * len(keys))
    return head + b"".join(tables) + b"".join(string + b"\0" for string in (*keys, *texts))


def _quoted(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        text = text.replace(plain, escaped)
    return f'"{text}"'
