"""What staff have not published is nowhere in the API."""

import json

import pytest
from django.apps import apps
from django.db import models

from dialogues.api.resources import RESOURCES
from dialogues.documents import KINDS
from dialogues.models import Kind, Publication
from dialogues.publishing import publish, publish_all, withdraw
from tests import cast

PLANTED = "Zitronenfalter"
ROOMS = ("dialogues", "participants")
# Not content that staff write, or shown to nobody.
LEFT_ALONE = ("Publication", "FormerSlug", "Revision", "Track")


def plant() -> int:
    """Writes the planted word into every text of every record. Returns into how many columns."""
    columns = 0
    for model in (model for room in ROOMS for model in apps.get_app_config(room).get_models()):
        if model.__name__ in LEFT_ALONE or model._meta.proxy:
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


def every_address() -> list[str]:
    """Each list, each record, and each search for the planted word."""
    rows = Publication.objects.values_list("kind", "slug")
    names = {resource.kind: resource.name for resource in RESOURCES}
    lists = [f"{name}/" for name in names.values()]
    return [
        *lists,
        *(f"{path}?lang=ja&limit=500&count=exact" for path in lists),
        *(f"{path}?q={PLANTED}" for path in lists),
        *(f"{names[kind]}/{slug}/" for kind, slug in rows),
    ]


def test_every_kind_is_a_resource():
    assert sorted(resource.kind for resource in RESOURCES) == sorted(KINDS.values()) == sorted(Kind.values)


def test_edits_stay_private_until_published_again(api, shown):
    addresses = every_address()
    before = {path: api.answer(path).content for path in addresses}
    assert plant() > 20
    assert {path: api.answer(path).content for path in addresses} == before
    assert [path for path, body in before.items() if PLANTED in body.decode() and "q=" not in path] == []
    shown["series"].refresh_from_db()
    shown["ninth"].refresh_from_db()
    publish_all([shown["series"], shown["ninth"]], by=None)
    told = [path for path in addresses if PLANTED in json.dumps(api.answer(path).json().get("document", ""))]
    assert told == [  # the two, their family, and who names them by title or text
        "dialogues/us-jp-cds/",
        "meetings/us-jp-cds-09/",
        "meetings/us-jp-cds-10/",
        "outcomes/us-jp-cds-09-o1/",
        "outcome-reports/us-jp-cds-09-o1-r1/",
        "sessions/us-jp-cds-09-track-1-5/",
    ]


def test_a_draft_and_its_guests_are_known_to_nobody(api, shown):
    draft = cast.full_meeting("us-jp-draft", title_en=PLANTED)
    guest = cast.person("secret-guest", PLANTED)
    draft.participations.create(order=9, person=guest, role="speaker")
    assert api.answer("meetings/us-jp-draft/").status_code == 404
    assert api.answer("people/secret-guest/").status_code == 404
    assert api.errors("meetings/", {"person": "secret-guest"})[0]["did_you_mean"] == []
    assert PLANTED not in "".join(
        api.answer(path).content.decode() for path in every_address() if "q=" not in path
    )


@pytest.mark.parametrize(
    "path", ["meetings/us-jp-cds-09/", "meetings/?id=us-jp-cds-09", "meetings/us-jp-cds-0/"]
)
def test_a_withdrawn_text_is_told_nowhere(api, shown, path):
    publish(shown["ninth"], by=None)
    withdraw(shown["ninth"], by=None, reason="It never took place.")
    assert "Ninth" not in api.answer(path).content.decode()
