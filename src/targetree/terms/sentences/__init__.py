"""Every sentence by code: (English, 中文). One module a subject; `{name}` takes a value of the finding or refusal."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

SENTENCES: dict[str, tuple[str, str]] = {}
for _found in iter_modules(__path__):
    _subject: dict[str, tuple[str, str]] = import_module(f"{__name__}.{_found.name}").SENTENCES
    _twice = SENTENCES.keys() & _subject.keys()
    if _twice:
        raise ValueError(f"codes with two sentences: {sorted(_twice)}")
    SENTENCES |= _subject
