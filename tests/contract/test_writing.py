# ruff: noqa: E501 - tables of a book are easier to read in one line each
"""Rule 11 and the opening paragraph: how numbers, dates and headings may be written; and what is wrong is told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import ClassVar

import pytest

from .conftest import COMPANY, PEOPLE, UNITS, Plan, command, company, rows_of, write_tables


def one(plan: Plan, amount: str, **tables: str) -> Decimal:
    made = plan(targets=f'measure,amount\nbookings,"{amount}"\n', **tables)
    assert made.status == 0, made.printed
    return made.year()


class TestAmounts:
    @pytest.mark.parametrize(
        ("written", "yuan"),
        [
            ("1,200.50", "1200.50"), ("￥1,200.50", "1200.50"), ("¥1200.5", "1200.50"), ("120万", "1200000"),
            ("１２００．５", "1200.50"), ("１，２００", "1200"), (" 1200 ", "1200"), ("1 200", "1200"), ("1.2亿", "120000000"),
            ("120万元", "1200000"), ("1200元", "1200"), ("　1200　", "1200"), ("1.2e3", "1200"), ("-1,200", "-1200"), ("+5", "5"),
            ("0.01", "0.01"), ("12.5万", "125000"), ("￥120万", "1200000"), ("(1,200)", "-1200"),
        ],
    )  # fmt: skip
    def test_understood(self, plan: Plan, written: str, yuan: str) -> None:
        assert one(plan, written) == Decimal(yuan)

    @pytest.mark.parametrize(
        ("written", "yuan"),
        [("120", "1200000"), ("120万", "1200000"), ("0.5", "5000"), ("120元", "120")],
    )
    def test_a_book_in_wan(self, plan: Plan, written: str, yuan: str) -> None:
        for unit in ("万元", "10000", "万"):
            assert one(plan, written, company=company(amount_unit=unit)) == Decimal(yuan)

    def test_the_unit_scales_money_only(self, plan: Plan) -> None:
        made = plan(company=company(amount_unit="万元"), targets="measure,amount\nsignings,12\nbookings,1\n")
        assert made.year(measure="signings") == 12 and made.year() == 10_000

    def test_history_in_wan_too(self, plan: Plan) -> None:
        actuals = "date,person,measure,amount\n2025-03-05,a,bookings,1\n2025-03-05,b,bookings,3万\n2025-04-05,c,bookings,2\n2025-04-05,d,bookings,4\n"
        made = plan(company=company(amount_unit="万元"), targets="measure,amount\nbookings,10\n", actuals=actuals)
        assert [made.year(p) for p in "abcd"] == pytest.approx([10_000, 30_000, 20_000, 40_000], abs=Decimal("0.05"))

    @pytest.mark.parametrize("written", ["abc", "12..5", "1.005", "12%", "2027-01-05"])
    def test_not_an_amount(self, plan: Plan, written: str) -> None:
        made = plan(targets=f"measure,amount\nbookings,{written}\n")
        if made.status == 0:
            assert written == "1.005"  # a fraction of a fen: rounded, or refused, but never a traceback
        else:
            assert made.status == 1 and "row 2" in made.printed and written in made.printed

    @pytest.mark.parametrize("nothing", ["-", "", "—"])
    def test_an_amount_that_is_missing(self, plan: Plan, nothing: str) -> None:
        made = plan(targets=f"measure,who,amount\nbookings,,1000\nbookings,a,{nothing}\n")
        assert made.status == 1 and "row 3" in made.printed


class TestDates:
    @pytest.mark.parametrize(
        "written", ["2026-03-05", "2026/3/5", "20260305", "2026年3月5日", "２０２６年３月５日", "2026.3.5", "2026-3-5"]
    )
    def test_understood(self, plan: Plan, written: str) -> None:
        made = plan(targets="measure,amount\nbookings,1000\n", calendar=f"date,working\n{written},no\n")
        assert made.status == 0, made.printed
        assert "2026-03-05" not in made.days("a") and "2026-03-06" in made.days("a")

    @pytest.mark.parametrize("written", ["2026-02-30", "soon", "2026-13-01", "5.3.26x"])
    def test_not_a_date(self, refused, written: str) -> None:
        text = refused(targets="measure,amount\nbookings,1000\n", calendar=f"date,working\n{written},no\n")
        assert written in text and "row 2" in text and "calendar" in text

    @pytest.mark.parametrize(
        ("written", "first"),
        [
            ("2026-Q1", "2026-01"),
            ("2026Q1", "2026-01"),
            ("2026-03", "2026-03"),
            ("2026/3", "2026-03"),
            ("2026年3月", "2026-03"),
            ("2026年1季度", "2026-01"),
        ],
    )
    def test_periods(self, plan: Plan, written: str, first: str) -> None:
        made = plan(targets=f"measure,when,amount\nbookings,{written},300\n")
        assert made.status == 0, made.printed
        assert made.year() == 300 and made.month(first) > 0

    @pytest.mark.parametrize("written", ["2027", "2025-12", "2026-Q5", "2026-13", "Q", "March"])
    def test_not_a_period_of_the_year(self, refused, written: str) -> None:
        text = refused(targets=f"measure,when,amount\nbookings,{written},300\n")
        assert written in text and "row 2" in text


class TestYesAndNo:
    @pytest.mark.parametrize(
        ("written", "carries"),
        [
            ("no", False),
            ("否", False),
            ("yes", True),
            ("是", True),
            ("", True),
            ("No", False),
            ("N", False),
            ("0", False),
            ("FALSE", False),
        ],
    )
    def test_carries(self, plan: Plan, written: str, carries: bool) -> None:
        made = plan(
            people=f"id,name,unit,carries\na,A,N,\nb,B,N,{written}\n", targets="measure,amount\nbookings,1000\n"
        )
        assert (made.year("b") > 0) is carries

    @pytest.mark.parametrize("written", ["no", "否"])
    def test_hold(self, plan: Plan, written: str) -> None:
        made = plan(targets=f"measure,who,amount,hold\nbookings,,1000,\nbookings,N,5000,{written}\n")
        assert made.year() == 1000

    def test_neither(self, refused) -> None:
        assert "perhaps" in refused(targets="measure,who,amount,hold\nbookings,,1000,perhaps\n")


class TestRates:
    @pytest.mark.parametrize(
        ("written", "n"), [("1.1", 550), ("110%", 550), ("110", 550), ("", 500), ("1", 500), ("１１０％", 550)]
    )
    def test_over_assign(self, plan: Plan, written: str, n: int) -> None:
        """Rates above 1 are per cent, but 1.1 stands in the contract as 110 %."""
        units = f"id,name,parent,over_assign\nC,Company,,\nN,North,C,{written}\nS,South,C,\n"
        made = plan(units=units, targets="measure,amount\nbookings,1000\n")
        assert made.status == 0, made.printed
        assert made.year("N") == n

    @pytest.mark.parametrize("written", ["60%", "0.6", "60", "６０％"])
    def test_odds(self, plan: Plan, written: str) -> None:
        opportunities = f"id,customer,owner,amount,win_probability\n1,x,a,1000,{written}\n2,y,b,1000,20%\n"
        made = plan(company=company(basis="potential"), people="id,name,unit\na,A,N\nb,B,N\n",
                    customers="id,name,owner\nx,X,a\ny,Y,b\n", opportunities=opportunities,
                    targets="measure,amount\nbookings,800\n")  # fmt: skip
        assert [made.year(p) for p in "ab"] == pytest.approx([600, 200], abs=Decimal("0.02"))

    def test_above_a_hundred_per_cent(self, refused) -> None:
        opportunities = "id,customer,owner,amount,win_probability\n1,x,a,1000,160%\n"
        text = refused(
            customers="id,name\nx,X\n", opportunities=opportunities, targets="measure,amount\nbookings,800\n"
        )
        assert "160%" in text


class TestIds:
    def test_unique_over_units_and_people(self, refused) -> None:
        text = refused(people="id,name,unit\nN,Ann,S\n", targets="measure,amount\nbookings,800\n")
        assert "N" in text and "people" in text

    def test_numbers_as_ids(self, plan: Plan) -> None:
        made = plan(
            units="id,name,parent\n1,C,\n2,N,1\n",
            people="id,name,unit\n007,Bond,2\n",
            targets="measure,who,amount\nbookings,007,800\n",
        )
        assert made.year("007") == 800

    def test_case_and_blanks_of_ids(self, plan: Plan) -> None:
        made = plan(people="id,name,unit\n a ,Ann,N \nb,Ben, N\n", targets="measure,who,amount\nbookings, a,800\n")
        assert made.status == 0 and "800.00" in {r["amount"] for r in made.tables["receipts"] if r["who"] == "a"}

    @pytest.mark.parametrize("what", ["parent", "unit", "who", "product", "cycle", "roots", "twice"])
    def test_what_does_not_exist(self, refused, what: str) -> None:
        books: dict[str, dict[str, str]] = {
            "parent": {"units": UNITS + "E,East,X9\n"},
            "unit": {"people": PEOPLE + "e,Eve,X9\n"},
            "who": {"targets": "measure,who,amount\nbookings,X9,800\n"},
            "product": {"targets": "measure,what,amount\nbookings,X9,800\n", "products": "id,name\nk,K\n"},
            "cycle": {"units": UNITS + "X8,1,X9\nX9,2,X8\n"},
            "roots": {"units": UNITS + "X9,Other,\n"},
            "twice": {"people": PEOPLE + "X9,1,N\nX9,2,N\n"},
        }
        text = refused(**({"targets": "measure,amount\nbookings,800\n"} | books[what]))
        assert "X9" in text and "row" in text

    def test_all_errors_at_once(self, refused) -> None:
        text = refused(
            units=UNITS + "E,East,X1\n",
            people=PEOPLE + "e,Eve,X2\n",
            targets="measure,who,when,amount\nbookings,X3,2026-44,8x\n",
        )
        assert all(part in text for part in ("X1", "X2", "X3", "2026-44", "8x"))


class TestHeadings:
    CHINESE: ClassVar[dict[str, str]] = {
        "company": "设置,值\n公司名称,示例\n计划年度,2026\n金额单位,万元\n取整,1\n分摊依据,平均\n季节性,flat\n",
        "units": "编号,名称,上级,负责人,超配\nC,公司,,,\nN,北区,C,a,\n",
        "people": "编号,姓名,部门,岗位,入职日期,离职日期,产能,爬坡,权重,承担指标\na,安,N,经理,,,1,,,是\nb,贝,N,销售,2026年3月1日,,0.5,25/50/75,,是\n",
        "products": "编号,名称,上级,单价\nk,产品,,12.5\n",
        "targets": "指标,对象,产品,期间,数额,锁定,理由,锁定人,到期,战略\n签约额,,,2026,12,是,董事会,王总,2026-12-31,s1\n签约额,a,k,2026-03,1,否,,,,\n",
        "strategy": "编号,战略重点,季度,指标,部门\ns1,扩大华北,2026-Q1,签约额,N\n",
        "customers": "编号,名称,负责人,阶段,特点,习惯,城市,地址,纬度,经度,拜访周期,复购率,预计金额\nx,客户,a,现有,大,月结,北京,路,39.9,116.4,30,80%,5\ny,客二,b,过去,,,,,,,,,\nz,客三,b,潜在,,,,,,,,,3\n",
        "opportunities": "编号,客户,负责人,产品,金额,阶段,赢率,预计成交,创建日期,关闭日期,结果,原因\no1,x,a,k,2,谈判,50%,2026-03-05,2025-12-01,,,\no2,y,b,k,2,结束,,2025-11-05,2025-10-01,2025-11-01,输,价格\n",
        "actuals": "日期,人员,客户,产品,指标,数额\n2025-03-05,a,x,k,签约额,3\n2025年6月5日,b,y,k,签约额,1万\n",
        "calendar": "日期,工作日,对象,说明\n2026-03-05,否,,停工\n2026-03-06,否,a,休假\n",
        "funnel": "对象,从,到,转化率,天数\n,陌拜数,拜访数,50%,5\n,拜访数,商机,30%,10\n,商机,签约数,25%,30\n",
        "receivables": "合同,客户,负责人,应收日期,金额,已收\nk1,x,a,2026-04-01,3,1\n",
        "market": "对象,产品,竞争对手,说明\nN,k,某公司,降价\n",
        "rewards": "指标,岗位,起,止,类别,金额,比例\n签约额,销售,80%,100%,奖,0.1,\n签约额,销售,0,80%,罚,0.1,\n",
        "measures": "编号,名称,单位\nsamples,送样数,count\n",
    }  # fmt: skip

    def test_a_book_all_in_chinese(self, plan: Plan) -> None:
        made = plan(**self.CHINESE)
        assert made.status == 0, made.printed + made.errors
        assert made.year() == 120_000
        assert not [f for f in made.tables["findings"] if f["severity"] == "error"]
        assert "columns-unused" not in made.codes() and "sheets-unused" not in made.codes()

    def test_mixed_headings_and_any_order(self, plan: Plan) -> None:
        made = plan(targets="数额,measure,对象\n1000,bookings,a\n", people="部门,姓名,id\nN,安,a\n")
        assert made.year("a") == 1000

    @pytest.mark.parametrize("name", ["签约额", "bookings", "Bookings", "BOOKINGS"])
    def test_measures_by_either_name(self, plan: Plan, name: str) -> None:
        assert plan(targets=f"measure,amount\n{name},1000\n").year() == 1000

    @pytest.mark.parametrize("slug", [
        "bookings", "cash_collected", "revenue", "margin", "signings", "new_customers", "visits", "cold_visits", "return_visits",
    ])  # fmt: skip
    def test_every_built_in_measure_needs_no_row(self, plan: Plan, slug: str) -> None:
        assert plan(targets=f"measure,amount\n{slug},100\n").year(measure=slug) == 100

    def test_stages_and_outcomes_in_both_languages(self, plan: Plan) -> None:
        customers = "id,name,owner,stage\n" + "".join(
            f"x{k},X,a,{s}\n" for k, s in enumerate(("past", "过去", "current", "现有", "future", "潜在"))
        )
        opportunities = "id,customer,owner,amount,outcome\n" + "".join(
            f"o{k},x1,a,5,{s}\n" for k, s in enumerate(("won", "赢", "lost", "输", ""))
        )
        made = plan(customers=customers, opportunities=opportunities, targets="measure,amount\nbookings,1000\n")
        assert made.status == 0, made.printed

    def test_settings_in_both_languages(self, plan: Plan) -> None:
        for basis in ("history", "potential", "capacity", "weight", "equal"):
            assert plan(company=company(basis=basis), targets="measure,amount\nbookings,1000\n").year() == 1000
        for season in ("workday", "share", "flat"):
            assert plan(company=company(seasonality=season), targets="measure,amount\nbookings,1000\n").year() == 1000

    def test_a_setting_that_does_not_exist(self, refused) -> None:
        assert "Plutonium" in refused(company=company(Plutonium=5), targets="measure,amount\nbookings,1000\n")


class TestFiles:
    def test_only_headings(self, plan: Plan) -> None:
        empty = {name: text.splitlines()[0] + "\n" for name, text in TestHeadings.CHINESE.items()
                 if name not in ("company", "units", "people", "targets")}  # fmt: skip
        made = plan(targets="measure,amount\nbookings,1000\n", **empty)
        assert made.status == 0 and made.year() == 1000

    @pytest.mark.parametrize("table", ["company", "units", "people", "targets"])
    def test_a_required_table_with_headings_only(self, refused, table: str) -> None:
        given = {"company": COMPANY, "units": UNITS, "people": PEOPLE, "targets": "measure,amount\nbookings,1000\n"}
        assert table in refused(**(given | {table: given[table].splitlines()[0] + "\n"}))

    @pytest.mark.parametrize("table", ["company", "units", "people", "targets"])
    def test_a_required_table_that_is_missing(self, tmp_path: Path, table: str) -> None:
        given = {"company": COMPANY, "units": UNITS, "people": PEOPLE, "targets": "measure,amount\nbookings,1000\n"}
        del given[table]
        status, printed, _ = command("check", write_tables(tmp_path / "b", given), "--lang", "en")
        assert status == 1 and table in printed

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
    @pytest.mark.parametrize("newline", ["\n", "\r\n"])
    def test_encodings(self, tmp_path: Path, encoding: str, newline: str) -> None:
        book, out = tmp_path / "b", tmp_path / "o"
        book.mkdir()
        for name, text in TestHeadings.CHINESE.items():
            (book / f"{name}.csv").write_bytes(text.replace("\n", newline).encode(encoding))
        assert command("plan", book, "-o", out)[0] == 0
        written = (out / "months.csv").read_bytes()
        assert not written.startswith(b"\xef\xbb\xbf") and rows_of(written.decode("utf-8"))

    def test_blank_lines_blank_columns_and_totals(self, plan: Plan) -> None:
        targets = "\n,,,\n指标,,对象,数额\n,,,\n签约额,,N,600\n,,,\n签约额,,S,400\n合计,,,1000\n"
        made = plan(targets=targets)
        assert made.status == 0 and made.year() == 1000
