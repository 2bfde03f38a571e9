"""The embedded PostgreSQL: whatever is left of an earlier one, it starts, with everything that was committed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from targetree.config import postgres
from targetree.config.environment import read
from targetree.config.folder import DataFolder
from targetree.config.postgres import SUPERUSER, Cluster, works_on
from targetree.config.problems import ServingProblem
from targetree.config.roles import APP_ROLE, check_own, make_embedded

SMALL = {"shared_buffers": "16MB", "io_method": "sync"}


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[DataFolder]:
    made = DataFolder(tmp_path / "data")
    made.prepare()
    yield made
    Cluster(made).stop_left_over()


def connect(folder: DataFolder, **more: str) -> psycopg.Connection[tuple[int]]:
    way = {"host": str(folder.sockets), "user": SUPERUSER, "dbname": "postgres", **more}
    return psycopg.connect(**way, autocommit=True)  # type: ignore[arg-type]


def test_killed_it_comes_back_with_what_was_committed(folder: DataFolder) -> None:
    first = Cluster(folder, SMALL)
    first.start()
    with connect(folder) as connection:
        connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")
    process = int((folder.cluster / "postmaster.pid").read_text().split("\n")[0])
    os.kill(process, signal.SIGKILL)
    second = Cluster(folder, SMALL)
    second.start()
    with connect(folder) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (1000,)
    second.stop()
    assert not second.running()


@pytest.mark.slow
def test_the_number_of_a_dead_server_may_be_another_programs(folder: DataFolder) -> None:
    cluster = Cluster(folder, SMALL)
    cluster.start()
    mark = (folder.cluster / "postmaster.pid").read_text()
    cluster.stop()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        (folder.cluster / "postmaster.pid").write_text(f"{other.pid}\n" + mark.split("\n", 1)[1])
        cluster.start()
        assert cluster.running()
        assert other.poll() is None, "nobody but PostgreSQL is stopped"
        cluster.stop()
        other.communicate(b"\n")


@pytest.mark.slow
def test_one_that_was_left_running_is_stopped_first(folder: DataFolder) -> None:
    left = Cluster(folder, SMALL)
    left.start()
    process = int((folder.cluster / "postmaster.pid").read_text().split("\n")[0])
    again = Cluster(folder, SMALL)
    again.start()
    assert not works_on(process, folder.cluster)
    assert left._process is not None
    left._process.wait()
    again.stop()


@pytest.mark.slow
def test_a_pid_file_that_was_cut_short(folder: DataFolder) -> None:
    Cluster(folder, SMALL)._make(postgres.run_as(folder.cluster))
    (folder.cluster / "postmaster.pid").write_text("")
    cluster = Cluster(folder, SMALL)
    cluster.start()
    cluster.stop()


def test_a_database_of_another_version_is_left_alone(folder: DataFolder) -> None:
    folder.cluster.mkdir()
    (folder.cluster / "PG_VERSION").write_text("9\n")
    with pytest.raises(ServingProblem, match="PostgreSQL 9"):
        Cluster(folder).start()


@pytest.mark.slow
def test_what_it_says_when_it_does_not_start_is_told(folder: DataFolder) -> None:
    with pytest.raises(ServingProblem, match="shared_buffers"):
        Cluster(folder, {"shared_buffers": "nonsense"}).start()


def test_nobody_else_may_come_in(folder: DataFolder) -> None:
    cluster = Cluster(folder, SMALL)
    cluster.start()
    assert folder.sockets.stat().st_mode & 0o077 == 0
    assert folder.cluster.stat().st_mode & 0o077 == 0
    with connect(folder) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert connection.execute("SHOW fsync").fetchone() == ("on",)
        assert connection.execute("SHOW synchronous_commit").fetchone() == ("on",)
    cluster.stop()


def test_one_at_a_time_works_on_a_folder(folder: DataFolder) -> None:
    with folder.locked(), pytest.raises(ServingProblem, match=f"process {os.getpid()}"), folder.locked():
        pass
    with folder.locked():
        pass


def test_secrets_are_for_their_owner_alone_and_stay(folder: DataFolder) -> None:
    secret = folder.root / "secret"
    assert secret.stat().st_mode & 0o077 == 0
    before = folder.secret()
    folder.prepare()
    assert folder.secret() == before
    assert len(before) > 40


@pytest.mark.slow
def test_a_server_of_the_users_own(folder: DataFolder) -> None:
    """Its owner is an ordinary role; the application's is made where it may be."""
    cluster = Cluster(folder, SMALL)
    cluster.start()
    try:
        with connect(folder) as admin:
            admin.execute(
                "CREATE ROLE boss LOGIN CREATEROLE; CREATE ROLE clerk LOGIN; CREATE ROLE root_like SUPERUSER LOGIN"
            )
            admin.execute("CREATE DATABASE plans OWNER boss")
            admin.execute("CREATE DATABASE other OWNER clerk")
        with pytest.raises(ServingProblem, match="CREATE ROLE targetree_app"):
            try_own(folder, "clerk", "other")
        assert try_own(folder, "boss", "plans") == APP_ROLE
        assert (folder.root / "app-password").stat().st_mode & 0o077 == 0
        assert try_own(folder, "boss", "plans") == APP_ROLE
        (folder.root / "app-password").unlink()
        with pytest.raises(ServingProblem, match="password is not in"):
            try_own(folder, "boss", "plans")
        for mighty, why in (("root_like", "SUPERUSER"), ("clerk", "NOT A MEMBER")):
            with pytest.raises(ServingProblem, match=why):
                try_own(folder, "boss", "plans", app=mighty)
        with pytest.raises(ServingProblem, match="cannot be reached"):
            try_own(folder, "nobody_known", "plans")
    finally:
        cluster.stop()


def try_own(folder: DataFolder, owner: str, name: str, app: str = "") -> str:
    from targetree.config.databases import databases

    where = f"?host={folder.sockets}"
    words = {"DATABASE_URL": f"postgresql://{owner}@/{name}{where}"}
    if app:
        words["DATABASE_APP_URL"] = f"postgresql://{app}@/{name}{where}"
    environment = read(words)
    ways = databases(environment, folder)
    return str(check_own(environment, folder, ways["owner"], ways["default"])["USER"])


@pytest.mark.slow
def test_the_embedded_roles_are_ordinary(folder: DataFolder) -> None:
    cluster = Cluster(folder, SMALL)
    cluster.start()
    make_embedded(folder)
    make_embedded(folder)
    with connect(folder) as admin:
        mighty = """
            SELECT count(*) FROM pg_roles
            WHERE rolname LIKE 'targetree%' AND (rolsuper OR rolbypassrls OR rolcreaterole)"""
        assert admin.execute(mighty).fetchone() == (0,)
    with pytest.raises(psycopg.OperationalError), connect(folder, user="clerk"):
        pass
    with connect(folder, user=APP_ROLE, dbname="targetree") as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute("CREATE TABLE mine (n int)")
    cluster.stop()
