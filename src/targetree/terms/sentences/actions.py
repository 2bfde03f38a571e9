"""What actions and their budget refuse, and why."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "action-dates-backward": (
        "The action ends on {due}, before it starts on {starts}. Change one of the two dates.",
        "行动的截止日期 {due} 早于开始日期 {starts}，请修改其中一个。",
    ),
    "action-date-too-far": (
        "{day} is more than a year away from the plan year {year}. Check the year of the date.",
        "{day} 与计划年度 {year} 相差超过一年，请检查日期中的年份。",
    ),
    "action-no-such-customer": (
        "This customer is not among those of the plan, or was put away. Choose another.",
        "该客户不在本计划的客户范围内，或已停用，请另选一个。",
    ),
    "action-customer-unknown": (
        "No customer of this plan is called “{name}”. Choose one from the list, or write its id.",
        "本计划的客户中没有“{name}”。请从列表中选择，或填写客户编号。",
    ),
    "action-customer-twice": (
        "Several customers are called “{name}”. Write the customer's id instead.",
        "有多个客户名为“{name}”，请改填客户编号。",
    ),
    "action-no-such-owner": (
        "This person cannot own actions of this plan: choose somebody of the unit or a manager above who is still here.",
        "此人不能负责本计划的行动：请选择本部门的在职人员，或上级负责人。",
    ),
    "action-condition-elsewhere": (
        "This condition is not one of this plan. Choose a condition of the same plan.",
        "该条件不属于本计划，请选择同一计划中的条件。",
    ),
    "action-of-another-plan": (
        "An action can only wait for others of its own plan. Take the one that is not there any more out of the list.",
        "行动只能等待同一计划中的其他行动，请去掉已不存在的那一项。",
    ),
    "action-too-many-after": (
        "An action can wait for {most} others at most. Name only those that come right before it.",
        "一项行动最多等待 {most} 项其他行动，请只选直接的前置行动。",
    ),
    "action-circle": (
        "These actions would wait for one another: {way}. Take one of the links out.",
        "这些行动会互相等待：{way}。请去掉其中一个前置关系。",
    ),
    "action-no-such-status": (
        "“{status}” is no state of an action. Choose planned, doing, done or dropped.",
        "“{status}”不是行动的状态，请选择待办、进行中、已完成或已放弃。",
    ),
    "action-nobody-confirms": (
        "The action has no customer, so nobody can confirm its outcome. Choose the customer first.",
        "该行动没有客户，无人可以确认结果。请先选择客户。",
    ),
    "action-confirmed-ahead": (
        "{day} has not come yet. Write the day on which the customer did confirm.",
        "{day} 还没到，请填写客户实际确认的日期。",
    ),
    "action-confirmed-long-ago": (
        "{day} is before {first}. Write the day on which the customer did confirm.",
        "{day} 早于 {first} 年，请填写客户实际确认的日期。",
    ),
    "action-hand-over-same": (
        "That is the same person. Choose somebody else to take the actions over.",
        "这是同一个人，请选择另一位接手人。",
    ),
    "budget-from-above": (
        "Your own budget is set by the manager above. Ask them for more; you can share out what you have.",
        "您自己的预算由上级设定。如需增加请与上级沟通；您可以分配已有的预算。",
    ),
    "budget-none-above": (
        "“{name}” has no expense budget yet, so there is nothing to share out. Set that one first.",
        "“{name}”还没有费用预算，无法向下分配。请先设定它的预算。",
    ),
    "budget-too-little": (
        "“{name}” has {amount}, but {needed} are set below it. Raise its budget by {short}, or lower one of those below.",
        "“{name}”的预算为 {amount}，而下级已设定共 {needed}。请把它的预算提高 {short}，或调低某个下级的预算。",
    ),
    "budget-needs-amount": (
        "The budget of the whole company cannot follow from one above. Write an amount.",
        "全公司的预算没有上级可以参照，请填写金额。",
    ),
    "budget-changed": (
        "{who} set this budget at {at}, after you opened the page. Load the page again and look at the new one.",
        "在您打开页面之后，{who} 于 {at} 设定了这项预算。请重新载入页面后再看。",
    ),
    "budget-no-targets": (
        "There are no targets yet to share the budget by. Bring in a plan first.",
        "还没有可作为分配依据的目标，请先导入目标方案。",
    ),
}
