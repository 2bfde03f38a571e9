"""Runs a program as another account: python unprivileged.py USER GROUP PROGRAM WORDS…

A script of its own, because what changes the account must not run in a process with threads. Where the
program cannot be reached by that account (a virtual environment under /root), it is left the capability to
search folders that are closed to it; to write it gets none.
"""

from __future__ import annotations

import ctypes
import os
import sys

PR_SET_KEEPCAPS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 8, 47, 2
CAPABILITY_VERSION = 0x20080522
DAC_OVERRIDE, DAC_READ_SEARCH = 1, 2


def main() -> None:
    """Never returns: becomes the program."""
    user, group, *line = sys.argv[1:]
    keep = sys.platform == "linux"
    libc = ctypes.CDLL(None, use_errno=True) if keep else None
    if libc is not None:
        libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([])
    os.setgid(int(group))
    os.setuid(int(user))
    if libc is not None and not _reachable(line):
        _ = _keep(libc, DAC_READ_SEARCH) or _keep(libc, DAC_OVERRIDE)  # containers have only the second
    elif libc is not None:
        _permit(libc, 0)
    os.chdir("/")
    os.execv(line[0], line)


def _reachable(line: list[str]) -> bool:
    """Whether the account may go to the program and to every path among its words."""
    paths = [word for word in line if word.startswith("/")]
    return all(os.access(path, os.X_OK if path == line[0] else os.F_OK) for path in paths)


def _keep(libc: ctypes.CDLL, capability: int) -> bool:
    if not _permit(libc, 1 << capability):
        return False
    return bool(libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0) == 0)


def _permit(libc: ctypes.CDLL, capabilities: int) -> bool:
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
    one = [capabilities] * 3  # effective, permitted, inheritable
    data = (ctypes.c_uint32 * 6)(*one, 0, 0, 0)
    return bool(libc.capset(ctypes.byref(header), ctypes.byref(data)) == 0)


if __name__ == "__main__":
    main()
