"""The built front end: which files a page needs, from vite's manifest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

MANIFEST = Path(__file__).parents[2] / "static" / "dist" / ".vite" / "manifest.json"
_FONT = "node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"


@dataclass(frozen=True)
class Needed:
    """Addresses of what an entry needs: its script, other scripts it imports, style sheets."""

    script: str
    imports: tuple[str, ...]
    styles: tuple[str, ...]


def needed(entry: str) -> Needed:
    """What `entry` (`app`, `pages/tree`: a file of frontend/src without `.ts`) needs."""
    manifest = _manifest()
    chunk = _chunk(manifest, f"src/{entry}.ts")
    together = [chunk, *_imported(manifest, chunk, set())]
    return Needed(
        script=_address(chunk["file"]),
        imports=tuple(_address(c["file"]) for c in together[1:]),
        styles=tuple(dict.fromkeys(_address(sheet) for c in together for sheet in c.get("css", ()))),
    )


def icons() -> str:
    """The address of the sprite of icons."""
    return _address(_chunk(_manifest(), "icons.svg")["file"])


def favicon() -> str:
    """The address of the logo as a picture of its own."""
    return _address(_chunk(_manifest(), "src/icons/favicon.svg")["file"])


def font() -> str:
    """The address of the font that every page starts to load at once."""
    return _address(_chunk(_manifest(), _FONT)["file"])


def words() -> str:
    """The address of the Chinese words of the scripts."""
    return _address(_chunk(_manifest(), "src/words/zh.json")["file"])


def _address(file: str) -> str:
    return f"{settings.STATIC_URL}dist/{file}"


def _chunk(manifest: dict[str, Any], name: str) -> dict[str, Any]:
    try:
        chunk: dict[str, Any] = manifest[name]
    except KeyError:
        raise ImproperlyConfigured(
            f"The built front end has no {name}. Build it again: python frontend/build.py"
        ) from None
    return chunk


def _imported(manifest: dict[str, Any], chunk: dict[str, Any], seen: set[str]) -> Iterator[dict[str, Any]]:
    for name in chunk.get("imports", ()):
        if name not in seen:
            seen.add(name)
            yield manifest[name]
            yield from _imported(manifest, manifest[name], seen)


def _manifest() -> dict[str, Any]:
    try:
        return _read(MANIFEST.stat().st_mtime_ns)
    except FileNotFoundError:
        raise ImproperlyConfigured(
            f"The front end is not built: {MANIFEST} is missing. Build it: python frontend/build.py"
        ) from None


@lru_cache(maxsize=1)
def _read(_changed_at: int) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads(MANIFEST.read_text("utf-8"))
    return manifest
