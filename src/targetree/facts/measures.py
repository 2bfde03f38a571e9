"""The built-in measures: they need no row in the book."""

from __future__ import annotations

from targetree.engine.book import Measure

BUILT_IN = (
    Measure("bookings", "签约额", "money"),
    Measure("cash_collected", "回款额", "money"),
    Measure("revenue", "销售收入", "money"),
    Measure("margin", "毛利", "money"),
    Measure("signings", "签约数", "count"),
    Measure("new_customers", "新客户数", "count"),
    Measure("visits", "拜访数", "count", activity=True),
    Measure("cold_visits", "陌拜数", "count", activity=True),
    Measure("return_visits", "回访数", "count", activity=True),
    Measure("inbound_visits", "来访数", "count", activity=True),
    Measure("existing_visits", "老客户拜访数", "count", activity=True),
)
