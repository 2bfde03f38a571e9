"""What is logged has no secrets in it."""

from __future__ import annotations

import logging

import pytest

from targetree.config.logs import Blotter, without_secrets


@pytest.mark.parametrize(
    "line",
    [
        "password=hunter2222 given",
        'body {"password": "hunter2222", "email": "a@b"}',
        "Authorization: Bearer hunter2222",
        "api token: hunter2222",
        "cookie sessionid; Cookie: targetree=hunter2222",
        "postgresql://boss:hunter2222@db/plans refused",
        "GET /invitation/hunter2222hunter2222hunter2222/ failed",
        "GET /accounts/password/reset/key/1-hunter2222hunter2222/ failed",
        "?code=hunter2222&state=x",
    ],
)
def test_secrets_are_blotted_out(line: str) -> None:
    assert "hunter2222" not in without_secrets(line)


def test_what_is_no_secret_stays() -> None:
    assert without_secrets("GET /people/1103/ failed after 3 s") == "GET /people/1103/ failed after 3 s"


def test_a_traceback_is_without_secrets_as_well() -> None:
    try:
        raise ValueError("password='hunter2222'")
    except ValueError as problem:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "it failed", None, (ValueError, problem, None))
    text = Blotter("{message}", style="{").format(record)
    assert "it failed" in text
    assert "hunter2222" not in text
