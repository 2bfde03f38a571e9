"""Every finding's sentence, by code: (English, 中文). One module a subject; `{name}` takes a value of the finding."""

from __future__ import annotations

from . import book, calendar, history, output, serving, support, targets

SENTENCES: dict[str, tuple[str, str]] = {}
for _subject in (book, calendar, history, output, serving, support, targets):
    _twice = SENTENCES.keys() & _subject.SENTENCES.keys()
    if _twice:
        raise ValueError(f"codes with two sentences: {sorted(_twice)}")
    SENTENCES |= _subject.SENTENCES
