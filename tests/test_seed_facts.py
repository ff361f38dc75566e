"""Each fact of the two seed releases is on the page and in the JSON."""

import re

import pytest
from bs4 import BeautifulSoup

from tests.seed_facts import FACTS


def words(html: str) -> str:
    main = BeautifulSoup(html, "html.parser").find("main")
    for mark in main.select("sup"):
        mark.extract()
    return re.sub(r"\s+", " ", main.get_text())


@pytest.mark.django_db
@pytest.mark.parametrize(("slug", "fact"), FACTS, ids=[f"{slug}: {fact}" for slug, fact in FACTS])
def test_each_fact_of_the_seeds_is_on_the_page_and_in_the_json(shipped, client, slug, fact):
    address = fact.page or f"meetings/{slug}"
    page = words(client.get(f"/{address}/").content.decode())
    assert [text for text in fact.on_page if text.casefold() not in page.casefold()] == []
    assert fact.ask(client.get(f"/api/v1/{address}/").json()["document"]) == fact.answer
