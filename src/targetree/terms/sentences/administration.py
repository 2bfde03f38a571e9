"""What administration refuses: units, people, products, customers, measures, calendar, company."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "no-such-unit": (
        "There is no unit “{id}”. Choose one from the list of units.",
        "没有编号为“{id}”的部门，请从部门列表中选择。",
    ),
    "no-such-person": (
        "There is nobody with the id “{id}”. Choose somebody from the list of people.",
        "没有编号为“{id}”的人员，请从人员列表中选择。",
    ),
    "no-such-product": (
        "There is no product “{id}”. Choose one from the list of products.",
        "没有编号为“{id}”的产品，请从产品列表中选择。",
    ),
    "product-code-taken": (
        "There is a product “{id}” already.",
        "已有编号为“{id}”的产品。",
    ),
    "no-such-field": (
        "“{field}” cannot be changed here.",
        "这里不能修改“{field}”。",
    ),
    "code-not-good": (
        "“{id}” cannot be an id. Use up to 80 letters, digits, dots or dashes, without blanks, commas or @.",
        "“{id}”不能用作编号。请用不超过 80 个字母、数字、点或短横，不含空格、逗号和 @。",
    ),
    "code-taken": (
        "The id “{id}” is in use already. Units and people share their ids: choose another.",
        "编号“{id}”已被使用。部门和人员的编号不能重复，请换一个。",
    ),
    "name-needed": (
        "A name is missing, or longer than 120 characters.",
        "请填写名称（不超过 120 个字）。",
    ),
    "root-stays": (
        "“{unit}” is the company itself: it can be renamed, but neither moved nor archived.",
        "“{unit}”是公司本身，可以改名，不能移动或停用。",
    ),
    "unit-under-itself": (
        "“{unit}” cannot move under “{parent}”, which is part of it.",
        "“{parent}”属于“{unit}”，不能把上级移到自己的下级之下。",
    ),
    "unit-has-units": (
        "“{unit}” still has units below it. Move or archive them first.",
        "“{unit}”还有下级部门，请先移走或停用它们。",
    ),
    "unit-has-people": (
        "{person} still works in “{unit}”. Transfer everybody first, or enter their last day.",
        "{person} 还在“{unit}”。请先把人员调走，或登记离职日期。",
    ),
    "over-assign-out-of-range": (
        "Over-assignment is a factor between {least} and {most}: 1.1 or 110% gives the units below 10 % more.",
        "超配须在 {least} 到 {most} 之间：1.1 或 110% 表示多下达 10%。",
    ),
    "already-there": (
        "{person} sits in “{unit}” already. Choose another unit.",
        "{person} 已经在“{unit}”，请选择别的部门。",
    ),
    "left-before": (
        "{person}'s last day is {date}. Choose an earlier day, or change the last day first.",
        "{person} 的最后工作日是 {date}。请选更早的日期，或先修改离职日期。",
    ),
    "transfer-too-early": (
        "{person} has the present seat from {date} on. Choose a later day for the transfer.",
        "{person} 从 {date} 起才在现岗位，调动日期须晚于这一天。",
    ),
    "last-day-before-first": (
        "The last day cannot be before the first: {date}.",
        "离职日期不能早于入职日期 {date}。",
    ),
    "leaves-before-transfer": (
        "A transfer on {date} is on file. The last day cannot be before it.",
        "已登记 {date} 的调动，离职日期不能早于这一天。",
    ),
    "nobody-left": (
        "Nobody who stays can carry these months. Name a person who takes them over, or let them move along.",
        "留下的人中没有人能承担这些月份的目标。请指定一位接手人，或让目标随人转走。",
    ),
    "heir-is-the-same": (
        "{person} cannot take over from themselves. Choose a colleague.",
        "接手人不能是 {person} 本人，请选择一位同事。",
    ),
    "person-has-history": (
        "{person} has targets, customers or actuals and stays on file. Enter a last day instead.",
        "{person} 名下有目标、客户或实绩，不能删除。请改为登记离职日期。",
    ),
    "capacity-out-of-range": (
        "Capacity is a number from 0 to 10; 1 is a full quota.",
        "产能须为 0 到 10 之间的数，1 表示承担全额指标。",
    ),
    "weight-out-of-range": (
        "A weight is a number that is not negative.",
        "权重须为不小于 0 的数。",
    ),
    "ramp-not-good": (
        "A ramp lists per cent of a full quota for the first months, such as 25/50/75.",
        "爬坡按月填写全额指标的百分比，例如 25/50/75。",
    ),
    "product-under-itself": (
        "“{product}” cannot belong to “{parent}”, which is part of it.",
        "“{parent}”属于“{product}”，不能作为它的上级。",
    ),
    "product-has-parts": (
        "“{product}” still has products below it. Move or archive them first.",
        "“{product}”下面还有产品，请先移走或停用它们。",
    ),
    "product-sold-itself": (
        "“{parent}” is sold itself: opportunities or actuals name it. A product that is sold cannot become a category.",
        "“{parent}”本身有商机或实绩，不能再作为产品类别。",
    ),
    "price-out-of-range": (
        "A price is an amount that is not negative.",
        "单价须为不小于 0 的金额。",
    ),
    "measure-is-built-in": (
        "Built-in measures keep their name and unit. They can be hidden.",
        "内置指标的名称和单位不能修改，可以隐藏。",
    ),
    "measure-code-taken": (
        "There is a measure “{id}” already. Choose another id or name.",
        "已有指标“{id}”，请换一个编号或名称。",
    ),
    "measure-kind": (
        "The unit of a measure is money, a count or a quantity.",
        "指标单位只能是金额、个数或数量。",
    ),
    "measure-planned": (
        "“{measure}” has targets in a plan: its unit can no longer be changed.",
        "“{measure}”已在计划中有目标，不能再改单位。",
    ),
    "no-such-measure": (
        "There is no measure “{id}”.",
        "没有指标“{id}”。",
    ),
    "no-such-customer": (
        "There is no customer “{id}”, or it is not yours to see.",
        "找不到客户“{id}”，或者您无权查看。",
    ),
    "customer-code-taken": (
        "There is a customer “{id}” already.",
        "已有编号为“{id}”的客户。",
    ),
    "customer-value": (
        "“{field}” is not filled in as it should be: {rule}.",
        "“{field}”填写有误：{rule}。",
    ),
    "hand-over-nobody": (
        "Choose to whom the customers go, somebody other than their present owner.",
        "请选择接手人，且不能是现负责人。",
    ),
    "owner-has-left": (
        "{person}'s last day was {date}. Choose somebody who is there.",
        "{person} 已于 {date} 离职，请选择在职人员。",
    ),
    "too-many-days-at-once": (
        "At most {most} days at a time.",
        "一次最多设置 {most} 天。",
    ),
    "days-backwards": (
        "The last day lies before the first.",
        "结束日期早于开始日期。",
    ),
    "day-outside-year": (
        "{date} is not in the plan year.",
        "{date} 不在计划年度内。",
    ),
    "no-calendar-of-country": (
        "No calendar is known for “{country}”. Use a code such as CN, HK or SG.",
        "没有“{country}”的日历，请填写 CN、HK、SG 等国家代码。",
    ),
    "company-value": (
        "“{field}” cannot be “{value}”.",
        "“{field}”不能是“{value}”。",
    ),
    "year-has-plans": (
        "There are plans for {year}: the plan year and its beginning stay. Import the next year's book to begin it.",
        "{year} 年度已有计划，不能再改计划年度和起始日期。要开始新年度，请导入新年度的计划书。",
    ),
    "record-too-long": (
        "That is more than {most} entries. Choose a shorter time or one kind of change.",
        "超过 {most} 条，请缩短时间范围或只选一类变更。",
    ),
    "note-needed": (
        "Please write a note.",
        "请填写内容。",
    ),
}
