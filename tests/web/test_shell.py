"""What stands around a page: the menu by role, signing in, pages for what is not there."""

from __future__ import annotations

import pytest

from cast import As

MENU = {
    "director": {"tree", "versions", "strategy", "import", "settings", "record"},
    "operations": {"tree", "versions", "strategy", "import", "settings", "record"},
    "auditor": {"tree", "versions", "strategy", "record"},
    "manager": {"tree", "strategy", "record"},
    "seller": {"me", "tree", "strategy", "record"},
    "colleague": set(),
    "outsider": set(),
}


@pytest.mark.parametrize("who", sorted(MENU))
@pytest.mark.django_db
def test_the_menu_has_what_the_role_may_use(as_: As, who: str) -> None:
    from targetree.web.navigation import ENTRIES

    actor = as_(who).get("/health/").wsgi_request.actor  # type: ignore[attr-defined]
    shown = {entry.slug for entry in ENTRIES if entry.shown_to(actor)}
    assert MENU[who] <= shown
    if who not in ("director", "operations"):
        assert not shown & {"settings", "import"}
    if who in ("colleague", "outsider"):
        assert not shown & {"tree", "versions", "commitments", "record"}


@pytest.mark.django_db
def test_the_switcher_knows_company_and_versions(as_: As) -> None:
    from targetree.services.versioning.surroundings import surroundings

    actor = as_("director").get("/health/").wsgi_request.actor  # type: ignore[attr-defined]
    around = surroundings(actor=actor)
    assert around.company
    assert around.plan_year > 2000
    assert around.version in around.versions
    other = around.versions[-1]
    assert surroundings(actor=actor, chosen=other.id).version == other
    assert surroundings(actor=actor, chosen=10**8).version == around.versions[0]
    nobody = as_("outsider").get("/health/").wsgi_request.actor  # type: ignore[attr-defined]
    assert surroundings(actor=nobody).versions == ()


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "status"), [("/no/such/page/", 404), ("/accounts/login/", 200)])
def test_pages_speak_the_language_that_was_asked_for(as_: As, address: str, status: int) -> None:
    for lang, html in (("zh-hans", 'lang="zh-hans"'), ("en", 'lang="en"')):
        answer = as_("anonymous").get(address, headers={"accept-language": lang})
        assert answer.status_code == status
        assert html in answer.content.decode()


@pytest.mark.django_db
def test_nothing_in_a_page_needs_inline_code(as_: As) -> None:
    html = as_("anonymous").get("/accounts/login/").content.decode()
    assert "<style" not in html
    assert " on" + "click=" not in html
    assert "<script>" not in html


@pytest.mark.django_db
def test_the_first_address_leads_on(as_: As) -> None:
    assert as_("anonymous").get("/").headers["Location"] == "/accounts/login/?next=/"
    for who, begins in (("seller", "/me/"), ("manager", "/tree/"), ("auditor", "/record/"), ("outsider", "/me/")):
        assert as_(who).get("/").headers["Location"] == begins
    welcome = as_("outsider").get("/me/")
    assert welcome.status_code == 200
    assert "销售运营" in welcome.content.decode()
