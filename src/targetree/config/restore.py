"""`targetree restore`: a backup takes the place of what is there, all of it or nothing.

The backup becomes a whole installation in a folder beside, is brought up to date and counted there, and only then
moved into its place. A restore that was killed leaves what was there before, or, after the one rename that
decides, is finished by the next start (`DataFolder.settle`).
"""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from . import archive, dumping
from .backup import Made
from .databases import NAME, OWNER_ROLE, databases, embedded
from .environment import Environment, read
from .folder import DataFolder
from .postgres import Cluster
from .problems import ServingProblem
from .roles import check_own, connect, make_embedded

FREED_WITHIN = 10.0
"""Seconds within which the connections of a server that was ended are gone."""


def restore_backup(path: Path, *, force: bool) -> Made:
    """Restores into the installation that the environment names. Raises ServingProblem, and nothing has changed."""
    environment = read()
    folder = DataFolder(environment.data)
    contents = archive.read(path)
    if unknown := sorted(set(contents.migrations) - _known_migrations(contents.migrations)):
        raise ServingProblem("backup_too_new", path=path, version=f"{contents.version} ({unknown[0]})")
    try:
        folder.root.mkdir(parents=True, exist_ok=True)
        with folder.locked():
            folder.settle()
            _restore(path, contents, environment, folder, force=force)
    except OSError as problem:
        raise ServingProblem("data_not_writable", path=folder.root, reason=problem.strerror or problem) from None
    return Made(contents.made_at, sum(contents.rows.values()), path.stat().st_size, folder.root)


def _restore(
    path: Path, contents: archive.Contents, environment: Environment, folder: DataFolder, *, force: bool
) -> None:
    if folder.cluster.exists() and not force:
        raise ServingProblem("restore_not_empty", path=folder.root)
    beside = DataFolder(folder.root / folder.RESTORING)
    shutil.rmtree(beside.root, ignore_errors=True)
    beside.root.mkdir(mode=0o700)
    try:
        archive.unpack(path, contents, beside.root)
        dump = beside.root / archive.DUMP
        if environment.database_url:
            _into_own_server(environment, folder, dump, contents, force=force)
        else:
            _into_cluster(beside, dump, contents)
        dump.unlink()
        shutil.rmtree(beside.sockets, ignore_errors=True)
        for left in ("lock", "postgres.log"):
            (beside.root / left).unlink(missing_ok=True)
        beside.root.rename(folder.root / folder.RESTORED)
    finally:
        shutil.rmtree(beside.root, ignore_errors=True)
    folder.settle()


def _into_cluster(beside: DataFolder, dump: Path, contents: archive.Contents) -> None:
    cluster = Cluster(beside)
    try:
        cluster.start()
        make_embedded(beside)
        dumping.load(embedded(beside, OWNER_ROLE, NAME), dump, contents.owner, contents.rows, clean=False)
    finally:
        cluster.stop()


def _into_own_server(
    environment: Environment, folder: DataFolder, dump: Path, contents: archive.Contents, *, force: bool
) -> None:
    ways = databases(environment, folder)
    owner = ways["owner"]
    check_own(environment, folder, owner, ways["default"])
    with connect(owner) as connection:
        if dumping.rows(connection) and not force:
            raise ServingProblem("restore_not_empty", path="DATABASE_URL")
        ends = time.monotonic() + FREED_WITHIN
        while dumping.others(connection):
            if time.monotonic() > ends:
                raise ServingProblem("restore_while_served")
            time.sleep(0.1)
    dumping.load(owner, dump, contents.owner, contents.rows, clean=force)


def _known_migrations(wanted: list[str]) -> set[str]:
    """Which of these migrations this installation has, found by their files alone."""
    from importlib.util import find_spec

    homes = {
        "store": "targetree.store",
        "account": "allauth.account",
        "socialaccount": "allauth.socialaccount",
        "mfa": "allauth.mfa",
        "procrastinate": "procrastinate.contrib.django",
        **{name: f"django.contrib.{name}" for name in ("auth", "contenttypes", "sessions")},
    }
    known: set[str] = set()
    for app, home in homes.items():
        spec = find_spec(home)
        for place in (spec and spec.submodule_search_locations) or ():
            known |= {f"{app}.{file.stem}" for file in Path(place, "migrations").glob("[0-9]*.py")}
    return known & set(wanted)
