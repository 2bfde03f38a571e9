"""The program: `targetree`, or `python -m targetree`."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Runs one command and ends with its exit status.

    Starting is most of the time of `check` on a small book, so two things that only cost there are left
    out before numpy comes: threads for linear algebra, which the engine has none of, and the collector
    of cycles, which finds none while modules load.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.set_threshold(100_000)
    from targetree.cli.main import run

    sys.exit(run())


if __name__ == "__main__":
    main()
