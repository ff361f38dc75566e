"""The map of the site holds every page in both languages and nothing else, and the rules lead to it."""

import re
import urllib.robotparser
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from dialogues.models import Publication
from dialogues.public.crawling import sitemaps
from dialogues.public.lists.listings import LISTINGS
from dialogues.public.serving.addresses import LISTS
from tests import cast

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
HOST = "http://testserver"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@pytest.fixture
def one(publish):
    series = cast.dialogue(name_ja="日米包括対話")
    one = cast.full_meeting(series=series)
    publish(series, one, cast.meeting("planned", date="2030-03", status="planned", edition=10))
    return one


@pytest.fixture
def mapped(client):
    """The pages of a map with their moments; each stands there once, with its languages."""

    def mapped(address="/sitemap.xml"):
        answer = client.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml; charset=utf-8")
        root = ElementTree.fromstring(answer.getvalue())
        assert root.tag == f"{MAP}urlset"
        found = {}
        for url in root:
            assert [child.tag for child in url] == [f"{MAP}loc", f"{MAP}lastmod", LINK, LINK, LINK]
            page, moment, *links = url
            assert page.text.startswith(f"{HOST}/")
            assert MOMENT.fullmatch(moment.text)
            path = page.text.removeprefix(HOST)
            english = path.removeprefix("/ja")
            assert [(link.get("rel"), link.get("hreflang"), link.get("href")) for link in links] == [
                ("alternate", "en", HOST + english),
                ("alternate", "ja", f"{HOST}/ja{english}"),
                ("alternate", "x-default", HOST + english),
            ]
            assert path not in found
            found[path] = moment.text
        return found

    return mapped


def test_every_record_that_is_shown_is_on_the_map_in_both_languages(one, mapped):
    found = mapped()
    shown = Publication.objects.filter(withdrawn_at__isnull=True, kind__in=LISTS)
    assert {row.kind for row in shown} == set(LISTS)
    for row in shown:
        moment = row.published_at.isoformat(timespec="seconds").replace("+00:00", "Z")
        for prefix in ("", "/ja"):
            assert found[f"{prefix}/{LISTS[row.kind]}/{row.slug}/"] == moment


def test_every_list_and_every_page_of_the_navigation_is_on_the_map(one, mapped, read):
    found = mapped()
    for prefix in ("", "/ja"):
        home = read(f"{prefix}/")
        led = {link["href"] for link in home.select(".nav a, .foot a") if "/api/" not in link["href"]}
        lists = {f"{prefix}/{name}/" for name in LISTINGS}
        assert (led | lists | {f"{prefix}/"}) - set(found) == set()
        assert f"{prefix}/pairs/jp-us/" in found
        assert f"{prefix}/calendar/2024/" in found


def test_every_page_on_the_map_answers_and_may_be_found(one, mapped, client):
    for path in mapped():
        answer = client.get(path)
        assert answer.status_code == 200, path
        page = BeautifulSoup(answer.content.decode(), "html.parser")
        assert page.select("meta[name=robots]") == [], path
        assert page.select_one("link[rel=canonical]")["href"] == HOST + path, path


def test_what_is_withdrawn_and_what_was_never_published_is_not_on_the_map(one, withdraw, publish, mapped):
    cast.meeting("a-draft")
    one.slug = "renamed"
    one.save()
    publish(one)
    found = mapped()
    assert ("/meetings/renamed/" in found, "/meetings/us-jp-cds-09/" in found) == (True, False)
    assert [path for path in found if "draft" in path or "?" in path] == []
    withdraw(one)
    assert [path for path in mapped() if "renamed" in path or "/outcomes/us-jp" in path] == []
    assert "/calendar/2024/" not in mapped()


def test_a_large_map_is_an_index_of_parts_that_hold_the_same(one, mapped, client, monkeypatch):
    whole = mapped()
    records = sitemaps.records().count()
    monkeypatch.setattr(sitemaps, "MOST", 3)
    parts = -(-records // 3)
    root = ElementTree.fromstring(client.get("/sitemap.xml").getvalue())
    assert root.tag == f"{MAP}sitemapindex"
    assert [part.find(f"{MAP}loc").text for part in root] == [
        f"{HOST}/sitemap-{number}.xml" for number in range(parts + 1)
    ]
    together = {}
    for number in range(parts + 1):
        part = mapped(f"/sitemap-{number}.xml")
        assert set(part) & set(together) == set()
        together |= part
    assert together == whole
    assert client.get(f"/sitemap-{parts + 1}.xml").status_code == 404


def test_a_map_has_no_more_addresses_than_a_file_may_hold():
    assert 2 * sitemaps.MOST < 50_000


def test_an_empty_register_has_a_map(db, mapped):
    assert {"/", "/ja/", "/meetings/"} <= set(mapped())


@pytest.mark.parametrize("count", [1, 3])
def test_the_map_costs_as_many_queries_with_three_as_with_one(
    publish, client, django_assert_num_queries, count
):
    series = cast.dialogue()
    publish(series, *(cast.full_meeting(f"m-{n}", series, edition=n) for n in range(1, count + 1)))
    with django_assert_num_queries(6):
        answer = client.get("/sitemap.xml")
        answer.getvalue()
    with django_assert_num_queries(1):
        assert client.get("/sitemap.xml", headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_the_rules_lead_to_the_map_and_keep_crawlers_from_what_has_no_end(client, db):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /*?",
        "Allow: /*?page=",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]
    rules = urllib.robotparser.RobotFileParser()
    rules.parse(answer.content.decode().splitlines())
    assert rules.site_maps() == ["http://testserver/sitemap.xml"]
    assert [rules.can_fetch("any", path) for path in ("/", "/ja/meetings/m/", "/admin/login/")] == [
        True,
        True,
        False,
    ]


def test_a_page_of_a_narrowed_list_is_never_a_plain_page_of_a_list(client, publish):
    """The rule that lets crawlers turn pages does not let them narrow: the number of the page stands last."""
    publish(*(cast.meeting(f"m-{n}", edition=n) for n in range(1, 80)))
    page = BeautifulSoup(client.get("/meetings/?party=JP").content.decode(), "html.parser")
    asked = [link["href"] for link in page.select("main a[href*='page=']")]
    assert asked
    assert [address for address in asked if "?page=" in address] == []


def test_there_is_one_map_and_one_set_of_rules_for_both_languages(client, db):
    assert client.get("/ja/sitemap.xml").status_code == 404
    assert client.get("/ja/robots.txt").status_code == 404
