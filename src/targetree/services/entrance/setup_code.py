"""The code that lets the owner of the machine make the first director: a file of the data folder, until it is used."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from targetree.services.errors import Denied

FILE = "setup-code"
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def setup_code(folder: Path) -> str:
    """The code of this installation, made where there is none; nobody but the owner can read the file."""
    file = folder / FILE
    if not file.exists():
        groups = ("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write("-".join(groups) + "\n")
    return file.read_text("ascii").strip()


def check_setup_code(folder: Path, given: str) -> None:
    """Raises Denied where it is not the code, or there is none."""
    try:
        code = (folder / FILE).read_text("ascii").strip()
    except FileNotFoundError:
        raise Denied("setup-code-wrong") from None
    told = "".join(given.upper().split()).encode()
    if not code or not secrets.compare_digest(told.replace(b"-", b""), code.replace("-", "").encode()):
        raise Denied("setup-code-wrong")


def forget_setup_code(folder: Path) -> None:
    """It has been used."""
    (folder / FILE).unlink(missing_ok=True)
