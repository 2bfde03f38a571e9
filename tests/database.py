"""The database of tests: a real PostgreSQL, the tables made as the owner makes them, the sample company in them.

One server serves all runs of this checkout at once; the last of them stops it. What is slow, the tables and the
sample, is done once for a state of the sources, in a template that each worker's database is cloned from. Tests
are the application's role, and what they do is rolled back; one that needs to commit takes `own_database`.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

from settings_for_tests import CHECKOUT, DATA
from targetree.config.databases import embedded
from targetree.config.folder import DataFolder
from targetree.config.postgres import SUPERUSER, Cluster
from targetree.config.roles import Connection, connect, make_database, make_embedded

FOLDER = DataFolder(DATA)
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "io_method": "sync",
    "autovacuum": "off",
    "shared_buffers": "128MB",
    "max_connections": "300",
}
SHAPES = (
    "config", "store", "services/access.py", "services/entrance/setup.py", "services/agreement", "services/changes",
    "services/sample", "services/versioning", "services/plans", "services/support", "services/activity",
    "services/conditions", "services/fiveparts", "services/requests", "services/actions", "services/longterm",
    "services/checks", "services/reviews", "sample", "books", "facts", "engine",
)  # fmt: skip
"""The folders and files that a template depends on."""
KEPT_TEMPLATES = 3


@contextmanager
def lock(name: str, how: int = fcntl.LOCK_EX) -> Iterator[None]:
    """Held among all runs of this checkout. Raises BlockingIOError where it may not wait and is taken."""
    handle = os.open(DATA / name, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, how)
        yield
    finally:
        os.close(handle)


@contextmanager
def server() -> Iterator[None]:
    """PostgreSQL for as long as somebody tests."""
    DATA.mkdir(parents=True, exist_ok=True)
    with lock("users", fcntl.LOCK_SH):
        with lock("building"):
            cluster = Cluster(FOLDER, FAST)
            if not cluster.answers():
                FOLDER.prepare()
                cluster.start()
                make_embedded(FOLDER)
        yield
    with suppress(BlockingIOError), lock("building"), lock("users", fcntl.LOCK_EX | fcntl.LOCK_NB):
        Cluster(FOLDER).stop_left_over()


def admin() -> Connection:
    """A connection of the server's superuser."""
    return connect(embedded(FOLDER, SUPERUSER, "postgres"))


def clone(template: str, name: str) -> None:
    """A database like the template, in a fraction of a second."""
    with admin() as connection:
        drop(connection, name)
        make = sql.SQL("CREATE DATABASE {} OWNER targetree_owner TEMPLATE {} STRATEGY FILE_COPY")
        connection.execute(make.format(sql.Identifier(name), sql.Identifier(template)))
        make_database(connection, name)


def drop(connection: Connection, name: str) -> None:
    """The database is no more, whoever is connected to it."""
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def point_at(name: str) -> None:
    """Django's connections lead to that database from here on."""
    from django.db import connections

    for alias in ("default", "owner"):
        connections[alias].close()
        connections.settings[alias]["NAME"] = name
        connections[alias].settings_dict["NAME"] = name


def template() -> str:
    """The name of the template for the sources as they are, made where it is missing."""
    name = f"template_{_state_of_sources()}"
    with lock("building"), admin() as connection:
        if os.environ.get("TEST_TEMPLATE") == "last":  # while the sources of the sample are in pieces
            name = max(_databases(connection, "template_%"), key=_last_used, default=name)
        if os.environ.get("TEST_TEMPLATE") == "last":  # while somebody else is in the middle of the sources
            return max(_databases(connection, "template_%"), key=_last_used)
        if not _databases(connection, name):
            building = f"building_{name}"
            drop(connection, building)
            make_database(connection, building)
            point_at(building)
            _fill(name)
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            point_at("postgres")
            connection.execute(rename.format(sql.Identifier(building), sql.Identifier(name)))
        (DATA / f"{name}.used").touch()
        _tidy(connection)
    return name


def logins(name: str) -> list[list[str]]:
    """[role, name, email, password] of the sample's accounts in a template."""
    found: list[list[str]] = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    return found


def _fill(name: str) -> None:
    """The tables, the sample company, and somebody with an account and no role."""
    from django.db import connections

    from targetree.config.upgrade import migrate
    from targetree.services.sample.loading import load_sample

    migrate()
    accounts = [[login.role, login.name, login.email, login.password] for login in load_sample("zh")]
    with connections["owner"].cursor() as cursor:
        cursor.execute("""
            INSERT INTO accounts (email, name, password, language, is_active, created_at)
            VALUES ('outsider@yuanxiu.example', '路人', '', '', true, now())""")
    connections["owner"].close()
    (DATA / f"{name}.json").write_text(json.dumps(accounts, ensure_ascii=False), "utf-8")


def _tidy(connection: Connection) -> None:
    """Databases of runs that were killed go, and templates that nobody has used for long."""
    for name in _databases(connection, "test_%"):
        if not _lives(int(name.split("_")[1])):
            drop(connection, name)
    templates = sorted(_databases(connection, "template_%"), key=_last_used, reverse=True)
    for name in templates[KEPT_TEMPLATES:]:
        if time.time() - _last_used(name) > 3600:
            drop(connection, name)
            for file in DATA.glob(f"{name}.*"):
                file.unlink()


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _last_used(name: str) -> float:
    with suppress(FileNotFoundError):
        return (DATA / f"{name}.used").stat().st_mtime
    return 0


def _databases(connection: Connection, pattern: str) -> list[str]:
    found = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [pattern.replace("_", r"\_")])
    return [name for (name,) in found.fetchall() if name not in ("template0", "template1")]


def _state_of_sources() -> str:
    digest = hashlib.sha256()
    source = CHECKOUT / "src" / "targetree"
    for shape in SHAPES:
        for file in sorted((source / shape).rglob("*") if "." not in shape else source.glob(shape)):
            if file.suffix in (".py", ".sql"):
                digest.update(str(file.relative_to(source)).encode() + b"\0" + file.read_bytes())
    digest.update((CHECKOUT / "requirements" / "run.txt").read_bytes())
    digest.update(Path(__file__).read_bytes())
    return digest.hexdigest()[:16]


@pytest.fixture(scope="session")
def sample_template(django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The database that all others are cloned from."""
    with server(), django_db_blocker.unblock():
        yield template()


@pytest.fixture(scope="session")
def django_db_setup(sample_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """pytest-django's place to make the database: this worker's own clone. Gives its name."""
    name = f"test_{os.getpid()}"
    with django_db_blocker.unblock():
        clone(sample_template, name)
        point_at(name)
        yield name
        point_at("postgres")
        with admin() as connection:
            drop(connection, name)


@pytest.fixture
def own_database(
    sample_template: str, django_db_setup: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[Callable[[], Any]]:
    """A database for this test alone, where what is committed is committed. Gives a way in as the owner.

    For tests of several transactions, of threads and of triggers at the commit; they take no `db`.
    """
    name = f"{django_db_setup}_own"
    with django_db_blocker.unblock():
        clone(sample_template, name)
        point_at(name)
        yield lambda: psycopg.connect(host=str(FOLDER.sockets), dbname=name, user="targetree_owner", autocommit=True)
        point_at(django_db_setup)
        with admin() as connection:
            drop(connection, name)
