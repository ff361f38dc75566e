"""What changed after publication is told by name, day and reason; never what stood there before."""

import datetime as dt
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from dialogues import publishing
from dialogues.documents import SERIALIZERS
from dialogues.models import Bypass, Meeting, Outcome, Publication, Revision
from dialogues.public.words import vocabulary
from participants.models import Organization, Person
from tests import cast, clearing
from tests.past_triggers import past_the_triggers
from tests.public.conftest import words

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def corrected(publish):
    """A meeting whose date and outcome were put right after it was public."""
    meeting = cast.full_meeting(date="2024-09-26")
    publish(meeting)
    Meeting.objects.filter(pk=meeting.pk).update(date="2024-08-26")
    Outcome.objects.filter(meeting=meeting).update(text_en="Draw up another roadmap")
    meeting = Meeting.objects.get(pk=meeting.pk)
    clearing.publish(meeting, note="PLANTED NOTE", reason="The release says August.", weight="minor")
    return meeting


def rows(page) -> list[list[str]]:
    return [
        [words(cell) for cell in row.find_all(["th", "td"])] for row in page.select("table.fixes tbody tr")
    ]


def today() -> str:
    day = dt.datetime.now(dt.UTC).date()
    return f"{day:%B} {day.day}, {day.year}"


def test_a_correction_is_told_with_its_record_its_day_its_fields_and_its_reason(corrected, read):
    assert rows(read("/corrections/")) == [
        [
            "Ninth meeting Meeting",
            f"When: {today()}",
            "What changed: Date, Outcomes Minor correction",
            "Why: The release says August.",
        ]
    ]


def test_in_japanese_fields_are_named_in_japanese(corrected, read):
    assert rows(read("/ja/corrections/"))[0][2].endswith("日付、成果 軽微な訂正")


def test_a_correction_says_how_much_it_matters_on_the_record_and_in_the_feed_too(corrected, read, client):
    assert "Date, Outcomes Minor correction" in words(read("/meetings/us-jp-cds-09/").select_one("#changes"))
    assert "Minor correction: Date, Outcomes" in client.get("/corrections/feed.atom").content.decode()
    meeting = corrected
    Meeting.objects.filter(pk=meeting.pk).update(title_en="Anew")
    clearing.publish(Meeting.objects.get(pk=meeting.pk), weight="major")
    assert rows(read("/corrections/"))[0][2] == "What changed: Title Major correction"


def test_no_former_value_and_no_note_of_staff_is_told(corrected, client):
    for address in ("/corrections/", "/corrections/feed.atom", "/meetings/us-jp-cds-09/"):
        text = client.get(address).content.decode()
        assert "PLANTED NOTE" not in text
        assert "Draw up a roadmap" not in text
    assert "2024-09-26" not in client.get("/corrections/").content.decode()


def test_what_is_carried_or_new_in_shape_or_first_published_is_no_correction(publish, read):
    publish(cast.full_meeting())
    Organization.objects.filter(slug="us-osc").update(name_en="Renamed")
    clearing.publish(Organization.objects.get(slug="us-osc"))
    publishing.republish(by=None)
    found = rows(read("/corrections/"))
    assert [(row[0], row[2], row[3]) for row in found] == [
        ("Renamed Organization", "What changed: Name", "Why: Not stated")
    ]


def test_a_withdrawn_record_leaves_its_notice_alone(corrected, publish, withdraw, read, client):
    withdraw(corrected, "Entered twice.")
    found = rows(read("/corrections/"))
    assert [(row[0], row[2], row[3]) for row in found] == [
        ("us-jp-cds-09 Meeting", "What changed: Withdrawn", "Why: Entered twice.")
    ]
    for address in ("/corrections/", "/corrections/feed.atom"):
        text = client.get(address).content.decode()
        assert "The release says August." not in text
        assert "Ninth meeting" not in text


def test_what_was_merged_into_another_is_told_no_more(publish, read):
    publish(cast.person("don-graves"), cast.person("d-graves", "D. Graves"))
    Person.objects.filter(slug="d-graves").update(note="Said")
    publish(Person.objects.get(slug="d-graves"))
    from dialogues.merging import merge

    assert [row[0] for row in rows(read("/corrections/"))] == ["D. Graves Person"]
    merge(
        Person.objects.get(slug="d-graves"),
        Person.objects.get(slug="don-graves"),
        by=None,
        reason="One and the same.",
    )
    assert rows(read("/corrections/")) == []


def test_the_page_of_a_record_says_what_changed_since_it_was_published(corrected, read):
    page = read("/meetings/us-jp-cds-09/")
    told = [words(one) for one in page.select("#record .dots li")]
    assert told == [f"{today()}: Date, Outcomes Minor correction. The release says August."]
    link = page.select_one("#record .acts a")["href"]
    assert link == "/corrections/?kind=meeting&id=us-jp-cds-09"
    assert len(rows(read(link))) == 1


def test_an_outcome_says_what_changed_of_itself(corrected, read):
    outcome = Outcome.objects.get(meeting=corrected)
    told = [words(one) for one in read(f"/outcomes/{outcome.slug}/").select("#record .dots li")]
    assert told == [f"{today()}: Text, Date of the meeting Minor correction. The release says August."]


def test_a_record_that_never_changed_says_nothing_of_changes(publish, read):
    publish(cast.full_meeting())
    assert read("/meetings/us-jp-cds-09/").select("#changes") == []
    assert "No change of this record" in words(read("/corrections/?kind=meeting&id=us-jp-cds-09"))


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("/corrections/", 2), ("/corrections/feed.atom", 2)])
def test_it_costs_as_many_queries_with_three_as_with_one(
    publish, client, django_assert_num_queries, count, address, queries
):
    for number in range(count):
        someone = cast.person(f"p-{number}", f"Person {number}")
        publish(someone)
        Person.objects.filter(pk=someone.pk).update(note="Said")
        publish(Person.objects.get(pk=someone.pk))
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200


def test_a_changed_record_costs_no_query_more(corrected, client, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get("/meetings/us-jp-cds-09/")


def test_the_feed_has_an_entry_for_each_change(corrected, client):
    answer = client.get("/corrections/feed.atom?kind=meeting&id=us-jp-cds-09")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    entries = ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Ninth meeting"]
    assert entries[0].findtext(f"{ATOM}content") == "The release says August."
    again = ElementTree.fromstring(
        client.get("/ja/corrections/feed.atom?kind=meeting&id=us-jp-cds-09").content
    )
    assert again.find(f"{ATOM}entry").findtext(f"{ATOM}id") == entries[0].findtext(f"{ATOM}id")


@pytest.mark.parametrize(
    "question",
    [
        "x=1",
        "kind=meeting",
        "id=a",
        "kind=session&id=a",
        "kind=meetin&id=a",
        "kind=a&kind=b&id=a&id=b",
        "page=0",
    ],
)
def test_what_cannot_be_answered_is_refused_with_the_reason(db, client, question):
    assert client.get(f"/corrections/?{question}").status_code == 400


def test_long_lists_come_in_pages(publish, read, client):
    someone = cast.person()
    publish(someone)
    before = Publication.objects.get(slug="don-graves")
    numbers = range(before.revision + 1, before.revision + 53)
    passed = Bypass.objects.create(reason="A test.", how="shell", made_at=before.published_at)
    with past_the_triggers():
        Revision.objects.bulk_create(
            Revision(
                number=number, publication=before, kind="person", slug="don-graves", op="upsert", cause="changed",
                bypass=passed, changed=["note"], published_at=before.published_at,
            )
            for number in numbers
        )  # fmt: skip
    assert len(rows(read("/corrections/"))) == 50
    assert len(rows(read("/corrections/?page=2"))) == 2
    assert read("/corrections/?kind=person&id=don-graves").select_one('a[rel="next"]')["href"] == (
        "?kind=person&id=don-graves&page=2"
    )


def test_every_field_of_every_document_has_words():
    fields = {name for serializer in SERIALIZERS.values() for name in serializer().fields}
    assert fields - {"shape", "type"} - set(vocabulary.FIELD) == set()


def test_what_readers_are_told_of_has_words():
    from dialogues.public.publications import TOLD_OF

    assert set(vocabulary.CAUSE) == set(TOLD_OF)


def told_why(client, language):
    """The reason of the newest correction in the list, at the record and in the feed; the languages that mark it."""
    prefix = "/ja" if language == "ja" else ""
    listed = soup(client, f"{prefix}/corrections/").select("table.fixes tbody tr:first-child td")[-1]
    shown = soup(client, f"{prefix}/meetings/us-jp-cds-09/").select("#changes li")[0]
    feed = ElementTree.fromstring(client.get(f"{prefix}/corrections/feed.atom").content)
    content = next(feed.iter(f"{ATOM}entry")).find(f"{ATOM}content")
    marked = [part.attrs["lang"] for part in [*listed.select("[lang]"), *shown.select("[lang]")]]
    return [listed.text, shown.text, content.text], marked


def soup(client, address):
    return BeautifulSoup(client.get(address).content.decode(), "html.parser")


def test_the_reason_is_told_in_japanese_where_it_was_written_in_it_else_in_english_and_marked(
    corrected, client
):
    told, marked = told_why(client, "ja")
    assert (["The release says August." in one for one in told], marked) == ([True] * 3, ["en"] * 2)
    Meeting.objects.filter(pk=corrected.pk).update(date="2024-08-27")
    again = Meeting.objects.get(pk=corrected.pk)
    clearing.publish(again, reason="The second day.", reason_ja="二日目です。", weight="minor")
    told, marked = told_why(client, "ja")
    assert (["二日目です。" in one for one in told], marked) == ([True] * 3, [])
    assert not any("The second day." in one for one in told)
    told, marked = told_why(client, "en")
    assert (["The second day." in one for one in told], marked) == ([True] * 3, [])
