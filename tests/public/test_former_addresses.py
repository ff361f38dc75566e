"""Whatever once stood at the address of a record leads on or says that it went: its page, feeds, calendars, citations.

The addresses are those of the site: one that is new is held to this, too.
"""

import pytest

from dialogues.merging import merge
from dialogues.models import Publication
from dialogues.public.serving.addresses import LISTS
from dialogues.public.urls import urlpatterns
from tests import cast
from tests.public.conftest import words

KINDS = {name: kind for kind, name in LISTS.items()}
# The levels on which sessions are held are given; no record of one is made, renamed or withdrawn.
GIVEN = {"track"}


def of_records():
    """The addresses of records: of which kind each is, what stands before the id, and what after it."""
    for pattern in urlpatterns:
        before, slug, after = str(pattern.pattern).partition("<id:slug>")
        kind = KINDS.get(before.rstrip("/"))
        if slug and kind not in GIVEN:
            yield kind, before, after


ADDRESSES = sorted(of_records())


def made(kind, publish):
    """A published record of a kind, and the record that is published when it changes."""
    if kind in ("meeting", "outcome"):
        meeting = cast.full_meeting("old")
        publish(meeting)
        return (meeting, meeting) if kind == "meeting" else (meeting.outcomes.get(), meeting)
    make = {"party": lambda slug: cast.party(slug, "Old"), "dialogue": cast.dialogue, "topic": cast.topic,
            "organization": cast.organization, "person": cast.person, "source": cast.source}[kind]  # fmt: skip
    record = make("XO" if kind == "party" else "old")
    publish(record)
    return record, record


def test_every_kind_of_record_and_every_form_is_asked():
    assert {kind for kind, _before, _after in ADDRESSES} == set(LISTS) - GIVEN
    forms = {after for kind, _before, after in ADDRESSES if kind == "meeting"}
    assert forms >= {"/", "/calendar.ics", "/cite.bib", "/cite.json", "/cite.ris", "/cite.txt"}


@pytest.mark.parametrize("prefix", ["/", "/ja/"])
@pytest.mark.parametrize(("kind", "before", "after"), ADDRESSES)
def test_a_former_address_leads_to_the_present_one_in_its_language_and_form_with_its_question(
    publish, client, kind, before, after, prefix
):
    record, published = made(kind, publish)
    former = record.slug
    record.slug = "XN" if kind == "party" else "new"
    record.save()
    publish(published)
    for question in ("", "?page=2&b=%E5%AF%BE"):
        answer = client.get(f"{prefix}{before}{former}{after}{question}")
        assert (answer.status_code, answer.get("Location")) == (
            301,
            f"{prefix}{before}{record.slug}{after}{question}",
        )
    assert client.get(f"{prefix}{before}{record.slug}{after}").status_code == 200


@pytest.mark.parametrize("prefix", ["/", "/ja/"])
@pytest.mark.parametrize(("kind", "before", "after"), ADDRESSES)
def test_what_was_withdrawn_is_gone_in_every_form_with_a_notice_that_repeats_no_fact(
    publish, withdraw, read, client, kind, before, after, prefix
):
    record, published = made(kind, publish)
    title = Publication.objects.get(kind=kind, slug=record.slug).title_en
    withdraw(published, "Entered twice.")
    address = f"{prefix}{before}{record.slug}{after}"
    notice = read(address, 410)
    assert title
    assert title not in str(notice)
    assert f" {record.slug}" in words(notice.main)
    if published is record:
        assert "Entered twice." in words(notice.main)
    assert notice.select_one("meta[name=robots]")["content"] == "noindex"
    assert client.get(f"{address}?page=2").status_code == 410


@pytest.mark.parametrize("prefix", ["/", "/ja/"])
@pytest.mark.parametrize(("kind", "before", "after"), ADDRESSES)
def test_what_never_was_is_not_found_in_any_form(db, client, kind, before, after, prefix):
    assert client.get(f"{prefix}{before}none{after}").status_code == 404


@pytest.mark.parametrize("after", ["", "feed.atom", "calendar.ics"])
def test_a_pair_follows_its_parties_to_their_present_codes_in_every_form(publish, client, after):
    publish(cast.meeting())
    japan = cast.party("JP")
    japan.slug = "JX"
    japan.save()
    publish(japan)
    answer = client.get(f"/ja/pairs/jp-us/{after}?page=2")
    assert (answer.status_code, answer["Location"]) == (301, f"/ja/pairs/jx-us/{after}?page=2")


def test_what_was_merged_leads_to_the_one_that_stays_in_every_form(publish, client):
    for kind, make in (("organization", cast.organization), ("person", cast.person)):
        stays, goes = make("us-stays", "The one that stays"), make("us-goes", "The other")
        publish(stays, goes)
        merge(goes, stays, by=None, reason="One and the same.", note="One and the same.")
        for before, after in [(before, after) for of, before, after in ADDRESSES if of == kind]:
            answer = client.get(f"/{before}us-goes{after}?page=2")
            assert (answer.status_code, answer.get("Location")) == (
                301,
                f"/{before}us-stays{after}?page=2",
            )


@pytest.fixture
def renamed(publish):
    """A meeting whose dialogue and organization have other ids than they had."""
    series = cast.dialogue("old-series")
    meeting = cast.full_meeting(series=series)
    publish(series, meeting)
    office = cast.organization()
    for record, slug in ((series, "new-series"), (office, "us-new")):
        record.slug = slug
        record.save()
        publish(record)
    return meeting


@pytest.mark.parametrize("prefix", ["", "/ja"])
@pytest.mark.parametrize(
    "path", ["/meetings/", "/meetings/feed.atom", "/meetings/calendar.ics", "/meetings/list.csv"]
)
def test_a_question_that_names_a_former_id_leads_to_the_same_with_the_present_one(
    renamed, client, prefix, path
):
    answer = client.get(f"{prefix}{path}?dialogue=old-series&organization=us-osc&q=traffic&party=JP")
    assert (answer.status_code, answer.get("Location")) == (
        301,
        f"{prefix}{path}?dialogue=new-series&organization=us-new&q=traffic&party=JP",
    )
    assert client.get(answer["Location"]).status_code == 200


def test_a_question_with_another_fault_beside_a_former_id_is_not_answered(renamed, withdraw, client):
    for wrong in ("colour=red", "sort=best", "dialogue=none", "track=7", "date_from=then"):
        assert client.get(f"/meetings/?dialogue=old-series&{wrong}").status_code == 400, wrong
    assert client.get("/meetings/?dialogue=old-series&dialogue=new-series").status_code == 301
    withdraw(renamed)
    withdraw(renamed.dialogue)
    answer = client.get("/meetings/?dialogue=old-series", follow=True)
    assert ([status for _address, status in answer.redirect_chain], answer.status_code) == ([301], 400)
