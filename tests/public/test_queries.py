"""A page costs the same few queries whatever is on it."""

import pytest

from tests import cast

PAGES = [
    ("/", 6),
    ("/dialogues/", 3),
    ("/meetings/", 2),
    ("/organizations/", 3),
    ("/people/", 3),
    ("/dialogues/us-jp-cds/", 3),
    ("/meetings/m-1/", 3),
    ("/organizations/us-osc/", 3),
    ("/people/don-graves/", 3),
]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("address", "queries"), PAGES)
def test_a_page_costs_as_many_queries_with_three_as_with_one(
    publish, client, django_assert_num_queries, count, address, queries
):
    series = [cast.dialogue(), *(cast.dialogue(f"d-{n}", f"Dialogue {n}") for n in range(2, count + 1))]
    meetings = [cast.full_meeting(f"m-{n}", series[0], edition=n) for n in range(1, count + 1)]
    publish(*series, *meetings)
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200


def test_a_reader_who_has_the_page_costs_one_query(publish, client, django_assert_num_queries):
    publish(cast.full_meeting())
    for address in ("/", "/meetings/", "/meetings/us-jp-cds-09/", "/organizations/us-osc/"):
        etag = client.get(address)["ETag"]
        with django_assert_num_queries(1):
            assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
