"""Findings about the planning book itself: files, sheets, headings, cells, references."""

FILES: dict[str, tuple[str, str]] = {
    "book-not-found": (
        "There is no such file or folder: check the path.",
        "找不到这个文件或文件夹：请检查路径。",
    ),
    "book-is-one-table": (
        "{file} is a single table. A planning book is one .xlsx workbook, or a folder that holds a file for each table: "
        "name the folder.",
        "{file} 只是一张表。规划簿是一个 .xlsx 工作簿，或者一个文件夹（每张表一个文件）：请指定文件夹。",
    ),
    "file-not-readable": (
        "{file} could not be read ({reason}): check that it exists and that you may read it.",
        "无法读取 {file}（{reason}）：请确认文件存在并且有读取权限。",
    ),
    "not-a-workbook": (
        "{file} is not an Excel workbook, whatever its name says: open it in Excel and save it as .xlsx.",
        "{file} 不是 Excel 工作簿（文件名不算数）：请用 Excel 打开，另存为 .xlsx。",
    ),
    "workbook-is-xls": (
        "{file} has the old Excel 97-2003 format: open it in Excel and save it as .xlsx.",
        "{file} 是旧的 Excel 97-2003 格式：请用 Excel 打开，另存为 .xlsx。",
    ),
    "workbook-is-xlsb": (
        "{file} is a binary workbook (.xlsb): open it in Excel and save it as .xlsx.",
        "{file} 是二进制工作簿（.xlsb）：请用 Excel 打开，另存为 .xlsx。",
    ),
    "workbook-encrypted": (
        "{file} is protected by a password: open it in Excel, remove the password and save it again.",
        "{file} 设有打开密码：请用 Excel 打开，取消密码后再保存。",
    ),
    "workbook-truncated": (
        "{file} is damaged or only part of it is here: copy or download it again, or save it again in Excel.",
        "{file} 已损坏或不完整：请重新复制或下载，或在 Excel 里重新保存。",
    ),
    "workbook-damaged": (
        "{file} could not be understood as a workbook ({reason}): open it in Excel and save it again.",
        "无法把 {file} 当作工作簿读取（{reason}）：请用 Excel 打开后重新保存。",
    ),
    "workbook-too-large": (
        "{file} unpacks to more than {limit} MB, more than a planning book needs: remove what does not belong in it, "
        "or hand the actuals in as CSV or Parquet.",
        "{file} 解压后超过 {limit} MB，超出规划簿的需要：请删去无关内容，或把实绩改用 CSV 或 Parquet。",
    ),
    "sheet-too-large": (
        "Its used cells span {rows} rows and {columns} columns: delete the rows and columns beyond the table "
        "(select them, delete, save).",
        "有内容的区域达到 {rows} 行 {columns} 列：请选中表格以外的行和列，删除后保存。",
    ),
    "parquet-damaged": (
        "{file} could not be read as Parquet ({reason}): write it again.",
        "无法把 {file} 当作 Parquet 读取（{reason}）：请重新生成。",
    ),
    "not-text": (
        "{file} is not a text file in UTF-8 or GB18030: save it as CSV (UTF-8).",
        "{file} 不是 UTF-8 或 GB18030 编码的文本：请另存为 CSV（UTF-8）。",
    ),
    "csv-broken": (
        "{file} is not sound CSV ({reason}): look for a quotation mark that is not closed, and save it as CSV again.",
        "{file} 的 CSV 格式有误（{reason}）：请检查是否有没有配对的引号，再另存为 CSV。",
    ),
}

TABLES: dict[str, tuple[str, str]] = {
    "tables-missing": (
        "Missing: {tables}. A book needs these tables; add a sheet or file of that name.",
        "缺少：{tables}。规划簿必须有这些表，请按这个名称补上工作表或文件。",
    ),
    "table-empty": (
        "This table is needed but has no rows: fill it in.",
        "这张表必须填写，但里面没有数据：请填上。",
    ),
    "table-twice": (
        "{first} and {second} are the same table: keep one of them, or rename the other.",
        "{first} 和 {second} 是同一张表：请只保留一个，或给另一个改名。",
    ),
    "sheet-hidden": (
        "The hidden sheet {sheet} was read as well; unhide it if that is intended, or delete it.",
        "隐藏的工作表 {sheet} 也读进来了：如果有意如此请取消隐藏，否则请删除。",
    ),
    "sheets-unused": (
        "Not part of a planning book, so not read: {sheets}. Rename what should be read.",
        "不属于规划簿、没有读取：{sheets}。如果需要读取，请改成规定的名称。",
    ),
    "no-heading-row": (
        "No row with the headings was found: put {columns} in one row above the data.",
        "没有找到标题行：请在数据上方用一行写上 {columns}。",
    ),
    "columns-missing": (
        "The headings lack {columns}: add them.",
        "标题行里缺少 {columns}：请补上。",
    ),
    "column-twice": (
        "{first} and {second} both name this column: rename or remove one of them.",
        "{first} 和 {second} 都表示这一列：请给其中一个改名或删去。",
    ),
    "columns-unused": (
        "Columns that mean nothing here, not read: {headings}. Rename those that should be read.",
        "这些列在这里没有含义，没有读取：{headings}。如果需要读取，请改成规定的列名。",
    ),
    "unit-from-title": (
        "Plain amounts in this table are read in {unit}, because {cell} says so. Remove that line if it is wrong.",
        "本表不带单位的金额按 {unit} 读取，因为 {cell} 是这样写的；如果不对，请删去那一行。",
    ),
    "totals-row": (
        "Taken for a row of totals ({text}) and left out. Totals are worked out; nothing needs to be done.",
        "这一行看起来是汇总行（{text}），没有读取。合计由系统计算，不用处理。",
    ),
    "and-more": (
        "And {count} more of the same kind.",
        "同类问题还有 {count} 处，没有逐一列出。",
    ),
}

CELLS: dict[str, tuple[str, str]] = {
    "value-missing": (
        "This cell is empty but needed: fill it in, or clear the whole row.",
        "这一格必须填写，现在是空的：请填上，或清空整行。",
    ),
    "cell-has-error": (
        "The cell holds an Excel error: mend its formula, or put in the value itself.",
        "单元格里是 Excel 错误值：请修正公式，或直接填入数值。",
    ),
    "formula-without-value": (
        "The formula in this cell has no stored value: open the file in Excel, let it calculate, and save it.",
        "这一格的公式没有保存计算结果：请用 Excel 打开，重新计算后保存。",
    ),
    "not-a-number": (
        "Not a number: write it like 1200.50, 1,200.50 or 120万.",
        "不是数字：请写成 1200.50、1,200.50 或 120万。",
    ),
    "percent-as-amount": (
        "A percentage where an amount is asked for: write the amount itself.",
        "这里要填数额，不能填百分比：请写出具体数额。",
    ),
    "amount-too-large": (
        "No single amount may be larger than 10 万亿 (10^13): check the number and its unit.",
        "单个数额不能超过 10 万亿：请检查数字和单位。",
    ),
    "not-whole": (
        "A whole number is asked for here: leave out the decimals.",
        "这里要填整数：请去掉小数。",
    ),
    "count-not-whole": (
        "{measure} is counted in whole numbers: leave out the decimals.",
        "“{measure}”按个数计，必须是整数：请去掉小数。",
    ),
    "number-too-small": (
        "It must be {low} or more: correct the number.",
        "不能小于 {low}：请改正。",
    ),
    "number-out-of-range": (
        "It must be from {low} to {high}: correct the number.",
        "必须在 {low} 到 {high} 之间：请改正。",
    ),
    "not-a-rate": (
        "It must be from 0 to 100 %: write it like 30 %, 0.3 or 30.",
        "必须在 0 到 100% 之间：请写成 30%、0.3 或 30。",
    ),
    "not-a-ramp": (
        "Not a ramp: write per cent month by month, like 25/50/75; none may be below 0 or above 100.",
        "爬坡写法不对：请按月写百分比，例如 25/50/75，每个数都在 0 到 100 之间。",
    ),
    "not-a-date": (
        "Not a date: write it like 2027-03-05, 2027/3/5, 20270305 or “2027年3月5日”.",
        "不是日期：请写成 2027-03-05、2027/3/5、20270305 或 2027年3月5日。",
    ),
    "no-such-day": (
        "There is no such day: correct the date.",
        "没有这一天：请改正日期。",
    ),
    "date-out-of-range": (
        "Dates must lie in the years {first} to {last}: correct the year.",
        "日期必须在 {first} 年到 {last} 年之间：请改正年份。",
    ),
    "not-a-period": (
        "Not a period: write a year, quarter or month like 2027, 2027-Q1 or 2027-03.",
        "不是期间：请写年、季度或月份，例如 2027、2027-Q1 或 2027-03。",
    ),
    "period-not-in-year": (
        "This period is not in the plan year, which runs from {first} to {last}: correct it.",
        "这个期间不在计划年度内（{first} 至 {last}）：请改正。",
    ),
    "not-in-list": (
        "Not one of the values known here: write one of {choices}.",
        "这里不认识这个值：请填 {choices} 中的一个。",
    ),
    "not-an-id": (
        "A date, time or yes/no cannot name something: write the id as text or number.",
        "日期、时间或是否值不能当编号或名称：请写成文本或数字。",
    ),
}

SETTINGS: dict[str, tuple[str, str]] = {
    "setting-unknown": (
        "There is no such setting. The settings are {settings}. Correct the name or remove the row.",
        "没有这个设置。可用的设置：{settings}。请改正名称，或删去这一行。",
    ),
    "setting-twice": (
        "This setting stands in row {first_row} already: keep one of them.",
        "这个设置在第 {first_row} 行已经写过：请只保留一个。",
    ),
    "plan-year-missing": (
        "The plan year is not stated: add a row plan_year with a year such as 2027.",
        "没有写计划年度：请加一行“计划年度”，值填年份，例如 2027。",
    ),
    "not-a-year": (
        "Not a year: write one from {first} to {last}, such as 2027.",
        "不是年份：请填 {first} 到 {last} 之间的年份，例如 2027。",
    ),
    "year-start-not-first": (
        "A plan year begins with the first day of a month: write such a day.",
        "计划年度必须从某个月的 1 日开始：请改正。",
    ),
    "year-start-elsewhere": (
        "The plan year {plan_year} must begin in that year or the one before: correct the date or the plan year.",
        "{plan_year} 计划年度应当从当年或前一年开始：请改正日期或计划年度。",
    ),
    "not-an-amount-unit": (
        "Not a unit of amounts: write 元, 千元, 万元, 百万元, 亿元 or a whole number.",
        "不是金额单位：请填 元、千元、万元、百万元、亿元，或一个整数。",
    ),
    "round-to-out-of-bounds": (
        "It must be 0.01 or more, and at most 100,000,000,000: correct the number.",
        "取整单位不能小于 0.01，也不能超过 1000 亿：请改正。",
    ),
    "not-a-code": (
        "Not a code of two or three letters, such as CN or CNY: correct it.",
        "不是两三个字母的代码（例如 CN、CNY）：请改正。",
    ),
}

REFERENCES: dict[str, tuple[str, str]] = {
    "id-twice": (
        "This id stands in row {first_row} already: give each row an id of its own.",
        "这个编号在第 {first_row} 行已经用过：每行的编号必须不同。",
    ),
    "id-twice-in-tables": (
        "This id stands in row {first_row} of {table} already; units and people share one set of ids: change one of them.",
        "这个编号在“{table}”第 {first_row} 行已经用过；部门和人员的编号不能重复：请改掉其中一个。",
    ),
    "name-ambiguous": (
        "Several have this name: {ids}. Write the id instead.",
        "有几个都叫这个名称：{ids}。请改填编号。",
    ),
    "unknown-parent": (
        "There is no such row to stand under: correct it, or add the missing row.",
        "上级不存在：请改正，或补上缺少的那一行。",
    ),
    "unknown-unit": (
        "There is no such unit: correct it, or add the unit.",
        "没有这个部门：请改正，或在部门表里补上。",
    ),
    "unknown-who": (
        "There is no such unit or person: correct it, or add the missing row to units or people.",
        "没有这个部门或人员：请改正，或在部门、人员表里补上。",
    ),
    "unknown-person": (
        "There is no such person: correct it, or add the person (those who left too, with an end_date).",
        "没有这个人：请改正，或在人员表里补上（已离职的人也要写，并填离职日期）。",
    ),
    "unknown-manager": (
        "The one who leads this unit is not among the people, so it is planned without one: correct the id or add the person.",
        "部门负责人不在人员表里，暂按没有负责人处理：请改正编号，或补上这个人。",
    ),
    "unknown-product": (
        "There is no such product: correct it, or add the product.",
        "没有这个产品：请改正，或在产品表里补上。",
    ),
    "unknown-measure": (
        "There is no such measure: correct it, or add your own measure to the table of measures.",
        "没有这个指标：请改正，或在指标表里加上自定义指标。",
    ),
    "unknown-strategy": (
        "There is no such strategic statement, so the link is left out: correct it, or add the statement.",
        "没有这个战略重点，暂不关联：请改正，或在战略表里补上。",
    ),
    "unknown-customers": (
        "{customers} customers in {rows} rows are not in the table of customers ({ids} …). They were taken in; "
        "add them there if their stage and owner matter.",
        "有 {customers} 个客户（涉及 {rows} 行）不在客户表里（{ids} 等），已自动加入；如需阶段和负责人，请在客户表里补上。",
    ),
    "products-not-used": (
        "The book has no table of products, so this column is not used. Add the table to plan by product.",
        "规划簿里没有产品表，这一列没有使用；要按产品分解，请补上产品表。",
    ),
    "cycle": (
        "These stand under each other in a circle: {ids}. Correct the parent of one of them.",
        "上下级绕成了圈：{ids}。请改正其中一个的上级。",
    ),
    "no-root": (
        "No row is without a parent: leave the parent of the company itself blank.",
        "没有一行的上级是空的：请把公司本身那一行的上级留空。",
    ),
    "several-roots": (
        "More than one row has no parent: {ids}. Only the company itself may have none; fill in the others.",
        "有几行没有填上级：{ids}。只有公司本身可以不填，其余请补上。",
    ),
}

ROWS: dict[str, tuple[str, str]] = {
    "leaves-before-joining": (
        "Leaves before joining on {start}: correct one of the two dates.",
        "离职日期早于入职日期 {start}：请改正其中一个。",
    ),
    "over-assign-not-positive": (
        "It must be above 0: write 1.1 or 110 % to assign ten per cent more, or leave it blank.",
        "超配必须大于 0：多分一成请写 1.1 或 110%，不超配请留空。",
    ),
    "measure-built-in": (
        "This id belongs to a built-in measure of another kind ({kind}): choose another id.",
        "这个编号是内置指标，类型是“{kind}”：请换一个编号。",
    ),
    "measure-needs-no-row": (
        "This measure is built in and needs no row here; the row is not used.",
        "这是内置指标，不用在这里写；这一行没有使用。",
    ),
    "day-twice": (
        "Row {first_row} says the opposite of the same day and people: keep one of them.",
        "同一天、同样的对象，第 {first_row} 行写的正好相反：请只保留一个。",
    ),
    "funnel-backwards": (
        "A step must lead forward in {choices}: exchange from and to, or correct them.",
        "漏斗只能往后走：{choices}。请对调“从”和“到”，或改正。",
    ),
    "funnel-twice": (
        "This step stands in row {first_row} already: keep one of them.",
        "这一步在第 {first_row} 行已经写过：请只保留一个。",
    ),
    "closed-before-created": (
        "Closed before it was created on {created}: correct one of the two dates.",
        "关闭日期早于创建日期 {created}：请改正其中一个。",
    ),
    "paid-more-than-due": (
        "More is paid than was due: check both amounts.",
        "已收多于应收：请核对两个金额。",
    ),
    "attainment-backwards": (
        "The attainment ends before it begins: exchange the two, or correct them.",
        "达成率的止小于起：请对调或改正。",
    ),
    "reward-without-amount": (
        "Neither an amount nor a rate is stated: fill in one of them.",
        "金额和比例都没有填：请填其中一个。",
    ),
}

SENTENCES: dict[str, tuple[str, str]] = FILES | TABLES | CELLS | SETTINGS | REFERENCES | ROWS
