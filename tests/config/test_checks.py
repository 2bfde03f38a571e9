"""Each check of the start finds what it looks for, and says how to mend it in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.checks import CheckMessage
from django.db import connection

from database import admin
from targetree.config import checks
from targetree.config.problems import ServingProblem


def tell(found: list[CheckMessage]) -> list[str]:
    for message in found:
        assert message.hint
        assert isinstance(message.obj, ServingProblem)
        assert message.obj.sentence("zh") != message.obj.sentence("en") == f"{message.msg} {message.hint}"
    return [str(message.id) for message in found]


@pytest.mark.parametrize("key", ["short", "abc" * 20])
def test_a_key_that_is_easy_to_guess(settings: Any, key: str) -> None:
    assert tell(checks.secret_is_strong(None)) == []
    settings.SECRET_KEY = key
    assert tell(checks.secret_is_strong(None)) == ["targetree.E001"]


def test_a_front_end_that_is_not_built(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    assert tell(checks.front_end_is_built(None)) == ["targetree.E002"]
    (tmp_path / "dist" / ".vite").mkdir(parents=True)
    (tmp_path / "dist" / ".vite" / "manifest.json").touch()
    assert tell(checks.front_end_is_built(None)) == []


@pytest.mark.usefixtures("own_database")
def test_a_role_that_owns_a_table_and_a_table_without_a_fence() -> None:
    from database import FOLDER, connect, embedded

    assert tell(checks.fence_stands(None, ["default"])) == []
    with connect(embedded(FOLDER, "postgres", connection.settings_dict["NAME"])) as root:
        root.execute("ALTER TABLE lines OWNER TO targetree_app")
        root.execute("ALTER TABLE edits NO FORCE ROW LEVEL SECURITY")
        root.execute("ALTER TABLE holds DISABLE ROW LEVEL SECURITY")
    found = checks.fence_stands(None, ["default"])
    assert tell(found) == ["targetree.E005", "targetree.E006"]
    assert "lines" in found[0].msg
    assert "edits, holds" in found[1].msg
    with pytest.raises(ServingProblem, match="owns tables"):
        checks.refuse_what_is_wrong()


@pytest.mark.usefixtures("own_database")
def test_a_role_that_steps_over_the_fence(monkeypatch: pytest.MonkeyPatch) -> None:
    assert tell(checks.owner_is_ordinary(None, ["owner"])) == []
    monkeypatch.setattr(checks, "_ROLE", "SELECT current_user, true")
    assert tell(checks.fence_stands(None, ["default"])) == ["targetree.E004"]
    assert tell(checks.owner_is_ordinary(None, ["owner"])) == ["targetree.W007"]


@pytest.mark.usefixtures("own_database")
def test_a_database_that_does_not_answer() -> None:
    name = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = "not_there"
    try:
        assert tell(checks.fence_stands(None, ["default"])) == ["targetree.E003"]
    finally:
        connection.settings_dict["NAME"] = name
    with admin() as root:
        assert root.execute("SELECT 1").fetchone() == (1,)
