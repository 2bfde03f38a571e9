"""What strategy refuses, and why."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "statement-empty": (
        "Say in one sentence what the company wants to achieve.",
        "请用一句话写清楚公司要达成什么。",
    ),
    "statement-quarter": (
        "Name the quarter as 2027-Q1, or leave it out.",
        "季度请写成 2027-Q1 的形式，或者留空。",
    ),
    "activity-has-no-products": (
        "Visits and other activities are not split by product. Leave the product out.",
        "拜访等活动类指标不分产品，请不要选择产品。",
    ),
}
