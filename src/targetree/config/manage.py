"""Django's own commands, for developers, on the data folder's database, which runs meanwhile if it does not already:

python -m targetree.config.manage migrate
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from .environment import read
from .folder import DataFolder
from .postgres import running
from .problems import ServingProblem

WITHOUT_DATABASE = {"makemessages", "compilemessages", "help", "version", "diffsettings"}


def main(words: list[str]) -> None:
    """Runs one of Django's commands. Migrations are the owner's."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "targetree.config.settings")
    environment = read()
    folder = DataFolder(environment.data)
    command = words[0] if words else "help"
    with _database(environment.database_url, folder, command):
        if command == "migrate" and len(words) == 1:
            from .upgrade import upgrade

            upgrade(environment, folder)
            return
        from django.core.management import execute_from_command_line

        needs_owner = command in {"makemigrations", "showmigrations", "sqlmigrate", "migrate", "dbshell"}
        chosen = ["--database", "owner"] if needs_owner and command != "makemigrations" else []
        execute_from_command_line(["targetree", *words, *chosen])


@contextmanager
def _database(url: str, folder: DataFolder, command: str) -> Iterator[None]:
    """The embedded PostgreSQL, unless the command needs none or a server runs it already."""
    if url or command in WITHOUT_DATABASE:
        yield
        return
    with ExitStack() as stack:
        try:
            stack.enter_context(running(folder))
        except ServingProblem as problem:
            if problem.code != "data_in_use":
                raise
        yield


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except ServingProblem as problem:
        sys.exit(problem.sentence("en"))
