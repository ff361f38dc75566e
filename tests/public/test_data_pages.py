"""The data page leads to what is there; the pages about the register say nothing that is not so."""

import re
from urllib.parse import urlsplit

import pytest
from django.utils import translation

from dialogues.public.lists.listings import LISTINGS
from dialogues.public.serving.frame import FOOT, PARTS
from tests import cast
from tests.public.conftest import words

WORDS = ["/about/", "/accessibility/", "/terms/"]
CONTACT = "register@example.gov"


def curls(page) -> list[str]:
    return [re.search(r"'(http[^']+)'$", one.get_text()).group(1) for one in page.select(".cmd")]


@pytest.mark.django_db
def test_every_address_that_the_data_page_names_answers(publish, read, client, settings, tmp_path):
    settings.DUMPS_ROOT = tmp_path
    publish(cast.full_meeting(date="2024-08-26"), cast.organization("jp-jaxa", "JAXA"), cast.party("JP"))
    page = read("/data/")
    named = [one["href"] for one in page.select("main a[href]")] + curls(page)
    assert len(named) > 30
    answers = {}
    for address in named:
        parts = urlsplit(address)
        answer = client.get(parts.path + (f"?{parts.query}" if parts.query else ""))
        answers[parts.path] = answer.status_code
    # Of the one thing that may not be there, the page says so.
    assert {path: status for path, status in answers.items() if status != 200} == {
        "/api/v1/dumps/latest/manifest.json": 404
    }


@pytest.mark.django_db
def test_each_list_of_the_site_stands_on_the_data_page_with_all_its_forms(read):
    rows = {
        words(row.th): [a.get_text() for a in row.select("td a")] for row in read("/data/").select("tbody tr")
    }
    assert list(rows) == [
        str({**PARTS, **FOOT}[name]) for name in [*LISTINGS, "search"] if name in {**PARTS, **FOOT}
    ]
    assert rows["Meetings"] == ["Feed", "iCalendar", "CSV", "NDJSON", "JSON"]
    assert rows["People"] == ["Feed", "CSV", "NDJSON", "JSON"]


@pytest.mark.django_db
def test_without_a_meeting_no_command_names_one(publish, read):
    assert "One record, by its id." not in words(read("/data/"))
    publish(cast.meeting(date="2024-08-26"))
    assert "One record, by its id." in words(read("/data/"))


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_data_page_costs_one_query_whatever_there_is(publish, client, django_assert_num_queries, count):
    publish(*(cast.full_meeting(f"m-{n}", edition=n) for n in range(1, count + 1)))
    with django_assert_num_queries(1):
        assert client.get("/data/").status_code == 200


@pytest.mark.parametrize("address", WORDS)
def test_pages_of_words_need_no_database_and_are_kept(client, address, settings):
    settings.DEBUG = False
    answer = client.get(address)
    assert answer.status_code == 200
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert client.get(f"{address}?x=1").status_code == 400


@pytest.mark.parametrize("address", [*WORDS, "/ja/about/", "/ja/accessibility/", "/ja/terms/"])
def test_whom_to_write_to_is_said_where_it_is_known_and_nowhere_else(client, settings, address):
    settings.CONTACT_EMAIL = CONTACT
    assert f'<a href="mailto:{CONTACT}">{CONTACT}</a>' in client.get(address).content.decode()
    settings.CONTACT_EMAIL = ""
    assert "mailto:" not in client.get(address).content.decode()


def test_without_an_address_the_page_on_accessibility_says_that_there_is_none(client, settings):
    settings.CONTACT_EMAIL = ""
    assert "No address to write to is set on this site." in client.get("/accessibility/").content.decode()


@pytest.mark.parametrize("address", ["/data/", *WORDS])
def test_the_words_are_japanese_on_japanese_pages(client, db, address):
    """No sentence in English is left: a word that is not translated would stand there as it is."""
    text = re.sub(r"<[^>]+>", " ", client.get("/ja" + address).content.decode().partition("<main")[2])
    sentences = re.findall(r"[A-Z][a-z]+ [a-z]+ [a-z]+ [a-z]+", text.partition("</main>")[0])
    assert sentences == []


def test_files_of_the_folder_of_documents_are_sent_as_they_stand(client, settings):
    for name, kind in (
        ("interchange.md", "text/markdown"),
        ("interchange.schema.json", "application/schema+json"),
        ("mirror.py", "text/x-python"),
    ):
        answer = client.get(f"/data/{name}")
        assert (answer.status_code, answer["Content-Type"].partition(";")[0]) == (200, kind)
        (file,) = (settings.BASE_DIR / "docs").rglob(name)
        assert answer.content == file.read_bytes()


def test_pages_about_the_register_stand_at_the_foot_of_every_page(client):
    with translation.override("en"):
        assert {"about", "accessibility", "terms"} <= set(FOOT)
    assert client.get("/about/").content.decode().count('href="/terms/"') == 2
