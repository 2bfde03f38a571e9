"""A progress bar on standard error, for work that takes longer than a moment, where a person is watching."""

from __future__ import annotations

import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

from .language import Lang
from .text import is_terminal
from .words import WORDS, say

if TYPE_CHECKING:
    from rich.progress import Progress as Display
    from rich.progress import TaskID

A_MOMENT = 0.4
"""Seconds before a bar appears: what is done by then needs none, nor the time to import one."""


class ProgressBar:
    """Call it with a step's name and the part of it that is done, 0 to 1. A context manager."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        self._lock = threading.Lock()
        self._state = ("read", 0.0)
        self._display: Display | None = None
        self._task: TaskID | None = None
        self._timer: threading.Timer | None = None

    def __enter__(self) -> ProgressBar:
        if is_terminal(sys.stderr):
            self._timer = threading.Timer(A_MOMENT, self._appear)
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._timer is not None:
            self._timer.cancel()
        with self._lock:
            self._timer = None
            if self._display is not None:
                self._display.stop()

    def __call__(self, step: str, part: float) -> None:
        self._state = (step, part)
        if self._display is not None:
            with self._lock:
                self._update()

    def _appear(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        with self._lock:
            if self._timer is None:
                return
            self._display = Progress(
                TextColumn("{task.description}"),
                BarColumn(24),
                TimeElapsedColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = self._display.add_task("", total=None)
            self._update()
            self._display.start()

    def _update(self) -> None:
        if self._display is None or self._task is None:
            return
        step, part = self._state
        key = f"step-{step}"
        words = say(key, self._lang) if key in WORDS else say("step-write", self._lang, table=step)
        self._display.update(self._task, description=words, completed=part, total=1 if part else None)
