"""Quick to start: what a command must not import. The time itself is measured by `make bench`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = {"scipy", "numba", "pyarrow", "pandas", "typer", "rich", "xlsxwriter", "msoffcrypto", "django", "psycopg"}


def imported(*words: str) -> set[str]:
    """Top-level packages in memory after a command has run."""
    code = "import sys; from targetree.cli.main import run; run(sys.argv[1:]); sys.stderr.write(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stderr.splitlines()[-1].split()}


def test_help_imports_next_to_nothing() -> None:
    assert not imported("--help") & (HEAVY | {"numpy", "python_calamine", "holidays"})


def test_checking_a_small_book_imports_nothing_heavy(small_book: Path) -> None:
    assert not imported("check", str(small_book)) & HEAVY
