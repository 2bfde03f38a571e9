"""What the checks of a plan say: the name of each, and why it passes, fails or does not apply."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "plan-check-no-target": (
        "There is no number for the year yet to hold this against.",
        "全年还没有目标数，无从判断。",
    ),
    "plan-check-figures": ("Said in figures", "目标与要求已量化"),
    "plan-check-figures-pass": (
        "The target is {target}, and all {total} points and conditions behind it carry a figure.",
        "目标为 {target}，其后 {total} 条要点和条件都有数字。",
    ),
    "plan-check-figures-fail": (
        "{count} of {total} points and conditions name no figure: say how many, how much, or by when.",
        "{total} 条要点和条件中有 {count} 条没有数字：请写明多少、多大或何时。",
    ),
    "plan-check-figures-none": (
        "Nothing is said yet of what must be done well, and no condition is set: begin with one that carries a figure.",
        "还没有写“必须做好什么”，也没有条件：请先写一条带数字的。",
    ),
    "plan-check-figures-no-target": (
        "There is no number for the year yet: without a target nothing can be planned for.",
        "全年还没有目标数：没有目标就谈不上计划。",
    ),
    "plan-check-words": ("No empty words", "没有空话"),
    "plan-check-words-pass": ("All {total} texts say something of their own.", "{total} 处文字都言之有物。"),
    "plan-check-words-fail": (
        "{count} of {total} texts say nothing yet. Name who, what, how many or by when.",
        "{total} 处文字中有 {count} 处是空话。请写清谁、什么事、多少或何时。",
    ),
    "plan-check-words-none": ("Nothing is written yet.", "还没有写任何内容。"),
    "plan-check-parts": ("All five parts are filled in", "五部分都已填写"),
    "plan-check-parts-pass": (
        "What must be done, gain and loss, obstacles, needs and stages are all there.",
        "要做好的事、得与失、障碍、所需知识技能和阶段都已写明。",
    ),
    "plan-check-parts-fail": ("Still missing: {missing}.", "还缺：{missing}。"),
    "plan-check-forecast": ("A forecast of customers stands behind it", "有客户预测作依据"),
    "plan-check-forecast-pass": (
        "Worked out on {day} from {count} customers.",
        "{day} 已按 {count} 家客户测算。",
    ),
    "plan-check-forecast-none": (
        "What customers can bring has not been worked out for this target. Sales operations can do it on the support page.",
        "还没有测算客户能带来多少。请销售运营在“支撑”页测算。",
    ),
    "plan-check-forecast-old": (
        "Worked out on {day}, {days} days ago: orders and opportunities since then do not count. Work it out anew.",
        "测算于 {day}，已过 {days} 天，之后的订单和商机都没有计入。请重新测算。",
    ),
    "plan-check-forecast-off": (
        "Customers are forecast in money; this measure counts something else.",
        "客户预测只针对金额类指标，本指标不适用。",
    ),
    "plan-check-coverage": ("Customers in hand cover enough of it", "现有客户覆盖足够"),
    "plan-check-coverage-pass": (
        "Customers in hand can bring {in_hand}, {percent} of {target} (at least {least}).",
        "现有客户预计带来 {in_hand}，占目标 {target} 的 {percent}（至少 {least}）。",
    ),
    "plan-check-coverage-fail": (
        "Customers in hand can bring {in_hand}, only {percent} of {target}; {least} is the least. Add customers and "
        "opportunities, or correct what is expected of them.",
        "现有客户预计带来 {in_hand}，只占目标 {target} 的 {percent}，至少应有 {least}。请补充客户和商机，或修正对客户的预计。",
    ),
    "plan-check-coverage-none": (
        "Without a forecast nobody knows how much of the target customers cover.",
        "没有客户预测，无法判断目标有多少已被覆盖。",
    ),
    "plan-check-coverage-off": (
        "Coverage is known for targets in money only.",
        "只有金额类目标才有覆盖率，本指标不适用。",
    ),
    "plan-check-gap": ("The gap is answered", "缺口有着落"),
    "plan-check-gap-pass": (
        "{gap} are missing. Conditions add {effects}; {customers} planned new customers would bring {new}.",
        "缺口 {gap}。条件成立可带来 {effects}；计划新增 {customers} 家客户可带来 {new}。",
    ),
    "plan-check-gap-fail": (
        "{gap} are missing. Conditions add {effects}, {customers} planned new customers {new}: {rest} have no answer "
        "yet. Set conditions and say what each adds.",
        "缺口 {gap}。条件可带来 {effects}，计划新增 {customers} 家客户可带来 {new}，还有 {rest} 没有着落。请补充条件并写明每条能带来多少。",
    ),
    "plan-check-gap-closed": (
        "There is none: customers in hand can bring {in_hand}.",
        "没有缺口：现有客户预计带来 {in_hand}。",
    ),
    "plan-check-gap-none": (
        "Without a forecast the gap is unknown, and so is what would close it.",
        "没有客户预测，不知道缺口多大，也就无从补上。",
    ),
    "plan-check-gap-off": (
        "The gap is known for targets in money only.",
        "只有金额类目标才测算缺口，本指标不适用。",
    ),
    "plan-check-competition": ("The competition was considered", "考虑了竞争"),
    "plan-check-competition-pass": (
        "{count} orders were lost in the twelve months before; notes on the competition cover them.",
        "此前十二个月丢单 {count} 笔，都有对应的竞争情报。",
    ),
    "plan-check-competition-fail": (
        "{count} of {total} lost orders have no note on the competition behind them, most of them for {names}. Note who won "
        "them and why.",
        "{total} 笔丢单中有 {count} 笔没有对应的竞争情报，主要是{names}。请记下输给了谁、为什么。",
    ),
    "plan-check-competition-fail-any": (
        "{count} of {total} lost orders have no note on the competition behind them. Note who won them and why.",
        "{total} 笔丢单中有 {count} 笔没有对应的竞争情报。请记下输给了谁、为什么。",
    ),
    "plan-check-competition-noted": (
        "No order is on record as lost; {count} notes on the competition are there.",
        "没有丢单记录；已有 {count} 条竞争情报。",
    ),
    "plan-check-competition-off": (
        "No lost order and no note on the competition is on record.",
        "没有丢单记录，也没有竞争情报，暂不适用。",
    ),
    "plan-check-concentration": ("Not too much on one customer", "不过分依赖单一客户"),
    "plan-check-concentration-pass": (
        "The largest customer is {percent} of the target, {amount} (at most {most}).",
        "最大的一家客户占目标的 {percent}，即 {amount}（不超过 {most}）。",
    ),
    "plan-check-concentration-planned": (
        "{name} is {percent} of the target, {amount}; the plan looks after this customer by name.",
        "{name} 占目标的 {percent}，即 {amount}；计划中已有针对该客户的安排。",
    ),
    "plan-check-concentration-fail": (
        "{name} is {percent} of the target, {amount}, more than {most}, and nothing in the plan secures it. Set a dated "
        "action or a condition for this customer.",
        "{name} 占目标的 {percent}，即 {amount}，超过 {most}，计划里却没有针对它的安排。请为该客户定一项有日期的行动或一个条件。",
    ),
    "plan-check-concentration-none": (
        "Without a forecast nobody knows how much hangs on one customer.",
        "没有客户预测，不知道对单一客户依赖多深。",
    ),
    "plan-check-concentration-off": (
        "Customers are forecast in money; this measure counts something else.",
        "客户预测只针对金额类指标，本指标不适用。",
    ),
    "plan-check-single-deal": ("Not all on one opportunity", "不押在单个商机上"),
    "plan-check-single-deal-pass": (
        "The largest open opportunity, {deal}, is {amount}, {percent} of the target.",
        "最大的在谈商机 {deal} 为 {amount}，占目标的 {percent}。",
    ),
    "plan-check-single-deal-planned": (
        "{deal} is {amount}, {percent} of the target; the plan looks after it.",
        "商机 {deal} 为 {amount}，占目标的 {percent}；计划中已有专门安排。",
    ),
    "plan-check-single-deal-fail": (
        "{deal} alone is {amount}, {percent} of the target, more than {most}. If it falls, so does the year: set an action "
        "or a condition for it, and win others beside it.",
        "仅商机 {deal} 就有 {amount}，占目标的 {percent}，超过 {most}。一旦落空全年就悬了：请为它定行动或条件，并另找商机。",
    ),
    "plan-check-single-deal-off": ("No opportunity is open.", "目前没有在谈商机，不适用。"),
    "plan-check-pace": ("A pace that was reached before", "节奏曾经达到过"),
    "plan-check-pace-pass": (
        "The fastest quarter needs {need} a working day; the best on record, from {day}, was {best}.",
        "最快的季度每个工作日需 {need}；历史最好一季（{day} 起）为 {best}。",
    ),
    "plan-check-pace-fail": (
        "{quarters}: up to {need} a working day are needed, but the best quarter on record, from {day}, brought {best}. Move "
        "part of it, or say what will be different.",
        "{quarters}每个工作日需 {need}，而历史最好一季（{day} 起）只有 {best}。请调整分布，或说明今年有何不同。",
    ),
    "plan-check-pace-month": (
        "{months}: up to {need} a working day are needed, far beyond the best month on record, from {day}, with {best}.",
        "{months}每个工作日需 {need}，远超历史最好的一个月（{day} 起）的 {best}。",
    ),
    "plan-check-pace-off": (
        "There are too few months on record to compare with.",
        "历史记录不足三个月，无从比较。",
    ),
    "plan-check-visits": ("The visits fit into the working hours", "拜访量排得下"),
    "plan-check-visits-pass": (
        "At most {rate} visits a person and working day, in {months} (no more than {most} fit).",
        "最忙的 {months} 每人每个工作日 {rate} 次（最多 {most} 次）。",
    ),
    "plan-check-visits-fail": (
        "{months}: up to {count} visits in {days} person-days, {rate} a day; no more than {most} fit. Move some or fewer.",
        "{months}排不下：最多的一个月有 {count} 次拜访、{days} 个人日，每人每天 {rate} 次，最多只能 {most} 次。请错开或减少。",
    ),
    "plan-check-visits-none": (
        "No visits are planned: nobody can tell whether there is time for them.",
        "还没有计划拜访数，看不出时间够不够。",
    ),
    "plan-check-season": ("The months follow the season", "月度分布符合淡旺季"),
    "plan-check-season-pass": (
        "{percent} of the year lies in other months than the learned season has it.",
        "与学到的淡旺季相比，{percent} 的目标落在别的月份。",
    ),
    "plan-check-season-fail": (
        "{percent} of the year lies in other months than the learned season has it (at most {most}), most of all {months}. "
        "Move it back, or hold it with a reason.",
        "与学到的淡旺季相比，有 {percent} 的目标落在别的月份（不超过 {most}），{months}相差最大。请调回，或锁定并写明理由。",
    ),
    "plan-check-season-off": (
        "No season was learned for this number.",
        "这个目标没有学到淡旺季，不适用。",
    ),
    "plan-check-checkpoints": ("Every month has checkpoints that add up", "月度节点齐全且加总一致"),
    "plan-check-checkpoints-pass": (
        "All {count} months to come have checkpoints that add up to the month.",
        "后面 {count} 个月的节点都已设好，加总与当月目标一致。",
    ),
    "plan-check-checkpoints-fail": ("Without checkpoints: {months}.", "没有设节点的月份：{months}。"),
    "plan-check-checkpoints-differ": (
        "Checkpoints do not add up in {months}: in {first} they make {sum}, the month is {target}. {count} more have none.",
        "{months}的节点加总与当月目标不符：{first}合计 {sum}，当月目标 {target}。另有 {count} 个月没有节点。",
    ),
    "plan-check-checkpoints-none": (
        "None of the {count} months to come has checkpoints. They can be proposed for the whole year at once.",
        "后面 {count} 个月都没有设节点。可以一次为全年生成建议。",
    ),
    "plan-check-checkpoints-off": ("No month with a target is left.", "后面没有带目标的月份了，不适用。"),
    "plan-check-commitment": ("Committed to this very number", "已对这个数作出承诺"),
    "plan-check-commitment-pass": ("Committed to {target}.", "已承诺 {target}。"),
    "plan-check-commitment-none": (
        "{target} are assigned, and nobody has committed to it yet.",
        "指标 {target} 已下达，还没有人承诺。",
    ),
    "plan-check-commitment-countered": (
        "{amount} were offered against {target}: {difference} are still to be settled.",
        "承诺 {amount}，下达 {target}：相差 {difference}，有待裁定。",
    ),
    "plan-check-commitment-changed": (
        "The commitment is for {amount}, but the target is {target} now ({difference}). Commit anew.",
        "承诺的是 {amount}，而目标现在是 {target}（相差 {difference}）。请重新承诺。",
    ),
    "plan-check-commitment-off": (
        "Nobody above could take a commitment to this number.",
        "最上层的目标无需向上承诺，不适用。",
    ),
    "plan-check-costs": ("Costs are known and within the budget", "费用清楚且在预算内"),
    "plan-check-costs-pass": (
        "Every action says its cost, {amount} together.",
        "每项行动都写明了费用，合计 {amount}。",
    ),
    "plan-check-costs-within": (
        "Every action says its cost, {amount} of a budget of {budget}.",
        "每项行动都写明了费用，合计 {amount}，预算 {budget}。",
    ),
    "plan-check-costs-fail": (
        "{count} of {total} actions do not say what they cost. Nothing is an answer too: 0.",
        "{total} 项行动中有 {count} 项没有写费用。不花钱也请填 0。",
    ),
    "plan-check-costs-over": (
        "The actions cost {amount}, {over} more than the budget of {budget}.",
        "行动费用合计 {amount}，超出预算 {budget} 达 {over}。",
    ),
    "plan-check-costs-none": ("There are no actions, so nobody knows the cost.", "还没有行动，费用也就无从谈起。"),
    "plan-check-focus": ("Each quarter has its focus", "每季度都有重点"),
    "plan-check-focus-pass": ("All four quarters have one.", "四个季度都有重点。"),
    "plan-check-focus-fail": (
        "Without a focus that says something: {quarters}.",
        "没有重点，或重点是空话：{quarters}。",
    ),
    "plan-check-one-focus": ("One focus, with time for it", "重点只有一个且留足时间"),
    "plan-check-one-focus-pass": (
        "One in each quarter, with {least} % of the time at least.",
        "每季度一个重点，至少留出 {least}% 的时间。",
    ),
    "plan-check-one-focus-fail": (
        "{quarters}: as many as {count} things at once. Choose the one that matters most; the others become actions.",
        "{quarters}一次列了多达 {count} 件事。请选最要紧的一件，其余改为行动。",
    ),
    "plan-check-one-focus-little": (
        "{quarters}: the focus has only {share} % of the time. Less than {least} % is no focus.",
        "{quarters}的重点只占 {share}% 的时间，不到 {least}% 就算不上重点。",
    ),
    "plan-check-one-focus-no-share": (
        "{quarters}: say how much of the time the focus takes.",
        "{quarters}请写明重点占用多少时间。",
    ),
    "plan-check-one-focus-absent": ("There is none for {quarters}.", "{quarters}还没有重点。"),
    "plan-check-one-focus-none": ("No quarter has a focus yet.", "还没有任何季度重点。"),
    "plan-check-focus-actions": ("The focus has dated actions", "重点有带日期的行动"),
    "plan-check-focus-actions-pass": (
        "In each quarter an action falls due ({count} in all).",
        "每个季度都有到期的行动（共 {count} 项）。",
    ),
    "plan-check-focus-actions-fail": (
        "No focus with an action that falls due in it: {quarters}.",
        "没有重点，或没有当季到期的行动：{quarters}。",
    ),
    "plan-check-conditions": ("Conditions are answered to the last", "条件层层有回答"),
    "plan-check-conditions-pass": (
        "All {total} hold, or it is known how, by whom and by when they will.",
        "{total} 条末级条件都已成立，或有突破办法、负责人和期限。",
    ),
    "plan-check-conditions-fail": (
        "{count} of {total} are open: {lacks}.",
        "{total} 条末级条件中有 {count} 条没有回答：{lacks}。",
    ),
    "plan-check-conditions-none": (
        "There are no conditions: what must hold for the target to be reached?",
        "还没有条件：要达成目标，哪些事必须成立？",
    ),
    "plan-check-bound": ("Figures tell whether conditions hold", "条件有数据判断"),
    "plan-check-bound-pass": (
        "{count} of {total} are bound to a live figure or judged.",
        "{total} 条末级条件中有 {count} 条绑定了实时数据或已判定。",
    ),
    "plan-check-bound-fail": (
        "{count} of {total} are bound to no figure and judged by nobody: nothing tells whether they hold.",
        "{total} 条末级条件中有 {count} 条既没有绑定数据，也没有人判定，看不出是否成立。",
    ),
    "plan-check-bound-gone": (
        "{count} are bound to something that is not there any more. Bind them anew.",
        "{count} 条绑定的对象已不存在，请重新绑定。",
    ),
    "plan-check-bound-none": ("There are no conditions to be bound.", "还没有条件可绑定。"),
    "plan-check-support-asked": ("Support wanted is asked for", "所需支持已提出请求"),
    "plan-check-support-asked-pass": ("{count} requests are made for it.", "已提出 {count} 项请求。"),
    "plan-check-support-asked-unneeded": (
        "None of the {total} obstacles waits for somebody else.",
        "{total} 个障碍都不需要别人配合。",
    ),
    "plan-check-support-asked-fail": (
        "{count} obstacles wait for others, but only {asked} requests are made. Ask, with a date.",
        "有 {count} 个障碍要靠别人配合，却只提了 {asked} 项请求。请提出请求并写明日期。",
    ),
    "plan-check-support-asked-none": (
        "No obstacle is named, so nobody knows what support is wanted.",
        "还没有写障碍，不知道需要什么支持。",
    ),
    "plan-check-support-answered": ("Requests are answered in time", "请求得到及时回应"),
    "plan-check-support-answered-pass": (
        "None of the {total} is late or declined.",
        "{total} 项请求都没有逾期或被拒。",
    ),
    "plan-check-support-answered-fail": (
        "{count} of {total} are in trouble: {lacks}.",
        "{total} 项请求中有 {count} 项有问题：{lacks}。",
    ),
    "plan-check-support-answered-unasked": ("None is open.", "没有待回应的请求。"),
    "plan-check-support-answered-none": (
        "Nothing is said of obstacles yet, so nothing could be asked for.",
        "还没有写障碍，也就没有请求。",
    ),
    "plan-check-actions": ("Actions have day, owner and outcome", "行动有日期、有人、有结果"),
    "plan-check-actions-pass": ("All {total} do.", "{total} 项行动都齐全。"),
    "plan-check-actions-fail": (
        "{count} of {total} lack something: {lacks}.",
        "{total} 项行动中有 {count} 项不全：{lacks}。",
    ),
    "plan-check-actions-none": (
        "There are no actions yet: what is done first, by whom, by when?",
        "还没有行动：先做什么，谁做，何时完成？",
    ),
    "plan-check-order": ("Actions stand in order of urgency", "行动分轻重缓急"),
    "plan-check-order-pass": ("{urgent} of {count} are urgent.", "{count} 项待办中 {urgent} 项紧急。"),
    "plan-check-order-fail": (
        "All {count} are urgent, and so none is. Which can wait?",
        "{count} 项全都标为紧急，等于没有紧急。哪些可以往后放？",
    ),
    "plan-check-order-same": (
        "All {count} are of one class. Say which are urgent and which are not.",
        "{count} 项全在同一类，没有先后。请分出紧急与不紧急。",
    ),
    "plan-check-order-none": ("There are no actions to put in order.", "还没有行动，排不出先后。"),
    "plan-check-overdue": ("Nothing is overdue", "没有逾期"),
    "plan-check-overdue-pass": ("None of {count} actions and stages.", "{count} 项行动和阶段都没有逾期。"),
    "plan-check-overdue-fail": (
        "{count} are overdue, the oldest by {days} days. Finish them, or set a new day.",
        "{count} 项已逾期，最久的 {days} 天。请完成，或改定日期。",
    ),
    "plan-check-overdue-none": ("Nothing has a day yet.", "还没有任何带日期的事项。"),
    "plan-check-owners": ("Owners are still here", "负责人都在岗"),
    "plan-check-owners-pass": ("{count} people, all of them here when it falls due.", "{count} 位负责人到期时都在岗。"),
    "plan-check-owners-done": ("All is done.", "事项都已完成。"),
    "plan-check-owners-fail": (
        "{count} actions or conditions belong to somebody who has left by then. Name another owner.",
        "{count} 项行动或条件到期时负责人已离职。请另定负责人。",
    ),
    "plan-check-owners-none": ("Nobody is named as an owner yet.", "还没有指定任何负责人。"),
    "plan-check-needs": ("Training and information have a day", "培训和信息需求有日期"),
    "plan-check-needs-pass": ("All {total} do.", "{total} 项需求都有日期。"),
    "plan-check-needs-fail": (
        "{count} of {total} have no day, or do not say what is needed.",
        "{total} 项需求中有 {count} 项没有日期，或没说清要什么。",
    ),
    "plan-check-needs-none": (
        "Nothing is said of the knowledge, skills and information that the obstacles take.",
        "还没有写克服障碍需要的知识、技能和信息。",
    ),
    "plan-check-stages": ("Stages end within the year", "阶段日期在年内"),
    "plan-check-stages-pass": ("{total} stages, the last by {day}.", "{total} 个阶段，最后一个到 {day}。"),
    "plan-check-stages-fail": (
        "{count} of {total} are not right: {lacks}.",
        "{total} 个阶段中有 {count} 个不对：{lacks}。",
    ),
    "plan-check-stages-none": ("No stages are set.", "还没有划分阶段。"),
}
