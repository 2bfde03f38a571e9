"""How hard the property tests try: a glance in `make check`, with care in `make test`, long in `make soak`."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

for _profile, _examples in (("glance", 10), ("care", 40), ("soak", 3000)):
    settings.register_profile(
        _profile, max_examples=_examples, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "care"))

pytest_plugins = ["database", "cast", "live"]


SLOW = (
    "browser/", "kill/", "api/test_activity_api.py", "api/test_actions_api.py", "api/test_any_request.py",
    "api/test_conditions_api.py", "api/test_five_parts_api.py", "api/test_long_term_api.py",
    "security/test_markup_in_names.py", "services/test_activity", "services/test_actions", "services/test_checks_of",
    "services/test_conditions", "services/test_expense", "services/test_exporting.py", "services/test_five_parts",
    "services/test_importing.py", "services/test_letters", "services/test_long_term", "services/test_needs",
    "services/test_plan_", "services/test_planning", "services/test_requests", "services/test_support_follows",
    "services/test_transfers.py", "services/test_work_sheets", "store/test_book_out.py", "test_accuracy.py",
    "test_adventureworks.py", "web/actions", "web/fiveparts", "web/longterm",
    "web/test_permission_grid.py::test_who_gets_in", "web/test_words.py",
)  # fmt: skip
"""Left to `make test`, beside the tests that say so themselves."""


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
