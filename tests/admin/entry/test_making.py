"""What has no record yet is made from the box in which its name was typed: a draft, once, by whoever may add it."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission

from dialogues.models import Publication, Source, Topic
from participants.models import Organization, OrganizationAlias, Person
from tests import cast
from tests.admin.desk import add_row, at_the_desk, errors, filled, member, page

MAKE = "/admin/entry/make/"
BODY = {"app_label": "dialogues", "model_name": "participation", "field_name": "organization"}
SOMEBODY = BODY | {"field_name": "person"}
RELEASE = {"app_label": "dialogues", "model_name": "meeting", "field_name": "sources"}
SUBJECT = RELEASE | {"field_name": "topics"}


def offered(client, box, term, **more):
    """What a box offers: the records found, those spelled alike, and what could be created."""
    answer = client.get("/admin/autocomplete/", box | {"term": term} | more).json()["results"]
    found = [one["text"] for one in answer if "make" not in one and "children" not in one]
    near = [one["text"] for group in answer for one in group.get("children", [])]
    return found, near, [one["text"] for one in answer if "make" in one]


def test_what_has_no_record_can_be_created_after_what_is_there(editing, db):
    cast.organization("us-osc", "Office of Space Commerce", abbreviation="OSC")
    assert offered(editing, BODY, "office") == (
        ["Office of Space Commerce (OSC), US"],
        [],
        ["Create “office”"],
    )


@pytest.mark.parametrize(
    "name",
    [
        "Office of Space Commerce",
        "office of  space commerce",
        "ＯＳＣ",
        "us-osc",
        "商務省宇宙商務局",
        "Space Commerce Office",
    ],
)
def test_what_is_called_just_so_already_is_not_offered_to_be_created(editing, db, name):
    body = cast.organization(
        "us-osc", "Office of Space Commerce", abbreviation="OSC", name_ja="商務省宇宙商務局"
    )
    OrganizationAlias.objects.create(organization=body, name="Space Commerce Office", kind="former")
    assert offered(editing, BODY, name)[::2] == (["Office of Space Commerce (OSC), US"], [])


def test_names_spelled_much_alike_are_shown_before_another_is_created(editing, db):
    cast.organization("us-nspc", "National Space Council")
    cast.person("graves", "Don Graves")
    assert offered(editing, BODY, "Natonal Space Counsil") == (
        [],
        ["National Space Council, US"],
        ["Create “Natonal Space Counsil”"],
    )
    assert offered(editing, SOMEBODY, "Don Grave s")[1] == ["Don Graves"]


def test_the_ministry_of_another_side_is_another_ministry(editing, db):
    japan, france = cast.party("JP"), cast.party("FR")
    cast.organization("jp-mofa", "Ministry of Foreign Affairs", party=japan)
    name = "Ministry of Foreign Affairs"
    assert offered(editing, BODY, name, party=japan.pk)[2] == []
    assert offered(editing, BODY, name, party=france.pk)[2] == [f"Create “{name}”"]
    made = editing.post(MAKE, BODY | {"words": name, "party": france.pk}).json()
    body = Organization.objects.get(pk=made["id"])
    assert (body.name_en, body.party, body.slug) == (name, france, "fr-ministry-of-foreign-affairs")


@pytest.mark.parametrize(
    ("box", "words", "model", "fields"),
    [
        (BODY, "Astroscale U.S.", Organization, {
            "name_en": "Astroscale U.S.", "slug": "us-astroscale-us", "sector": "government", "abbreviation": "",
        }),
        (BODY, "Space Force (USSF)", Organization, {
            "name_en": "Space Force", "abbreviation": "USSF", "slug": "us-ussf",
        }),
        (BODY, "内閣府宇宙政策委員会", Organization, {"name_en": "", "name_ja": "内閣府宇宙政策委員会"}),
        (BODY, "우주청", Organization, {"name_other": {"ko": "우주청"}}),
        (SOMEBODY, "Richard DalBello", Person, {"name_en": "Richard DalBello", "slug": "richard-dalbello"}),
        (SOMEBODY, "風木淳", Person, {"name_ja": "風木淳", "slug": "person"}),
        (SUBJECT, "Lunar time", Topic, {"name_en": "Lunar time", "slug": "lunar-time"}),
        (RELEASE, "Joint statement", Source, {"title": "Joint statement", "url": "", "slug": "src-joint-statement"}),
        (RELEASE, "https://space.example.gov/news/joint-statement.html", Source, {
            "title": "Joint statement (space.example.gov)",
            "url": "https://space.example.gov/news/joint-statement.html",
        }),
    ],
)  # fmt: skip
def test_a_record_is_made_from_what_was_typed(editing, db, box, words, model, fields):
    made = editing.post(MAKE, box | {"words": f"  {words} ", "party": cast.party("US").pk}).json()
    record = model.objects.get(pk=made["id"])
    assert {name: getattr(record, name) for name in fields} == fields
    assert made["new"] is True
    assert made["said"] == f"Created as a draft: {made['text']}."
    # A draft like any other: nobody outside knows of it, and the history has who made it.
    assert (Publication.objects.count(), record.submitted_at) == (0, None)
    assert LogEntry.objects.get().object_id == str(record.pk)


def test_a_name_without_letters_is_asked_for_them_and_they_make_the_public_id_alone(editing, db):
    asking = BODY | {"words": "内閣府宇宙政策委員会", "party": cast.party("JP").pk, "asks": "yes"}
    for letters in ("", " ", "政策委員会"):
        answer = editing.post(MAKE, asking | {"letters": letters})
        assert (answer.status_code, answer.json()) == (400, {"letters": "内閣府宇宙政策委員会"})
    assert Organization.objects.count() == 0
    editing.post(MAKE, asking | {"letters": "Committee on National Space Policy"})
    body = Organization.objects.get()
    assert (body.slug, body.name_en) == ("jp-committee-on-national-space-policy", "")
    somebody = SOMEBODY | {"words": "山田重夫", "asks": "yes"}
    assert editing.post(MAKE, somebody).json() == {"letters": "山田重夫"}
    editing.post(MAKE, somebody | {"letters": "Yamada Shigeo"})
    person = Person.objects.get()
    assert (person.slug, person.name_en, person.name_ja) == ("yamada-shigeo", "", "山田重夫")
    # What has letters is asked for nothing.
    assert "id" in editing.post(MAKE, SOMEBODY | {"words": "Don Graves", "asks": "yes"}).json()


def test_two_clicks_make_one_record(editing, db):
    once, twice = (editing.post(MAKE, SOMEBODY | {"words": "Don Graves"}).json() for _click in range(2))
    assert (once["id"], twice["new"], Person.objects.count()) == (twice["id"], False, 1)


@pytest.mark.parametrize(
    ("box", "words", "said"),
    [
        (SOMEBODY, "  ", "Type a name first."),
        (SOMEBODY, "x" * 501, "Ensure this value has at most 500 characters (it has 501)."),
        (RELEASE, "https://x", "Enter a valid URL."),
        (SOMEBODY, "D\u202egraves", "An invisible character in it (U+202E) turns the direction of the text around it. "
         "Empty the field and type the words instead of pasting them."),
    ],
)  # fmt: skip
def test_what_the_form_of_the_record_would_refuse_is_refused(editing, db, box, words, said):
    answer = editing.post(MAKE, box | {"words": words})
    assert (answer.status_code, answer.json()) == (400, {"refused": said})
    assert (Person.objects.count(), Source.objects.count()) == (0, 0)


def test_only_who_may_add_a_record_is_offered_and_answered(db):
    guest = member("guest", "Editors")
    guest.groups.clear()
    guest.user_permissions.set(
        Permission.objects.filter(
            codename__in=["view_organization", "view_person", "change_meeting", "view_meeting"]
        )
    )
    client = at_the_desk(guest)
    assert offered(client, SOMEBODY, "Don Graves") == ([], [], [])
    assert client.post(MAKE, SOMEBODY | {"words": "Don Graves"}).status_code == 403
    assert Person.objects.count() == 0


@pytest.mark.parametrize(
    "box",
    [
        BODY | {"field_name": "party"},
        BODY | {"field_name": "title_en"},
        BODY | {"field_name": "none"},
        BODY | {"model_name": "none"},
        {"app_label": "auth", "model_name": "user", "field_name": "groups"},
        {},
    ],
)
def test_nothing_else_is_made(clearing, db, box):
    assert clearing.post(MAKE, box | {"words": "XX"}).status_code == 403


def test_it_is_posted_with_the_token_of_the_form(editor):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    assert strict.post(MAKE, SOMEBODY | {"words": "Don Graves"}).status_code == 403
    assert strict.get(MAKE).status_code == 405


def test_what_was_made_is_still_chosen_where_the_form_is_refused(editing, db):
    soup = page(editing, "/admin/dialogues/meeting/add/")
    made = editing.post(MAKE, SOMEBODY | {"words": "Don Graves"}).json()
    data = filled(soup)
    place = add_row(data, soup, "participations", person=made["id"], role="speaker")
    refused = editing.post("/admin/dialogues/meeting/add/", data | {"date": "2024-02-30", "_save": "Save"})
    assert list(errors(refused)) == ["date"]
    assert filled_again(refused)[f"participations-{place}-person"] == made["id"]


def filled_again(response):
    from bs4 import BeautifulSoup

    return filled(BeautifulSoup(response.content.decode(), "html.parser"))
