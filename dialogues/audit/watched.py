"""Which tables are watched: all, except those that are left out here with the reason.

A new table is watched from its first migration on, without a word. To which record its rows belong follows from the
models: a part is what is deleted with its record, so its foreign key cascades; what has none is a record itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from participants.records import Record

LEFT_OUT = {
    "account.EmailConfirmation": "a key on its way by mail; the address that it confirms is noted",
    "admin.LogEntry": "the old log of the desk, kept as it is; says less than the changes",
    "audit.OlderText": "made by the database of the changes themselves",
    "auth.Permission": "made by migrations from the models",
    "contenttypes.ContentType": "made by migrations from the models",
    "dialogues.Delivery": "a log itself: what webhooks were sent",
    "dialogues.ImportedRecord": "how the last import left a record; the record's own changes are noted",
    "dialogues.Link": "how addresses answered when they were asked; no person changes it",
    "dialogues.OpenForm": "who has a form open by now; nothing is changed by it",
    "dialogues.OrganizationPair": "what a command found; who told two apart, and when, stays in the row",
    "dialogues.PersonPair": "what a command found; who told two apart, and when, stays in the row",
    "dialogues.Revision": "never altered: a history itself",
    "dialogues.SavedForm": "tells a form that is sent twice; what it changes is noted",
    "dialogues.SourcePair": "what a command found; who told two apart, and when, stays in the row",
    "dialogues.Upload": "a file on its way in; what it changes is noted",
    "dialogues.UploadPiece": "a file on its way in; what it changes is noted",
    "dialogues.Usage": "counts requests of readers",
    "pghistory.Context": "not used: what is said of a request is noted with each change",
    "sessions.Session": "who is signed in",
    "usersessions.UserSession": "who is signed in; holds the keys of sessions",
}

# Columns whose values are nobody's business, or kept where they can be redacted; that they changed is noted.
SECRET = {
    "auth.User": ["password"],
    "dialogues.ApiKey": ["sha256"],
    "dialogues.Publication": ["document", "title_en", "title_ja", "search_text", "withdrawal_reason"],
    "dialogues.Webhook": ["secret"],
    "mfa.Authenticator": ["data"],
}

# Columns that count something and that no person changes: noted with the row, no change by themselves.
COUNTED = {
    "auth.User": ["last_login"],
    "dialogues.ApiKey": ["last_used_at"],
    # What reindexing takes from the document, and what the database counts.
    "dialogues.Publication": [
        "facets",
        "cites",
        "title_en",
        "title_ja",
        "earliest",
        "latest",
        "search_text",
        "indexed_by",
        "former_version",
    ],
    "dialogues.Webhook": ["told"],
    "mfa.Authenticator": ["last_used_at"],
}

# Columns that number a row which tells the rest and is never altered: what is written with a higher
# number is not noted. A publication shows what its newest revision says (the database holds it to that).
TOLD_BY = {"dialogues.Publication": "revision"}


@dataclass(frozen=True)
class Watched:
    """A table that is watched, and the record to which its rows belong.

    `owner` is the column that leads to the record (`id` where the row is the record), `via` the model in between.
    """

    model: type[models.Model]
    record: type[models.Model]
    owner: str
    via: "Watched | None" = None

    @property
    def table(self) -> str:
        return str(self.model._meta.db_table)

    @property
    def kind(self) -> str:
        return str(self.record._meta.model_name)

    @property
    def is_record(self) -> bool:
        return self.model is self.record

    @property
    def arguments(self) -> tuple[str, ...]:
        """What the triggers of the table are told, in the order in which their function reads it."""
        label = self.model._meta.label
        told_by = TOLD_BY.get(label)
        return (
            self.kind,
            self.owner,
            self.via.table if self.via else "",
            self.via.owner if self.via else "",
            self.record._meta.db_table if issubclass(self.record, Record) else "",
            ",".join(SECRET.get(label, [])),
            ",".join(COUNTED.get(label, [])),
            *([told_by] if told_by else []),
        )


def watched() -> Iterator[Watched]:
    """Every table that is watched."""
    for model in apps.get_models(include_auto_created=True):
        if _has_a_table(model) and model._meta.label not in LEFT_OUT:
            yield watch(model)


def watch(model: type[models.Model]) -> Watched:
    """How a model is watched."""
    owners = list(_owners(model))
    for field in owners:
        if not list(_owners(field.related_model)):
            return Watched(model, field.related_model, field.column)
    for field in owners:
        above = watch(field.related_model)
        return Watched(model, above.record, field.column, above)
    return Watched(model, model, str(model._meta.pk.column))


def by_table() -> dict[str, Watched]:
    """The same by the names of the tables."""
    return {one.table: one for one in watched()}


def _has_a_table(model: type[models.Model]) -> bool:
    return bool(model._meta.managed and not model._meta.proxy)


def _owners(model: type[models.Model]) -> Iterator[Any]:
    """The foreign keys with which a row is deleted; of the table behind a list, the one to whose list it is."""
    for field in model._meta.concrete_fields:
        if not isinstance(field, models.ForeignKey) or field.remote_field.on_delete is not models.CASCADE:
            continue
        owner: Any = model._meta.auto_created
        if field.related_model is model or (owner and field.related_model is not owner):
            continue
        yield field
