"""What some people of the sample company wrote into the five parts of their plans: (中文, English)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from .commitments import Both


@dataclass(frozen=True)
class Ask:
    to: str
    """`unit:E1`, or the name before the @ of an account."""
    text: Both
    why: Both
    by: date
    answer: str = ""
    """accepted, declined, done; "" not answered"""
    said: Both = ("", "")
    promised: date | None = None


@dataclass(frozen=True)
class Plan:
    who: str
    """Whose plan: a person's code or a unit's."""
    by: str
    """Who writes it."""
    must: tuple[Both, ...] = ()
    stakes: tuple[tuple[str, str, Both, int | None, int | None], ...] = ()
    """(gain or loss, kind, text, fen, at which attainment in per cent)"""
    obstacles: tuple[tuple[Both, tuple[tuple[str, Both, Both | None], ...]], ...] = ()
    """(obstacle, its needs: (kind, text, what is arranged))"""
    stages: tuple[tuple[date, date, Both], ...] = ()
    asks: tuple[Ask, ...] = field(default=())


PLANS = (
    Plan(
        "1103",
        "1103",
        must=(
            (
                "前十大客户各有一份年度合作方案，三月底前谈定",
                "A year's offer agreed with each of the ten largest customers by March",
            ),
            (
                "每周新增 3 个有效商机，其中 1 个来自新行业",
                "Three sound new opportunities a week, one from a new industry",
            ),
            ("报价三天内跟进，两周内有结论", "Every quotation followed up within three days, decided within two weeks"),
            (
                "松江、嘉定两家改造项目九月前完成验收",
                "Both line upgrades in Songjiang and Jiading accepted before September",
            ),
        ),
        stakes=(
            (
                "gain",
                "honour",
                ("华东销售之星，年会登台分享", "Seller of the year in East China, on stage at the meeting"),
                None,
                100,
            ),
            ("gain", "promotion", ("优先晋升大客户经理", "First in line for key account manager"), None, 110),
            ("gain", "training", ("公司出资的谈判课程", "A course in negotiating, paid by the company"), None, 100),
            ("gain", "stake", ("带父母去一趟云南", "A journey to Yunnan with my parents"), None, 100),
            (
                "loss",
                "stake",
                ("请全组吃饭，并当面讲清哪里没做到", "Dinner for the team, and a plain word on what I failed to do"),
                None,
                100,
            ),
            ("loss", "promotion", ("当年不参与晋升", "No promotion this year"), None, 90),
        ),
        obstacles=(
            (
                (
                    "两家大客户的改造推迟，上半年量不足",
                    "Two large customers put their upgrades off: too little in the first half",
                ),
                (
                    (
                        "information",
                        ("两家客户的投资计划与审批进度", "Their investment plans, and where the approval stands"),
                        None,
                    ),
                    (
                        "skill",
                        ("约见并说服客户生产负责人", "To reach the head of production and win them over"),
                        ("三月第一周主管陪访并复盘", "Joint visits in the first week of March, with a review"),
                    ),
                ),
            ),
            (
                ("国产品牌报价低一成，赢单率下降", "Domestic brands are a tenth cheaper and I win fewer deals"),
                (
                    (
                        "knowledge",
                        ("全生命周期成本的算法", "How to work out the cost over the whole life"),
                        ("二月产品部专场培训", "A training by product management in February"),
                    ),
                    ("information", ("主要对手的成交价区间", "At which prices the main competitors really sell"), None),
                ),
            ),
        ),
        stages=(
            (date(2027, 1, 4), date(2027, 3, 31), ("十家重点客户方案谈定", "Offers agreed with the ten key customers")),
            (
                date(2027, 3, 15),
                date(2027, 6, 30),
                ("新行业打开，首批 6 家新客户", "The new industry opened: six new customers"),
            ),
            (
                date(2027, 7, 1),
                date(2027, 9, 30),
                ("两个改造项目验收，补上半年缺口", "Both upgrades accepted, the first half's gap closed"),
            ),
            (date(2027, 10, 8), date(2027, 12, 31), ("冲刺收官，回款到位", "The final sprint, all cash in")),
        ),
        asks=(
            Ask(
                "colleague",
                ("协助催收嘉定项目逾期 62 天的尾款", "Help to collect the last instalment in Jiading, 62 days overdue"),
                (
                    "不到账就不能发二期货，影响二季度签约 120 万",
                    "Without it phase two is not delivered: 1.2 million in the second quarter",
                ),
                date(2027, 1, 29),
                "accepted",
                ("发函并约客户财务面谈", "We write to them and meet their finance people"),
                date(2027, 2, 5),
            ),
            Ask(
                "unit:E1",
                (
                    "陪访松江客户生产副总，谈定验收时间",
                    "Come along to the head of production in Songjiang to settle the acceptance",
                ),
                ("对方只和主管级以上谈", "They talk to leaders only"),
                date(2027, 3, 5),
            ),
        ),
    ),
    Plan(
        "1104",
        "1104",
        must=(
            ("复购客户每月走访一遍", "Every customer who buys again visited once a month"),
            ("新产品在 8 家老客户中试用", "The new product on trial with eight customers"),
        ),
        stakes=(
            ("gain", "honour", ("新产品推广之星", "Best launch of the new product"), None, 100),
            ("loss", "stake", ("周末补访，直到补齐", "Visits at weekends until it is made up"), None, 100),
        ),
        obstacles=(
            (
                ("新产品讲不透", "The new product is hard to explain"),
                (
                    ("knowledge", ("新产品与方案知识", "The new product and what it solves"), None),
                    ("skill", ("现场演示", "Showing it on site"), None),
                ),
            ),
        ),
        stages=(
            (date(2027, 1, 4), date(2027, 4, 30), ("试用铺开", "Trials begun")),
            (date(2027, 5, 6), date(2027, 12, 31), ("试用转正单", "Trials turned into orders")),
        ),
        asks=(
            Ask(
                "1103",
                (
                    "分享半导体客户的开发经验，一起拜访一家",
                    "Share how you win semiconductor customers, and visit one with me",
                ),
                ("我没有这个行业的案例", "I have nothing to show in this industry"),
                date(2027, 2, 26),
            ),
        ),
    ),
    Plan(
        "E1",
        "leader",
        must=(
            ("每人的目标都有客户支撑，缺口每月清一次", "Every number rests on customers, gaps looked at each month"),
            ("每周一过大单，逐单定下一步", "A deal review every Monday, with the next step of each"),
            ("每周陪访不少于 3 次，优先新人", "Three joint visits a week, new people first"),
        ),
        stakes=(
            ("gain", "honour", ("优秀团队，集体出游", "Team of the year, a journey together"), None, 100),
            ("gain", "promotion", ("主管晋升副经理的资格", "The leader may become deputy manager"), None, 110),
            ("loss", "stake", ("主管向大区公开复盘", "The leader tells the region what went wrong"), None, 95),
        ),
        obstacles=(
            (
                ("两名新人上半年产出不足", "Two new people bring little in the first half"),
                (
                    (
                        "skill",
                        ("新人独立签单的辅导方法", "How to coach new people to sign alone"),
                        ("大区经理一月带教一次", "The regional manager coaches once in January"),
                    ),
                ),
            ),
            (
                ("商机质量不齐，预测不准", "Opportunities of uneven quality, poor forecasts"),
                (("knowledge", ("商机分级标准", "What makes an opportunity sound"), None),),
            ),
        ),
        stages=(
            (
                date(2027, 1, 4),
                date(2027, 2, 5),
                ("客户与商机盘点到人", "Customers and opportunities sorted by person"),
            ),
            (
                date(2027, 2, 17),
                date(2027, 6, 30),
                ("重点行业突破，过半目标", "The key industry opened, half of the number in"),
            ),
            (date(2027, 7, 1), date(2027, 12, 31), ("补缺口，回款收官", "Gap closed, cash in")),
        ),
        asks=(
            Ask(
                "unit:E",
                ("批准两单特殊价格，降 4%", "Approve a special price for two deals: 4 % less"),
                ("对手报价低一成，合计 310 万", "The competitor is a tenth cheaper; 3.1 million in all"),
                date(2027, 1, 15),
                "done",
                ("已批，有效期到三月底", "Approved, valid until the end of March"),
            ),
            Ask(
                "operations",
                ("按月给出各人商机转化率", "Each person's conversion rates, month by month"),
                ("过单缺数据", "Deal reviews lack figures"),
                date(2027, 2, 10),
            ),
        ),
    ),
    Plan(
        "E",
        "manager",
        must=(
            (
                "三个组的缺口每月见底，不攒到季末",
                "The gaps of three teams settled each month, not at the quarter's end",
            ),
            ("前 20 名客户由我亲自维护", "The twenty largest customers are mine to look after"),
            ("新客户占签约两成以上", "A fifth of the bookings from new customers"),
        ),
        stakes=(
            ("gain", "honour", ("年度优秀大区", "Region of the year"), None, 100),
            (
                "gain",
                "money",
                ("大区专项奖金，按贡献分到组", "A bonus for the region, shared by contribution"),
                20_000_000,
                105,
            ),
            ("loss", "money", ("扣减管理绩效", "Less of the management bonus"), 3_000_000, 90),
        ),
        obstacles=(
            (
                ("高端产品竞争加剧，缺行业样板", "More competition in the high end, nothing to show in the industry"),
                (("information", ("重点行业招标与投资计划", "Tenders and investments in the key industries"), None),),
            ),
        ),
        stages=(
            (
                date(2027, 1, 4),
                date(2027, 3, 31),
                ("布局：人员、客户、样板到位", "Set up: people, customers, examples"),
            ),
            (date(2027, 4, 1), date(2027, 9, 30), ("上量：新行业占比过两成", "Grow: a fifth from new industries")),
            (date(2027, 10, 8), date(2027, 12, 31), ("收官：签约回款双达标", "Close: bookings and cash on target")),
        ),
        asks=(
            Ask(
                "colleague",
                ("为三家重点客户放宽账期至 60 天", "Allow three key customers 60 days of credit"),
                ("客户统一要求，涉及 860 万", "All three ask for it: 8.6 million"),
                date(2027, 1, 22),
            ),
            Ask(
                "unit:HQ",
                ("一季度补齐苏锡组两个空缺岗位", "Fill the two open positions in Suzhou–Wuxi in the first quarter"),
                ("缺人每月少拜访 80 次", "80 visits a month are not made"),
                date(2027, 3, 31),
            ),
        ),
    ),
    Plan(
        "1203",
        "1203",
        must=(("出口客户订单逐家锁定", "Orders of export customers secured one by one"),),
        stakes=(
            ("gain", "training", ("外贸英语课程", "A course in business English"), None, 100),
            ("loss", "honour", ("退出评优", "Out of the year's honours"), None, 100),
        ),
        obstacles=(
            (
                ("出口客户订单减少", "Export customers order less"),
                (("information", ("客户海外订单动向", "How their orders from abroad develop"), None),),
            ),
        ),
        asks=(
            Ask(
                "colleague",
                ("为出口客户开通美元结算", "Settle in dollars with export customers"),
                ("两家客户要求", "Two customers ask for it"),
                date(2027, 2, 15),
                "declined",
                (
                    "外汇账户二季度才能开通，请先用人民币报价",
                    "The account opens in the second quarter only: quote in yuan until then",
                ),
            ),
        ),
    ),
)
