"""The embedded PostgreSQL: made, started and stopped in a data folder of ours.

It listens on a Unix socket alone, in a folder that only its account (and root) may enter. Whatever was killed
the last time, and however, the next start finds the database as its last commit left it.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from .binaries import RunAs, run_as, version
from .folder import DataFolder
from .problems import ServingProblem

SUPERUSER = "postgres"
PORT = 5432
"""Only part of the socket's name."""
USUAL: Mapping[str, str] = {
    "listen_addresses": "",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "min_wal_size": "512MB",  # files of the log are used again: to make one takes as long as a large edit
    "random_page_cost": "1.1",
    "jit": "off",  # statements here are short; compiling them takes longer than they do
    "fsync": "on",
    "synchronous_commit": "on",
    "log_min_messages": "warning",
    "log_min_error_statement": "panic",  # statements have people's figures in them
    "log_line_prefix": "%m [%p] ",
    "log_checkpoints": "off",
}
LARGEST_LOG = 8 << 20
PATIENCE = 600.0
"""Seconds that recovery after a crash may take."""
LEAVING = 30.0


@dataclass(slots=True)
class Cluster:
    """One PostgreSQL in a data folder."""

    folder: DataFolder
    settings: Mapping[str, str] = field(default_factory=dict)
    _process: subprocess.Popen[bytes] | None = None

    @property
    def path(self) -> Path:
        return self.folder.cluster

    def start(self) -> None:
        """Makes the database where there is none, then starts it; returns when it takes connections.

        What an earlier server left running is stopped first. Call it with the folder's lock held.
        Raises ServingProblem.
        """
        account = run_as(self.path)
        self._make(account)
        self.stop_left_over()
        account.own(self.folder.sockets)
        for left in self.folder.sockets.glob(".s.PGSQL.*"):
            left.unlink()  # the folder is ours, and locked
        log = self.folder.database_log
        with suppress(FileNotFoundError):
            if log.stat().st_size > LARGEST_LOG:
                log.replace(log.with_suffix(".log.1"))
        chosen = {**USUAL, **self.settings, "unix_socket_directories": str(self.folder.sockets), "port": str(PORT)}
        line = account.command("postgres", "-D", self.path, *_options(chosen))
        ends = time.monotonic() + LEAVING
        while said := self._attempt(line):
            # Connections of a server that was killed may take a moment to notice.
            if "shared memory block" not in said or time.monotonic() > ends:
                raise ServingProblem("postgres_does_not_start", path=self.path, log=said)
            time.sleep(0.1)

    def _attempt(self, line: list[str]) -> str:
        """Starts it once. Returns what it said where it did not start."""
        log = self.folder.database_log
        start = log.stat().st_size if log.exists() else 0
        with open(log, "ab", opener=_private) as out:
            # In a session of its own: Ctrl-C in the terminal is for us, and we stop it last.
            self._process = subprocess.Popen(
                line, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
            )
        if self._is_ready():
            return ""
        said = log.read_bytes()[start:].decode("utf-8", "replace").strip()
        self.stop()
        return "\n".join(said.splitlines()[-5:]) or "…"

    def running(self) -> bool:
        """Whether the PostgreSQL that `start` started is still there."""
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """Ends its connections, writes everything down and stops it."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(LEAVING)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait()
        self._process = None

    def answers(self) -> bool:
        """Whether a PostgreSQL, whoever started it, works on this folder."""
        try:
            lines = (self.path / "postmaster.pid").read_text("ascii").split("\n")
        except FileNotFoundError:
            return False
        return len(lines) > 7 and lines[7].strip() == "ready" and works_on(int(lines[0]), self.path)

    def _make(self, account: RunAs) -> None:
        mark = self.path / "PG_VERSION"
        if mark.exists():
            if (found := mark.read_text("ascii").strip()) != version():
                raise ServingProblem("postgres_other_version", path=self.path, found=found, ours=version())
            return
        half_made = self.path.with_suffix(".new")
        shutil.rmtree(half_made, ignore_errors=True)
        account.own(half_made)
        durable = self.settings.get("fsync", "on") == "on"
        done = subprocess.run(
            account.command(
                "initdb",
                *("-D", half_made, "-U", SUPERUSER, "-E", "UTF8", "--locale=C"),
                *("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
                *("--auth-local=trust", "--auth-host=reject", *([] if durable else ["--no-sync"])),
            ),
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        if done.returncode:
            shutil.rmtree(half_made, ignore_errors=True)
            raise ServingProblem("postgres_does_not_start", path=self.path, log=(done.stderr or done.stdout).strip())
        half_made.rename(self.path)

    def stop_left_over(self) -> None:
        """Stops a PostgreSQL that outlived its server; takes the mark of one that did not for our own."""
        mark = self.path / "postmaster.pid"
        try:
            process = abs(int(mark.read_text("ascii").split("\n", 1)[0]))
        except FileNotFoundError:
            return
        except ValueError:  # the machine itself went down while it was written
            mark.unlink()
            return
        if works_on(process, self.path):
            _end(process, self.path)
        # Otherwise, or where it was killed, its number may be another program's by now. PostgreSQL takes its parent's
        # for stale, and then still sees to it that no connection of the old server is left; without the file it
        # could not.
        with suppress(FileNotFoundError), mark.open("r+b") as file:
            rest = file.read().partition(b"\n")[2]
            file.seek(0)
            file.write(f"{os.getpid()}\n".encode() + rest)
            file.truncate()

    def _is_ready(self) -> bool:
        """Waits until it takes connections; false where it ended before."""
        assert self._process is not None
        mark = self.path / "postmaster.pid"
        ends = time.monotonic() + PATIENCE
        while self._process.poll() is None and time.monotonic() < ends:
            with suppress(FileNotFoundError, ValueError):
                lines = mark.read_text("ascii").split("\n")
                if int(lines[0]) == self._process.pid and len(lines) > 7 and lines[7].strip() == "ready":
                    return True
            time.sleep(0.01)
        return False


def _end(process: int, cluster: Path) -> None:
    ends = time.monotonic() + LEAVING
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGINT)
        while works_on(process, cluster):
            if time.monotonic() > ends:
                os.kill(process, signal.SIGQUIT)
                ends += LEAVING
            time.sleep(0.02)


def _options(settings: Mapping[str, str]) -> list[str]:
    return [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def works_on(process: int, cluster: Path) -> bool:
    """Whether the process is a PostgreSQL on this folder."""
    try:
        command = Path(f"/proc/{process}/cmdline").read_bytes().decode("utf-8", "replace").replace("\0", " ")
    except FileNotFoundError:
        if Path("/proc/self").exists():
            return False
        asked = ["ps", "-o", "command=", "-p", str(process)]
        command = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    return "postgres" in command and f"-D {cluster} " in f"{command} "


@contextmanager
def running(folder: DataFolder, settings: Mapping[str, str] | None = None) -> Iterator[Cluster]:
    """The embedded PostgreSQL of a data folder, for as long as the block lasts; the folder is locked meanwhile."""
    folder.prepare()
    with folder.locked():
        folder.settle()
        cluster = Cluster(folder, settings or {})
        try:
            cluster.start()
            yield cluster
        finally:
            cluster.stop()
