"""Who may sign in, and what they are in the organisation."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Role(models.TextChoices):
    DIRECTOR = "director"
    MANAGER = "manager"
    SELLER = "seller"
    COLLEAGUE = "colleague"
    OPERATIONS = "operations"
    AUDITOR = "auditor"


_OF_A_NODE = [Role.MANAGER, Role.SELLER]


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Account:
        account = self.model(email=self.normalize_email(email).lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """Somebody who signs in, with an e-mail address. What they may see is in their grants alone."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    person = models.ForeignKey("store.Person", models.SET_NULL, null=True, blank=True, related_name="accounts")
    language = models.CharField(max_length=10, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    is_staff = False
    is_superuser = False
    objects = AccountManager()

    class Meta:
        db_table = "accounts"

    def __str__(self) -> str:
        return self.name


class Grant(models.Model):
    """A role of an account: a manager's for a unit, a seller's for a person's seats, the others for the company."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=12, choices=Role.choices)
    node = models.ForeignKey("store.Node", models.CASCADE, null=True, blank=True, related_name="grants")
    granted_by = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
    granted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "grants"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "role", "node"], name="grant_once", nulls_distinct=False),
            models.CheckConstraint(
                condition=models.Q(role__in=_OF_A_NODE, node__isnull=False)
                | (~models.Q(role__in=_OF_A_NODE) & models.Q(node__isnull=True)),
                name="grant_node_fits_role",
            ),
        ]


class Invitation(models.Model):
    """A way in for somebody without an account. Only the hash of its token is kept."""

    email = models.EmailField()
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=12, choices=Role.choices)
    node = models.ForeignKey("store.Node", models.CASCADE, null=True, blank=True, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Account, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "invitations"


class ApiToken(models.Model):
    """A personal token of the REST API; only its hash is kept."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=12)
    token_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "api_tokens"


class IdempotencyKey(models.Model):
    """The answer to a write, kept so that the same write asked for twice is done once."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    key = models.CharField(max_length=80)
    request_hash = models.CharField(max_length=64)
    status = models.SmallIntegerField(null=True)
    answer = models.JSONField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "idempotency_keys"
        constraints: ClassVar = [models.UniqueConstraint(fields=["account", "key"], name="idempotency_key_once")]
