"""`python -m targetree.locale [--area AREA]`: adds missing strings to the .po files, drops unused, compiles."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import catalogue, po
from .used import area_of, used


def main() -> int:
    """Exit code 1 while a string of the area (of any area, if none is given) has no Chinese."""
    parser = argparse.ArgumentParser(prog="python -m targetree.locale", description=__doc__)
    parser.add_argument("--area", help="touch this area's file only")
    wanted: str | None = parser.parse_args().area
    catalogues, places = catalogue.areas(), used()
    _add_missing(catalogues, places, wanted)
    gaps = 0
    for area, entries in catalogues.items():
        if wanted in (None, area):
            kept = {source: chinese for source, chinese in entries.items() if source in places}
            po.write(catalogue.FOLDER / f"{area}.po", kept)
            empty = [source.text for source, chinese in kept.items() if not chinese]
            gaps += len(empty)
            for text in empty:
                print(f"{area}.po: no Chinese yet for {text!r}", file=sys.stderr)  # noqa: T201
    catalogue.compile_all()
    print("complete" if not gaps else f"{gaps} strings have no Chinese yet", file=sys.stderr)  # noqa: T201
    return 1 if gaps else 0


def _add_missing(catalogues: dict[str, po.Catalogue], places: dict[po.Source, list[Path]], wanted: str | None) -> None:
    known = {source for entries in catalogues.values() for source in entries}
    for source, paths in places.items():
        if source in known:
            continue
        homes = {area_of(path) for path in paths}
        area = wanted if wanted in homes else "base" if len(homes) > 1 else homes.pop()
        if wanted in (None, area):
            catalogues.setdefault(area, {})[source] = ""


if __name__ == "__main__":
    sys.exit(main())
