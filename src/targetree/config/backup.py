"""`targetree backup`: everything of an installation in one file, of one moment, also while it is served."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg

from targetree import __version__

from . import archive, dumping
from .databases import Database, databases
from .environment import Environment, read
from .folder import DataFolder
from .postgres import running
from .problems import ServingProblem
from .roles import connect


@dataclass(frozen=True, slots=True)
class Made:
    """A backup, or what was restored from one."""

    made_at: str
    rows: int
    size: int
    folder: Path


def write_backup(path: Path) -> Made:
    """Writes the backup of the installation that the environment names. `path` appears whole or not at all."""
    environment = read()
    folder = DataFolder(environment.data)
    owner = databases(environment, folder)["owner"]
    if not environment.database_url and not (folder.cluster / "PG_VERSION").exists():
        raise ServingProblem("nothing_to_back_up", path=folder.root)
    try:
        with _database(environment, folder), tempfile.TemporaryDirectory(prefix="targetree-") as work:
            return _write(path, owner, folder, Path(work))
    except OSError as problem:
        raise ServingProblem("backup_not_written", path=path, reason=problem.strerror or problem) from None


def _write(path: Path, owner: Database, folder: DataFolder, work: Path) -> Made:
    try:
        connection = connect(owner)
    except psycopg.OperationalError as problem:
        raise ServingProblem("database_unreachable", name="DATABASE_URL", reason=str(problem).strip()) from None
    with connection:
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        snapshot = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert snapshot is not None
        applied = dumping.migrations(connection)
        if not applied:
            raise ServingProblem("nothing_to_back_up", path=folder.root)
        rows = dumping.rows(connection)
        dumping.dump(owner, snapshot[0], work / archive.DUMP)
        role = connection.info.user
        server = str(connection.info.server_version // 10000)
    made_at = datetime.now().astimezone().isoformat(timespec="seconds")
    contents = archive.Contents(made_at, __version__, server, role, applied, rows)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # made with mode 0600
    os.close(handle)
    try:
        archive.write(Path(name), contents, work / archive.DUMP, folder.root)
        with Path(name).open("rb") as file:
            os.fsync(file.fileno())
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    return Made(made_at, sum(rows.values()), path.stat().st_size, folder.root)


@contextmanager
def _database(environment: Environment, folder: DataFolder) -> Iterator[None]:
    """The database answers meanwhile: it is the user's, or is served already, or is started for this."""
    if environment.database_url:
        yield
        return
    try:
        own = running(folder)
        own.__enter__()
    except ServingProblem as problem:
        if problem.code != "data_in_use":
            raise
        yield
        return
    try:
        yield
    finally:
        own.__exit__(None, None, None)
