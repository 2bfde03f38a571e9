"""Pages that come with allauth and Django: who may come to them; what they do with a form is their tests' matter."""

from __future__ import annotations

from web.grid.frame import ANYBODY, NOBODY, SIGNED_IN, row

_PUBLIC = """
    account_login account_inactive account_signup account_reset_password account_reset_password_done
    account_reset_password_from_key_done account_email_verification_sent socialaccount_login_cancelled
"""
_SIGNED_IN = """
    account_logout account_reauthenticate account_email account_change_password account_set_password mfa_index
    mfa_activate_totp mfa_reauthenticate socialaccount_connections
"""
_STEPS = "account_confirm_login_code mfa_authenticate"
"""Steps of signing in: who has signed in is sent on, everybody else back to the beginning."""
ROWS = [
    row("health", "GET", ANYBODY),
    row("set_language", "GET", ANYBODY, also=(405,)),
    *(row(name, "GET", ANYBODY) for name in _PUBLIC.split()),
    *(row(name, "GET", SIGNED_IN) for name in _SIGNED_IN.split()),
    *(row(name, "GET", SIGNED_IN) for name in _STEPS.split()),
    row("socialaccount_login_error", "GET", ANYBODY, also=(401,)),
    row("socialaccount_signup", "GET", NOBODY),
]
