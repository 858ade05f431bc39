"""All settings in one file. Every value comes from the environment, with a safe default.

`LOCAL=1` (set by `make run` on a loopback address) is the only relaxed mode: mail goes to a
folder, cookies travel over http and demo people may exist. Everything else is production,
and production refuses to start unsafe.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config import env, reach
from config.content_security import CONTENT_SECURITY_POLICY as CONTENT_SECURITY_POLICY
from config.logs import to_console

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / "var")))
LOCAL = env.flag("LOCAL")
DEBUG = env.flag("DEBUG") and LOCAL

try:
    SECRET_KEY = env.secret("SECRET_KEY")
    PUBLIC_URL = env.text("PUBLIC_URL", "http://127.0.0.1:8000" if LOCAL else "").rstrip("/")
    if not LOCAL and not PUBLIC_URL.startswith("https://"):
        raise env.BadSetting(
            "PUBLIC_URL: geef het adres van de site, beginnend met https://, "
            "bijvoorbeeld https://stellingname.example.org."
        )
    CONTACT = reach.read_contact(LOCAL)
    CONTACT_EMAIL = CONTACT.email
    database_settings = env.database("DATABASE_URL")
    DATABASE_OWNER: dict[str, Any] | None = (
        env.database("DATABASE_OWNER_URL") if env.text("DATABASE_OWNER_URL") else None
    )
    TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0, low=0, high=5)
    # How many comments one person may place in an hour, editors and moderators excepted.
    COMMENTS_PER_HOUR = env.number("COMMENTS_PER_HOUR", 30, low=1, high=10_000)
    # How many comments of somebody new the editors read first; in how many working days they usually look.
    HOLD_NEWCOMERS_FIRST = env.number("HOLD_NEWCOMERS_FIRST", 0, low=0, high=100)
    MODERATION_DAYS = env.number("MODERATION_DAYS", 1, low=1, high=30)
    # When the editors are there: weekdays (ma to zo) and whole hours, on the clock of TIME_ZONE.
    office = reach.read_office_times()
    OFFICE_DAYS, OFFICE_OPENS, OFFICE_CLOSES = office.days, office.opens, office.closes
    # Letters about decisions wait this long, so that a slip of the finger is undone before anybody reads of it.
    LETTERS_WAIT = timedelta(seconds=env.number("LETTERS_WAIT_SECONDS", 30, low=0, high=600))
    # How long an unsent text is kept without a change, on the server and in the browser.
    DRAFT_DAYS = env.number("DRAFT_DAYS", 14, low=1, high=365)
    EMAIL_PORT = env.number("EMAIL_PORT", 587, low=1, high=65535)
    # How long one's own words can be changed, and how long that leaves no public trace.
    # Seconds between two times that an open page asks whether there are new comments; 0: never.
    NEWS_EVERY = env.number("NEWS_EVERY_SECONDS", 60, low=0, high=3600)
    EDIT_WINDOW = timedelta(minutes=env.number("EDIT_WINDOW_MINUTES", 30, low=0, high=10_080))
    EDIT_GRACE = timedelta(minutes=env.number("EDIT_GRACE_MINUTES", 5, low=0, high=60))
    # Mail about what happened: who is reading is not mailed (seconds), nobody gets more of it in a day
    # than this, and for how long is remembered what somebody was told (days).
    NEWS_MAIL_WAIT = timedelta(seconds=env.number("NEWS_MAIL_WAIT", 60, low=0, high=86_400))
    NEWS_MAIL_DAILY_CAP = env.number("NEWS_MAIL_DAILY_CAP", 20, low=1, high=1000)
    NEWS_KEPT = timedelta(days=env.number("NEWS_KEPT_DAYS", 90, low=7, high=730))
    # From where on a passage counts as found again in a changed text: see articles.anchoring.find_again.Limits.
    ANCHORING = {
        "certain": env.number("ANCHOR_CERTAIN", 70, low=60, high=100) / 100,
        "alike": env.number("ANCHOR_ALIKE", 60, low=50, high=100) / 100,
        "worth_checking": env.number("ANCHOR_WORTH_CHECKING", 50, low=0, high=60) / 100,
        "lead": env.number("ANCHOR_LEAD", 5, low=1, high=50) / 100,
        "enough_words": env.number("ANCHOR_ENOUGH_WORDS", 5, low=1, high=20),
        "most_errors": env.number("ANCHOR_MOST_ERRORS", 256, low=0, high=1000),
    }
except env.BadSetting as error:
    raise ImproperlyConfigured(str(error)) from None

ALLOWED_HOSTS = env.words("ALLOWED_HOSTS") or [
    *({"localhost", "127.0.0.1", "[::1]"} if LOCAL else set()),
    urlsplit(PUBLIC_URL).hostname or "",
]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

INSTALLED_APPS = [
    "config",
    "discussions",
    "articles",
    "accounts",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "template_partials",
    "pgtrigger",
    "procrastinate.contrib.django",
]

# The headers come first, so that redirects, files and error pages carry them too.
MIDDLEWARE = [
    "config.middleware.walls",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.private_pages",
    "config.validators.revalidation",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "config.middleware.old_addresses",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.middleware.only_pressed",
    "config.middleware.texts_of_logged_out",
    "discussions.views.gone.withdrawn_pages",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
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
                "config.context.site",
            ],
        },
    }
]

DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        **database_settings,
        "CONN_HEALTH_CHECKS": True,
    }
}
if env.flag("DATABASE_POOL"):  # set by config.wsgi: only a web worker lives long enough for a pool
    DATABASES["default"]["OPTIONS"] = {
        **DATABASES["default"]["OPTIONS"],
        "pool": {"min_size": 1, "max_size": 4, "timeout": 10},
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Limits must hold across workers: with local memory each worker would count for itself.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entry",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Drawn pages, in each worker; whether one is still true is asked each time: discussions.views.kept_pages.
    # Some 70 kB each.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "TIMEOUT": 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}

LANGUAGE_CODE = env.text("LANGUAGE_CODE", "nl")
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static_names.NamesByContent"},
}

# Mail
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Stellingname <no-reply@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_BACKEND = (
    "accounts.mailbox.FolderBackend" if LOCAL else "django.core.mail.backends.smtp.EmailBackend"
)
MAILBOX_DIR = DATA_DIR / "mailbox"
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=not LOCAL)
EMAIL_TIMEOUT = 20
# Hosts that feeds may be fetched from, "name" or "name:port". None: nothing is ever fetched.
FEED_HOSTS = env.words("FEED_HOSTS")
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"accounts.passwords.{name}", "OPTIONS": options}
    for name, options in [
        ("NotYourself", {"user_attributes": ["email", "display_name"]}),
        ("LongEnough", {"min_length": 10}),
        ("NotCommon", {}),
    ]
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "overview"
LOGOUT_REDIRECT_URL = "overview"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "signup": "accounts.forms.SignupForm",
    "login": "accounts.forms.LoginForm",
    "request_login_code": "accounts.forms.RequestLoginCodeForm",
    "confirm_login_code": "accounts.forms.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "accounts.forms.ConfirmEmailVerificationCodeForm",
    "confirm_password_reset_code": "accounts.forms.ConfirmPasswordResetCodeForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordKeyForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "add_email": "accounts.forms.ChangeAddressForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
# Time to find the mail and type the code, for a slow mailbox and a slow reader alike (seconds).
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 900
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if LOCAL else "https"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

# Walls
SESSION_COOKIE_NAME = "sessionid" if LOCAL else "__Host-sessionid"
CSRF_COOKIE_NAME = "csrftoken" if LOCAL else "__Host-csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = not LOCAL
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS = 0 if LOCAL else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not LOCAL
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
# A pasted page source may be 2 MB; the form says so kindly, and only far beyond that the door closes.
# Files are another matter: they go to disk, and the form that takes them knows their limit.
DATA_UPLOAD_MAX_MEMORY_SIZE = 6_000_000
CSRF_FAILURE_VIEW = "config.views.csrf_failure"

LOGGING = to_console()

# The address is unique without regard to case, by a constraint that this check cannot see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
