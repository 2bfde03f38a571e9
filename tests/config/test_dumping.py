"""A dump is read as the role that owns the database now, whoever made it; rows are never touched."""

from __future__ import annotations

from targetree.config.dumping import _of_this_owner

DUMP = rb"""CREATE POLICY owner ON public.lines TO boss USING (true) WITH CHECK (true);
CREATE POLICY see ON public.lines FOR SELECT TO targetree_app USING (true);
GRANT ALL ON FUNCTION public.f() TO boss;
GRANT ALL ON FUNCTION public.f() TO targetree_app;
COPY public.people (name) FROM stdin;
GRANT ALL ON TABLE x TO boss;
CREATE POLICY owner ON x TO boss USING (true)
\.
REVOKE ALL ON FUNCTION public.f() FROM boss;
ALTER DEFAULT PRIVILEGES FOR ROLE boss IN SCHEMA public GRANT SELECT ON TABLES TO targetree_app;
"""
OURS = rb"""CREATE POLICY owner ON public.lines TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY see ON public.lines FOR SELECT TO targetree_app USING (true);
GRANT ALL ON FUNCTION public.f() TO targetree_app;
COPY public.people (name) FROM stdin;
GRANT ALL ON TABLE x TO boss;
CREATE POLICY owner ON x TO boss USING (true)
\.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO targetree_app;
"""


def test_statements_name_the_present_owner_and_rows_stay() -> None:
    assert b"".join(_of_this_owner(DUMP.splitlines(keepends=True), "boss")) == OURS


def test_a_name_in_quotation_marks() -> None:
    line = b'CREATE POLICY owner ON public.lines TO "The Boss" USING (true);\n'
    assert list(_of_this_owner([line], "The Boss")) == [line.replace(b'"The Boss"', b"CURRENT_USER")]
