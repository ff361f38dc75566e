"""Who changed what of a record since a version of it: what a second person has to look at."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User

from dialogues.audit.models import Change
from dialogues.audit.places import who_in_words
from dialogues.audit.words import in_words, is_content


@dataclass(frozen=True)
class Edits:
    """What one person (or one command, or the database itself) changed: the fields in words, each once."""

    user: User | None
    who: str
    fields: list[str]


def edits_since(record: Any, version: int = 0) -> list[Edits]:
    """What was changed of a record and its parts after it had a version, by whom; who changed it last comes first.

    Takes the record and the version (that of its publication, say; 0 for all). Returns nothing for what only moved it
    in clearance. A field of a part is told by what the part is: “Participation”.
    """
    kind = str(record._meta.model_name)
    changes = Change.objects.since(kind, record.pk, version)
    return by_person(changes.select_related("user").order_by("-id"))


def by_person(changes: Iterable[Change]) -> list[Edits]:
    found: dict[str, Edits] = {}
    for change, lines in in_words(changes):
        who = who_in_words(change)
        fields = [line.about for line in lines if is_content(line.field) and line.about]
        if fields:
            edits = found.setdefault(who, Edits(change.user, who, []))
            edits.fields.extend(field for field in dict.fromkeys(fields) if field not in edits.fields)
    return list(found.values())
