"""`python -m benchmarks [--quick]`: ours beside peers in one table, and build/bench.json."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from . import report
from .peers import missing
from .rows import Row
from .sizes import SIZES
from .subject import SUBJECTS, measured
from .timing import ROOT

NO_PEERS = 2


def main(words: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", dest="size", action="store_const", const="quick", default="full")
    parser.add_argument("--size", choices=SIZES, help="tiny is for the tests")
    parser.add_argument("--json", type=Path, default=ROOT / "build" / "bench.json")
    parser.add_argument("--markdown", type=Path, help="write the table there as well, for docs/benchmarks.md")
    given = parser.parse_args(words)
    absent = missing()
    if absent:
        print(f"No comparison without {', '.join(absent)}: make bench installs them.", file=sys.stderr)
        return NO_PEERS
    sizes = SIZES[given.size]
    rows: list[Row] = []
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="targetree-bench-") as folder:
        for subject in SUBJECTS:
            print(f"{time.perf_counter() - began:6.0f} s  {subject.replace('_', ' ')} …", file=sys.stderr, flush=True)
            rows += measured(subject, sizes, Path(folder))
    report.show(rows, goals=sizes.goals)
    report.write_json(rows, given.json)
    if given.markdown:
        report.write_markdown(rows, given.markdown, goals=sizes.goals)
    print(f"{len(rows)} rows in {time.perf_counter() - began:.0f} s, written to {given.json}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
