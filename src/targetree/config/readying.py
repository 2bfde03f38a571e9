"""What `serve` does to the database before anybody may come in: python -m targetree.config.readying [sample LANG]

A process of its own, so that the one that watches over the others stays small. Prints one line of JSON:
the sign-ins that it made, or the problem that stood in the way.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from dataclasses import asdict

from .environment import Environment, read
from .folder import DataFolder
from .problems import ServingProblem
from .upgrade import upgrade

FIRST_ADDRESS = "director@localhost"


def main(words: list[str]) -> None:
    """Applies the migrations; fills an empty database with the sample company, or makes its first account."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "targetree.config.settings")
    environment = read()
    folder = DataFolder(environment.data)
    try:
        upgrade(environment, folder)
        _check()
        sign_ins = _load_sample(words[1], environment) if words[:1] == ["sample"] else _first_director(environment)
    except ServingProblem as problem:
        values = {name: str(value) for name, value in problem.values.items()}
        print(json.dumps({"problem": problem.code, "values": values}))  # noqa: T201 — this is how `serve` is told
        return
    print(json.dumps({"sign_ins": sign_ins}))  # noqa: T201


def _check() -> None:
    from .checks import refuse_what_is_wrong  # after Django's set-up

    refuse_what_is_wrong()


def _load_sample(lang: str, environment: Environment) -> list[dict[str, str]]:
    from targetree.services.sample.loading import load_sample

    return [asdict(login) for login in load_sample(lang, password=environment.sample_password or None)]


def _first_director(environment: Environment) -> list[dict[str, str]]:
    from targetree.services.entrance.setup import first_director, is_new, password_hash

    if not is_new():
        return []
    email, password = environment.director or FIRST_ADDRESS, secrets.token_urlsafe(9)
    name = email.partition("@")[0]
    first_director(email=email, name=name, password_hash=password_hash(password))
    return [{"role": "director", "name": name, "email": email, "password": password}]


if __name__ == "__main__":
    main(sys.argv[1:])
