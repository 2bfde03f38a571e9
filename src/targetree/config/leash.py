"""Keeps a process from outliving the one that started it, however that one ends."""

from __future__ import annotations

import os
import threading
import time

PAUSE = 0.2
WANTED = "TARGETREE_LEASH"
"""Set by `serve` for its own processes."""


def hold() -> None:
    """Ends this process soon after its parent has ended, where `serve` wants that."""
    if os.environ.get(WANTED):
        threading.Thread(target=_watch, args=(os.getppid(),), daemon=True, name="leash").start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(PAUSE)
    os._exit(1)
