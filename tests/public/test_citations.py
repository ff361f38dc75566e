"""Sources are numbered in the order of the document; a link leads to the web or nowhere."""

from dialogues.public.facts.citations import Citation, Citations


def source(slug, **fields):
    return {"id": slug, "title": slug.title(), "publisher": None, "url": None, "archived_url": None} | fields


def test_numbers_follow_the_document_and_each_source_is_named_once():
    cited = Citations([source("b"), source("a")])
    assert [one.number for one in cited.of(["a", "b", "a"])] == [1, 2]
    assert [one.number for one in cited.of("a")] == [2]


def test_an_unknown_id_and_none_cite_nothing():
    cited = Citations([source("a")])
    assert cited.of(["gone"]) == []
    assert cited.of(None) == []


def test_only_web_addresses_become_links():
    one = Citation(1, source("a", url="javascript:alert(1)", archived_url="https://web.archive.org/x"))
    assert one.links == [("https://web.archive.org/x", "web.archive.org")]


def test_an_address_that_cannot_be_read_is_no_link():
    assert Citation(1, source("a", url="https://[broken")).links == []
