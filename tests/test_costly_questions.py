"""A question of few bytes costs little, however often it asks the same."""

import string
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import cast
from tests.clearing import publish

pytestmark = pytest.mark.django_db

NAMES = ["".join(letters) for letters in product(string.ascii_lowercase, repeat=2)]


@pytest.mark.parametrize("path", ["/search/", "/meetings/", "/api/v1/meetings/", "/meetings/list.csv"])
def test_few_texts_are_searched_for_at_once(client, path):
    assert client.get(path, {"q": NAMES[:5]}).status_code == 200
    assert client.get(path, {"q": NAMES[:6]}).status_code == 400


@pytest.mark.parametrize("path", ["/meetings/", "/search/", "/api/v1/meetings/"])
def test_near_names_are_looked_for_of_few_values(client, path):
    publish(cast.full_meeting())

    def queries(number: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(path, {"person": [f"don-grav{name}" for name in NAMES[:number]]})
        assert answer.status_code == 400
        assert "don-graves" in answer.content.decode()
        return len(captured)

    # What is asked on a page is looked up as a former id, too, in lots.
    assert queries(60) <= queries(10) + 1


@pytest.mark.parametrize("path", ["/meetings/", "/people/don-graves/", "/search/", "/api/v1/meetings/"])
def test_an_address_with_many_unknown_questions_is_answered_in_few_words(client, path):
    publish(cast.full_meeting())
    answer = client.get(path, {f"part{name}": "1" for name in NAMES[:300]})
    assert answer.status_code in (200, 400)
    assert len(answer.content) < 120_000
