"""What staff have not published is nowhere in the API."""

import datetime as dt
import gzip
import json
import re

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from dialogues.api.resources import RESOURCES
from dialogues.documents import KINDS
from dialogues.models import Kind, Publication
from dialogues.publishing import withdraw
from tests import cast, planting, routes
from tests.clearing import publish, publish_all


def every_address() -> list[str]:
    """Each list, each record, and each search for the planted word."""
    rows = Publication.objects.values_list("kind", "slug")
    names = {resource.kind: resource.name for resource in RESOURCES}
    lists = [f"{name}/" for name in names.values()]
    return [
        *lists,
        *(f"{path}?lang=ja&limit=500&count=exact" for path in lists),
        *(f"{path}?q={planting.PLANTED}" for path in lists),
        *(f"{names[kind]}/{slug}/" for kind, slug in rows),
    ]


def test_every_kind_is_a_resource():
    assert sorted(resource.kind for resource in RESOURCES) == sorted(KINDS.values()) == sorted(Kind.values)


def test_edits_stay_private_until_published_again(api, shown):
    addresses = every_address()
    before = {path: api.answer(path).content for path in addresses}
    assert planting.plant() > 20
    assert {path: api.answer(path).content for path in addresses} == before
    assert [
        path for path, body in before.items() if planting.PLANTED in body.decode() and "q=" not in path
    ] == []
    shown["series"].refresh_from_db()
    shown["ninth"].refresh_from_db()
    publish_all([shown["series"], shown["ninth"]])
    told = [
        path
        for path in addresses
        if planting.PLANTED in json.dumps(api.answer(path).json().get("document", ""))
    ]
    assert told == [  # the two, their family, and who names them by title or text
        "dialogues/us-jp-cds/",
        "meetings/us-jp-cds-09/",
        "meetings/us-jp-cds-10/",
        "outcomes/us-jp-cds-09-o1/",
        "outcome-reports/us-jp-cds-09-o1-r1/",
        "sessions/us-jp-cds-09-track-1-5/",
    ]


def test_a_draft_and_its_guests_are_known_to_nobody(api, shown):
    draft = cast.full_meeting("us-jp-draft", title_en=planting.PLANTED)
    guest = cast.person("secret-guest", planting.PLANTED)
    draft.participations.create(order=9, person=guest, role="speaker")
    assert api.answer("meetings/us-jp-draft/").status_code == 404
    assert api.answer("people/secret-guest/").status_code == 404
    assert api.errors("meetings/", {"person": "secret-guest"})[0]["did_you_mean"] == []
    assert planting.PLANTED not in "".join(
        api.answer(path).content.decode() for path in every_address() if "q=" not in path
    )


@pytest.mark.parametrize(
    "path", ["meetings/us-jp-cds-09/", "meetings/?id=us-jp-cds-09", "meetings/us-jp-cds-0/"]
)
def test_a_withdrawn_text_is_told_nowhere(api, shown, path):
    publish(shown["ninth"])
    withdraw(shown["ninth"], by=None, reason="It never took place.")
    assert "Ninth" not in api.answer(path).content.decode()


def asking_for_it() -> list[str]:
    """Questions that come near to what is kept back, and are answered with near names if there are any."""
    word, name = planting.PLANTED[:-1], planting.ID[:-1]
    questions = (f"q={word}", f"organization={name}-o", f"person={name}-p", f"dialogue={name}-d", f"topic={name}-t",
                 f"id={name}-m")  # fmt: skip
    lists = [
        f"/api/v1/{resource.name}{ending}" for resource in RESOURCES for ending in ("/", "/facets/", ".csv")
    ]
    return [f"{path}?{question}" for path in lists for question in questions]


def files_of_dumps(client: Client) -> list[str]:
    manifest = client.get("/api/v1/dumps/latest/manifest.json").json()
    return [file["url"].removeprefix("http://testserver") for file in manifest.get("files", [])]


@pytest.fixture
def dumped(settings, tmp_path):
    settings.DUMPS_ROOT = tmp_path / "dumps"


def test_a_draft_and_what_it_names_are_at_no_address_of_the_api(shown, client, dumped):
    before = planting.answers(client, routes.api(planting.ids()))
    planting.kept_back()
    asked = [*routes.api(planting.ids()), *asking_for_it()]
    found = planting.answers(client, asked)
    assert len(asked) > 300
    assert [path for path, answer in found.items() if planting.PLANTED in answer] == []
    named = [path for path, answer in found.items() if planting.ID in answer and planting.ID not in path]
    assert named == []
    kept_back = [path for path in found if f"{planting.ID}-" in path and "?" not in path]
    assert {found[path][:3] for path in kept_back} == {"404"}
    assert {path: found[path] for path in before} == before


def test_edits_of_what_is_public_are_at_no_address_of_the_api(shown, client, dumped):
    paths = routes.api(planting.ids())
    before = planting.answers(client, paths)
    assert planting.plant() > 20
    assert planting.answers(client, paths) == before


def test_what_was_withdrawn_is_at_no_address_of_the_api(shown, client, dumped):
    records = planting.kept_back()
    publish_all(records[:2])
    then = (timezone.now() + dt.timedelta(milliseconds=1)).isoformat().replace("+00:00", "Z")
    call_command("make_dump", verbosity=0)
    files = files_of_dumps(client)
    assert len(files) > 10
    paths = [*routes.api(planting.ids()), *asking_for_it()]
    paths += [f"{path}?as_of={then}" for path in paths if re.search(r"/[a-z-]+/[A-Za-z0-9.-]+/$", path)]
    assert sum(planting.PLANTED in answer for answer in planting.answers(client, paths).values()) > 50
    for record in records:
        withdraw(record, by=None, reason="Not ours to tell.")
    found = planting.answers(client, paths)
    assert [path for path, answer in found.items() if planting.PLANTED in answer] == []
    assert {found[path][:3] for path in paths if path.endswith(f"{planting.ID}-m/")} == {"410"}
    assert {client.get(path).status_code for path in files} == {404}
    publish_all([shown["series"]])
    call_command("make_dump", verbosity=0)
    packed = b"".join(gzip.decompress(client.get(path).getvalue()) for path in files_of_dumps(client))
    assert b"us-jp-cds" in packed
    assert planting.PLANTED.encode() not in packed
