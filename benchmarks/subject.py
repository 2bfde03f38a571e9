"""One subject in a process of its own, so that the memory of one does not show in another: prints its rows as JSON."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path

from .rows import Row
from .sizes import SIZES, Sizes
from .timing import run

SUBJECTS = {
    "days_fill": False, "days_cold": False, "days_peers": False, "whole_plan": True, "streaming": True,
    "breaking_back": False, "starting": False, "growth": True, "web": True,
}  # fmt: skip
"""Module -> whether it needs the shelf of large books; in the order of the table."""
MARK = "rows: "


def measured(subject: str, sizes: Sizes, shelf: Path) -> list[Row]:
    """Its rows, measured by a new process."""
    output = run([sys.executable, "-m", "benchmarks.subject", subject, sizes.name, shelf]).output
    line = next(line for line in output.splitlines() if line.startswith(MARK))
    return [Row.from_plain(values) for values in json.loads(line.removeprefix(MARK))]


def measure(subject: str, sizes: Sizes, shelf: Path) -> list[Row]:
    """Its rows, measured in this process."""
    module = import_module(f".{subject}", __package__)
    found: list[Row] = module.rows(sizes, shelf) if SUBJECTS[subject] else module.rows(sizes)
    return found


if __name__ == "__main__":
    name, size, folder = sys.argv[1:]
    print(MARK + json.dumps([row.plain() for row in measure(name, SIZES[size], Path(folder))]))
