"""The data folder: what is kept where, its secrets, and the lock that lets one Targetree at a time work on it."""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from .problems import ServingProblem

LONGEST_SOCKET_FOLDER = 80
"""A socket's whole path must stay below 104 characters (macOS)."""


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Where things are in the data folder `root`."""

    root: Path
    RESTORING: ClassVar = "restoring"
    RESTORED: ClassVar = "restored"
    REPLACED: ClassVar = "replaced"

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own folder."""
        return self.root / "postgres"

    @property
    def sockets(self) -> Path:
        """Where PostgreSQL's socket is; elsewhere when the data folder's path is too long for one."""
        inside = self.root / "run"
        if len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER:
            return inside
        digest = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"targetree-{digest}"

    @property
    def database_log(self) -> Path:
        return self.root / "postgres.log"

    @property
    def work_log(self) -> Path:
        """What the web server and the jobs write."""
        return self.root / "targetree.log"

    @property
    def files(self) -> Path:
        """Files that people sent."""
        return self.root / "files"

    @property
    def mail(self) -> Path:
        """Letters, one a file, where no mail server is set."""
        return self.root / "mail"

    @property
    def app_password(self) -> Path:
        return self.root / "app-password"

    def prepare(self) -> None:
        """Makes the folder and its secret where they are missing. Raises ServingProblem."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            for folder in (self.files, self.mail):
                folder.mkdir(mode=0o700, exist_ok=True)
            self.keep_secret(self.root / "secret")
        except OSError as problem:
            raise ServingProblem("data_not_writable", path=self.root, reason=problem.strerror) from None

    def settle(self) -> None:
        """Finishes a restore that was stopped after it was decided, forgets one that was not. With the lock held."""
        shutil.rmtree(self.root / self.RESTORING, ignore_errors=True)
        restored, replaced = self.root / self.RESTORED, self.root / self.REPLACED
        if restored.exists():
            replaced.mkdir(mode=0o700, exist_ok=True)
            for new in sorted(restored.iterdir()):
                old = self.root / new.name
                if old.exists():
                    shutil.rmtree(replaced / new.name, ignore_errors=True)
                    old.replace(replaced / new.name)
                new.replace(old)
            restored.rmdir()
        shutil.rmtree(replaced, ignore_errors=True)

    def secret(self) -> str:
        """The signing key; one for this process alone where the folder is not prepared."""
        try:
            return (self.root / "secret").read_text("ascii")
        except OSError:
            return secrets.token_urlsafe(48)

    def keep_secret(self, path: Path) -> str:
        """The secret in a file that only this account may read, made where it is missing."""
        try:
            return path.read_text("ascii")
        except FileNotFoundError:
            pass
        text = secrets.token_urlsafe(48)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".secret-")  # made with mode 0600
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(name, path)  # never over another's that came meanwhile
        except FileExistsError:
            return path.read_text("ascii")
        finally:
            Path(name).unlink()
        return text

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Held while a server works on the folder; the system lets go of it however the process ends."""
        path = self.root / "lock"
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                holder = os.pread(handle, 20, 0).decode("ascii", "replace").strip() or "?"
                raise ServingProblem("data_in_use", path=self.root, process=holder) from None
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
            yield
        finally:
            os.close(handle)
