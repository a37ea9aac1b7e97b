"""The house's settings: one file, the environment over defaults that just run.

MAJLIS_MODE   demo (default) or production; production needs SECRET_KEY, DATABASE_URL and ALLOWED_HOSTS
MAJLIS_VAR    folder of everything that is written (default: var beside manage.py)
DATABASE_URL  postgres://user:password@host:5432/name; unset in a demonstration: the embedded PostgreSQL
REPLICA_URL   a streaming replica of that database, in the same form; public pages then read it (unset: they read the primary)
REPLICA_SECONDS  how old a page read from it may be; where that cannot be proved the primary is read (default 5)
ADDRESS       where a stranger reaches the house, for the QR code of letters (default: https and the first of ALLOWED_HOSTS)
PROXIES       how many trusted proxies stand in front (default: production 1, demo 0)
MAJLIS_LOG    a file for the log; unset: standard error
MAJLIS_BACKUP_KEY  32 bytes in base64 under which backups are sealed (`manage.py back_up --new-key`); unset: they are not
"""

import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF

from majlis import database

BASE_DIR = Path(__file__).resolve().parent.parent
MAJLIS_VAR = Path(os.environ.get("MAJLIS_VAR") or BASE_DIR / "var").absolute()
MAJLIS_MODE = os.environ.get("MAJLIS_MODE") or "demo"
PRODUCTION = MAJLIS_MODE == "production"


def _must_be_said() -> None:
    if MAJLIS_MODE not in ("demo", "production"):
        raise SystemExit(f"MAJLIS_MODE is demo or production, not {MAJLIS_MODE!r}.")
    missing = [name for name in ("SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS") if not os.environ.get(name)]
    if PRODUCTION and missing:
        raise SystemExit(f"In production these must be set in the environment: {', '.join(missing)}. See README.md.")


def _own_secret(file: Path) -> str:
    """A demonstration's key is made once and lies beside its data."""
    try:
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            fresh = file.with_name(f"{file.name}-{secrets.token_hex(4)}")
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
                out.write(secrets.token_urlsafe(64))
            try:
                os.link(fresh, file)
            except FileExistsError:
                pass
            fresh.unlink()
        return file.read_text()
    except PermissionError as error:
        raise SystemExit(f"{error.filename} belongs to another user. MAJLIS_VAR names another folder.") from error


_must_be_said()

SECRET_KEY = os.environ.get("SECRET_KEY") or _own_secret(MAJLIS_VAR / "secret_key")
DEBUG = not PRODUCTION and os.environ.get("MAJLIS_DEBUG") == "1"
ALLOWED_HOSTS = [host for host in os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host]
# Where a stranger reaches the house: what the QR code of a letter says.
ADDRESS = os.environ.get("ADDRESS") or (
    f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else f"http://localhost:{os.environ.get('PORT') or 8000}"
)
PROXIES = int(os.environ.get("PROXIES") or PRODUCTION)
MAJLIS_BACKUP_KEY = os.environ.get("MAJLIS_BACKUP_KEY", "")

INSTALLED_APPS = [
    "majlis.apps.MajlisConfig",
    "committees.apps.CommitteesConfig",
    "conduct.apps.ConductConfig",
    "liaison.apps.LiaisonConfig",
    "majlis.admin_site.HouseAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "simple_history",
    "django_htmx",
    "csp",
    "django_tasks_db",
]

# Long work lies in the same database as what it is about: asked for and recorded in one transaction.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

MIDDLEWARE = [
    "majlis.journal.Journal",
    "majlis.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "majlis.middleware.Ends",
    "majlis.middleware.Received",
    "majlis.middleware.Keys",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "majlis.middleware.SignedIn",
    "majlis.middleware.SecondFactor",
    "majlis.middleware.Sleep",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "majlis.middleware.FromReplica",
]

ROOT_URLCONF = "majlis.urls"
WSGI_APPLICATION = "majlis.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "majlis.views.house.house",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# The database, and the cache that all workers share: throttling counts in it.
DATABASES = {"default": database.configuration(os.environ.get("DATABASE_URL", ""), MAJLIS_VAR / "postgres")}
if os.environ.get("REPLICA_URL"):
    DATABASES["replica"] = database.replica(os.environ["REPLICA_URL"])
DATABASE_ROUTERS = ["majlis.replica.Router"]
REPLICA_SECONDS = float(os.environ.get("REPLICA_SECONDS") or 5)
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "majlis_cache"},
    # Each worker's own: only for what is named after the register's heads, and so can never be stale.
    "near": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "near"},
}

# One language, one calendar, one zone. The visitor's browser changes none of them.
LANGUAGE_CODE = "fa"
LANGUAGES = [("fa", "فارسی")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Tehran"
USE_I18N = True
USE_TZ = True

# Accounts
AUTH_USER_MODEL = "majlis.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# What a guess at the password that wraps a private key costs: rounds, and bytes of memory (libsodium's "interactive").
SEAL_COST = (2, 64 * 1024 * 1024)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "majlis.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# How old the second factor may be when an act asks for a fresh one, in seconds. Source: house procedure, Article 7; no
# statute gives a figure.
SECOND_FACTOR_FRESH = 15 * 60
ACCOUNT_REAUTHENTICATION_TIMEOUT = SECOND_FACTOR_FRESH
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "20/m/ip,5/m/key,20/h/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
# A passkey stands beside the code, after the password; it is no way in by itself, since a stolen device would be one too.
FORM_RENDERER = "majlis.form_drawing.HouseRenderer"
ACCOUNT_FORMS = {"login": "majlis.account_forms.SignInForm", "change_password": "majlis.account_forms.NewPasswordForm"}
MFA_ADAPTER = "majlis.accounts.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "majlis.account_forms.AuthenticateForm",
    "reauthenticate": "majlis.account_forms.ReauthenticateForm",
    "activate_totp": "majlis.account_forms.ActivateTOTPForm",
    "authenticate_webauthn": "majlis.account_forms.AuthenticateWebAuthnForm",
    "reauthenticate_webauthn": "majlis.account_forms.ReauthenticateWebAuthnForm",
    "add_webauthn": "majlis.account_forms.AddWebAuthnForm",
    "edit_webauthn": "majlis.account_forms.EditWebAuthnForm",
}
MFA_TOTP_ISSUER = "دبیرخانهٔ مجلس"
# One step of 30 seconds either way: wrist watches and typing take that long.
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
USERSESSIONS_TRACK_ACTIVITY = False

# Sessions lie in the database and end after 30 idle minutes, those that were in a sealed realm after its own fewer;
# every request begins them anew.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = True
# However busy it is, a session ends so many seconds after it began. Source: house procedure, Article 7; no statute gives a figure.
SESSION_ABSOLUTE_AGE = 10 * 3600

# Browsers take Secure cookies from http://localhost as well, so that the demonstration needs no exception.
SESSION_COOKIE_NAME = "__Host-majlis-session"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-majlis-csrf"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "majlis.views.errors.forbidden"

# What a page may load and be shown in
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = PRODUCTION
# The proxy asks its hosts how they are without the lock that it puts before strangers.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Files: served ones are copied to STATIC_ROOT under names that carry their hash; documents are never served by address.
STATIC_URL = "/static/"
STATIC_ROOT = MAJLIS_VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = MAJLIS_VAR / "documents"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_HANDLERS = [
    "majlis.upload_limits.UploadLimits",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "majlis.upload_limits.ClosedFiles",
]
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_FILE_PATH = MAJLIS_VAR / "mail"
EMAIL_TIMEOUT = 20
if not os.environ.get("EMAIL_HOST"):
    # In the demonstration letters are laid where one can look at them.
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend" if PRODUCTION else "majlis.mail.OneFileEach"
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT") or 25)
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS") == "1"
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "majlis@localhost")

LOG_FILE = os.environ.get("MAJLIS_LOG", "")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "majlis.journal.Lines"}},
    "handlers": {
        "journal": (
            {"class": "logging.handlers.WatchedFileHandler", "filename": LOG_FILE, "delay": True, "formatter": "lines"}
            if LOG_FILE
            else {"class": "logging.StreamHandler", "formatter": "lines"}
        ),
    },
    "root": {"handlers": ["journal"], "level": "WARNING"},
    "loggers": {
        "majlis": {"level": "INFO"},
        "committees": {"level": "INFO"},
        "conduct": {"level": "INFO"},
        "liaison": {"level": "INFO"},
        "django": {"handlers": [], "level": "WARNING"},
        # The journal has a line for each answer already.
        "django.request": {"level": "ERROR"},
    },
}
