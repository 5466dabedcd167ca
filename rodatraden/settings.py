"""Runs with no configuration at all; everything that can be set is an environment variable (or its _FILE)."""

import secrets
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from environs import FileAwareEnv

from rodatraden import __version__
from rodatraden.lib import clock
from rodatraden.web import security

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

env = FileAwareEnv()
ROOT = Path(__file__).resolve().parent.parent
VERSION = __version__
DATA_DIR = Path(env.str("DATA_DIR", str(ROOT / "data")))


def _own_secret() -> str:
    """A secret of this installation, made at the first start and kept beside its data."""
    path = DATA_DIR / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="utf-8")
    return path.read_text(encoding="utf-8")


CONTENT_SECURITY_POLICY = security.CONTENT_SECURITY_POLICY
DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("RODATRADEN_DEMO", False)
SECRET_KEY = env.str("SECRET_KEY", "") or _own_secret()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]", "testserver"])
SITE_ADDRESS = env.str("SITE_ADDRESS", "http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
clock.stand_on(date.fromisoformat(env.str("RODATRADEN_TODAY")) if env.str("RODATRADEN_TODAY", "") else None)

INSTALLED_APPS = [
    "rodatraden.tenancy",
    "rodatraden.audit",
    "rodatraden.web",
    "rodatraden.steering",
    "rodatraden.organisation",
    "rodatraden.jobs",
    "rodatraden.documents",
    "rodatraden.decisions",
    "rodatraden.indicators",
    "rodatraden.economy",
    "rodatraden.thread",
    "rodatraden.quality",
    "rodatraden.remedies",
    "rodatraden.planning",
    "rodatraden.preparation",
    "rodatraden.followup",
    "rodatraden.wheel",
    "rodatraden.exchange",
    "rodatraden.home",
    "rodatraden.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "template_partials",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "rodatraden.documents.middleware.UploadLimitMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "rodatraden.web.middleware.PlainAddressMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "rodatraden.web.middleware.OnlySentToMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "rodatraden.tenancy.middleware.MunicipalityMiddleware",
    "rodatraden.organisation.middleware.ActorMiddleware",
]

ROOT_URLCONF = "rodatraden.urls"
WSGI_APPLICATION = "rodatraden.wsgi.application"
AUTH_USER_MODEL = "tenancy.User"
LOGIN_URL = "home:sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
CSRF_FAILURE_VIEW = "rodatraden.web.views.csrf_failure"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rodatraden.web.context.page",
                "rodatraden.home.context.who",
            ],
            "builtins": ["django.templatetags.i18n", "rodatraden.tenancy.templatetags.here"],
        },
    }
]

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;",
}
DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR / 'rodatraden.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": env.int("DATABASE_POOL", 8)}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "svenska"), ("en", "English")]
LOCALE_PATHS = [ROOT / "rodatraden" / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
FORMAT_MODULE_PATH = "rodatraden.web.formats"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = True
MEDIA_ROOT = DATA_DIR / "files"

DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
UPLOAD_MAX_BYTES = env.int("UPLOAD_MAX_BYTES", 30 * 1024 * 1024)

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.bool("HTTPS", False)
SECURE_SSL_REDIRECT = env.bool("HTTPS", False)
SECURE_HSTS_SECONDS = 31_536_000 if env.bool("HTTPS", False) else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", False) else None

# No letter leaves until EMAIL_URL names a mail server; only the demo lays them as files in `letters`.
MAIL_BY = {"console", "file", "smtp", "smtps", "smtp+tls", "smtp+ssl", "submission", "submit"}
if env.str("EMAIL_URL", "console://").partition("://")[0] not in MAIL_BY:
    raise ValueError("EMAIL_URL ska se ut som smtp+tls://användare:lösenord@server:587.")
_mail = env.dj_email_url("EMAIL_URL", "console://")
EMAIL_BACKEND = _mail.get("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"] or "localhost", _mail["EMAIL_PORT"] or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"] or "", _mail["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail["EMAIL_USE_TLS"], _mail["EMAIL_USE_SSL"]
EMAIL_FILE_PATH = _mail["EMAIL_FILE_PATH"] or None
EMAIL_TIMEOUT = _mail["EMAIL_TIMEOUT"] or 20
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", "Röda tråden <rodatraden@localhost>")
LETTERS_FROM = env.time("LETTERS_FROM", time(6, 30))

# What `rodatraden tick` does for each municipality, in this order: dotted names of functions without arguments that
# say what they did (a Text, empty where they did nothing) and can be called every minute, by two at once. Whoever
# tells somebody something stands before the letters.
TICKS: list[str] = [
    "rodatraden.followup.reminding.remind_due",
    "rodatraden.organisation.letters.send_due",
    "rodatraden.jobs.services.clear",
    "rodatraden.exchange.keeping.clear",
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Kinds of jobs by key, each a rodatraden.jobs.kinds.Kind of a higher floor.
JOBS: dict[str, str] = {
    "review": "rodatraden.exchange.loading.REVIEW",
    "load": "rodatraden.exchange.loading.LOAD",
}

# What points at a file, by model and field: the dotted name of a function of the actor that gives the rows that the
# actor's pages show, or "" where everybody who is signed in reads them all. A file is handed out through these alone.
FILES: dict[str, str] = {
    "decisions.Decision.file": "",
    "decisions.GoverningDocument.file": "",
    "planning.PlanStep.file": "rodatraden.planning.panels.steps_shown",
    "preparation.Consultation.file": "rodatraden.preparation.panels.consultations_shown",
    "followup.Attachment.file": "rodatraden.followup.services.attaching.attachments_shown",
}

# Kinds of files that go out and come in again besides those of rodatraden.exchange, each a kinds.FileKind.
FILE_KINDS: list[str] = ["rodatraden.home.own_entries.KIND"]

# The main menu: label, name of the page within the municipality, dotted name of a predicate over the request
# (or "" for everybody).
NAVIGATION: "list[tuple[StrOrPromise, str, str]]" = [
    (_("Översikt"), "home:overview", ""),
    (_("Tråden"), "thread:thread", ""),
    (_("Styrkort"), "thread:scorecard", ""),
    (_("Indikatorer"), "indicators:list", ""),
    (_("Ekonomi"), "economy:lines", ""),
    (_("Planer"), "planning:plans", ""),
    (_("Uppföljning"), "followup:reports", ""),
    (_("Beslut"), "decisions:list", ""),
    (_("Organisation"), "organisation:units", ""),
    (_("Så styrs vi"), "home:model", ""),
]

# The lists that one entry of the main menu leads to, shown beside each other as tabs. In the same form.
SUBNAVIGATION: "dict[str, list[tuple[StrOrPromise, str, str]]]" = {
    "planning:plans": [
        (_("Planer"), "planning:plans", ""),
        (_("Årshjul"), "wheel:wheel", ""),
    ],
    "followup:reports": [
        (_("Rapporter"), "followup:reports", ""),
        (_("Kalender"), "followup:calendar", ""),
        (_("Uppsikt"), "followup:supervision-latest", ""),
        (_("Granskning"), "followup:audit-latest", "rodatraden.followup.audit_page.is_shown"),
        (_("Åtgärder"), "remedies:remedies", ""),
        (_("Avvikelser"), "remedies:deviations", ""),
        (_("Uppdrag"), "thread:assignments", "rodatraden.thread.assignments.has_assignments"),
        (_("Processer"), "quality:processes", ""),
    ],
    "decisions:list": [
        (_("Beslut"), "decisions:list", ""),
        (_("Styrdokument"), "decisions:register", ""),
        (_("Motioner"), "decisions:motions", ""),
        (_("Sammanträden"), "wheel:meetings", ""),
    ],
}

# What fewer need, in the foot.
FOOT_NAVIGATION: "list[tuple[StrOrPromise, str, str]]" = [
    (_("Hämta filer"), "exchange:export", ""),
    (_("Läs in filer"), "exchange:import", "rodatraden.organisation.access.may_load"),
    (_("Logg"), "organisation:log", "rodatraden.organisation.access.may_read_log"),
]

# Which plan has decided a frame, so that it changes only by a new decision (rodatraden.economy.held).
FRAME_HOLDERS = "rodatraden.planning.frames_held.holders"
# What may stand in the way of deciding a plan: dotted names of functions of the actor and the plan that say so
# (a Text, empty where nothing does). Whoever decides may do so anyhow, with a reason.
PLAN_CHECKS: list[str] = [
    "rodatraden.planning.opinion.opinion_given",
    "rodatraden.planning.divided.divided_within",
    "rodatraden.preparation.checks.consulted",
    "rodatraden.preparation.checks.weighed",
]
# What may hold a draft as it is, asked by the floor that writes drafts: dotted names of functions of a version.
DRAFT_CHECKS: list[str] = ["rodatraden.planning.holding.held_by_plan"]

# What is a matter of its own: a decision that settles one of these settles no other, but for the reports that a body
# treats under one paragraph (rodatraden.decisions.taken).
MATTERS: list[str] = ["planning.Plan", "planning.PlanStep", "followup.Report", "followup.Step"]

# Where the wheel of the year takes its entries from, in this order (rodatraden.wheel.sources says how one is written).
WHEEL: list[str] = [
    "rodatraden.wheel.sources.model_events",
    "rodatraden.wheel.sources.own_entries",
    "rodatraden.wheel.sources.occasions",
    "rodatraden.wheel.sources.plan_deadlines",
    "rodatraden.wheel.sources.meetings",
    "rodatraden.wheel.sources.governing_documents",
    "rodatraden.wheel.sources.processes",
]

# Pages of lower floors get panels from higher ones here: the only place that knows both.
PANELS: dict[str, list[str]] = {
    "thread:item": [
        "rodatraden.thread.governing_views.governing_of_item",
        "rodatraden.planning.panels.plans_of_item",
        "rodatraden.remedies.panels.of_item",
    ],
    "decisions:governing": ["rodatraden.thread.governing_views.governed_items"],
    "indicators:indicator": ["rodatraden.thread.panels.measured_items", "rodatraden.remedies.panels.of_indicator"],
    "decisions:decision": [
        "rodatraden.planning.panels.decided_plans",
        "rodatraden.followup.panels.treated_reports",
        "rodatraden.thread.panels.decided_items",
        "rodatraden.indicators.panels.decided_targets",
        "rodatraden.economy.panels.decided_frames",
        "rodatraden.remedies.panels.of_decision",
    ],
    "organisation:unit": [
        "rodatraden.planning.panels.plans_of_unit",
        "rodatraden.thread.panels.items_of_unit",
        "rodatraden.economy.panels.unit_economy",
        "rodatraden.preparation.panels.of_unit",
    ],
    "planning:plan": ["rodatraden.preparation.panels.of_plan"],
    "organisation:end-unit": ["rodatraden.thread.panels.items_left"],
    "organisation:merge-unit": ["rodatraden.thread.panels.items_inherited"],
    "organisation:person": ["rodatraden.wheel.panels.feed_panel", "rodatraden.home.accounts.account_panel"],
    "home:mine": [
        "rodatraden.followup.panels.reports_to_do",
        "rodatraden.followup.panels.lists_to_audit",
        "rodatraden.organisation.notice_views.panel",
        "rodatraden.preparation.panels.meetings_of_mine",
    ],
}
STATIONS: dict[str, str] = {"indicators:indicator": "rodatraden.thread.panels.indicator_stations"}
# On which days a body meets in some years: a function of the actor, the body and the years.
MEETING_DAYS = "rodatraden.wheel.body_page.meeting_days"
# What waits for a body's decision (rodatraden.decisions.agenda says how one is written).
AGENDA: list[str] = [
    "rodatraden.planning.agenda.proposed_plans",
    "rodatraden.planning.agenda.budgets_to_decide_anew",
    "rodatraden.planning.agenda.decisions_to_report",
    "rodatraden.decisions.agenda.prepared_motions",
    "rodatraden.decisions.agenda.documents_to_revise",
]
# Kinds of entries in the log whose label is shown only to who may see what it names.
LOG_LABELS: dict[str, str] = {
    "item": "rodatraden.thread.panels.named_in_log",
    "deviation": "rodatraden.remedies.panels.deviation_named_in_log",
    "plan": "rodatraden.planning.panels.plan_named_in_log",
    "remedy": "rodatraden.remedies.panels.remedy_named_in_log",
}
# What the values of a field in the log are called: the first of these that has the value.
LOG_CHOICES: dict[str, list[str]] = {
    "breakdown": ["rodatraden.indicators.models.Breakdown"],
    "direction": ["rodatraden.indicators.models.Direction"],
    "fate": ["rodatraden.planning.models.Fate"],
    "form": ["rodatraden.indicators.models.TargetForm"],
    "kind": ["rodatraden.organisation.models.UnitKind", "rodatraden.wheel.models.OwnKind"],
    "rhythm": ["rodatraden.indicators.models.Rhythm"],
    "state": [
        "rodatraden.planning.models.State",
        "rodatraden.thread.models.State",
        "rodatraden.thread.models.ProgressState",
        "rodatraden.followup.models.State",
        "rodatraden.remedies.models.DeviationState",
        "rodatraden.remedies.models.RemedyState",
        "rodatraden.preparation.models.IdeaState",
    ],
    "subject": ["rodatraden.preparation.models.Subject"],
    "verdict": ["rodatraden.preparation.models.Verdict"],
}
FACETS: dict[str, list[str]] = {
    "indicators:list": ["rodatraden.thread.panels.area_facet", "rodatraden.thread.panels.level_facet"],
    "indicators:indicator": ["rodatraden.thread.panels.level_facet"],
}
