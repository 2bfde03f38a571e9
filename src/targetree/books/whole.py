"""Output that appears whole or not at all, and replaces only what Targetree wrote."""

from __future__ import annotations

import os
import secrets
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from targetree.engine.findings import Finding, error

from .output.names import TABLE_NAMES

WORKBOOK_MARK = "targetree-plan"
"""Category in the properties of every workbook we write, by which we know it again."""
LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What file managers leave in folders; nobody misses it."""
OURS = frozenset(f"{name}.{suffix}" for name in TABLE_NAMES for suffix in ("csv", "parquet")) | LITTER


class OutputExists(FileExistsError):
    """OUT is taken, and may not or must not be replaced. `finding` says it in words."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(f"{finding.code}: {finding.values['path']}")
        self.finding = finding


def is_workbook(out: Path) -> bool:
    return out.suffix.lower() == ".xlsx"


def refuse_if_taken(out: Path, *, force: bool = False) -> None:
    """Raises OutputExists if `write_plan` would; for those who want to know before a long computation."""
    if not os.path.lexists(out):
        return
    if out.is_dir():
        if is_workbook(out):
            raise OutputExists(error("output_is_folder", path=str(out)))
        names = sorted(path.name for path in out.iterdir())
        if not names:
            return
        if not force:
            raise OutputExists(error("output_exists", path=str(out)))
        foreign = [name for name in names if name not in OURS or (out / name).is_dir()]
        if foreign:
            raise OutputExists(error("output_not_ours", path=str(out), names=foreign[:3], count=len(foreign)))
    elif not is_workbook(out):
        raise OutputExists(error("output_is_file", path=str(out)))
    elif not force:
        raise OutputExists(error("output_exists", path=str(out)))
    elif _someone_elses_workbook(out):
        raise OutputExists(error("output_not_our_workbook", path=str(out)))


def _someone_elses_workbook(path: Path) -> bool:
    """A workbook without our mark: most likely the planning book itself."""
    try:
        with zipfile.ZipFile(path) as parts:
            names = parts.namelist()
            if "xl/workbook.xml" not in names:
                return False
            return "docProps/core.xml" not in names or WORKBOOK_MARK.encode() not in parts.read("docProps/core.xml")
    except (OSError, zipfile.BadZipFile):
        return False


@contextmanager
def appearing(out: Path, *, force: bool = False) -> Iterator[Path]:
    """A path beside OUT to write to; becomes OUT when the block ends well, and is gone when it does not.

    Raises OutputExists as `refuse_if_taken` does.
    """
    out = out.resolve()
    refuse_if_taken(out, force=force)
    out.parent.mkdir(parents=True, exist_ok=True)
    token = secrets.token_hex(4)
    draft = out.with_name(f".{out.name}.{token}.part{out.suffix if is_workbook(out) else ''}")
    try:
        if not is_workbook(out):
            draft.mkdir()
        yield draft
        refuse_if_taken(out, force=force)
        if out.is_dir() and any(out.iterdir()):
            _exchange(draft, out, token)
        else:
            draft.replace(out)
    finally:
        _remove(draft)


def _exchange(draft: Path, out: Path, token: str) -> None:
    """Swaps two folders; in one step where the system can, else by way of a third name."""
    if _renameat2_exchange(draft, out):
        return
    aside = out.with_name(f".{out.name}.{token}.old")
    out.rename(aside)
    try:
        draft.rename(out)
    except OSError:
        aside.rename(out)
        raise
    aside.rename(draft)


def _renameat2_exchange(a: Path, b: Path) -> bool:
    import ctypes

    at_working_directory, exchange = -100, 2
    try:
        call = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(call(at_working_directory, os.fsencode(a), at_working_directory, os.fsencode(b), exchange) == 0)


def _remove(draft: Path) -> None:
    if draft.is_dir():
        shutil.rmtree(draft, ignore_errors=True)
    else:
        with suppress(OSError):
            draft.unlink()
