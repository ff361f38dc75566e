"""What the records of `data/` become outside the pages is read without a fault: feeds, calendars and citations."""

import json
import urllib.request
from xml.etree import ElementTree

import bibtexparser
import pytest
import rispy

from tests.browser.conftest import Site
from tests.public.standards import calendar_of, feed_of

pytestmark = pytest.mark.xdist_group("reading")


def fetched(site: Site, path: str) -> bytes:
    with urllib.request.urlopen(site.address + path) as answer:
        return answer.read()


@pytest.fixture
def paths(register: Site) -> list[str]:
    """The English pages on the map of the site."""
    root = ElementTree.fromstring(fetched(register, "/sitemap.xml"))
    found = [(url[0].text or "").removeprefix(register.address) for url in root]
    return [path for path in found if not path.startswith("/ja/")]


def of(paths: list[str], name: str) -> list[str]:
    return [path for path in paths if path.startswith(f"/{name}/") and path.count("/") == 3]


@pytest.mark.parametrize("prefix", ["", "/ja"])
def test_every_feed_of_the_register_is_held_to_its_standard(
    register: Site, paths: list[str], prefix: str
) -> None:
    lists = [
        f"/{name}/feed.atom" for name in ("dialogues", "meetings", "outcomes", "organizations", "people")
    ]
    each = [f"{path}feed.atom" for name in ("dialogues", "pairs") for path in of(paths, name)]
    assert len(each) > 50
    for path in [*lists, *each]:
        feed_of(fetched(register, prefix + path), prefix + path, register.address)


@pytest.mark.parametrize("prefix", ["", "/ja"])
def test_every_calendar_of_the_register_is_held_to_its_standard(
    register: Site, paths: list[str], prefix: str
) -> None:
    each = [f"{path}calendar.ics" for name in ("dialogues", "pairs", "meetings") for path in of(paths, name)]
    assert len(each) > 150
    for path in ["/meetings/calendar.ics", "/calendar/planned.ics", *each]:
        calendar_of(fetched(register, prefix + path))


@pytest.mark.parametrize("prefix", ["", "/ja"])
def test_every_meeting_of_the_register_is_cited_without_a_fault(
    register: Site, paths: list[str], prefix: str
) -> None:
    for path in of(paths, "meetings"):
        slug = path.split("/")[2]
        library = bibtexparser.parse_string(fetched(register, f"{prefix}{path}cite.bib").decode())
        assert library.failed_blocks == []
        assert [entry.key for entry in library.entries] == [slug]
        [reference] = rispy.loads(fetched(register, f"{prefix}{path}cite.ris").decode())
        [item] = json.loads(fetched(register, f"{prefix}{path}cite.json"))
        assert (reference["id"], item["id"]) == (slug, slug)
        assert reference["title"] == item["title"]
        text = fetched(register, f"{prefix}{path}cite.txt").decode()
        assert text.endswith(f"{register.address}{prefix}{path}\n")
