"""`targetree serve` as a process: ready, refused, ended, killed and started again; backed up and restored."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

from settings_for_tests import CHECKOUT
from targetree.config.folder import DataFolder
from targetree.config.postgres import Cluster, works_on
from targetree.config.serving import free_port

PATIENCE = 90
RUN = [sys.executable, "-m", "targetree"]
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if not name.startswith(("TARGETREE_", "DATABASE_", "DJANGO_"))
} | {"TARGETREE_SAMPLE_PASSWORD": "a password of tests", "TARGETREE_WORKERS": "1"}


class Served:
    """A server that said that it is ready."""

    def __init__(self, process: subprocess.Popen[str], said: str) -> None:
        self.process, self.said = process, said
        found = re.search(r"http://[\d.:]+/", said)
        assert found, said
        self.url = found[0]

    def answers(self) -> bool:
        with suppress(OSError), urllib.request.urlopen(f"{self.url}health/", timeout=10) as answer:
            return bool(json.load(answer) == {"status": "ok"})
        return False


@contextmanager
def serve(data: Path, *words: str, **environment: str) -> Iterator[Served]:
    """A server on the data folder; killed at the end of the block if it still runs."""
    process = start(data, *words, **environment)
    said = ""
    assert process.stdout is not None
    try:
        for line in process.stdout:
            said += line
            if "Ctrl-C" in line:
                break
        yield Served(process, said)
    finally:
        process.kill()
        process.wait()
        stop_database(data)


def start(data: Path, *words: str, **environment: str) -> subprocess.Popen[str]:
    line = [*RUN, "serve", "--data", str(data), "--port", "0", "--lang", "en", *words]
    return subprocess.Popen(
        line, env=ENVIRONMENT | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=CHECKOUT
    )


def database_process(data: Path) -> int | None:
    with suppress(FileNotFoundError):
        process = int((data / "postgres" / "postmaster.pid").read_text().split("\n")[0])
        return process if works_on(process, data / "postgres") else None
    return None


def stop_database(data: Path) -> None:
    if process := database_process(data):
        os.kill(process, signal.SIGQUIT)
        wait_until(lambda: database_process(data) is None)


def wait_until(true: object) -> None:
    assert callable(true)
    ends = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.05)


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    line = [*RUN, *words, "--lang", "en"]
    return subprocess.run(
        line, env=ENVIRONMENT | environment, capture_output=True, text=True, check=False, cwd=CHECKOUT
    )


def people(data: Path) -> list[str]:
    """Addresses of all accounts, from a server that runs."""
    way = {"host": str(DataFolder(data).sockets), "user": "targetree_owner", "dbname": "targetree"}
    with psycopg.connect(**way) as connection:
        return [address for (address,) in connection.execute("SELECT email FROM accounts ORDER BY 1").fetchall()]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a served sample company, made while it is served."""
    data = tmp_path_factory.mktemp("filled") / "data"
    file = data.parent / "sample.backup"
    with serve(data, "--sample") as server:
        assert server.answers()
        assert "director@yuanxiu.example" in server.said
        assert "a password of tests" in server.said
        done = run("backup", str(file), "--data", str(data))
        assert done.returncode == 0, done.stderr
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(PATIENCE) == 0
        assert database_process(data) is None
    assert file.stat().st_mode & 0o077 == 0, "a backup has the keys: only its owner may read it"
    return file


@pytest.mark.slow
def test_a_new_installation_gets_one_account_told_once(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serve(data, TARGETREE_DIRECTOR="boss@example.com") as server:
        assert "boss@example.com" in server.said
        assert people(data) == ["boss@example.com"]
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(PATIENCE) == 0
    with serve(data) as server:
        assert "boss@example.com" not in server.said
        assert server.answers()


@pytest.mark.slow
def test_killed_at_once_it_starts_again_with_everything(filled: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert run("restore", str(filled), "--data", str(data)).returncode == 0
    with serve(data) as server:
        before = people(data)
        database = database_process(data)
        assert database
        os.kill(server.process.pid, signal.SIGKILL)
        os.kill(database, signal.SIGKILL)
        server.process.wait()
        wait_until(lambda: not server.answers())
        with serve(data) as again:
            assert again.answers()
            assert people(data) == before


@pytest.mark.slow
def test_a_database_that_outlived_its_server_is_taken_over(filled: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert run("restore", str(filled), "--data", str(data)).returncode == 0
    with serve(data) as server:
        os.kill(server.process.pid, signal.SIGKILL)
        server.process.wait()
        left_over = database_process(data)
        assert left_over
        with serve(data) as again:
            assert again.answers()
            assert database_process(data) not in (None, left_over)


@pytest.mark.slow
def test_two_servers_on_one_folder(filled: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert run("restore", str(filled), "--data", str(data)).returncode == 0
    with serve(data) as server:
        second = start(data)
        said, _ = second.communicate(timeout=PATIENCE)
        assert second.returncode == 1
        assert "Another Targetree is at work" in said
        assert str(server.process.pid) in said
        refused = run("restore", str(filled), "--data", str(data), "--force")
        assert "Another Targetree is at work" in refused.stderr
        assert server.answers()


@pytest.mark.slow
def test_what_was_backed_up_is_there_again(filled: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    done = run("restore", str(filled), "--data", str(data))
    assert done.returncode == 0, done.stderr
    with serve(data, "--sample") as server:
        assert "a password of tests" in server.said, "the sample's sign-ins come with it"
        assert len(people(data)) > 50
    again = run("restore", str(filled), "--data", str(data))
    assert again.returncode == 1
    assert "--force" in again.stderr
    assert run("restore", str(filled), "--data", str(data), "--force").returncode == 0
    assert not list(data.glob("re*d")), "nothing of the restore is left"


@pytest.mark.slow
@pytest.mark.parametrize("how", ["cut", "changed", "text", "empty", "other zip", "leads out"])
def test_garbage_is_refused_and_changes_nothing(filled: Path, tmp_path: Path, how: str) -> None:
    import zipfile

    whole, file, data = filled.read_bytes(), tmp_path / "file", tmp_path / "data"
    changed = bytearray(whole)
    changed[len(whole) // 2] ^= 0xFF
    simple = {"cut": whole[: len(whole) // 2], "changed": bytes(changed), "text": b"id,name\n1,x\n", "empty": b""}
    if how in simple:
        file.write_bytes(simple[how])
    else:
        with zipfile.ZipFile(filled) as old, zipfile.ZipFile(file, "w") as new:
            for name in old.namelist() if how == "leads out" else []:
                new.writestr(name, old.read(name))
            new.writestr("../outside" if how == "leads out" else "x", "x")
    done = run("restore", str(file), "--data", str(data))
    assert done.returncode == 1
    assert "Nothing was changed" in done.stderr or "nothing was changed" in done.stderr
    assert [path.name for path in data.iterdir()] in ([], ["lock"]) if data.exists() else True
    assert not (tmp_path / "outside").exists()


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("serve", "--data", str(tmp_path / "data"), "--port", str(port))
    assert done.returncode == 1
    assert f"Port {port} is taken" in done.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(("port", "said"), [("http", "whole number"), ("70000", "65535")])
def test_a_port_that_makes_no_sense(tmp_path: Path, port: str, said: str) -> None:
    done = run("serve", "--data", str(tmp_path / "data"), "--port", port)
    assert done.returncode == 1
    assert said in done.stderr


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run("serve", "--data", str(tmp_path / "file" / "data"), "--port", str(free_port()))
    assert done.returncode == 1
    assert "cannot be written" in done.stderr


def test_nothing_to_back_up(tmp_path: Path) -> None:
    done = run("backup", str(tmp_path / "file"), "--data", str(tmp_path / "data"))
    assert done.returncode == 1
    assert "nothing to back up" in done.stderr
    assert not (tmp_path / "file").exists()


@pytest.mark.slow
def test_a_server_of_the_users_own_is_served_backed_up_and_restored(filled: Path, tmp_path: Path) -> None:
    own = Cluster(DataFolder(tmp_path / "own"), {"shared_buffers": "32MB"})
    own.folder.prepare()
    own.start()
    try:
        with psycopg.connect(host=str(own.folder.sockets), user="postgres", autocommit=True) as admin:
            admin.execute("CREATE ROLE boss LOGIN CREATEROLE")
            admin.execute("CREATE DATABASE plans OWNER boss")
        where = {"DATABASE_URL": f"postgresql://boss@/plans?host={own.folder.sockets}"}
        data, file = tmp_path / "data", tmp_path / "own.backup"
        with serve(data, TARGETREE_DIRECTOR="boss@example.com", **where) as server:
            assert server.answers()
            assert run("backup", str(file), "--data", str(data), **where).returncode == 0
        assert not (data / "postgres").exists()
        refused = run("restore", str(filled), "--data", str(data), **where)
        assert "--force" in refused.stderr
        for backup, number in ((filled, 50), (file, 1)):
            done = run("restore", str(backup), "--data", str(data), "--force", **where)
            assert done.returncode == 0, done.stderr
            with psycopg.connect(host=str(own.folder.sockets), user="boss", dbname="plans") as connection:
                accounts = connection.execute("SELECT count(*) FROM accounts").fetchone()
                assert accounts is not None
                assert accounts[0] >= number
            with serve(data, **where) as server:
                assert server.answers()
    finally:
        own.stop()
