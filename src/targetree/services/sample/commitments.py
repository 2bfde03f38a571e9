"""Life for the sample company: tiers, answers with reasons, talk, settlements, and a scenario to compare."""

from __future__ import annotations

from dataclasses import dataclass

from targetree.engine.periods import MONTHS
from targetree.services.access import Actor, acting, actor_of
from targetree.services.agreement.answering import accept, comment, propose
from targetree.services.agreement.answers import Assigned, assigned_line
from targetree.services.agreement.proposing import Typed, typed_into
from targetree.services.agreement.settling import settle
from targetree.services.cells import Cell, head_of
from targetree.services.changes.editing import Wish, edit_cells
from targetree.services.changes.tiers import make_tier
from targetree.services.versioning.versions import copy_version
from targetree.store import models as store

Both = tuple[str, str]
"""中文, English"""


@dataclass(frozen=True)
class _Counter:
    who: str
    per_mille: int
    """Of what was assigned."""
    sure: int
    why: Both
    months: tuple[tuple[int, int], ...] = ()
    """(month, per mille of the assigned month) where the proposal goes into months"""


COUNTERS = (
    _Counter(
        "1103", 880, 75,
        ("两家大客户的产线改造推迟到三季度，上半年的量接不住；下半年可以补回一部分。",
         "Two large customers put off their line upgrades to the third quarter; part of it comes back later."),
        ((1, 600), (2, 550), (3, 700), (7, 1150), (8, 1200)),
    ),
    _Counter(
        "1111", 920, 80,
        ("苏州园区三家存量客户今年不再扩产，新客户要到二季度才能见单。",
         "Three customers in Suzhou Park do not expand this year; new ones will sign from the second quarter."),
    ),
    _Counter(
        "1204", 1050, 70,
        ("手上两个海外项目基本锁定，可以多承担一些，希望优先保证交期。",
         "Two export projects are nearly certain; I can carry more if delivery dates are kept for me."),
    ),
    _Counter(
        "1209", 900, 60,
        ("主力产品被竞品降价一成，赢单率在下降，需要价格支持才能完成原数。",
         "A competitor cut prices by a tenth and my win rate falls; with price support I could take the full number."),
    ),
    _Counter(
        "1305", 930, 65,
        ("天津两家客户账期拉长，公司已停止赊销，预计少签一百多万。",
         "Two customers in Tianjin pay late and get no more credit; I expect to sign over a million less."),
    ),
    _Counter(
        "1404", 940, 85,
        ("重庆办事处三月才能到岗一名助理，一季度拜访量跟不上。",
         "The assistant for Chongqing starts in March only; visits fall behind in the first quarter."),
    ),
)  # fmt: skip
ACCEPTED = (
    1101, 1102, 1104, 1106, 1107, 1108, 1109, 1113, 1114, 1115, 1116, 1118, 1201, 1202, 1203, 1206, 1207, 1208, 1211,
    1213, 1214, 1215, 1301, 1302, 1303, 1307, 1309, 1401, 1402, 1405, 1407, 1408,
)  # fmt: skip
ACCEPTED_BECAUSE = {
    "1102": ("在手商机已覆盖一半以上，三月底前再开发两家新客户。", "Over half is in the pipeline; two more by March."),
    "1116": ("目标偏高，但重点项目都在推进，接受。", "It is high, but the key projects are moving. Accepted."),
}
SURE = (90, 85, 80, 75, 70, 95)
UNITS = ("E1", "S1", "N1", "W1")
TALK = (
    ("1103", "1101",
     ("推迟的两家是哪两家？合同里有没有约定的验收时间？", "Which two? Are there dates in the contracts?")),
    ("1103", "1103",
     ("松江和嘉定的两家，合同已签，验收时间改到了九月。", "Songjiang and Jiading; acceptance moved to September.")),
    ("1103", "1101",
     ("明白。一季度我来调整，下周一我们一起把八、九月的节奏排一下。",
      "Understood. Let us plan August and September together on Monday.")),
    ("1204", "1201",
     ("很好，交期我去和供应链确认。", "Good. I will settle the delivery dates with supply.")),
    ("1209", "1207",
     ("价格支持已报上去，等批复后再定案。", "Price support is applied for; I settle this when it is decided.")),
)  # fmt: skip
SCENARIO = (
    ("保守情景", "Conservative scenario"),
    ("若上半年行业投资继续放缓：全公司下调 6%，华南受影响最大。",
     "If investment stays slow: 6% less in all, most of it in South China."),
)  # fmt: skip
CUTS = (
    ("HQ", 940, ("行业投资放缓，整体下调 6%", "Investment slows down: 6% less in all")),
    ("S", 880, ("华南出口客户订单减少", "Export customers in South China order less")),
    ("E2", 1000, ("苏锡组在手项目充足，不再下调", "Enough projects in hand in Suzhou–Wuxi: not cut any further")),
)


def add(lang: str) -> None:
    """Everything, into the open version of the sample company that was just loaded."""
    at = 0 if lang == "zh" else 1
    people = _Cast()
    director = people.actor("1001")
    sheet = people.sheet(director)
    _scenario(director, sheet, people, at)
    make_tier(actor=director, sheet=sheet, tier="stretch", factor_ppm=1_100_000)
    make_tier(actor=director, sheet=sheet, tier="challenge", factor_ppm=1_250_000)
    _answers(sheet, people, at)
    for about, who, words in TALK:
        comment(actor=people.actor(who), sheet=sheet, node=people.node(director, about), words=words[at])
    settle(
        actor=people.actor("1401"), sheet=sheet, node=people.node(director, "1404"), how="between",
        amount=_per_mille(people.line(director, sheet, "1404").year, 970),
        why=("先减一半缺口，助理到岗后再补回。", "Half of the gap for now; the rest when the assistant is there.")[at],
    )  # fmt: skip
    settle(
        actor=people.actor("1301"), sheet=sheet, node=people.node(director, "1305"), how="kept",
        why=("账期问题我来协调，北京新开两家客户由你跟进，目标不变。",
             "I see to the payment terms and you take over two new customers in Beijing; the number stands.")[at],
    )  # fmt: skip


def _answers(sheet: int, people: _Cast, at: int) -> None:
    for n, code in enumerate(map(str, ACCEPTED)):
        who = people.actor(code)
        why = ACCEPTED_BECAUSE.get(code, ("", ""))[at]
        accept(actor=who, sheet=sheet, node=people.node(who, code), sure=SURE[n % len(SURE)], why=why)
    for counter in COUNTERS:
        who = people.actor(counter.who)
        line = people.line(who, sheet, counter.who)
        cells = line.cells
        typed: list[Typed] = []
        for month, share in counter.months:
            typed.append(Typed("", month, 1, _per_mille(int(line.cells[:, month].sum()), share)))
            cells = typed_into(cells, line, typed)
        if counter.months:
            typed.append(Typed("", 0, MONTHS, _per_mille(line.year, counter.per_mille)))
            cells = typed_into(cells, line, typed)
        grid = cells.ravel().tolist() if counter.months else None
        year = None if counter.months else _per_mille(line.year, counter.per_mille)
        propose(
            actor=who, sheet=sheet, node=people.node(who, counter.who), amount=year, cells=grid, sure=counter.sure,
            why=counter.why[at],
        )  # fmt: skip
    leads = {"E1": "1101", "S1": "1201", "N1": "1301", "W1": "1401"}
    for unit in UNITS:
        who = people.actor(leads[unit])
        accept(actor=who, sheet=sheet, node=people.node(who, unit), sure=80)


def _scenario(director: Actor, sheet: int, people: _Cast, at: int) -> None:
    """A draft with less in it; what was cut first stands while the rest makes room."""
    version = _version_of(director, sheet)
    name, note = SCENARIO
    copied = copy_version(actor=director, version=version, name=name[at], note=note[at])
    other = people.sheet(director, copied)
    for code, share, why in CUTS:
        node = people.node(director, code)
        amount = _per_mille(people.line(director, other, code).year, share)
        edit_cells(actor=director, wishes=[Wish(Cell(other, node), amount)], why=why[at])


def _version_of(actor: Actor, sheet: int) -> int:
    with acting(actor.account_id):
        return int(store.Sheet.objects.values_list("version_id", flat=True).get(id=sheet))


def _per_mille(amount: int, share: int) -> int:
    """To a number that people say: thousands of the main unit."""
    return amount * share // 1000 // 1_000_00 * 1_000_00


class _Cast:
    """Actors, nodes and lines by code."""

    def __init__(self) -> None:
        self._actors: dict[str, Actor] = {}
        self._nodes: dict[str, int] = {}

    def actor(self, code: str) -> Actor:
        if code not in self._actors:
            with acting(None):
                account = store.Account.objects.only("id").get(email=_email(code))
            found = actor_of(account.id)
            assert found is not None
            self._actors[code] = found
        return self._actors[code]

    def node(self, actor: Actor, code: str) -> int:
        if code not in self._nodes:
            with acting(actor.account_id):
                self._nodes[code] = store.Node.objects.only("id").get(code=code).id
        return self._nodes[code]

    def sheet(self, actor: Actor, version: int | None = None) -> int:
        with acting(actor.account_id):
            found = store.Sheet.objects.filter(measure__code="bookings", tier="base")
            found = found.filter(version__status="open") if version is None else found.filter(version_id=version)
            return int(found.get().id)

    def line(self, actor: Actor, sheet: int, code: str) -> Assigned:
        with acting(actor.account_id):
            return assigned_line(head_of(actor, "see_targets", sheet, self.node(actor, code)))


def _email(code: str) -> str:
    special = {"1001": "director", "1002": "operations", "1100": "manager", "1101": "leader", "1103": "seller"}
    return f"{special.get(code, code)}@yuanxiu.example"
