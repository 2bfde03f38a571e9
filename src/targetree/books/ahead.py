"""Work that another thread does while this one goes on reading."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class Ahead(Generic[T]):
    """What `work` returns or raises, worked out in a thread of its own."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._returned: list[T] = []
        self._raised: BaseException | None = None
        self._thread = Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._returned.append(self._work())
        except BaseException as problem:
            self._raised = problem

    def result(self) -> T:
        """Waits for it."""
        self._thread.join()
        if self._raised is not None:
            raise self._raised
        return self._returned[0]
