"""Role cards of the sample company: starting texts by title, for a company to write on."""

from __future__ import annotations

from targetree.services.access import Actor, acting
from targetree.store import models as store

Texts = tuple[str, str, str]
"""Duties, what is decided alone, hand-offs; one entry a line."""

CARDS: dict[str, tuple[tuple[str, Texts], tuple[str, Texts]]] = {
    "director": (
        ("销售总监", (
            "全公司签约、回款、毛利目标的达成\n年度战略的分解与发布\n大区经理的选用与培养",
            "目标的下达、裁定与发布\n单笔 3% 以内的价格让步\n跨大区的客户归属",
            "每月 5 日前向总经理报告达成与预计落点\n每季度向研发、供应链通报产品需求",
        )),
        ("sales director", (
            "Bookings, cash and margin of the whole company\nStrategy broken down into targets and published\n"
            "Choosing and growing the regional managers",
            "Handing down, settling and publishing targets\nPrice concessions up to 3 % of a deal\n"
            "Which region a customer belongs to",
            "Attainment and landing to the general manager by the 5th of each month\n"
            "Demand by product to R&D and supply each quarter",
        )),
    ),
    "region": (
        ("大区经理", (
            "本大区签约额与回款额的达成\n各组目标的分配，每月校准一次\n本大区前 20 名客户的关系",
            "大区内人员与客户的调配\n单笔 2% 以内的价格让步\n大区市场费用的使用",
            "每周一向总监报告预计落点与缺口\n需要技术支持的项目交售前，提前 5 个工作日",
        )),
        ("regional manager", (
            "Bookings and cash of the region\nNumbers of the teams, looked at anew each month\n"
            "The region's twenty largest customers",
            "Who looks after which customer within the region\nPrice concessions up to 2 % of a deal\n"
            "The region's marketing budget",
            "Landing and gap to the director every Monday\n"
            "Projects that need engineering to pre-sales, five working days ahead",
        )),
    ),
    "leader": (
        ("销售主管", (
            "本组指标与个人指标的达成\n每周陪访不少于 3 次，每月过单一次\n新人三个月内独立签单",
            "组内线索与拜访的分派\n单笔 1% 以内的价格让步",
            "周五下班前提交本组下周计划\n逾期 30 天以上的应收交财务共同催收",
        )),
        ("team leader", (
            "The team's number and the own one\nThree joint visits a week, a deal review a month\n"
            "New people sign alone within three months",
            "Leads and visits within the team\nPrice concessions up to 1 % of a deal",
            "The team's plan for the next week by Friday evening\n"
            "Receivables over 30 days late to finance, to be collected together",
        )),
    ),
    "key": (
        ("大客户经理", (
            "重点客户的年度框架协议与全年签约\n每个重点客户一份客户规划，每季度更新\n重点客户应收不逾期",
            "拜访安排与客户内部关系的推进\n框架协议内的常规报价",
            "合同签订当天交商务录入\n交付异常 24 小时内转交付经理，并告知客户",
        )),
        ("key account manager", (
            "Frame contracts and the year's bookings of key accounts\nAn account plan for each, renewed every quarter\n"
            "No receivable of a key account overdue",
            "Visits, and whom to win over within the account\nUsual quotations under a frame contract",
            "Contracts to sales support on the day of signing\n"
            "Trouble in delivery to the delivery manager within 24 hours, and the customer told",
        )),
    ),
    "seller": (
        ("客户经理", (
            "个人签约额、回款额、拜访数的达成\n名下客户每月至少联系一次，沉睡客户每季度唤醒一次\n每天的拜访当天记录",
            "拜访路线与客户的优先顺序\n标准价格内的报价",
            "50 万以上的商机提交主管过单\n签约当天交商务，发货后跟进到款",
        )),
        ("account manager", (
            "Own bookings, cash and visits\nEvery customer heard from once a month, dormant ones woken each quarter\n"
            "Visits logged on the day",
            "The route, and which customer comes first\nQuotations at list price",
            "Opportunities over 500K to the leader's deal review\n"
            "Contracts to sales support on the day, then follow up until the cash is in",
        )),
    ),
    "support": (
        ("商务专员", (
            "合同、订单、开票当天处理\n目标与实绩数据每天核对\n承诺与复盘的时间节点提醒到人",
            "合同标准条款的审核\n数据口径的解释",
            "每天 18 点前把当日签约与到款发给各组\n条款异常转法务，账期异常转财务",
        )),
        ("sales support", (
            "Contracts, orders and invoices on the day they come\nTargets and actuals checked every day\n"
            "Everybody reminded of the dates for commitments and reviews",
            "Standard terms of contracts\nHow figures are counted",
            "The day's signings and cash to the teams by six\nUnusual terms to legal, unusual credit to finance",
        )),
    ),
}  # fmt: skip


def add(director: Actor) -> None:
    """Write the cards of those whose title is known, in its language."""
    with acting(director.account_id):
        for pair in CARDS.values():
            for title, (duties, decisions, handoffs) in pair:
                store.Person.objects.filter(title=title, duties="", decisions="", handoffs="").update(
                    duties=duties, decisions=decisions, handoffs=handoffs
                )
