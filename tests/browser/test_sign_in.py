"""Signing in and out, the account's pages, language and theme, in the real browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cast import address
from live import Live
from looking import assert_accessible, assert_fits, assert_still, shots, ways

Open = Callable[..., Any]


def test_the_pages_before_signing_in(open_page: Open) -> None:
    for width, dark, lang in ways():
        page = open_page("anonymous", "/accounts/login/", width=width, dark=dark, lang=lang)
        assert page.get_attribute("html", "data-bs-theme") == ("dark" if dark else "light")
        assert_accessible(page)
        assert_fits(page)
        assert_still(page)
        page.context.close()


def test_a_wrong_password_is_said_and_the_right_one_leads_in(open_page: Open, live: Live) -> None:
    from django.contrib.auth import get_user_model

    from targetree.services.access import acting

    with acting(None):
        account = get_user_model().objects.get(email=address("seller"))
        account.set_password("a long enough secret 1")
        account.save(update_fields=["password"])
    page = open_page("anonymous", "/accounts/password/change/")
    page.fill("[name=login]", address("seller"))
    page.fill("[name=password]", "wrong")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    assert_accessible(page)
    page.fill("[name=password]", "a long enough secret 1")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/accounts/password/change/")
    page.wait_for_selector(".shell")


def test_language_is_kept(open_page: Open) -> None:
    page = open_page("anonymous", "/accounts/login/")
    assert page.inner_text("h1") == "登录"
    page.click("text=English")
    page.wait_for_selector("h1:has-text('Sign in')")
    page.goto("/accounts/password/reset/")
    assert page.inner_text("h1") == "Set a new password"


def test_the_account_pages(open_page: Open) -> None:
    shots(open_page, "seller", "account-password", "/accounts/password/change/")


def test_theme_is_kept_and_the_account_menu_is_accessible(open_page: Open) -> None:
    page = open_page("seller", "/accounts/password/change/")
    page.click(".sidebar-foot .switcher")
    assert_accessible(page)
    page.click(".sidebar-foot [data-theme-choice=dark]")
    assert page.get_attribute("html", "data-bs-theme") == "dark"
    page.reload()
    assert page.get_attribute("html", "data-bs-theme") == "dark"
    page.click(".sidebar-foot .switcher")
    page.click(".sidebar-foot >> text=退出登录")
    page.wait_for_url("**/accounts/login/**")
