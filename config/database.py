"""Which PostgreSQL the site uses: the one that DATABASE_URL names, else the embedded server of this checkout.

Two aliases. "default" owns the tables; "public" is what pages and API read through, and it cannot write.
"""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

CHECKOUT = Path(__file__).resolve().parent.parent
READER = "space_dialogues_reader"
KEPT_OPEN = 60  # seconds


def databases() -> dict[str, dict[str, Any]]:
    """The DATABASES of the settings. To compute them starts nothing."""
    default = from_url("DATABASE_URL") or embedded()
    public = from_url("PUBLIC_DATABASE_URL")
    if not public:
        public = default | ({} if os.environ.get("DATABASE_URL") else {"USER": READER})
    return {"default": default, "public": read_only(public)}


def start_if_embedded() -> None:
    if not os.environ.get("DATABASE_URL"):
        from config.embedded_postgres import Server

        Server(CHECKOUT).start()


def from_url(variable: str) -> dict[str, Any] | None:
    url = os.environ.get(variable, "")
    if not url:
        return None
    wanted = f"{variable} must name a PostgreSQL database, as in postgres://user:password@host:5432/name."
    try:
        parsed = dj_database_url.parse(url)
    except ValueError as error:
        raise ImproperlyConfigured(f"{wanted} It could not be read: {error}") from None
    if parsed.get("ENGINE") != "django.db.backends.postgresql":
        raise ImproperlyConfigured(f"{wanted} Nothing else will do. Never SQLite: not even for a test.")
    return with_manners(dict(parsed))


def embedded() -> dict[str, Any]:
    from config.embedded_postgres.server import NAME, Server

    parameters = Server(CHECKOUT).parameters
    return with_manners(
        {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": NAME,
            "USER": parameters["user"],
            "HOST": parameters["host"],
            "PORT": parameters["port"],
        }
    )


def with_manners(database: dict[str, Any]) -> dict[str, Any]:
    database["CONN_MAX_AGE"] = KEPT_OPEN
    database["CONN_HEALTH_CHECKS"] = True
    database["OPTIONS"] = {"connect_timeout": 5} | database.get("OPTIONS", {})
    return database


def read_only(database: dict[str, Any]) -> dict[str, Any]:
    options = database["OPTIONS"]
    startup = f"{options.get('options', '')} -c default_transaction_read_only=on".strip()
    return database | {"OPTIONS": options | {"options": startup}, "TEST": {"MIRROR": "default"}}
