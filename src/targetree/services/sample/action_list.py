"""What people of the sample company will do: for which customer, until when, at what cost, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

Both = tuple[str, str]
"""中文, English"""
Day = tuple[int, int, int]
"""year (0 the plan year, -1 the one before), month, day"""


@dataclass(frozen=True)
class PlannedAction:
    text: Both
    customer: int | None
    """Which of the customers to choose from."""
    due: Day | None
    starts: Day | None = None
    outcome: Both = ("", "")
    materials: Both = ("", "")
    cost: int | None = None
    """yuan"""
    marketing: Both = ("", "")
    marketing_cost: int | None = None
    brings: int | None = None
    urgent: bool = False
    important: bool = True
    after: tuple[int, ...] = ()
    """Which of those before it in the list."""
    status: str = "planned"
    spent: int | None = None
    confirmed: bool = False


SELLER = (
    PlannedAction(
        (
            "回访年度框架到期的客户，摸清明年改造计划",
            "Visit the customer whose frame contract ends; learn next year's plans",
        ),
        0,
        (-1, 11, 20),
        (-1, 11, 16),
        ("客户给出 2027 年改造清单和预算窗口", "The customer names the lines to renew and the budget"),
        ("旧合同、设备台账", "Old contract, list of machines"),
        600,
        urgent=True,
        status="done",
        spent=520,
        confirmed=True,
    ),
    PlannedAction(
        ("提交年度框架续签方案", "Hand in the renewal of the frame contract"),
        0,
        (-1, 12, 18),
        (-1, 12, 7),
        ("采购与技术负责人书面确认方案", "Purchasing and engineering confirm it in writing"),
        ("方案书、报价单", "Proposal, quotation"),
        300,
        urgent=True,
        after=(0,),
        status="doing",
    ),
    PlannedAction(
        ("首批样机上线试用", "Put the first machines on trial"),
        1,
        (0, 1, 22),
        (0, 1, 11),
        ("连续运行两周无故障，客户签字", "Two weeks without a fault, signed by the customer"),
        ("样机两台、备件一套", "Two machines, one set of spares"),
        8_000,
        urgent=True,
    ),
    PlannedAction(
        ("邀请客户参观标杆工厂", "Invite the customer to a reference plant"),
        2,
        (0, 2, 26),
        None,
        ("客户总工认可同类工况效果", "The chief engineer accepts the results"),
        ("车辆、案例手册", "Bus, case book"),
        4_500,
    ),
    PlannedAction(
        ("与经销商联合举办节能改造沙龙", "Seminar on saving energy, together with a dealer"),
        3,
        (0, 3, 19),
        (0, 3, 8),
        ("到场 30 家，意向 8 家", "30 companies come, 8 are interested"),
        ("展架、演示台", "Displays, demonstration desk"),
        3_000,
        ("会场与茶歇各担一半，客户名单共享", "Room and coffee shared half and half, guests invited by both"),
        12_000,
        600_000,
    ),
    PlannedAction(
        ("整理重点客户决策链", "Draw up who decides at the key customers"),
        None,
        (0, 1, 15),
        urgent=True,
        important=False,
        cost=None,
    ),
    PlannedAction(
        ("试用总结会，谈批量采购", "Meeting after the trial; talk about the series order"),
        1,
        (0, 2, 1),
        (0, 2, 1),
        ("确定批量数量与交期", "Quantity and delivery dates are settled"),
        ("试用报告", "Report of the trial"),
        800,
        after=(2,),
    ),
    PlannedAction(
        ("拜访三年未下单的老客户", "Call on a customer who has not ordered for three years"),
        4,
        (0, 4, 16),
        None,
        ("同意重新报价", "Agrees to a new quotation"),
        ("新品手册", "Brochure of the new range"),
        500,
    ),
    PlannedAction(
        ("季度对账并催收尾款", "Settle the quarter's account and collect what is due"),
        5,
        (0, 3, 31),
        None,
        ("逾期款项付清", "What is overdue is paid"),
        urgent=True,
        important=False,
    ),
    PlannedAction(
        ("年中联合展会", "Trade fair in the middle of the year, together"),
        6,
        (0, 6, 25),
        (0, 6, 21),
        ("现场签约两家", "Two contracts signed on the spot"),
        ("展台、样机四台", "Stand, four machines"),
        6_000,
        ("与主机厂联合展台", "A stand together with a machine builder"),
        20_000,
        1_200_000,
    ),
    PlannedAction(
        ("下半年框架客户满意度回访", "Ask the frame customers how satisfied they are"),
        0,
        (0, 9, 17),
        (0, 9, 6),
        ("满意度不低于 90 分", "At least 90 points"),
        cost=1_500,
    ),
    PlannedAction(
        ("更新区域竞品价格表", "Bring the list of competitors' prices up to date"), None, None, important=False
    ),
    PlannedAction(
        ("给小客户寄送年历", "Send calendars to small customers"), 7, (-1, 12, 25), important=False, status="dropped"
    ),
)
LEADER = (
    PlannedAction(
        ("组内统一三家大客户的报价策略", "One way of quoting for the three large customers of the team"),
        0,
        (-1, 12, 15),
        (-1, 12, 8),
        ("客户接受统一价格框架", "The customers accept one price list"),
        cost=1_000,
        urgent=True,
        status="doing",
    ),
    PlannedAction(
        ("一季度新品推介会", "Presentation of the new range in the first quarter"),
        1,
        (0, 3, 12),
        (0, 3, 1),
        ("每家至少一项试用意向", "One trial each at least"),
        ("样机、邀请函", "Machines, invitations"),
        15_000,
        ("与行业协会联合主办", "Together with the trade association"),
        25_000,
        2_000_000,
    ),
    PlannedAction(
        ("陪访重点项目，推动技术交流", "Go along to key projects for an exchange of engineers"),
        2,
        (0, 4, 22),
        (0, 4, 12),
        cost=5_000,
    ),
    PlannedAction(
        ("每月商机评审，关闭停滞商机", "Review of opportunities each month; close those that stand still"),
        None,
        (0, 1, 29),
        urgent=True,
        important=False,
    ),
    PlannedAction(
        ("下半年老客户复购活动", "Campaign for repeat orders in the second half"),
        3,
        (0, 8, 27),
        (0, 8, 2),
        cost=10_000,
        marketing=("与渠道商分摊赠品", "Gifts paid together with dealers"),
        marketing_cost=18_000,
        brings=1_500_000,
    ),
)
MANAGER = (
    PlannedAction(
        ("与区域前十客户高层会面", "Meet the heads of the ten largest customers"),
        0,
        (0, 2, 5),
        (0, 1, 11),
        ("确认年度合作意向", "They state what they plan with us"),
        cost=30_000,
        urgent=True,
    ),
    PlannedAction(
        ("华东秋季用户大会", "Customers' day in autumn"),
        1,
        (0, 10, 15),
        (0, 10, 11),
        ("客户推荐新客户不少于 10 家", "Ten new customers recommended"),
        ("会场、样机", "Hall, machines"),
        80_000,
        ("邀请三家合作伙伴联合出资", "Paid together with three partners"),
        60_000,
        5_000_000,
    ),
    PlannedAction(
        ("协调供应链锁定一季度产能", "Settle the capacity of the first quarter with supply"),
        None,
        (-1, 12, 20),
        urgent=True,
    ),
)
OTHERS = (
    PlannedAction(
        ("春节前走访重点客户", "Visit key customers before the Spring Festival"),
        0,
        (0, 1, 20),
        (0, 1, 11),
        cost=3_000,
        urgent=True,
    ),
    PlannedAction(
        ("新品样机试用", "Trial of the new machine"),
        1,
        (0, 3, 26),
        (0, 3, 15),
        ("客户出具试用报告", "The customer writes a report"),
        cost=5_000,
    ),
    PlannedAction(
        ("联合渠道做行业推广", "Promotion in the trade together with dealers"),
        2,
        (0, 5, 21),
        (0, 5, 10),
        cost=2_000,
        marketing=("费用各半", "Costs shared"),
        marketing_cost=8_000,
        brings=400_000,
    ),
)
