"""Findings about: history."""

SENTENCES: dict[str, tuple[str, str]] = {
    "season-no-history": (
        "There are no sales in the three years before the plan year (for the rule share: in the last one), so the "
        "months follow working days alone. Add past sales to the table actuals to let them show the busy months.",
        "计划年度之前三年（季节性为 share 时为上一年）没有销售实绩，各月只按工作日分摊。"
        "在「实绩」表中补上往年数据，淡旺季才能体现出来。",
    ),
    "season-months-unseen": (
        "History says nothing about {months}: these months are planned like an average one. Add the missing months to "
        "the table actuals, or state their targets.",
        "历史实绩没有覆盖 {months}，这些月份按平均水平安排。请在「实绩」表中补上缺的月份，或直接填写这些月份的目标。",
    ),
    "exceptional-order": (
        "Orders of {amount} on {date} make up {share} % of their month, far more than usual; they were cut back before "
        "the seasons were learned from. If they will come again this year, state a target for that month.",
        "{date} 的订单 {amount} 占当月的 {share}%，远超平常；推算淡旺季时已把它压回正常水平。"
        "如果今年还会有，请为该月单独填写目标。",
    ),
}
