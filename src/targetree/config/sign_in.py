"""How allauth signs people in here: by invitation only, second factors kept encrypted."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class Accounts(DefaultAccountAdapter):
    """No sign-up: an account begins with an invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class OtherSignIn(DefaultSocialAccountAdapter):
    """Somebody known to the company's provider gets in where an account has that (verified) address."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False


class SecondFactor(DefaultMFAAdapter):
    """The secrets of second factors are encrypted with the signing key: the database alone does not give them away."""

    def encrypt(self, text: str) -> str:
        return str(_cipher().encrypt(text.encode()).decode("ascii"))

    def decrypt(self, encrypted_text: str) -> str:
        return str(_cipher().decrypt(encrypted_text.encode("ascii")).decode())


def _cipher() -> Any:
    from cryptography.fernet import Fernet

    key = sha256(b"targetree second factor" + settings.SECRET_KEY.encode()).digest()
    return Fernet(urlsafe_b64encode(key))
