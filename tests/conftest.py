"""How hard the property tests try: a glance in `make check`, with care in `make test`, long in `make soak`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from settings_for_tests import CHECKOUT

for _profile, _examples in (("glance", 10), ("care", 40), ("soak", 3000)):
    settings.register_profile(
        _profile, max_examples=_examples, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "care"))

pytest_plugins = ["database", "cast", "live"]


SLOW = (
    "api/test_actions_api.py", "api/test_activity_api.py", "api/test_any_request.py", "api/test_conditions_api.py",
    "api/test_five_parts_api.py", "api/test_imports_and_exports.py", "api/test_long_term_api.py",
    "api/test_plans_api.py", "books/test_write_workbook.py", "browser/", "config/test_openapi.py",
    "config/test_serve.py", "engine/margins/test_contradiction.py", "kill/", "sample/test_company.py",
    "security/test_forms_from", "security/test_markup_in_names.py", "security/test_tokens_that_read",
    "services/test_actions", "services/test_activity", "services/test_checks_of", "services/test_comparing.py",
    "services/test_conditions", "services/test_expense", "services/test_exporting.py", "services/test_five_parts",
    "services/test_importing.py", "services/test_letters", "services/test_long_term", "services/test_my_page.py",
    "services/test_needs", "services/test_plan_", "services/test_planning", "services/test_requests",
    "services/test_support_follows", "services/test_support_shown.py", "services/test_transfers.py",
    "services/test_versions.py", "services/test_work_sheets", "store/test_book_in.py", "store/test_book_out.py",
    "test_accuracy.py", "test_adventureworks.py", "test_any_book.py", "test_benchmarks.py",
    "test_house.py::test_a_planted_breach", "web/actions", "web/fiveparts", "web/longterm",
    "web/plans/test_plans_page.py", "web/settings/", "web/test_permission_grid.py::test_who_gets_in",
    "web/test_words.py", "web/versions/",
)  # fmt: skip
"""Left to `make test`, beside the tests that say so themselves."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """What is slow as a whole is not even read where only the quick ones are asked for."""
    place = collection_path.relative_to(CHECKOUT / "tests").as_posix() + ("/" if collection_path.is_dir() else "")
    return True if config.option.markexpr == "not slow" and place.startswith(SLOW) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever waits for a browser, a server of its own or whole workbooks is slow.

    Tests of one server stay together, on one worker and in their order: they see what those before them did.
    """
    for item in items:
        live = "live" in getattr(item, "fixturenames", ())
        if live:
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))
        if live or item.nodeid.removeprefix("tests/").startswith(SLOW):
            item.add_marker("slow")
