"""Conditions to begin with, by trade. Texts are (English, 中文); levels are set from the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Both = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Template:
    """A condition with its usual difficulty and what breaks through it, and the figure that it can be bound to.

    `level`: fixed (`times` itself), now (times what the figure says now), target (times the target of the months that
    the figure is about).
    """

    kind: str
    text: Both
    difficulty: Both
    breakthrough: Both
    figure: str = ""
    about: Mapping[str, object] = field(default_factory=dict)
    """As in a binding; a measure by its code."""
    level: str = "fixed"
    times: float = 1.0


TRADES: dict[str, Both] = {
    "distribution": ("Distribution", "分销"),
    "projects": ("Projects", "项目"),
    "retail": ("Retail", "零售"),
    "service": ("Service", "服务"),
}

_DISTRIBUTION = (
    Template(
        "in_hand", ("The number of active dealers does not fall", "活跃经销商数量不减少"),
        ("Small dealers stop ordering without a word", "小经销商悄悄停单，发现时已经流失"),
        ("List those without an order for 60 days every month, call each, settle stock and price disputes on the spot",
         "每月列出 60 天没下单的经销商逐家回访，库存和价格问题当场解决"),
        "customers", {"stage": "current"}, "now", 1.0,
    ),
    Template(
        "needed", ("New dealers in districts that nobody covers", "空白区县开发出新经销商"),
        ("Good dealers carry the competitor's line", "有实力的经销商手里已有竞品"),
        ("Offer a first season with returns, protect the district, bring two reference customers along",
         "首季允许退换、区域保护，并带两家终端样板客户一起谈"),
        "done", {"measure": "new_customers"}, "fixed", 6,
    ),
    Template(
        "repeat", ("Dealers reorder by their rhythm", "经销商按节奏补货"),
        ("They order in bursts for the rebate and then sit on stock", "为拿返利集中压货，之后长期消化库存"),
        ("Pay the rebate by sell-out instead of sell-in and read stock with them every month",
         "返利改按动销计算，每月一起盘点库存、定补货量"),
        "repeat", {}, "fixed", 0.7,
    ),
    Template(
        "mix", ("High-margin lines sell through dealers too", "高毛利产品在渠道有销量"),
        ("Dealers push what sells by itself", "经销商只推走量的产品"),
        ("Train their counter staff, set a display standard, reward the first ten orders of the line",
         "培训门店人员、统一陈列，对新品前十单单独奖励"),
    ),
    Template(
        "habits", ("Dealers pay within the agreed terms", "经销商按约定账期付款"),
        ("Nobody wants to press the largest ones", "大户拖款，业务员不敢催"),
        ("Credit limits in the system, delivery stops by itself; the manager visits the three slowest payers",
         "信用额度进系统、超限自动停发；主管亲自拜访回款最慢的三家"),
        "done", {"measure": "cash_collected", "first_month": 0, "month_count": 6}, "target", 0.9,
    ),
    Template(
        "traits", ("No dealer decides the year alone", "不被单一大户左右"),
        ("The largest dealer dictates price and terms", "最大的经销商要价要账期"),
        ("Build up two more in the same region, agree yearly terms before the season",
         "同区域再培养两家，旺季前把全年条件谈定"),
        "concentration", {}, "fixed", 0.25,
    ),
)  # fmt: skip
_PROJECTS = (
    Template(
        "chances", ("The pipeline is worth the year's number", "商机储备足以支撑全年目标"),
        ("Projects are learned of when the tender is out already", "得知项目时已经挂网招标"),
        ("Visit design institutes and owners half a year ahead; enter every lead the day it is heard of",
         "提前半年拜访设计院和业主，线索当天录入"),
        "deals_amount", {}, "target", 1.5,
    ),
    Template(
        "in_hand", ("Specified in by the design institute", "产品进入设计院选型"),
        ("The competitor's model stands in the drawings", "图纸上写的是竞品型号"),
        ("A technical exchange per institute and quarter, with samples and calculation files at hand",
         "每季度每家设计院一次技术交流，样品和选型计算书随手可用"),
    ),
    Template(
        "traits", ("The one who decides is known in every key project", "重点项目都摸清了决策人"),
        ("We talk with purchasing only", "只接触到采购，见不到拍板的人"),
        ("Draw the map of deciders per project; bring our general manager to theirs once",
         "每个项目画决策链，安排一次双方总经理见面"),
    ),
    Template(
        "habits", ("Acceptance and payment come within the agreed time", "验收和回款按约定时间完成"),
        ("Acceptance is put off again and again", "现场一拖再拖，验收无期"),
        ("A milestone plan signed by both, a project engineer on site two weeks before",
         "双方签字确认里程碑，验收前两周派工程师驻场"),
        "done", {"measure": "cash_collected", "first_month": 0, "month_count": 9}, "target", 0.9,
    ),
    Template(
        "needed", ("Signings of the first half carry the year", "上半年签约撑起全年"),
        ("Owners' budgets are released late", "业主预算批得晚"),
        ("Ask every owner for the date of the budget; prepare price and contract before it",
         "逐个问清预算批复时间，报价和合同提前备好"),
        "done", {"first_month": 0, "month_count": 6}, "target", 1.0,
    ),
    Template(
        "chances", ("The year does not hang on one project", "全年不押在一个项目上"),
        ("Everybody works on the largest tender", "全员围着最大的标转"),
        ("At least three projects of middle size per person; review each fortnight",
         "每人至少跟进三个中型项目，双周过一次"),
        "concentration", {}, "fixed", 0.3,
    ),
    Template(
        "chances", ("Half of what is decided is won", "参与决标的项目赢下一半"),
        ("We bid for everything and win by price only", "什么标都投，只能拼价格"),
        ("Decide go or no-go by five questions; record the reason of each lost tender",
         "用五个问题决定投不投，丢标逐个记录原因"),
    ),
)  # fmt: skip
_RETAIL = (
    Template(
        "in_hand", ("Members who buy do not fall", "活跃会员数不下降"),
        ("New members buy once and never again", "新会员买一次就不来了"),
        ("Call within seven days, a reason to return within thirty", "七天内回访，三十天内给一个再来的理由"),
        "customers", {"stage": "current"}, "now", 1.05,
    ),
    Template(
        "repeat", ("Members come back", "会员回头率达标"),
        ("No one knows when a customer is due", "不知道谁该来了"),
        ("A list of those who are due every Monday, shared out among the staff", "每周一拉出到期客户名单，分到人跟进"),
        "repeat", {}, "fixed", 0.6,
    ),
    Template(
        "needed", ("Enough new customers come in", "新客进店足够"),
        ("Passers-by grow fewer", "自然客流在减少"),
        ("Two joint promotions a month with shops next door; members bring members",
         "每月两场异业联合活动，老会员带新会员"),
        "done", {"measure": "new_customers"}, "fixed", 60,
    ),
    Template(
        "mix", ("A second article on every second bill", "连带销售：一半的单买两件以上"),
        ("Staff take the order and stop there", "店员只接单不推荐"),
        ("Three combinations to recommend by heart, tried every morning", "每人熟记三套搭配话术，晨会演练"),
    ),
    Template(
        "chances", ("The seasons are prepared", "旺季备货和活动提前到位"),
        ("Goods arrive after the peak", "货到了旺季也过了"),
        ("Order eight weeks before, staff plan four weeks before", "提前八周订货，提前四周排班"),
        "done", {"first_month": 8, "month_count": 3}, "target", 1.0,
    ),
    Template(
        "habits", ("Customers pay the regular price", "顾客愿意按正价购买"),
        ("They wait for the sale", "都在等打折"),
        ("Value for members instead of discounts: services, early access", "用会员服务和优先购代替打折"),
    ),
)  # fmt: skip
_SERVICE = (
    Template(
        "repeat", ("Contracts are renewed", "合同到期续约"),
        ("The talk begins when the contract has run out", "合同到期了才开始谈"),
        ("Begin 90 days before with a report of what was achieved", "到期前 90 天带着服务成果报告去谈"),
        "repeat", {}, "fixed", 0.85,
    ),
    Template(
        "in_hand", ("Every key customer is visited each month", "重点客户月月有拜访"),
        ("Firefighting eats the time", "天天救火，没时间拜访"),
        ("Fix two days a week for visits; the manager takes over disturbances on these days",
         "每周固定两天只做拜访，当天的紧急问题由主管接手"),
        "done", {"measure": "visits", "first_month": 0, "month_count": 3}, "target", 1.0,
    ),
    Template(
        "mix", ("Customers take a second service", "老客户加购第二项服务"),
        ("The one who buys does not know of it", "对接人不知道我们还能做什么"),
        ("A half-yearly review with the decider, a free trial for one department",
         "每半年与决策人做一次复盘，给一个部门免费试用"),
    ),
    Template(
        "habits", ("Complaints are closed within 24 hours", "投诉 24 小时内闭环"),
        ("Nobody owns a complaint", "投诉没人负责到底"),
        ("One owner per complaint, open ones read out every morning", "每个投诉指定一人负责到底，晨会通报未关闭的"),
    ),
    Template(
        "needed", ("New contracts replace those that end", "新签合同补上到期的"),
        ("Reference customers are not asked", "好口碑没有变成转介绍"),
        ("Ask ten satisfied customers for an introduction every quarter", "每季度请十家满意客户各介绍一家"),
        "done", {"measure": "new_customers"}, "fixed", 8,
    ),
    Template(
        "traits", ("No customer is more than a third of the business", "单一客户不超过三分之一"),
        ("One large customer takes all capacity", "大客户占满了服务人手"),
        ("Reserve a fifth of capacity for new customers", "预留两成人手给新客户"),
        "concentration", {}, "fixed", 0.33,
    ),
)  # fmt: skip
TEMPLATES: dict[str, tuple[Template, ...]] = {
    "distribution": _DISTRIBUTION, "projects": _PROJECTS, "retail": _RETAIL, "service": _SERVICE,
}  # fmt: skip
