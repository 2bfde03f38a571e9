"""Opportunities of the sample company: those that ended, by which odds can be calibrated, and those still open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .clients import Client
from .days import LAST, is_working, next_working
from .dice import Dice, Wheel
from .organisation import Item
from .trade import CONTRACT_FROM, Order
from .vocabulary import Text

STAGES: tuple[tuple[Text, int, int], ...] = (
    (("线索确认", "lead confirmed"), 10, 6),
    (("需求分析", "needs analysed"), 30, 22),
    (("方案报价", "proposal and price"), 50, 39),
    (("商务谈判", "negotiation"), 70, 61),
    (("合同审批", "contract approval"), 90, 86),
)
"""Name, odds that sellers state, odds that came true: sellers hope for more, as they do."""
CLOSED, OPEN = 1080, 330
WON: tuple[Text, ...] = (
    ("技术方案匹配", "the solution fitted"), ("交期有保证", "delivery was certain"), ("老客户信任", "trusted of old"),
    ("现场测试通过", "passed the test on site"),
)  # fmt: skip
LOST: tuple[Text, ...] = (
    ("价格高于竞品", "dearer than the competitor"), ("交期太长", "delivery too long"),
    ("客户预算取消", "budget cancelled"), ("竞品捆绑低价", "competitor bundled at a low price"),
    ("技术指标不满足", "specification not met"), ("项目延期", "project postponed"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lead:
    id: str
    client: Client
    owner: str
    item: Item
    amount: int
    stage: Text
    percent: int
    """Odds as stated."""
    expected: date
    created: date
    closed: date | None = None
    outcome: str = ""
    reason: Text | None = None


def leads(clients: Sequence[Client], signed: Sequence[Order]) -> Iterator[Lead]:
    """First the closed ones of two years, then the open ones."""
    dice = Dice("opportunities")
    stages = Wheel((14, 22, 28, 22, 14))
    large = [order for order in signed if order.day.year >= 2025 and CONTRACT_FROM <= order.amount < 2_000_000]
    active = [c for c in clients if c.stage != "past"]
    for number in range(1, CLOSED + 1):
        stage, percent, true = STAGES[stages.spin(dice) or 0]
        if dice.chance(true):
            order = large.pop(dice.below(len(large)))
            client, owner, item, amount, day = order.client, order.seller, order.item, order.amount, order.day
        else:
            client = dice.pick(active)
            owner, item, day = client.owner, dice.pick(client.mix), _some_day(dice, date(2025, 1, 6), 720)
            order, amount = None, _amount(dice, client, item)
        found = _worked(day - timedelta(days=dice.between(25, 150)))
        expected = _worked(day + timedelta(days=dice.between(-30, 20)))
        reason = dice.pick(WON if order else LOST)
        yield Lead(
            f"OP{number:04d}", client, owner, item, amount, stage, percent, expected, found, day,
            "won" if order else "lost", reason,
        )  # fmt: skip
    for number in range(CLOSED + 1, CLOSED + OPEN + 1):
        stage, percent, _ = STAGES[stages.spin(dice) or 0]
        client = dice.pick(active)
        item = dice.pick(client.mix)
        expected = date(2027, 1, 11) + timedelta(days=dice.below(40 + 2 * (100 - percent)))
        expected -= timedelta(days=max(expected.weekday() - 4, 0))
        found = _some_day(dice, date(2026, 7, 1), 180)
        amount = _amount(dice, client, item)
        yield Lead(f"OP{number:04d}", client, client.owner, item, amount, stage, percent, expected, found)


def _amount(dice: Dice, client: Client, item: Item) -> int:
    """Worth writing down: the upper half of what such a customer orders."""
    low, high = item.pieces[client.size]
    return max((item.price or 0) * dice.between((low + high + 1) // 2, high + 1) // 1000 * 1000, 30_000)


def _some_day(dice: Dice, first: date, days: int) -> date:
    return _worked(first + timedelta(days=dice.below(days)))


def _worked(day: date) -> date:
    """The day or the next working one, within the years that are told."""
    after = next_working(min(day, LAST))
    while after is None or not is_working(after):
        day -= timedelta(days=1)
        after = next_working(day)
    return after
