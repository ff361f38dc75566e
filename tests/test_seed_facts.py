"""Each fact of the two seed releases is on the page and in the JSON."""

import re

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command

from tests.seed_facts import FACTS


@pytest.fixture(scope="module")
def register(django_db_setup, django_db_blocker):
    """The register with the records that the project ships, published; taken back at the end."""
    from django.db import transaction

    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        call_command("load_demo", verbosity=0)
        yield
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


def words(html: str) -> str:
    main = BeautifulSoup(html, "html.parser").find("main")
    for mark in main.select("sup"):
        mark.extract()
    return re.sub(r"\s+", " ", main.get_text())


@pytest.mark.django_db
@pytest.mark.parametrize(("slug", "fact"), FACTS, ids=[f"{slug}: {fact}" for slug, fact in FACTS])
def test_each_fact_of_the_seeds_is_on_the_page_and_in_the_json(register, client, slug, fact):
    address = fact.page or f"meetings/{slug}"
    page = words(client.get(f"/{address}/").content.decode())
    assert [text for text in fact.on_page if text.casefold() not in page.casefold()] == []
    assert fact.ask(client.get(f"/api/v1/{address}/").json()["document"]) == fact.answer
