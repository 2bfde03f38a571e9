"""Addresses of administration."""

from __future__ import annotations

from django.urls import path

from . import accounts, calendar, company, customers, market, measures, moving, people, products, tokens, units

urlpatterns = [
    path("settings/", units.start, name="settings"),
    path("settings/units/", units.units, name="settings-units"),
    path("settings/units/new/", units.new, name="settings-unit-new"),
    path("settings/units/<str:code>/", units.change, name="settings-unit"),
    path("settings/units/<str:code>/archive/", units.archive, name="settings-unit-archive"),
    path("settings/people/", people.people, name="settings-people"),
    path("settings/people/new/", people.new, name="settings-person-new"),
    path("settings/people/<str:code>/", people.change, name="settings-person"),
    path("settings/people/<str:code>/remove/", people.remove, name="settings-person-remove"),
    path("settings/people/<str:code>/transfer/", moving.transfer, name="settings-transfer"),
    path("settings/people/<str:code>/transfer/effect/", moving.transfer_effect, name="settings-transfer-effect"),
    path("settings/people/<str:code>/leave/", moving.leave, name="settings-leave"),
    path("settings/people/<str:code>/leave/effect/", moving.leave_effect, name="settings-leave-effect"),
    path("settings/products/", products.products, name="settings-products"),
    path("settings/products/new/", products.new, name="settings-product-new"),
    path("settings/products/<str:code>/", products.change, name="settings-product"),
    path("settings/products/<str:code>/archive/", products.archive, name="settings-product-archive"),
    path("settings/customers/", customers.customers, name="settings-customers"),
    path("settings/customers/new/", customers.new, name="settings-customer-new"),
    path("settings/customers/hand-over/", customers.hand_over, name="settings-hand-over"),
    path("settings/customers/<str:code>/", customers.change, name="settings-customer"),
    path("settings/customers/<str:code>/archive/", customers.archive, name="settings-customer-archive"),
    path("settings/calendar/", calendar.calendar, name="settings-calendar"),
    path("settings/calendar/days/", calendar.days, name="settings-days"),
    path("settings/measures/", measures.measures, name="settings-measures"),
    path("settings/measures/new/", measures.new, name="settings-measure-new"),
    path("settings/measures/<str:code>/", measures.change, name="settings-measure"),
    path("settings/measures/<str:code>/hide/", measures.hide, name="settings-measure-hide"),
    path("settings/company/", company.company, name="settings-company"),
    path("settings/market/", market.market, name="settings-market"),
    path("settings/market/new/", market.new, name="settings-note-new"),
    path("settings/market/<int:note>/", market.change, name="settings-note"),
    path("settings/market/<int:note>/remove/", market.remove, name="settings-note-remove"),
    path("settings/accounts/", accounts.accounts, name="settings-accounts"),
    path("settings/accounts/invite/", accounts.invite, name="settings-invite"),
    path("settings/accounts/<int:account>/", accounts.account, name="settings-account"),
    path("settings/accounts/<int:account>/grant/", accounts.grant, name="settings-grant"),
    path("settings/accounts/<int:account>/roles/<int:role>/revoke/", accounts.revoke, name="settings-revoke-role"),
    path("settings/accounts/<int:account>/active/", accounts.active, name="settings-account-active"),
    path("settings/invitations/<int:invitation>/renew/", accounts.renew, name="settings-invitation-renew"),
    path("settings/invitations/<int:invitation>/revoke/", accounts.withdraw, name="settings-invitation-revoke"),
    path("settings/tokens/", tokens.tokens, name="tokens"),
    path("settings/tokens/<int:token>/revoke/", tokens.revoke, name="token-revoke"),
]
