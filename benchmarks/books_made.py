"""The large books of a run: each is made once, by a process of its own, and lies in a temporary folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from .timing import run


def book(shelf: Path, people: int, products: int, file_format: str = "csv") -> Path:
    path = shelf / f"book-{people}-{products}-{file_format}"
    if not path.exists():
        draft = path.with_suffix(f".{os.getpid()}")
        run([sys.executable, "-m", "benchmarks.big_book", draft, str(people), str(products), file_format])
        draft.rename(path)
    return path
