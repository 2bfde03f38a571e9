"""The role card: everybody has one, the manager writes it, nobody their own."""

from __future__ import annotations

import pytest
from django.db import connection

from people import actor
from targetree.services.access import acting
from targetree.services.errors import Denied, Invalid, Missing
from targetree.services.mine.role_card import role_card, write_role_card

pytestmark = pytest.mark.django_db
TEXTS = {"duties": "签约\n回款", "decisions": "报价", "handoffs": "合同交商务"}


def test_it_names_what_is_carried_and_whom_one_answers_to() -> None:
    card = role_card(actor=actor("seller"), person="1103", version=1)
    assert (card.name, card.title, card.unit, card.lead) == ("谢俊杰", "客户经理", "上海组", "范思琪")
    assert "个人签约额" in card.duties and not card.may_edit
    leader = role_card(actor=actor("leader"), person="1101")
    assert leader.lead == "方婉清", "a leader answers to the leader above, not to themselves"


@pytest.mark.parametrize("who", ["leader", "manager", "operations", "director"])
def test_those_above_write_it(who: str) -> None:
    write_role_card(actor=actor(who), person="1103", **TEXTS)
    card = role_card(actor=actor("seller"), person="1103")
    assert {"duties": card.duties, "decisions": card.decisions, "handoffs": card.handoffs} == TEXTS
    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute("SELECT account_name, after FROM records WHERE \"table\" = 'people' ORDER BY id DESC LIMIT 1")
        name, after = cursor.fetchone()
    assert name == actor(who).name and "签约" in after


@pytest.mark.parametrize(
    ("who", "code"), [("seller", "1103"), ("leader", "1101"), ("seller", "1104"), ("1200", "1103"), ("auditor", "1103")]
)
def test_nobody_else_does(who: str, code: str) -> None:
    with pytest.raises((Denied, Missing)):
        write_role_card(actor=actor(who), person=code, **TEXTS)


def test_the_database_refuses_as_well() -> None:
    with acting(actor("seller").account_id), connection.cursor() as cursor:
        cursor.execute("SELECT targetree_write_role_card((SELECT id FROM people WHERE code = '1103'), 'a', 'b', 'c')")
        assert cursor.fetchone() == (False,)


def test_too_long_a_text_is_refused() -> None:
    with pytest.raises(Invalid):
        write_role_card(actor=actor("manager"), person="1103", duties="a" * 5000, decisions="", handoffs="")
