"""What others would do: libraries and formulas that Targetree is measured beside. None of them is a dependency."""

from __future__ import annotations

from importlib.util import find_spec

LIBRARIES = ("pandas", "duckdb", "hierarchicalforecast")


def missing() -> list[str]:
    return [name for name in LIBRARIES if find_spec(name) is None]
