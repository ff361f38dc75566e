"""Addresses never break: present, former, withdrawn and unknown ids each have their answer, in both languages."""

import pytest
from bs4 import BeautifulSoup

from dialogues.public.serving.addresses import in_language
from tests import cast
from tests.public.conftest import words

RECORDS = [
    "/dialogues/us-jp-cds/",
    "/meetings/us-jp-cds-09/",
    "/organizations/us-osc/",
    "/people/don-graves/",
]
LISTS = ["/", "/dialogues/", "/meetings/", "/organizations/", "/people/"]


@pytest.fixture
def one(publish):
    series = cast.dialogue()
    one = cast.full_meeting(series=series)
    publish(series, one)
    return one


def renamed(one, publish, slug="us-jp-cds-ninth"):
    one.slug = slug
    one.save()
    publish(one)


@pytest.mark.parametrize("prefix", ["", "/ja"])
@pytest.mark.parametrize("address", [*RECORDS, *LISTS])
def test_each_page_answers_in_both_languages(one, read, prefix, address):
    html = read(f"{prefix}{address}")
    assert html.html["lang"] == ("ja" if prefix else "en")
    assert len(html.find_all("h1")) == 1


@pytest.mark.parametrize("prefix", ["", "/ja"])
def test_a_former_id_leads_to_the_present_one_with_the_question(one, publish, client, prefix):
    renamed(one, publish)
    answer = client.get(f"{prefix}/meetings/us-jp-cds-09/?a=1&b=%E5%AF%BE")
    assert (answer.status_code, answer["Location"]) == (
        301,
        f"{prefix}/meetings/us-jp-cds-ninth/?a=1&b=%E5%AF%BE",
    )


def test_a_former_id_leads_to_the_newest_id_in_one_step(one, publish, client):
    renamed(one, publish, "second")
    renamed(one, publish, "third")
    assert client.get("/meetings/us-jp-cds-09/")["Location"] == "/meetings/third/"


def test_a_withdrawn_record_is_gone_and_repeats_no_fact(one, withdraw, read):
    withdraw(one, "Entered twice.")
    html = read("/meetings/us-jp-cds-09/", 410)
    text = words(html.main)
    assert "Meeting us-jp-cds-09" in text
    assert "Entered twice." in text
    assert "2026" in text
    assert "Ninth meeting" not in str(html)
    assert "Draw up a roadmap" not in str(html)


def test_a_former_id_of_a_withdrawn_record_leads_to_its_notice(one, publish, withdraw, client):
    renamed(one, publish)
    withdraw(one)
    answer = client.get("/meetings/us-jp-cds-09/", follow=True)
    assert answer.redirect_chain == [("/meetings/us-jp-cds-ninth/", 301)]
    assert answer.status_code == 410


def test_a_withdrawn_record_says_where_to_ask_once_that_is_known(one, withdraw, read, settings):
    withdraw(one)
    assert "Where to ask" not in words(read("/meetings/us-jp-cds-09/", 410).main)
    settings.CONTACT_EMAIL = "register@example.gov"
    html = read("/meetings/us-jp-cds-09/", 410)
    assert "Where to ask: register@example.gov" in words(html.main)
    assert html.main.find("a", href="mailto:register@example.gov")


@pytest.mark.parametrize("prefix", ["", "/ja"])
@pytest.mark.parametrize("address", RECORDS)
def test_the_page_of_a_record_leads_to_the_same_record_in_the_api(one, read, client, prefix, address):
    html = read(f"{prefix}{address}")
    link = html.find("link", rel="alternate", type="application/json")["href"]
    assert html.select_one("#record a")["href"] == link == f"/api/v1{address}"
    assert client.get(link).json()["document"]["id"] == address.split("/")[2]


@pytest.mark.parametrize("prefix", ["", "/ja"])
@pytest.mark.parametrize("address", LISTS)
def test_every_page_leads_to_the_documentation_of_the_api(one, read, prefix, address):
    assert read(f"{prefix}{address}").footer.find("a")["href"] == "/api/v1/docs/"


def test_a_withdrawn_record_is_in_no_list(one, withdraw, read):
    withdraw(one)
    for address in (
        "/",
        "/meetings/",
        "/dialogues/us-jp-cds/",
        "/organizations/us-osc/",
        "/people/don-graves/",
    ):
        assert "us-jp-cds-09" not in str(read(address)), address


@pytest.mark.parametrize("prefix", ["", "/ja"])
@pytest.mark.parametrize(
    "address", ["/meetings/none/", "/nothing", "/people/us-osc/", "/meetings/US-JP-CDS-09/"]
)
def test_an_unknown_address_is_answered_in_its_language_with_a_way_on(one, read, prefix, address):
    html = read(f"{prefix}{address}" + ("" if address.endswith("/") else "/"), 404)
    assert html.html["lang"] == ("ja" if prefix else "en")
    assert html.main.find("a", href=f"{prefix}/meetings/")


def test_a_draft_is_known_to_nobody(publish, read):
    cast.full_meeting()
    for address in ("/meetings/us-jp-cds-09/", "/organizations/us-osc/", "/people/don-graves/"):
        read(address, 404)
    assert "us-jp-cds-09" not in str(read("/meetings/"))


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("?page=2", 404),
        ("?page=0", 400),
        ("?page=x", 400),
        ("?page=-1", 400),
        ("?page=1&page=1", 400),
        ("?page=", 400),
        ("?page=99999", 404),
        ("?page=²", 400),
        ("?page=01", 400),
        ("?colour=red", 400),
        ("?%00=%00", 400),
        ("?page=1%00", 400),
    ],
)
@pytest.mark.parametrize(
    "address", ["/meetings/", "/ja/organizations/", "/organizations/us-osc/", "/people/don-graves/"]
)
def test_a_question_that_a_list_does_not_know_is_answered_with_help(one, read, address, question, status):
    html = read(f"{address}{question}", status)
    assert html.main.find("a")


def test_a_reason_names_the_unknown_question_as_text(one, read):
    html = read("/meetings/?%3Cb%3E=1", 400)
    assert "This page does not know the question “<b>”." in words(html.main)


def test_only_reading_is_answered(one, client):
    assert client.post("/meetings/us-jp-cds-09/").status_code == 405
    assert client.head("/meetings/us-jp-cds-09/").status_code == 200


def test_the_language_switch_keeps_the_address_and_the_question(one, read):
    html = read("/meetings/?page=1")
    assert html.select_one("a.lang")["href"] == "/ja/meetings/?page=1"
    html = read("/ja/meetings/us-jp-cds-09/")
    assert html.select_one("a.lang")["href"] == "/meetings/us-jp-cds-09/"


def test_each_page_names_itself_and_its_other_language(one, read):
    html = read("/ja/meetings/us-jp-cds-09/")
    assert html.find("link", rel="canonical")["href"] == "http://testserver/ja/meetings/us-jp-cds-09/"
    assert {link["hreflang"]: link["href"] for link in html.select("link[rel=alternate][hreflang]")} == {
        "en": "http://testserver/meetings/us-jp-cds-09/",
        "ja": "http://testserver/ja/meetings/us-jp-cds-09/",
        "x-default": "http://testserver/meetings/us-jp-cds-09/",
    }


def test_a_path_that_looks_like_a_host_becomes_no_link_to_it(client, db):
    answer = client.get("/%2Fevil.example/x/")
    assert answer.status_code == 404
    assert 'href="//evil' not in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "language", "other"),
    [
        ("/", "ja", "/ja/"),
        ("/ja/", "en", "/"),
        ("/meetings/x/", "ja", "/ja/meetings/x/"),
        ("/ja/meetings/", "en", "/meetings/"),
        ("/ja/", "ja", "/ja/"),
        ("/japan/", "ja", "/ja/japan/"),
        ("/ja", "en", "/"),
    ],
)
def test_an_address_is_the_same_in_the_other_language(path, language, other):
    assert in_language(path, language) == other


def test_titles_of_pages_differ(one, read):
    addresses = [*RECORDS, *LISTS, *(f"/ja{address}" for address in (*RECORDS, *LISTS)), "/meetings/none/"]
    titles = [read(address, 404 if "none" in address else 200).title.get_text() for address in addresses]
    assert sorted(titles) == sorted(set(titles))


def test_a_request_for_a_host_that_is_not_ours_gets_a_plain_page(client):
    answer = client.get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()


def test_an_error_of_ours_is_a_page_that_needs_no_database(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("dialogues.public.publications.newest_revision", lambda: 1 / 0)
    answer = client.get("/")
    assert answer.status_code == 500
    html = BeautifulSoup(answer.content.decode(), "html.parser")
    assert [heading.get_text() for heading in html.select("h1, h2")] == [
        "An error of ours",
        "Where to look",
        "当方の誤り",
    ]
    assert html.find("a", href="/meetings/")
    assert html.find("a", href="/ja/meetings/")


def test_an_error_of_ours_speaks_the_language_of_the_address_first(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("dialogues.public.publications.newest_revision", lambda: 1 / 0)
    html = BeautifulSoup(client.get("/ja/").content.decode(), "html.parser")
    assert (html.html["lang"], html.h1.get_text()) == ("ja", "当方の誤り")
