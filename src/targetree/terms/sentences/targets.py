"""Findings about stated targets and what they rest on."""

SENTENCES: dict[str, tuple[str, str]] = {
    "target-activity-product": (
        "Targets of {measure} have no products: leave the product blank.",
        "“{measure}”是活动类指标，不分产品：请把产品一栏留空。",
    ),
    "hold-expired": (
        "This hold expired on {expires}, before the plan year begins. It is still kept; set hold to no to release it.",
        "这个锁定在 {expires} 已到期，早于计划年度开始；目前仍按锁定处理，若要放开请把锁定改为“否”。",
    ),
    "target-twice": (
        "The same cell is stated in row {row} with {first} and here with {second}: keep one of them.",
        "同一个目标在第 {row} 行写的是 {first}，这里写的是 {second}：请只保留一个。",
    ),
    "target-no-room": (
        "{amount} is stated for {who} in {when}, but nobody works there then: change the dates of joining or leaving, "
        "the calendar, or the target.",
        "{who} 在 {when} 的目标是 {amount}，但这段时间没有人上班：请核对入职离职日期、日历或这个目标。",
    ),
    "targets-no-solution-in-time": (
        "No plan that meets these {count} stated cells was found in time: {cells}. Set hold to no for one of them.",
        "在规定时间内没有找到同时满足这 {count} 个目标的方案：{cells}。请把其中一个的锁定改为“否”。",
    ),
    "targets-no-whole-numbers": (
        "These {count} stated cells cannot be met in whole numbers: {cells}. Change one of them or set its hold to no.",
        "这 {count} 个目标无法用整数同时满足：{cells}。请修改其中一个，或把它的锁定改为“否”。",
    ),
    "targets-contradict": (
        "These {count} stated cells stand against each other: {cells}. Change one of them or set its hold to no.",
        "这 {count} 个目标互相矛盾：{cells}。请修改其中一个，或把它的锁定改为“否”。",
    ),
    "parts-exceed-total": (
        "The total {total} is stated, but its parts add up to {parts}: {difference} too much ({cells}). "
        "Raise the total, lower a part, or set a hold to no.",
        "总数是 {total}，各部分之和是 {parts}，多出 {difference}（{cells}）。请调高总数、调低某一部分，或把某个锁定改为“否”。",
    ),
    "parts-below-total": (
        "The total {total} is stated, but its parts, which are all stated, add up to {parts}: {difference} too little "
        "({cells}). Lower the total, raise a part, or set a hold to no.",
        "总数是 {total}，而各部分都已给定，之和是 {parts}，少了 {difference}（{cells}）。"
        "请调低总数、调高某一部分，或把某个锁定改为“否”。",
    ),
    "parts-exceed-total-over-assigned": (
        "The total {total}, with over-assignment {given}, is stated, but its parts add up to {parts}: "
        "{difference} too much ({cells}). Raise the total, lower a part, or set a hold to no.",
        "总数是 {total}，超配后应为 {given}，各部分之和是 {parts}，多出 {difference}（{cells}）。"
        "请调高总数、调低某一部分，或把某个锁定改为“否”。",
    ),
    "parts-below-total-over-assigned": (
        "The total {total}, with over-assignment {given}, is stated, but its parts, which are all stated, add up to "
        "{parts}: {difference} too little ({cells}). Lower the total, raise a part, or set a hold to no.",
        "总数是 {total}，超配后应为 {given}，而各部分都已给定，之和是 {parts}，少了 {difference}（{cells}）。"
        "请调低总数、调高某一部分，或把某个锁定改为“否”。",
    ),
    "measure-partly-stated": (
        "The year of {measure} is not stated: it is planned only as far as something is stated, the rest is 0. "
        "State the company's year to plan all of it.",
        "“{measure}”没有给出全年目标：只计划了已给出的部分，其余为 0。要计划全部，请给出公司全年目标。",
    ),
    "targets-none": (
        "The book states no target. Give at least the company's year in the sheet of targets.",
        "没有任何目标。请在“目标”表中至少给出公司的全年目标。",
    ),
    "nobody-carries": (
        "Nobody can carry a target in {when}: everybody has left, has not joined yet, or carries nothing.",
        "{when} 没有人能承担目标：所有人都已离职、尚未入职或不承担指标。",
    ),
    "target-on-non-carrier": (
        "{who} carries nothing, yet a target is stated: it is planned. Set carries to yes or delete the target.",
        "{who} 标为不承担指标，却有目标：已照目标计划。请把“承担指标”改为“是”，或删去这个目标。",
    ),
    "ramp-without-start": (
        "{who} has a ramp but no start date: the ramp is left out. Give the date of joining.",
        "{who} 有爬坡却没有入职日期：爬坡未计入。请填写入职日期。",
    ),
    "people-without-history": (
        "No record of {measure} for {count} of the people ({who}): they get the median of their unit, "
        "by capacity and time in service. State weights or targets if that is not right.",
        "{count} 人没有“{measure}”的历史（{who}）：按部门中位数、产能和在岗时间分摊。若不合适，请给出权重或目标。",
    ),
    "basis-borrowed": (
        "There is no history of {measure}: people are shared by their {instead}.",
        "没有“{measure}”的历史：人员按“{instead}”分摊。",
    ),
    "no-history": (
        "There is no history for the 12 months before the plan year: {measure} is shared by capacity. "
        "Add orders to the sheet of actuals for a better plan.",
        "计划年度前 12 个月没有历史：“{measure}”按产能分摊。在“实绩”表中补充订单，计划会更准。",
    ),
    "no-potential": (
        "No potential is known (customers' expected amounts, opportunities): {measure} is shared by capacity.",
        "没有潜力数据（客户预计金额、商机）：“{measure}”按产能分摊。",
    ),
    "products-never-sold": (
        "Products never sold, which get no target: {count} ({what}). State a target for those you launch.",
        "{count} 个产品从未有过销售，未分配目标（{what}）。要推的新品请单独给出目标。",
    ),
    "products-alike": (
        "Nothing is known about who sells what of {measure}: products share alike. Add products to the actuals "
        "or state their targets.",
        "“{measure}”没有分产品的历史：各产品平均分摊。请在实绩中填写产品，或给出产品目标。",
    ),
    "odd-rest": (
        "{who} carries the odd rest of {rest} that rounding to {quantum} leaves over in {unit}.",
        "按 {quantum} 取整后，{unit} 剩下的零头 {rest} 由 {who} 承担。",
    ),
    "over-assigned": (
        "{who} hands its people {given} for a target of {target}: {difference} more than it must reach itself.",
        "{who} 的目标是 {target}，向下分配 {given}，超配 {difference}。",
    ),
    "targets-without-reason": (
        "Stated targets without a reason: {count}. A number people are to carry should say why.",
        "有 {count} 个给定的目标没有写理由。要让人承担的数字，应该说清楚为什么。",
    ),
    "no-strategy": (
        "No strategy is stated: nobody can see which purpose a target serves. Fill in the sheet of strategy.",
        "没有填写战略重点：看不出目标为哪个战略服务。请填写“战略”表。",
    ),
    "targets-without-strategy": (
        "No target names the strategic statement it serves. Fill in the column strategy.",
        "没有一个目标写明它服务于哪条战略重点。请填写“战略”一栏。",
    ),
    "quarters-without-focus": (
        "No focus is stated for {quarters}. Give each quarter one focus in the sheet of strategy.",
        "{quarters} 没有重点。请在“战略”表中给每个季度定一个重点。",
    ),
    "no-market": (
        "Nothing is said about competitors: the targets rest on your own history alone. Fill in the sheet of market.",
        "没有竞争信息：目标只建立在自己的历史上。请填写“市场”表。",
    ),
    "coverage-thin": (
        "Customers in hand can bring {expected} of the {target} of {measure}: {percent} %. "
        "{gap} must come from customers not yet known; see the activities for what that takes.",
        "“{measure}”目标 {target}，手上客户预计能带来 {expected}，只占 {percent}%。"
        "缺口 {gap} 要靠新客户；需要多少拜访见“活动”表。",
    ),
    "coverage-thin-people": (
        "Customers in hand can bring less than {percent} % of the {measure} target of {count} of the people: {who}.",
        "有 {count} 人手上的客户撑不起“{measure}”目标的 {percent}%：{who}。",
    ),
    "growth-bold": (
        "The target of {measure}, {target}, is {percent} % above the last 12 months ({last}): say why.",
        "“{measure}”目标 {target} 比前 12 个月的 {last} 高出 {percent}%：请说明凭什么。",
    ),
    "growth-bold-people": (
        "To grow far more than the company in {measure}: {count} of the people ({who}). Check their weights or targets.",
        "有 {count} 人的“{measure}”增幅远高于公司平均：{who}。请核对他们的权重或目标。",
    ),
    "pace-never-reached": (
        "{measure} in {months} is above any month so far: up to {most}, the best was {best}.",
        "{months} 的“{measure}”超过以往任何一个月：最高 {most}，历史最好是 {best}。",
    ),
    "customer-heavy": (
        "A year that rests for more than {percent} % on one customer: {count} of the people (person/customer: {pairs}).",
        "有 {count} 人的全年目标超过 {percent}% 压在一个客户身上（人员/客户）：{pairs}。",
    ),
    "visits-too-many": (
        "More than {most} visits a working day would be needed in some month by {count} of the people: {who}. "
        "Improve the conversion rates, raise the deal size or share the target differently.",
        "有 {count} 人某些月份每个工作日要拜访超过 {most} 次：{who}。请提高转化率、提高单笔金额，或重新分摊目标。",
    ),
    "unit-empty": (
        "Nobody belongs to {unit}: it has no target.",
        "{unit} 没有人员，因此没有目标。",
    ),
}
