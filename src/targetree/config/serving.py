"""`targetree serve`: PostgreSQL, the web server and the jobs, started in order, watched, and ended in order."""

from __future__ import annotations

import errno
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import IO

from . import leash
from .environment import Environment, read
from .folder import DataFolder
from .postgres import Cluster, running
from .problems import ServingProblem

LEAVING = 10.0
FREED_WITHIN = 2.0
"""Seconds within which a port is free again after its server was killed."""
SIGN_INS = "sample-sign-ins.json"
LARGEST_LOG = 8 << 20


@dataclass(frozen=True, slots=True)
class Ready:
    """Told when everything answers."""

    address: str
    sign_ins: list[dict[str, str]]
    """Made by this start, or the sample's, which stay the same."""
    sample: bool
    folder: Path
    log: Path


def serve(sample: bool, lang: str, tell: Callable[[Ready], None]) -> None:
    """Serves what the environment says, until a signal ends it. Raises ServingProblem before anything is served."""
    environment = read()
    folder = DataFolder(environment.data)
    _port_is_free(environment)
    own = nullcontext(None) if environment.database_url else running(folder)
    if environment.database_url:
        folder.prepare()
    stop = _stop_on_signals()
    with own as cluster, _log(folder) as log:
        sign_ins = _ready_database(folder, sample, lang, log)
        if stop.is_set():
            return
        parts = {"web": _start("targetree.config.webserver", log)}
        try:
            if not _answers(environment, parts["web"], stop):
                if stop.is_set():
                    return
                raise ServingProblem("served_process_ended", part="web", path=folder.work_log)
            parts["jobs"] = _start("targetree.config.worker", log)
            loaded = folder.root / SIGN_INS
            tell(Ready(address(environment), sign_ins, loaded.exists(), folder.root, folder.work_log))
            _watch(parts, cluster, stop, log, folder)
        finally:
            _end(parts)


def address(environment: Environment) -> str:
    """Where a browser on this machine finds us."""
    host = "127.0.0.1" if environment.bind in ("0.0.0.0", "::", "[::]") else environment.bind
    return f"http://{host}:{environment.port}/"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _port_is_free(environment: Environment) -> None:
    family = socket.AF_INET6 if ":" in environment.bind else socket.AF_INET
    ends = time.monotonic() + FREED_WITHIN
    while True:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((environment.bind.strip("[]"), environment.port))
                return
            except PermissionError:
                raise ServingProblem("port_not_allowed", port=environment.port) from None
            except OSError as problem:
                if isinstance(problem, socket.gaierror) or problem.errno != errno.EADDRINUSE:
                    raise ServingProblem("address_not_ours", address=environment.bind) from None
                if time.monotonic() > ends:
                    raise ServingProblem("port_taken", port=environment.port, other=free_port()) from None
        time.sleep(0.1)


def _stop_on_signals() -> threading.Event:
    stop = threading.Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        signal.signal(getattr(signal, name), ask)
    return stop


@contextmanager
def _log(folder: DataFolder) -> Iterator[IO[bytes]]:
    path = folder.work_log
    with suppress(FileNotFoundError):
        if path.stat().st_size > LARGEST_LOG:
            path.replace(path.with_suffix(".log.1"))
    with open(path, "ab", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        yield file


def _start(module: str, log: IO[bytes], *words: str, answer: bool = False) -> subprocess.Popen[bytes]:
    """One of our processes. It ends with us, and Ctrl-C reaches it through us alone."""
    return subprocess.Popen(
        [sys.executable, "-m", module, *words],
        env=os.environ | {leash.WANTED: "1", "DJANGO_SETTINGS_MODULE": "targetree.config.settings"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if answer else log,
        stderr=log,
        process_group=0,
    )


def _ready_database(folder: DataFolder, sample: bool, lang: str, log: IO[bytes]) -> list[dict[str, str]]:
    kept = folder.root / SIGN_INS
    words = ["sample", lang] if sample else []
    process = _start("targetree.config.readying", log, *words, answer=True)
    said = process.communicate()[0].decode("utf-8").strip()
    if process.returncode or not said:
        raise ServingProblem("served_process_ended", part="readying", path=folder.work_log)
    answer = json.loads(said.splitlines()[-1])
    if "problem" in answer:
        raise ServingProblem(answer["problem"], **answer["values"])
    made: list[dict[str, str]] = answer["sign_ins"]
    if sample and made:
        handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(made, file, ensure_ascii=False)
    elif kept.exists():
        made = json.loads(kept.read_text("utf-8"))
    return made


def _answers(environment: Environment, web: subprocess.Popen[bytes], stop: threading.Event) -> bool:
    host = address(environment).split("/")[2].rpartition(":")[0]
    while web.poll() is None and not stop.is_set():
        connection = http.client.HTTPConnection(host.strip("[]"), environment.port, timeout=10)
        with suppress(OSError, http.client.HTTPException):
            connection.request("GET", "/health/", headers={"Host": "127.0.0.1", "X-Forwarded-Proto": "https"})
            if connection.getresponse().status == http.client.OK:
                return True
        connection.close()
        stop.wait(0.05)
    return False


def _watch(
    parts: dict[str, subprocess.Popen[bytes]],
    cluster: Cluster | None,
    stop: threading.Event,
    log: IO[bytes],
    folder: DataFolder,
) -> None:
    """Returns when it is to stop. Jobs that failed to go on are started again; without the others we cannot go on."""
    while not stop.wait(0.5):
        if parts["jobs"].poll() is not None:
            stop.wait(5)
            parts["jobs"] = _start("targetree.config.worker", log)
        if parts["web"].poll() is not None:
            raise ServingProblem("served_process_ended", part="web", path=folder.work_log)
        if cluster is not None and not cluster.running():
            raise ServingProblem("served_process_ended", part="PostgreSQL", path=folder.database_log)


def _end(parts: dict[str, subprocess.Popen[bytes]]) -> None:
    for part in parts.values():
        with suppress(ProcessLookupError):
            part.terminate()
    ends = time.monotonic() + LEAVING
    for part in parts.values():
        try:
            part.wait(max(ends - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            part.kill()
            part.wait()
