"""Life for the planning season of the sample company: dates, plans handed in, talked over, returned, agreed, signed.

The plans of those whom the other rooms write for (1103, E1, E) are left in work.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from targetree.services.access import Actor, acting, actor_of
from targetree.services.plans.opening import open_plan
from targetree.services.reviews.comments import comment_plan
from targetree.services.reviews.flow import agree_plan, return_plan, submit_plan
from targetree.services.reviews.letters import letters_of, sign_letter
from targetree.services.reviews.season import set_season
from targetree.store import models as store

Both = tuple[str, str]
"""中文, English"""

CONDITIONS: tuple[tuple[str, str, Both], ...] = (
    # kind, state, text
    ("in_hand", "holds", ("前十大老客户全部续签年度框架", "All ten largest customers renew their yearly agreement")),
    (
        "needed",
        "open",
        ("上半年新开发六家有产线改造计划的客户", "Six new customers with line upgrades planned, by June"),
    ),
    ("mix", "fails", ("伺服类产品占签约额三成以上", "Servo products make up 30% of bookings or more")),
)
MUST: Both = (
    "每周四天在客户现场，先谈产线计划，再谈价格",
    "Four days a week at customers': their line plans first, then prices",
)
GAIN: Both = ("达成全年目标：奖金与华东区年度之星提名", "Target met: bonus, and nominated for star of East China")
LOSS: Both = ("低于八成：取消季度奖金，重新参加产品培训", "Below 80%: no quarterly bonus, and product training again")
OBSTACLE: Both = ("主要竞品本季降价一成", "The main competitor cut prices by a tenth this quarter")
STAGE: Both = ("三月底前完成六成新客户首次拜访", "First visits to 60% of the new customers by the end of March")
ACTIONS: tuple[tuple[Both, int, int], ...] = (
    (("逐家走访前十大客户，签年度框架", "Visit the ten largest customers, sign yearly agreements"), 0, 60),
    (("与技术部办两场产线改造交流会", "Two workshops on line upgrades with engineering"), 45, 120),
    (
        ("整理三年未下单客户名单，每周电话回访五家", "Call five customers a week who have not ordered in three years"),
        10,
        330,
    ),
)
FOCUSES: tuple[Both, ...] = (
    ("老客户续签", "Renewals"), ("新客户开发", "New customers"), ("交付与回款", "Delivery and cash"),
    ("年末冲刺与来年储备", "Year-end push, and the pipeline of next year"),
)  # fmt: skip


def add(lang: str) -> None:
    """Everything, for the version of the sample company that was just loaded."""
    at = 0 if lang == "zh" else 1
    director = _actor("1001")
    _dates(director)
    for code in ("1102", "1117", "1115", "1108", "1109", "E2"):
        _write(code, at)
    _hand_in("1102", ("请领导看看新客户的数量是否合适。", "Please look at the number of new customers.")[at])
    leader = _actor("1101")
    plan, condition = _plan(director, "1102"), _second(director, "1102")
    comment_plan(
        actor=leader, plan=plan, about="condition", about_id=condition,
        words=("六家里目前有名单的是哪几家？", "Which of the six do you have names for?")[at],
    )  # fmt: skip
    comment_plan(
        actor=_actor("1102"), plan=plan, about="condition", about_id=condition,
        words=("已有四家，写在行动里，另外两家三月前补上。", "Four, named in the actions; the other two by March.")[at],
    )  # fmt: skip
    comment_plan(
        actor=leader, plan=plan, about="quarter", about_id=0,
        words=("春节前的拜访要排满。", "Fill the weeks before Spring Festival with visits.")[at],
    )  # fmt: skip
    _hand_in("1115")
    return_plan(
        actor=_actor("1114"), plan=_plan(director, "1115"),
        note=("伺服占比没有对应的行动，请补充后再提交。",
              "No action stands behind the servo share; add one, then hand it in again.")[at],
    )  # fmt: skip
    for code, above, signers in (("1117", "1114", ("1117", "1114")), ("1108", "1107", ("1108",))):
        _hand_in(code)
        agree_plan(actor=_actor(above), plan=_plan(director, code), note=("同意，按此执行。", "Agreed. Go ahead.")[at])
        for who in signers:
            _sign(_actor(who), _plan(director, code))
    _hand_in("E2", who="1107")


def _dates(director: Actor) -> None:
    today = timezone.localdate()
    with acting(director.account_id):
        planned = int(store.Company.objects.values_list("plan_year", flat=True).get())
    first, last = date(planned - 1, 1, 1), date(planned + 1, 12, 31)
    steps = {"handed_in": 5, "agreed": 12, "signed": 20}
    set_season(
        actor=director,
        dates={step: min(max(today + timedelta(days=days), first), last) for step, days in steps.items()},
    )


def _write(code: str, at: int) -> None:
    """A plan with something of everything, as its writer would."""
    who = _actor(_WRITERS.get(code, code))
    plan = _plan(who, code)
    by = {"plan_id": plan, "changed_by_id": who.account_id}
    with acting(who.account_id):
        start = store.Company.objects.values_list("year_start", flat=True).get()
        for n, (kind, state, text) in enumerate(CONDITIONS):
            store.Condition.objects.create(
                position=n, kind=kind, state=state, text=text[at], due=start + timedelta(days=180),
                since=timezone.now() if state != "open" else None, owner_id=who.person_id, **by,
            )  # fmt: skip
        for n, (part, kind, text, amount, percent) in enumerate((
            ("must", "", MUST, None, None), ("gain", "money", GAIN, 3_000_000, 100),
            ("loss", "money", LOSS, None, 80), ("obstacle", "", OBSTACLE, None, None),
            ("stage", "", STAGE, None, None),
        )):  # fmt: skip
            store.PlanPoint.objects.create(
                part=part, kind=kind, text=text[at], amount=amount, at_percent=percent, position=n,
                due=start + timedelta(days=89) if part == "stage" else None, **by,
            )  # fmt: skip
        for n, (text, first, last) in enumerate(ACTIONS):
            store.Action.objects.create(
                text=text[at], starts=start + timedelta(days=first), due=start + timedelta(days=last), position=n,
                owner_id=who.person_id, cost_fen=800_000 * (n + 1), **by,
            )  # fmt: skip
        for quarter, text in enumerate(FOCUSES):
            store.Focus.objects.create(quarter=quarter, text=text[at], share_percent=(40, 50, 40, 60)[quarter], **by)


_WRITERS = {"E2": "1107"}


def _hand_in(code: str, note: str = "", who: str = "") -> None:
    writer = _actor(who or code)
    submit_plan(actor=writer, plan=_plan(writer, code), note=note)


def _sign(who: Actor, plan: int) -> None:
    letter = letters_of(actor=who, plan=plan)[0]
    sign_letter(actor=who, plan=plan, number=letter.number, name=who.name, digest=letter.digest)


def _plan(who: Actor, code: str) -> int:
    with acting(who.account_id):
        node = store.Node.objects.only("id").get(code=code).id
    return open_plan(actor=who, node=node)


def _second(who: Actor, code: str) -> int:
    with acting(who.account_id):
        found = store.Condition.objects.filter(plan__node__code=code).order_by("position").values_list("id", flat=True)
        return int(found[1])


def _actor(code: str) -> Actor:
    special = {"1001": "director", "1101": "leader"}
    with acting(None):
        account = store.Account.objects.only("id").get(email=f"{special.get(code, code)}@yuanxiu.example")
    found = actor_of(account.id)
    assert found is not None
    return found
