"""Texts that must be told nowhere: planted in every text of every record, and looked for in every answer."""

from typing import Any

from django.apps import apps
from django.db import models
from django.test import Client

from dialogues.models import Publication
from tests import cast

PLANTED = "Zitronenfalter"
ID = "kept-back"  # how the ids of what is kept back begin
ROOMS = ("dialogues", "participants")
# Not content that staff write, or shown to nobody.
LEFT_ALONE = ("Publication", "FormerSlug", "Revision", "Track")


def plant() -> int:
    """Writes the planted word into every text of every record. Returns into how many columns."""
    columns = 0
    for model in (model for room in ROOMS for model in apps.get_app_config(room).get_models()):
        if model.__name__ in LEFT_ALONE or model._meta.proxy or not model._meta.managed:
            continue
        names = [field.name for field in model._meta.concrete_fields if _is_text(field)]
        if names and model._default_manager.exists():
            model._default_manager.update(**dict.fromkeys(names, PLANTED))
            columns += len(names)
    return columns


def _is_text(field: models.Field) -> bool:
    is_words = isinstance(field, models.TextField) or (
        isinstance(field, models.CharField) and (field.max_length or 0) >= 300
    )
    return is_words and not field.choices and not field.unique and not isinstance(field, models.URLField)


def kept_back() -> list[Any]:
    """A dialogue with a meeting, and what these two alone name, with the word in every text: records, none public.

    In the order in which they can be withdrawn, once they are public.
    """
    series = cast.dialogue(f"{ID}-d", PLANTED, mandate=PLANTED, note=PLANTED, name_ja=PLANTED)
    text = {"title_en": PLANTED, "title_ja": PLANTED, "summary_en": PLANTED, "note": PLANTED}
    one = cast.full_meeting(f"{ID}-m", series, edition=7, **text)
    office = cast.organization(f"{ID}-o", PLANTED, name_ja=PLANTED, note=PLANTED, party=cast.party("US"))
    guest = cast.person(f"{ID}-p", PLANTED, name_ja=PLANTED, note=PLANTED)
    subject = cast.topic(f"{ID}-t", PLANTED, name_ja=PLANTED)
    release = cast.source(f"{ID}-s", PLANTED, publisher=PLANTED)
    one.participations.create(
        order=9, organization=office, person=guest, party=cast.party("US"), role="speaker", title_en=PLANTED
    )
    one.topics.add(subject)
    one.sources.add(release)
    one.places.create(city_en=PLANTED, venue_en=PLANTED, country="JP", order=1)
    one.outcomes.update(text_en=PLANTED)
    one.sessions.update(title_en=PLANTED)
    one.agenda.update(text_en=PLANTED)
    for record, fact in ((one, "host"), (series, "level"), (office, "website"), (guest, "name")):
        cast.claim(record, fact, PLANTED, as_stated=PLANTED, where=PLANTED, reason=PLANTED, source=release)
    return [one, series, guest, office, subject, release]


def ids() -> dict[str, list[str]]:
    """Every id that was ever public, and those of what is kept back, by kind."""
    found: dict[str, list[str]] = {
        "dialogue": [f"{ID}-d"], "meeting": [f"{ID}-m"], "organization": [f"{ID}-o"], "person": [f"{ID}-p"],
        "topic": [f"{ID}-t"], "source": [f"{ID}-s"], "outcome": [f"{ID}-m-o1"], "session": [f"{ID}-m-track-1-5"],
    }  # fmt: skip
    for kind, slug in Publication.objects.values_list("kind", "slug"):
        found.setdefault(kind, []).append(slug)
    for kind in ("track", "party", "outcome_report"):
        found.setdefault(kind, [])
    return {kind: sorted(set(slugs)) for kind, slugs in found.items()}


def answers(client: Client, paths: list[str]) -> dict[str, str]:
    """What stands at each address: headers and body, of whatever status but an error of ours.

    Without what is left to whoever asks, which is never the same.
    """
    found = {}
    for path in paths:
        response = client.get(path)
        assert response.status_code < 500, path
        headers = {name: value for name, value in response.headers.items() if name != "RateLimit"}
        found[path] = f"{response.status_code} {headers}\n{response.getvalue().decode()}"
    return found
