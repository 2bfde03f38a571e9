"""What was kept of a plan is not altered by the owner of the tables either."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from people import actor, node
from targetree.services.access import acting
from targetree.services.plans.opening import open_plan
from targetree.services.reviews.flow import agree_plan, submit_plan
from targetree.services.reviews.letters import letters_of, sign_letter
from targetree.store import models as store


def test_not_even_the_owner_of_the_tables_alters_them(own_database: Callable[[], Any]) -> None:
    plan = open_plan(actor=actor("1203"), node=node("1203"))
    with acting(actor("1203").account_id):
        store.Condition.objects.create(plan_id=plan, text="三家老客户续签年度框架")
    submit_plan(actor=actor("1203"), plan=plan)
    agree_plan(actor=actor("1201"), plan=plan)
    (letter,) = letters_of(actor=actor("1203"), plan=plan)
    sign_letter(actor=actor("1203"), plan=plan, number=1, name=actor("1203").name, digest=letter.digest)
    with own_database() as owner:
        for table in ("plan_copies", "letters", "letter_signatures"):
            for change in (f"UPDATE {table} SET at = now()", f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
                with pytest.raises(Exception, match="are kept as they are"):
                    owner.execute(change)
