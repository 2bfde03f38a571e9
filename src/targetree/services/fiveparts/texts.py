"""Words that often fit a part of a plan, in both languages: (中文, English)."""

from __future__ import annotations

Pair = tuple[str, str]

MUST: dict[str, tuple[Pair, ...]] = {
    "seat": (
        ("老客户每月至少联系一次，复购不掉", "Every customer in hand heard from once a month, none lost"),
        ("每周新增 3 个有效商机", "Three sound new opportunities a week"),
        ("前十大客户各有一份年度合作方案", "A year's offer for each of the ten largest customers"),
        ("报价三天内跟进，不让商机变凉", "Every quotation followed up within three days"),
        ("沉睡客户每季度唤醒一轮", "Dormant customers woken once a quarter"),
        ("应收不逾期，回款跟着签约走", "No receivable overdue: cash follows the signing"),
        ("主推产品在每次拜访中都讲到", "The product of the year in every visit"),
    ),
    "unit": (
        ("每人的目标都有客户支撑，缺口月月清", "Every number rests on customers, gaps looked at each month"),
        ("每周过一次大单，逐单定下一步", "A deal review a week, with the next step of each"),
        ("每周陪访 3 次以上", "Three joint visits a week or more"),
        ("新人三个月内独立签单", "New people sign alone within three months"),
        ("重点行业打出三个样板客户", "Three customers to show in the industry that matters"),
        ("新客户数每季度达标", "New customers on target each quarter"),
        ("回款与签约同步，逾期不过月", "Cash keeps up with bookings, nothing overdue for a month"),
    ),
}
GAIN: tuple[tuple[str, Pair], ...] = (
    ("honour", ("年度销售之星，年会登台", "Seller of the year, on stage at the annual meeting")),
    ("training", ("公司出资的外部培训名额", "A place in outside training paid by the company")),
    ("promotion", ("优先晋升一级", "First in line for promotion")),
    ("stake", ("带家人旅行一次", "A journey with the family")),
    ("money", ("达标专项奖金", "A bonus for reaching the number")),
    ("other", ("优先挑选客户与区域", "First choice of customers and territory")),
)
LOSS: tuple[tuple[str, Pair], ...] = (
    ("stake", ("周末补课并公开复盘", "Weekends to catch up, and the lesson told to the team")),
    ("promotion", ("当年不参与晋升", "No promotion this year")),
    ("honour", ("退出年度评优", "Out of the year's honours")),
    ("training", ("停止外派培训，先补基本功", "No outside training: basics first")),
    ("money", ("扣减季度绩效", "Less of the quarter's bonus")),
    ("stake", ("请全组吃饭", "A dinner for the whole team")),
)
OBSTACLES: dict[str, tuple[Pair, ...]] = {
    "seat": (
        ("新客户开发少，商机不够", "Too few new customers, too few opportunities"),
        ("竞品降价，赢单率下降", "Competitors cut prices, fewer deals are won"),
        ("见不到客户的决策人", "The one who decides is out of reach"),
        ("方案讲不透，客户觉得差不多", "The offer is not understood, all look alike to the customer"),
        ("大客户预算收紧或项目推迟", "Large customers save or put projects off"),
        ("交期不稳，老客户有怨言", "Delivery is unsure, customers complain"),
        ("时间被内部事务占满", "Too much time goes into matters of the house"),
    ),
    "unit": (
        ("新人多，独立签单慢", "Many new people, slow to sign alone"),
        ("业绩集中在少数人和少数客户", "The number rests on a few people and customers"),
        ("新产品没人会卖", "Nobody knows how to sell the new product"),
        ("商机质量不齐，预测不准", "Opportunities of uneven quality, poor forecasts"),
        ("竞品在重点行业低价抢单", "Competitors buy orders in the industry that matters"),
        ("逾期应收影响再签约", "Overdue receivables block new orders"),
    ),
}
NEEDS: tuple[tuple[str, Pair], ...] = (
    ("knowledge", ("新产品与方案知识", "The new product and what it solves")),
    ("skill", ("谈判与价格异议处理", "Negotiating, answering objections to price")),
    ("information", ("竞品价格与动向", "Competitors' prices and moves")),
    ("skill", ("约见决策人的方法", "How to reach the one who decides")),
    ("information", ("目标行业的客户名单", "Names of customers in the target industry")),
    ("knowledge", ("客户行业的工艺与痛点", "The customer's trade and where it hurts")),
    ("skill", ("大客户规划", "Planning a key account")),
    ("information", ("客户的投资与招标计划", "What customers will invest in and put out to tender")),
)
SUPPORT: dict[str, tuple[Pair, ...]] = {
    "seat": (
        ("售前工程师陪同拜访重点客户", "A pre-sales engineer to visit a key customer with me"),
        ("大单的特殊价格审批", "A special price for a large deal"),
        ("主管陪访关键决策人", "My leader to come along to the one who decides"),
        ("确认项目交期", "Delivery dates confirmed for a project"),
        ("财务协助催收逾期款", "Finance to help collect what is overdue"),
        ("样品与演示设备", "Samples and a machine to show"),
    ),
    "unit": (
        ("市场部支持一场行业客户会", "Marketing to hold an event for the industry"),
        ("人事在一季度补齐空缺岗位", "HR to fill the open positions in the first quarter"),
        ("供应链锁定重点项目产能", "Supply to reserve capacity for key projects"),
        ("产品部做新产品培训", "Product management to train the team"),
        ("财务支持灵活账期", "Finance to allow flexible terms of payment"),
    ),
}
ALONE: Pair = ("现有条件已经够用，先靠自己完成", "What I have is enough: I do it by myself first")
STAGES: tuple[Pair, ...] = (
    ("盘清客户，定好重点，打开局面", "Customers sorted, priorities set, first deals"),
    ("集中签约，攻下重点客户", "Sign: the key customers won"),
    ("补缺口，新客户上量", "Close the gap, new customers grow"),
    ("冲刺收官，回款到位", "The final sprint, all cash in"),
)
"""One a quarter."""
