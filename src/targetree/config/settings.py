"""Django's settings, all from the environment and the data folder; what they mean is in `environment` and `folder`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from targetree.config import databases, environment, logs, mail
from targetree.config.folder import DataFolder

ENVIRONMENT = environment.read()
FOLDER = DataFolder(ENVIRONMENT.data)
PACKAGE = Path(__file__).parent.parent

DEBUG = ENVIRONMENT.debug
SECRET_KEY = ENVIRONMENT.secret or FOLDER.secret()
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *ENVIRONMENT.hosts]
ROOT_URLCONF = "targetree.config.urls"
WSGI_APPLICATION = "targetree.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TARGETREE_SIGN_IN = ENVIRONMENT.sign_in.name if ENVIRONMENT.sign_in else ""
TARGETREE_UPLOAD_MIB = ENVIRONMENT.upload_mib
TARGETREE_FILES = FOLDER.files

DATABASES = databases.databases(ENVIRONMENT, FOLDER)
DATABASE_ROUTERS = ["targetree.config.databases.Router"]

INSTALLED_APPS = [
    "targetree.store",
    "targetree.web",
    "targetree.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "targetree.api.shape.Shape",
    "targetree.config.headers.Headers",
    "targetree.config.headers.Limits",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "targetree.config.actor.ActorMiddleware",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "targetree.web.context.shell",
            ],
        },
    }
]

# Language and time: Chinese, unless the browser asks for English; a choice made is kept in a cookie.
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = ENVIRONMENT.time_zone

# Signing in: with e-mail and password, a second factor where one is set, or the company's own sign-in.
# Nobody gets an account without an invitation.
AUTH_USER_MODEL = "store.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation went to that address
ACCOUNT_ADAPTER = "targetree.config.sign_in.Accounts"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if ENVIRONMENT.https else "http"
SOCIALACCOUNT_ADAPTER = "targetree.config.sign_in.OtherSignIn"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = environment.providers(ENVIRONMENT)
MFA_ADAPTER = "targetree.config.sign_in.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Targetree"
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if ENVIRONMENT.https else 0

# Sessions and cookies.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "targetree"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ENVIRONMENT.https
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [f"https://{'*' * host.startswith('.')}{host}" for host in ENVIRONMENT.hosts]
if ENVIRONMENT.https:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
CACHES = {
    # Shared by all workers, since it counts attempts to sign in.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
}

# What people send: small things in memory, files on disk, nothing above the limit.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 << 20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
FILE_UPLOAD_PERMISSIONS = 0o600

# The front end is built into static/dist, its names hashed and its files compressed already.
STATIC_URL = "/static/"
STATIC_ROOT = PACKAGE / "static"
WHITENOISE_USE_FINDERS = False
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 3600
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/dist/assets/.+[-.][\w-]{8,}\.\w+$"

PROCRASTINATE_IMPORT_PATHS = ["targetree.jobs.tasks"]
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
EMAIL_BACKEND, MAIL = mail.settings(ENVIRONMENT.mail_url)
EMAIL_FILE_PATH = str(FOLDER.mail)
EMAIL_TIMEOUT = 10
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.host, MAIL.port, MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.starttls, MAIL.tls
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.mail_from
LOGGING = logs.logging(DEBUG)
