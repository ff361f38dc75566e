"""What a record said before: told as far as it may be read, and no further."""

import datetime as dt

import pytest
from django.utils import timezone

from dialogues.models import Meeting, Publication, Revision
from dialogues.publishing import redact, withdraw
from participants.models import Person
from tests import cast
from tests.clearing import publish


def at(moment: dt.datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


@pytest.fixture
def renamed(db) -> list[Revision]:
    """A person shown under three names, one after the other; the revisions, the oldest first."""
    someone = cast.person("someone", "First")
    publish(someone, note="Note for staff")
    for name in ("Second", "Third"):
        Person.objects.filter(pk=someone.pk).update(name_en=name)
        publish(Person.objects.get(pk=someone.pk), reason=f"{name} is right.", note="Note for staff")
    return list(Revision.objects.filter(kind="person").order_by("number"))


def test_the_revisions_of_a_record_are_told_the_newest_first(api, renamed):
    first, second, third = renamed
    assert api.get("people/someone/revisions/") == {
        "results": [
            {
                "revision": revision.number,
                "op": "upsert",
                "published_at": revision.published_at.isoformat(),
                "cause": cause,
                "changed": changed,
                "note": note,
                "sha256": revision.sha256,
            }
            for revision, cause, changed, note in (
                (third, "changed", ["name"], "Third is right."),
                (second, "changed", ["name"], "Second is right."),
                (first, "first", [], ""),
            )
        ]
    }


def test_a_record_is_read_as_it_was_shown_at_a_moment(api, renamed):
    names = []
    for revision in renamed:
        record = api.get("people/someone/", {"as_of": at(revision.published_at)})
        assert (record["revision"], record["sha256"]) == (revision.number, revision.sha256)
        names.append(record["document"]["name"]["en"])
    assert names == ["First", "Second", "Third"]
    between = renamed[1].published_at + (renamed[2].published_at - renamed[1].published_at) / 2
    assert api.get("people/someone/", {"as_of": at(between)})["document"]["name"]["en"] == "Second"


def test_a_day_means_its_end_in_utc(api, renamed):
    today = timezone.now().date()
    assert api.get("people/someone/", {"as_of": today.isoformat()})["document"]["name"]["en"] == "Third"
    yesterday = today - dt.timedelta(days=1)
    response = api.answer("people/someone/", {"as_of": yesterday.isoformat()})
    assert response.status_code == 404
    assert response.json()["detail"].startswith("It was not shown yet. It was first published at 20")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "2024",
        "2024-02-30",
        "2024-01-01T12:00:00",
        "2024-01-01T25:00:00Z",
        "0001-01-01T00:00:00+01:00",
    ],
)
def test_what_names_no_moment_is_refused(api, renamed, text):
    assert [(one["parameter"], one["code"]) for one in api.errors("people/someone/", {"as_of": text})] == [
        ("as_of", "invalid")
    ]


def test_an_offset_that_no_database_bears_is_still_a_moment(api, renamed):
    assert api.answer("people/someone/", {"as_of": "0163-03-02T13:46:30.53+22:12"}).status_code == 404


def test_a_past_record_is_shown_in_part_and_in_one_language_too(api, renamed):
    query = {"as_of": at(renamed[0].published_at), "fields": "name", "lang": "en"}
    assert api.get("people/someone/", query)["document"] == {"name": "First"}


def test_what_was_withdrawn_is_read_at_no_moment_also_after_it_is_shown_again(api, renamed):
    someone = Person.objects.get()
    withdraw(someone, by=None, reason="Not ours to tell.")
    assert api.answer("people/someone/", {"as_of": at(renamed[0].published_at)}).status_code == 410
    assert api.answer("people/someone/revisions/").status_code == 410
    publish(someone)
    for revision in renamed:
        response = api.answer("people/someone/", {"as_of": at(revision.published_at)})
        assert response.status_code == 410
        assert revision.document["name"]["en"] not in response.content.decode()
    told = api.get("people/someone/revisions/")["results"]
    assert [(one["op"], one["sha256"] is None) for one in told] == [
        ("upsert", False),
        ("withdraw", True),
        *[("upsert", True)] * 3,
    ]


def test_what_was_redacted_is_not_read_and_its_hash_is_not_told(api, renamed):
    redact(renamed[:1], by=None, reason="A private matter.")
    assert api.answer("people/someone/", {"as_of": at(renamed[0].published_at)}).status_code == 410
    told = api.get("people/someone/revisions/")["results"]
    assert [one["sha256"] is None for one in told] == [False, False, True]


def test_a_past_text_that_names_what_is_withdrawn_now_is_not_read(api, shown):
    guest = cast.person("guest", "A guest")
    tenth = Meeting.objects.get(slug="us-jp-cds-10")
    part = tenth.participations.create(order=1, person=guest, role="speaker")
    publish(tenth)
    named = Publication.objects.get(slug="us-jp-cds-10")
    moment = {"as_of": at(named.published_at)}
    assert "A guest" in str(api.get("meetings/us-jp-cds-10/", moment))
    part.delete()
    publish(Meeting.objects.get(slug="us-jp-cds-10"))
    assert "A guest" in str(api.get("meetings/us-jp-cds-10/", moment))
    withdraw(guest, by=None, reason="Not ours to tell.")
    assert api.answer("meetings/us-jp-cds-10/", moment).status_code == 410
    assert api.answer("meetings/us-jp-cds-10/").status_code == 200


@pytest.fixture
def guest_of_the_past(api, shown) -> tuple[Person, dict[str, str]]:
    """A guest whom a meeting names no more, and the moment at which it did."""
    guest = cast.person("guest", "A guest")
    tenth = Meeting.objects.get(slug="us-jp-cds-10")
    part = tenth.participations.create(order=1, person=guest, role="speaker")
    publish(tenth)
    moment = {"as_of": at(Publication.objects.get(slug="us-jp-cds-10").published_at)}
    part.delete()
    publish(Meeting.objects.get(slug="us-jp-cds-10"))
    assert "A guest" in str(api.get("meetings/us-jp-cds-10/", moment))
    return guest, moment


def test_a_past_text_that_names_what_is_withdrawn_by_a_former_id_is_not_read(api, guest_of_the_past):
    guest, moment = guest_of_the_past
    Person.objects.filter(pk=guest.pk).update(slug="somebody")
    publish(Person.objects.get(pk=guest.pk))
    withdraw(Person.objects.get(pk=guest.pk), by=None, reason="Not ours to tell.")
    assert api.answer("meetings/us-jp-cds-10/", moment).status_code == 410


def test_a_past_text_that_names_what_was_withdrawn_since_is_not_read_though_it_is_shown_again(
    api, guest_of_the_past
):
    guest, moment = guest_of_the_past
    withdraw(guest, by=None, reason="Not ours to tell.")
    Person.objects.filter(pk=guest.pk).update(name_en="Another name")
    publish(Person.objects.get(pk=guest.pk))
    assert api.answer("meetings/us-jp-cds-10/", moment).status_code == 410
    assert api.answer("meetings/us-jp-cds-10/").status_code == 200


def test_notes_for_staff_are_told_nowhere(api, renamed):
    assert "Note for staff" not in str(api.get("people/someone/revisions/"))
    assert "Note for staff" not in str(api.get("changes/"))
    assert [one["note"] for one in api.get("changes/")["results"]] == ["Third is right."]


def test_a_renamed_record_leads_to_its_revisions(api, renamed):
    Person.objects.update(slug="somebody")
    publish(Person.objects.get())
    response = api.answer("people/someone/revisions/")
    assert response.status_code == 301
    assert response.headers["Location"] == "http://testserver/api/v1/people/somebody/revisions/"


def test_history_costs_few_queries(api, renamed, django_assert_num_queries):
    with django_assert_num_queries(3):
        api.get("people/someone/revisions/")
    with django_assert_num_queries(4):
        api.get("people/someone/", {"as_of": at(renamed[0].published_at)})
