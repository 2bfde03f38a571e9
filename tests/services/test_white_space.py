"""Who does not buy what yet."""

from __future__ import annotations

import pytest
from django.db import connection

from people import actor, bookings, node
from targetree.services.access import acting
from targetree.services.errors import Missing
from targetree.services.support.white_space import white_space

pytestmark = pytest.mark.django_db

_BOUGHT = """
WITH RECURSIVE top AS (
  SELECT id, code FROM products WHERE parent_id IS NULL
  UNION ALL SELECT p.id, t.code FROM products p JOIN top t ON t.id = p.parent_id)
SELECT a.customer_id, t.code, sum(a.amount) FROM actuals a JOIN top t ON t.id = a.product_id
JOIN measures m ON m.id = a.measure_id AND m.code = 'bookings' JOIN customers c ON c.id = a.customer_id
JOIN people p ON p.id = c.owner_id AND p.code = '1103' GROUP BY 1, 2 HAVING sum(a.amount) > 0
"""


def test_a_customer_buys_a_category_or_is_missing_from_it() -> None:
    space = white_space(actor=actor("seller"), sheet=bookings(), node=node("1103"))
    with acting(actor("director").account_id), connection.cursor() as cursor:
        cursor.execute(_BOUGHT)
        bought = {(customer, code): amount for customer, code, amount in cursor.fetchall()}
    assert bought == {(c, code): b.amount for c, mine in space.bought.items() for code, b in mine.items()}
    assert len(space.categories) > 1 and space.customers > 5
    for category in space.categories:
        assert category.buyers + len(category.missing) == space.customers
        assert not {(row.customer, category.code) for row in category.missing} & set(bought)


def test_it_is_for_those_whose_customers_they_are() -> None:
    with pytest.raises(Missing):
        white_space(actor=actor("1104"), sheet=bookings(), node=node("1103"))
    with acting(actor("1104").account_id), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM targetree_bought(%s, %s)", [bookings(), node("1103")])
        assert cursor.fetchone() == (0,)
