"""A backup's form: a zip with `targetree.json` (what is in it, with checksums), the dump, the files and the keys."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import asdict, dataclass, field
from pathlib import Path

from .problems import ServingProblem

FORMAT = 1
CONTENTS = "targetree.json"
DUMP = "database.dump"
KEPT = ("secret", "files", "mail", "sample-sign-ins.json")
"""What of the data folder belongs in a backup besides the database."""
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup says of itself."""

    made_at: str
    version: str
    postgres: str
    owner: str
    """The role that the tables belonged to."""
    migrations: list[str]
    rows: dict[str, int]
    """Rows of each table, as the dump has them."""
    sums: dict[str, str] = field(default_factory=dict)
    """SHA-256 of every other file in the zip."""
    format: int = FORMAT


def write(path: Path, contents: Contents, dump: Path, folder: Path) -> None:
    """Writes the zip. `path` is new; the caller gives it its place."""
    sums: dict[str, str] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        sums[DUMP] = _put(archive, dump, DUMP)
        for name in KEPT:
            kept = folder / name
            for file in sorted(kept.rglob("*")) if kept.is_dir() else [kept]:
                if file.is_file():
                    inside = file.relative_to(folder).as_posix()
                    sums[inside] = _put(archive, file, inside)
        said = {**asdict(contents), "sums": sums}
        archive.writestr(CONTENTS, json.dumps(said, ensure_ascii=False, indent=1))


def read(path: Path) -> Contents:
    """What a backup says of itself. Raises ServingProblem where the file is no whole backup of ours."""
    try:
        with zipfile.ZipFile(path) as archive:
            said = json.loads(archive.read(CONTENTS))
            names = set(archive.namelist())
        contents = Contents(**said)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError, NotImplementedError) as problem:
        if isinstance(problem, OSError) and not isinstance(problem, zipfile.BadZipFile) and not path.is_file():
            raise ServingProblem("backup_missing", path=path) from None
        raise ServingProblem("backup_not_one", path=path) from None
    if contents.format > FORMAT:
        raise ServingProblem("backup_too_new", path=path, version=contents.version)
    if names != {*contents.sums, CONTENTS} or DUMP not in names or any(_leads_out(name) for name in names):
        raise ServingProblem("backup_not_one", path=path)
    return contents


def unpack(path: Path, contents: Contents, folder: Path) -> None:
    """Unpacks everything into `folder`, looking at the checksums. Raises ServingProblem."""
    try:
        with zipfile.ZipFile(path) as archive:
            for name, expected in contents.sums.items():
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                digest = hashlib.sha256()
                with archive.open(name) as source, target.open("wb") as out:
                    while block := source.read(BLOCK):
                        digest.update(block)
                        out.write(block)
                target.chmod(0o600)
                if digest.hexdigest() != expected:
                    raise ServingProblem("backup_damaged", path=path, name=name)
    except (zipfile.BadZipFile, EOFError, NotImplementedError):
        raise ServingProblem("backup_damaged", path=path, name=DUMP) from None


def _put(archive: zipfile.ZipFile, file: Path, name: str) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as source, archive.open(name, "w", force_zip64=True) as out:
        while block := source.read(BLOCK):
            digest.update(block)
            out.write(block)
    return digest.hexdigest()


def _leads_out(name: str) -> bool:
    top, *rest = name.split("/")
    return top not in (CONTENTS, DUMP, *KEPT) or ".." in rest or "" in rest or "\\" in name
