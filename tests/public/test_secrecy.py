"""Public pages read publications only: no session, no login, no record, no script, no outside host."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dialogues.models.publications import COLUMNS_READABLE_BY_THE_PUBLIC, READABLE_BY_THE_PUBLIC
from dialogues.public.lists.listings import LISTINGS
from tests import cast, planting, routes

REVISIONS = "dialogues_revision"
PAGES = [
    "/",
    "/dialogues/",
    "/meetings/",
    "/organizations/",
    "/people/",
    "/dialogues/us-jp-cds/",
    "/meetings/us-jp-cds-09/",
    "/organizations/us-osc/",
    "/people/don-graves/",
    "/meetings/none/",
    "/meetings/?q=1",
    "/corrections/",
]


@pytest.fixture
def one(publish):
    series = cast.dialogue()
    one = cast.full_meeting(series=series)
    publish(series, one)
    return one


def columns_of(table: str, sql: str) -> set[str]:
    """The columns of a table that a query names, by the table's own name or by another that the query gives it."""
    names = {f'"{table}"', *re.findall(rf'"{table}" ([A-Z][0-9]+)', sql)}
    return {column for name in names for column in re.findall(rf'{name}\."(\w+)"', sql)}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_reads_what_the_public_may_and_sets_no_cookie(one, admin_client, address):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = admin_client.get(address)
    read = {table for query in queries for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}
    assert read <= {*READABLE_BY_THE_PUBLIC, *COLUMNS_READABLE_BY_THE_PUBLIC}
    of_revisions = {column for query in queries for column in columns_of(REVISIONS, query["sql"])}
    assert of_revisions <= set(COLUMNS_READABLE_BY_THE_PUBLIC[REVISIONS])
    assert answer.cookies == {}
    assert "Cookie" not in answer.get("Vary", "")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_no_script_no_inline_style_and_no_outside_host(one, client, address):
    html = client.get(address).content.decode()
    # A block of data (JSON-LD) is no script; every script is a file of this site.
    scripts = re.findall(r"<script[^>]*>", re.sub(r'<script type="application/ld\+json">', "", html))
    assert scripts == ['<script src="/static/django_htmx/htmx-4.min.js" defer>']
    assert not re.search(r"\sstyle=|<style|\son\w+=", html)
    loaded = re.findall(r'<(?:img|script|link rel="(?:stylesheet|icon)")[^>]*(?:src|href)="([^"]*)"', html)
    assert [address for address in loaded if not address.startswith("/static/")] == []


HOSTILE = "<script>alert(1)</script>\"'&{{ 7|add:7 }}{% now %}"


def test_html_in_any_text_is_shown_as_text(publish, client):
    party = cast.party("US")
    office = cast.organization("us-o", HOSTILE, abbreviation="<i>", note=HOSTILE, party=party)
    someone = cast.person("p", HOSTILE, note=HOSTILE)
    someone.aliases.create(name=HOSTILE, lang="en")
    series = cast.dialogue("d", HOSTILE, mandate=HOSTILE, level=HOSTILE, cadence=HOSTILE, note=HOSTILE)
    series.other_names.create(name=HOSTILE)
    release = cast.source("s", HOSTILE, publisher=HOSTILE, document=HOSTILE[:200])
    one = cast.meeting(
        "m", series, title_en=HOSTILE, summary_en=HOSTILE, note=HOSTILE, edition_stated=HOSTILE
    )
    session = one.sessions.create(
        track_id=2, title_en=HOSTILE, note=HOSTILE, ordinal_stated=HOSTILE, slug="m-s"
    )
    session.agenda.create(meeting=one, text_en=HOSTILE)
    one.participations.create(
        organization=office, person=someone, title_en=HOSTILE, role_stated=HOSTILE, party=party
    )
    one.statements.create(
        person=someone, text_en=HOSTILE, link_label=HOSTILE, title_en=HOSTILE, source=release
    )
    one.images.create(alt_en=HOSTILE, caption=HOSTILE, credit=HOSTILE, source=release)
    one.outcomes.create(text_en=HOSTILE, due_words=HOSTILE, slug="m-o")
    one.attendance.create(value=1, unit=HOSTILE, as_stated=HOSTILE)
    cast.claim(
        one,
        "host",
        HOSTILE,
        as_stated=HOSTILE,
        as_rendered=HOSTILE,
        where=HOSTILE,
        reason=HOSTILE,
        preferred=True,
        source=release,
    )
    publish(series, one)
    for address in (
        "/meetings/m/",
        "/ja/meetings/m/",
        "/dialogues/d/",
        "/organizations/us-o/",
        "/people/p/",
        "/",
        "/meetings/",
        "/dialogues/",
        "/organizations/",
        "/people/",
    ):
        answer = client.get(address)
        assert answer.status_code == 200
        html = answer.content.decode()
        assert "<script>" not in html, address
        assert "&lt;script&gt;" in html, address
        assert "{{ 7|add:7 }}" in html, address


def test_a_hostile_reason_of_withdrawal_is_shown_as_text(publish, withdraw, client):
    one = cast.meeting("m")
    publish(one)
    withdraw(one, HOSTILE)
    html = client.get("/meetings/m/").content.decode()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_right_to_left_names_are_shielded(publish, client):
    arabic = "وكالة الإمارات للفضاء"
    office = cast.organization("ae-sa", "", name_other={"ar": arabic}, party=cast.party("US"))
    one = cast.meeting("m")
    one.participations.create(organization=office, party=cast.party("US"))
    publish(one)
    assert f'<bdi lang="ar" dir="rtl">{arabic}</bdi>' in client.get("/meetings/m/").content.decode()


@pytest.fixture
def standing(publish):
    """What is public and stays so: a dialogue with two meetings, the later of which reports on the earlier."""
    series = cast.dialogue()
    ninth = cast.full_meeting(series=series)
    tenth = cast.meeting("us-jp-cds-10", series, title_en="Tenth meeting", date="2025", edition=10)
    cast.report(ninth.outcomes.get(), tenth)
    publish(series, ninth, tenth)
    return series, ninth, tenth


def asking_for_it() -> list[str]:
    """Questions that come near to what is kept back, and are answered with near names if there are any."""
    near_word, near_id = planting.PLANTED[:-1], planting.ID[:-1]
    lists = [f"{prefix}/{name}/" for prefix in ("", "/ja") for name in (*LISTINGS, "search")]
    questions = (f"q={near_word}", f"q={near_word}&exact=1", f"organization={near_id}-o", f"person={near_id}-p",
                 f"dialogue={near_id}-d", f"topic={near_id}-t")  # fmt: skip
    return [f"{path}?{question}" for path in lists for question in questions]


def test_a_draft_and_what_it_names_are_at_no_address_of_the_site(standing, client):
    before = planting.answers(client, routes.pages(planting.ids()))
    planting.kept_back()
    asked = [*routes.pages(planting.ids()), *asking_for_it()]
    found = planting.answers(client, asked)
    assert len(asked) > 300
    assert [path for path, answer in found.items() if planting.PLANTED in answer] == []
    named = [path for path, answer in found.items() if planting.ID in answer and planting.ID not in path]
    assert named == []
    # What is kept back is as unknown as what never was.
    kept_back = [path for path in found if f"{planting.ID}-" in path]
    assert {found[path][:3] for path in kept_back} == {"404"}
    assert {path: found[path] for path in before} == before


def test_edits_of_what_is_public_are_at_no_address_of_the_site(standing, client):
    paths = routes.pages(planting.ids())
    before = planting.answers(client, paths)
    assert planting.plant() > 20
    assert planting.answers(client, paths) == before


def test_what_was_withdrawn_is_at_no_address_of_the_site(standing, publish, withdraw, client):
    records = planting.kept_back()
    publish(records[1], records[0])
    paths = [*routes.pages(planting.ids()), *asking_for_it()]
    assert sum(planting.PLANTED in answer for answer in planting.answers(client, paths).values()) > 50
    for record in records:
        withdraw(record)
    found = planting.answers(client, paths)
    assert [path for path, answer in found.items() if planting.PLANTED in answer] == []
    assert {found[path][:3] for path in paths if path.endswith(f"{planting.ID}-m/")} == {"410"}
