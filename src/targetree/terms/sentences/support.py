"""Findings about customers, opportunities, receivables and activities."""

SENTENCES: dict[str, tuple[str, str]] = {
    "support-no-customers": (
        "The book names no customers: the whole target counts as still to be won. Fill in the sheet of customers, "
        "or name the customer in the actuals.",
        "没有客户资料，全部目标都算作要靠新客户拿下。请填写“客户”表，或在实绩中注明客户。",
    ),
    "support-few-repeat-orders": (
        "Too few of the {customers} customers on record have ordered again to learn their rhythm: last year's amount "
        "times a usual repeat rate is expected. State repeat rates in the sheet of customers to do better.",
        "有记录的 {customers} 家客户中回头下单的太少，算不出采购规律，暂按上年金额乘一般复购率估计。"
        "在“客户”表中填写复购率可以更准。",
    ),
    "support-held-to-last-year": (
        "What existing customers can bring was too far from last year's {last} and is held to {expected}. "
        "Check whether the actuals of the last 12 months are complete.",
        "老客户的预计与上年的 {last} 相差太大，已收敛到 {expected}。请核对最近 12 个月的实绩是否完整。",
    ),
    "support-exceptional-order": (
        "Exceptional {measure} are not expected again ({count}); the largest is by {customer} on {date}: {amount}, of "
        "which {counted} counts as usual. If it will come again, state the customer's expected amount.",
        "“{measure}”有 {count} 笔异常大的，不按常规计入；最大的一笔是 {customer} 在 {date} 的 {amount}，只按 {counted} 估计。"
        "如果这家客户今年还会这样下单，请填写其预计金额。",
    ),
    "support-future-without-amount": (
        "{count} potential customers have neither an opportunity nor an expected amount and count for nothing. "
        "Fill in the expected amount or add an opportunity.",
        "有 {count} 家潜在客户既没有商机，也没有预计金额，暂按零计。请填写预计金额，或补录商机。",
    ),
    "support-measure-without-log": (
        "The actuals have no rows of {measure} by customer: what customers bring of it is taken in proportion to "
        "{leading}. Add its actuals to do better.",
        "实绩中没有分客户的“{measure}”，暂按“{leading}”的比例推算。补上这项实绩可以更准。",
    ),
    "support-customers-shared-out": (
        "{count} customers have no owner who carries a target, the largest is {largest}: the plan counts them with "
        "colleagues of the same unit. Name an owner for each.",
        "有 {count} 家客户没有承担指标的负责人，最大的一家是 {largest}，计划暂时分给同部门的同事。请逐一指定负责人。",
    ),
    "opportunities-past-close": (
        "{count} open opportunities worth {amount} should have closed before the plan year, the largest is {largest}: "
        "they count at half their odds. Close them or give them a new date.",
        "有 {count} 个商机（共 {amount}）早该成交却还没关闭，最大的是 {largest}，赢率减半计入。请关闭，或更新预计成交日期。",
    ),
    "opportunities-no-odds": (
        "{count} open opportunities state no odds: they are taken from the record of their stage, {odds} over all. "
        "Fill in the win probability where you know better.",
        "有 {count} 个商机没有填赢率，按同阶段的历史赢单率估计（总体 {odds}）。心里有数的请填上赢率。",
    ),
    "opportunities-odds-off-record": (
        "Of {count} closed opportunities {won} were won, but their stated odds promised {stated}: the odds of open ones "
        "are corrected by that record. Set the odds of each stage anew.",
        "已关闭的 {count} 个商机当初平均赢率填的是 {stated}，实际只看结果是 {won}；未关闭商机的赢率已按此校正。"
        "请重新核定各阶段的赢率。",
    ),
    "receivables-overdue": (
        "{count} instalments are overdue when the year begins, {amount} together, the oldest by {days} days; the largest "
        "is {largest} with {largest_amount}. Settle who collects each of them by when.",
        "年初有 {count} 笔应收逾期，共 {amount}，最长逾期 {days} 天；最大的一笔是 {largest}，{largest_amount}。"
        "请逐笔落实催收人和日期。",
    ),
    "receivables-rates": (
        "Of what falls due in the year {due} is expected to come, of what is overdue {overdue}, and {old} of what is "
        "overdue for more than a year. The first is learned where the book lists paid instalments too.",
        "年内到期的应收按 {due} 收回估计，已逾期的按 {overdue}，逾期一年以上的按 {old}。"
        "如果应收表保留已收的分期，第一个比例会按实际回款学习。",
    ),
    "receivables-cash-not-covered": (
        "Receivables bring {expected} of the cash target of {target}: {rest} must come from orders signed in the year "
        "and paid in it. Agree payment terms that allow it.",
        "回款目标 {target} 中，现有应收预计能收回 {expected}，其余 {rest} 要靠年内新签并年内回款。请在合同付款条件上提前安排。",
    ),
    "receivables-cash-out-of-reach": (
        "Receivables bring {expected} of the cash target of {target}. The other {rest} is more than all orders of the "
        "year ({signed}), even if each is paid at once. Lower the cash target or complete the receivables.",
        "回款目标 {target} 中，现有应收预计能收回 {expected}，还差 {rest}；即使全年签约 {signed} 当年全部收回也不够。"
        "请调低回款目标，或补全应收表。",
    ),
    "funnel-default-rates": (
        "Neither the sheet of the funnel nor the actuals tell how these steps convert, so usual rates are taken: {steps} "
        "({rates} in turn). Fill in the funnel, or record visits and opportunities.",
        "漏斗表和实绩都看不出这些环节的转化率，暂用一般水平：{steps}（依次为 {rates}）。请填写漏斗表，或开始记录拜访和商机。",
    ),
    "funnel-unknown-step": (
        "There is no step from {first} to {then}; it is left out. Steps go from cold_visits to visits, opportunities, "
        "signings and cash_collected, one at a time.",
        "漏斗没有从 {first} 到 {then} 这一步，已忽略。只能逐级填写：陌拜数 → 拜访数 → 商机 → 签约数 → 回款额。",
    ),
    "funnel-rate-off-record": (
        "{stated} is stated for {first} to {then}, but {tries} tries of last year made {record}: the plan takes a rate "
        "between them. Correct the rate.",
        "{first} 到 {then} 的转化率填的是 {stated}，而上年 {tries} 次的实际是 {record}，计划取了两者之间。请核对这个转化率。",
    ),
    "funnel-no-deal-size": (
        "Nothing tells what a signing is worth, so no signings, opportunities or visits are derived from the gap. Record "
        "orders by customer, or add opportunities with amounts.",
        "看不出一单值多少钱，因此无法由缺口推算签约、商机和拜访数。请录入分客户的订单，或补录带金额的商机。",
    ),
    "funnel-stated-differs": (
        "{stated} {measure} are planned, while {derived} would be derived from the gap and existing customers: the plan "
        "keeps what is stated. "
        "Change the target, or work on the conversion rates.",
        "“{measure}”目标定的是 {stated}，而按缺口和老客户维护推算是 {derived}；计划以给定的目标为准。请调整目标，或设法提高转化率。",
    ),
}
