"""`python -m targetree`."""

import sys

from targetree.cli.main import run

if __name__ == "__main__":
    sys.exit(run())
