"""All Chinese there is, and what is made of it: the .mo for Django, the .json for the scripts."""

from __future__ import annotations

import json
from pathlib import Path

from . import po, scripts

FOLDER = Path(__file__).parent / "zh_Hans"
COMPILED = FOLDER / "LC_MESSAGES" / "django.mo"
FRONTEND = Path(__file__).parents[3] / "frontend"
FOR_SCRIPTS = FRONTEND / "src" / "words" / "zh.json"


def areas() -> dict[str, po.Catalogue]:
    """The catalogues by area: one file each, so that people who work on different pages do not meet."""
    return {path.stem: po.read(path) for path in sorted(FOLDER.glob("*.po"))}


def everything() -> po.Catalogue:
    """All strings together. ValueError where two areas translate one string differently."""
    together: po.Catalogue = {}
    for area, catalogue in areas().items():
        for source, chinese in catalogue.items():
            if chinese and together.setdefault(source, chinese) != chinese:
                raise ValueError(f"{area}.po: {source.text!r} is {chinese!r} here and {together[source]!r} elsewhere")
    return together


def compile_all() -> None:
    """Writes the .mo and, where the front end's sources are, the words of the scripts."""
    together = everything()
    COMPILED.parent.mkdir(parents=True, exist_ok=True)
    _replace(COMPILED, po.compiled([together]))
    if FRONTEND.is_dir():
        chinese = {s.text: together[s] for s in sorted(scripts.strings(FRONTEND / "src")) if s in together}
        FOR_SCRIPTS.parent.mkdir(parents=True, exist_ok=True)
        _replace(FOR_SCRIPTS, json.dumps(chinese, ensure_ascii=False, indent=1).encode())


def _replace(path: Path, content: bytes) -> None:
    """Left alone when nothing changed, so that nothing is built again for it; never seen half written."""
    if path.exists() and path.read_bytes() == content:
        return
    draft = path.with_suffix(".new")
    draft.write_bytes(content)
    draft.replace(path)
