"""The sheets of work plans: what stands behind targets and what is done about them. They stand beside a book."""

from __future__ import annotations

from .schema import YES_NO, Choices, Column, Table

CONDITION_KINDS: Choices = {
    "traits": ("客户特点",), "needed": ("需要的客户", "客户需求量"), "in_hand": ("手上的客户", "现有客户"),
    "repeat": ("复购率", "复购"), "chances": ("合作机会", "合作可能"), "mix": ("产品结构", "产品组合"),
    "habits": ("客户习惯",), "free": ("其他", "自定义"),
}  # fmt: skip
CONDITION_STATES: Choices = {
    "open": ("未判断", "待定"), "holds": ("成立", "已成立"), "fails": ("不成立", "未成立"),
}  # fmt: skip
ACTION_STATES: Choices = {
    "planned": ("待办", "未开始", "计划中"), "doing": ("进行中",), "done": ("已完成", "完成"),
    "dropped": ("已放弃", "取消"),
}  # fmt: skip
THIRDS: Choices = {"early": ("上旬", "初"), "middle": ("中旬", "中"), "late": ("下旬", "末")}
POINT_PARTS: Choices = {
    "must": ("必须做好",), "gain": ("得", "收获"), "loss": ("失", "损失"), "obstacle": ("障碍",), "need": ("需要",),
    "alone": ("无需支持",),
    "stage": ("时间", "阶段"),
}  # fmt: skip
POINT_KINDS: Choices = {
    "money": ("金钱", "奖金"), "honour": ("荣誉",), "training": ("培训",), "promotion": ("晋升",),
    "stake": ("个人承诺", "个人利益"), "other": ("其他",), "knowledge": ("知识",), "skill": ("技能",),
    "information": ("信息", "行业信息"), "": (),
}  # fmt: skip
_WHO = ("部门", "人员", "姓名", "工号", "person", "unit", "plan")
_ID = Column("id", "编号", "text",
    ("As exported; blank or a name of your own for a new row.", "导出时带的编号；新增的行不填，或自己起一个代号。"),
    False, ("code", "no", "代码"))  # fmt: skip
_OF = Column("who", "对象", "ref",
    ("Unit or person whose plan it belongs to.", "属于谁的计划：部门或人员的编号或名称。"), True, _WHO)  # fmt: skip
_MEASURE = Column("measure", "指标", "ref",
    ("Measure of the target; blank: bookings.", "目标的指标；不填就是签约额。"), False, ("kpi", "指标项"))  # fmt: skip
_OWNER = Column("owner", "负责人", "ref", ("Person in charge.", "负责人的编号或姓名。"), False, ("责任人",))

WORK_TABLES: tuple[Table, ...] = (
    Table(
        "conditions", "条件",
        ("What must hold for a target to be reached.", "目标达成必须成立的条件。"),
        (
            _ID, _OF, _MEASURE,
            Column("parent", "上级条件", "text",
                ("Id of the condition that it belongs to.", "上级条件的编号；顶层不填。"),
                False, ("上级", "part_of")),
            Column("text", "条件", "text", ("What must hold.", "什么必须成立。"), True, ("内容", "condition")),
            Column("kind", "类型", "choice", ("What it is about.", "条件的类型。"), False, ("类别",), CONDITION_KINDS),
            Column("difficulty", "难点", "text", ("What makes it hard.", "难在哪里。"), False, ("困难",)),
            Column("breakthrough", "突破办法", "text", ("What breaks through it.", "怎么突破。"), False,
                ("突破", "解决办法")),
            Column("due", "截止日期", "date", ("By when.", "什么时候之前。"), False, ("截止", "期限", "deadline")),
            _OWNER,
            Column("state", "状态", "choice",
                ("What is known: it holds or not.", "判断：成立、不成立或未判断。"), False,
                ("判断",), CONDITION_STATES),
            Column("effect", "带来数额", "amount", ("What it brings when it holds.", "成立后带来多少。"), False,
                ("数额", "贡献")),
            Column("effect_month", "所在月份", "period",
                ("In which month; blank: over the year.", "在哪个月；不填就是全年。"),
                False, ("月份",)),
            Column("effect_product", "产品", "ref",
                ("With which product; blank: all.", "哪个产品；不填就是全部。"), False,
                ("product",)),
        ),
        False, ("condition", "条件表", "条件树"),
    ),
    Table(
        "actions", "行动",
        ("What will be done, by whom, for which customer, at what cost.", "谁为哪个客户做什么，什么时候，花多少费用。"),
        (
            _ID, _OF, _MEASURE,
            Column("text", "行动", "text", ("What is done.", "做什么事。"), True, ("内容", "事项", "action")),
            Column("customer", "客户", "ref", ("For which customer.", "为哪个客户。"), False, ("客户编号", "客户名称")),
            Column("outcome", "客户满意的结果", "text",
                ("The outcome that satisfies the customer.", "做到什么程度客户才满意。"),
                False, ("结果", "满意标准")),
            Column("confirmed_on", "客户确认日期", "date",
                ("When the customer confirmed it.", "客户确认的日期。"), False,
                ("确认日期",)),
            Column("starts", "开始", "date", ("First day.", "开始日期。"), False, ("开始日期", "start")),
            Column("due", "截止", "date", ("Last day.", "完成日期。"), False, ("截止日期", "完成日期", "end")),
            Column("place", "地点", "text", ("Where.", "在哪里。"), False, ("地方",)),
            Column("materials", "物料", "text", ("With what.", "用什么物料、样品。"), False, ("样品",)),
            Column("cost", "费用", "money", ("What it costs.", "预计费用。"), False, ("预算",), low=0),
            Column("marketing", "联合推广", "text",
                ("Joint marketing with the customer.", "与客户联合做的推广。"), False,
                ("联合营销",)),
            Column("marketing_cost", "联合推广费用", "money",
                ("What that costs.", "联合推广的费用。"), False, (), low=0),
            Column("return", "联合推广回报", "money",
                ("Sales that it is to bring.", "预计带来的销售额。"), False, ("回报",),
                low=0),
            _OWNER,
            Column("urgent", "紧急", "yesno", ("yes or no.", "是或否。"), False, (), YES_NO),
            Column("important", "重要", "yesno", ("yes or no.", "是或否。"), False, (), YES_NO),
            Column("status", "状态", "choice", ("How far it is.", "进展。"), False, ("进展", "进度"), ACTION_STATES),
            Column("condition", "服务的条件", "text",
                ("Id of the condition that it serves.", "它服务的条件的编号。"), False,
                ("条件编号",)),
        ),
        False, ("action", "行动表", "行动计划"),
    ),
    Table(
        "checkpoints", "节点",
        ("What is to be reached in each third of a month.", "每月上、中、下旬要达到的节点。"),
        (
            _OF, _MEASURE,
            Column("month", "月份", "period", ("The month.", "哪个月。"), True, ("月",)),
            Column("third", "旬", "choice",
                ("early, middle or late.", "上旬、中旬或下旬。"), True, ("节点", "checkpoint"),
                THIRDS),
            Column("customers", "客户数", "whole", ("Customers.", "客户数。"), False, (), low=0),
            Column("visits", "拜访数", "whole", ("Visits.", "拜访数。"), False, (), low=0),
            Column("signings", "签约数", "whole", ("Signings.", "签约数。"), False, (), low=0),
            Column("products_signed", "签约产品数", "whole", ("Products signed.", "签约产品数。"), False, (), low=0),
            Column("amount_signed", "签约额", "money", ("Amount signed.", "签约额。"), False, ("签约金额",), low=0),
            Column("revenue", "销售收入", "money", ("Revenue.", "销售收入。"), False, ("收入",), low=0),
            Column("cash", "回款额", "money", ("Cash received.", "回款额。"), False, ("回款",), low=0),
        ),
        False, ("checkpoint", "节点表", "月度节点"),
    ),
    Table(
        "focuses", "季度重点",
        ("The one focus of each quarter.", "每个季度的一个重点。"),
        (
            _OF, _MEASURE,
            Column("quarter", "季度", "period", ("Such as 2027-Q1.", "例如 2027-Q1。"), True, ("季",)),
            Column("text", "重点", "text", ("The focus.", "这个季度的重点。"), True, ("focus", "内容")),
            Column("share", "时间占比", "rate", ("Share of the working time.", "占工作时间的比例，例如 40%。"), False,
                ("时间",)),
        ),
        False, ("focus", "重点"),
    ),
    Table(
        "points", "五要素",
        ("The points of the five parts.", "五要素的各条内容。"),
        (
            _ID, _OF, _MEASURE,
            Column("part", "部分", "choice", ("Which of the parts.", "属于哪一部分。"), True, ("要素",), POINT_PARTS),
            Column("text", "内容", "text", ("In words.", "写清楚。"), True, ("point",)),
            Column("kind", "类型", "choice", ("Gain or loss: money, honour …; need: knowledge, skill, information.",
                "得与失：金钱、荣誉……；需要：知识、技能、信息。"), False, ("类别",), POINT_KINDS),
            Column("amount", "金额", "money", ("Money that is gained or lost.", "得失的金额。"), False, ("数额",)),
            Column("starts", "开始", "date", ("First day.", "开始日期。"), False, ("开始日期",)),
            Column("due", "截止", "date", ("Last day.", "截止日期。"), False, ("截止日期",)),
        ),
        False, ("point", "要点"),
    ),
)  # fmt: skip
