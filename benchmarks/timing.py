"""Medians of alternating runs, and whole processes with their peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parent.parent


def seconds(call: Callable[[], Any]) -> float:
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def alternating(*calls: Callable[[], Any], repeats: int, warm_up: bool = True) -> list[float]:
    """Median seconds of each call, all run in turn so that a busy moment hits them alike."""
    if warm_up:
        for call in calls:
            call()
    times = [[seconds(call) for call in calls] for _ in range(repeats)]
    return [median(of_one) for of_one in zip(*times, strict=True)]


@dataclass(frozen=True, slots=True)
class Finished:
    """A process that has ended well."""

    seconds: float
    peak_mib: float
    output: str


class FailedError(Exception):
    """A measured process ended badly: what it said."""


def run(words: Sequence[str | Path], environment: dict[str, str] | None = None) -> Finished:
    """Runs a command to its end. Its peak memory is its own only while this process is small: a child starts
    with its parent's high-water mark, so large arrays belong into other processes. Raises FailedError."""
    begin = time.perf_counter()
    process = subprocess.Popen(
        [str(word) for word in words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=ROOT,
        env=_environment() | (environment or {}),
    )
    assert process.stdout is not None
    with process.stdout:
        output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    taken = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise FailedError(f"{' '.join(str(w) for w in words)} ended with {process.returncode}:\n{output[-2000:]}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Finished(taken, usage.ru_maxrss / unit, output)


def _environment() -> dict[str, str]:
    """This one's, but that Python may keep what it has compiled, as it does for whoever installs the command."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def targetree(*words: str | Path) -> list[str | Path]:
    """The installed command beside this Python, as a user runs it."""
    return [Path(sys.executable).parent / "targetree", *words]
