"""The public pages as a reader without a login finds them, in both languages."""

import re

import pytest
from bs4 import BeautifulSoup


@pytest.fixture
def publish(db):
    from tests import clearing

    def publish(*records):
        for record in records:
            clearing.publish(record)

    return publish


@pytest.fixture
def withdraw(db):
    from dialogues import publishing

    def withdraw(record, reason="Entered twice."):
        publishing.withdraw(record, by=None, reason=reason)

    return withdraw


@pytest.fixture
def read(client):
    """Reads a page; fails unless it answers with the status expected."""

    def read(address, status=200):
        answer = client.get(address)
        assert answer.status_code == status, f"{address}: {answer.status_code}"
        return BeautifulSoup(answer.content.decode(), "html.parser")

    return read


def words(element) -> str:
    """The text of an element with its white space folded and its parts kept apart."""
    folded = re.sub(r"\s+", " ", element.get_text(" ")).strip()
    return re.sub(r" ([,.:;、。])", r"\1", folded)
