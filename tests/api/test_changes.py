"""The change feed and its checkpoint: each record once, as it is shown now, in an order in which nothing is missed."""

import hashlib
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dialogues.merging import merge
from dialogues.models import Publication
from dialogues.publishing import withdraw
from participants.models import Organization
from tests import cast
from tests.clearing import publish, publish_all


def walk(api: Any, query: Any = None) -> list[dict[str, Any]]:
    """All entries of the feed, page by page, until a page is empty."""
    seen: list[dict[str, Any]] = []
    page = api.get("changes/", query)
    while page["results"]:
        seen += page["results"]
        page = api.get(page["next"].removeprefix("http://testserver"))
    return seen


def entry(api: Any, kind: str, slug: str) -> dict[str, Any]:
    (found,) = [one for one in walk(api) if (one["kind"], one["id"]) == (kind, slug)]
    return found


@pytest.mark.parametrize("limit", [1, 7, 500])
def test_the_feed_is_what_is_shown_each_record_once_in_order_of_revision(api, shown, limit):
    expected = Publication.objects.order_by("revision").values_list("revision", "kind", "slug", "sha256")
    told = [(one["revision"], one["kind"], one["id"], one["sha256"]) for one in walk(api, {"limit": limit})]
    assert told == list(expected)
    assert len(told) > 7


def test_it_tells_the_whole_document_as_it_is_shown(api, shown):
    record = api.get("meetings/us-jp-cds-09/")
    assert entry(api, "meeting", "us-jp-cds-09") == {
        "revision": record["revision"],
        "kind": "meeting",
        "id": "us-jp-cds-09",
        "op": "upsert",
        "sha256": record["sha256"],
        "published_at": record["published_at"],
        "note": "",
        "reason": None,
        "into": None,
        "former_ids": [],
        "document": record["document"],
    }


def test_the_last_page_is_empty_and_has_a_next_to_ask_again(api, shown):
    newest = Publication.objects.order_by("-revision").values_list("revision", flat=True)[0]
    response = api.answer(f"changes/?since={newest}&limit=7")
    following = f"http://testserver/api/v1/changes/?since={newest}&limit=7"
    assert response.json() == {"results": [], "next": following}
    assert response.headers["Link"] == f'<{following}>; rel="next"'
    publish(cast.person("new", "New"))
    assert [one["id"] for one in walk(api, {"since": newest})] == ["new"]


def test_it_forgets_what_was_withdrawn(api, shown):
    publish(shown["ninth"])
    withdraw(shown["ninth"], by=None, reason="It never took place.")
    gone = entry(api, "meeting", "us-jp-cds-09")
    assert (gone["op"], gone["document"], gone["sha256"]) == ("withdraw", None, None)
    assert gone["reason"] == "It never took place."
    assert "Industry session" not in str(walk(api))
    assert walk(api)[-1] == gone


def test_it_tells_the_ids_that_a_record_had_before(api, shown):
    publish(body := cast.organization("us-old", "Old office"))
    Organization.objects.filter(pk=body.pk).update(slug="us-new")
    publish(Organization.objects.get(pk=body.pk))
    assert entry(api, "organization", "us-new")["former_ids"] == ["us-old"]
    assert "us-old" not in [one["id"] for one in walk(api)]


def test_a_merge_tells_into_which_and_so_does_the_other(api, shown):
    gone, kept = cast.organization("us-double", "Double"), cast.organization("us-osc")
    publish_all([gone, kept])
    merge(gone, kept, by=None, reason="One and the same.")
    told = entry(api, "organization", "us-double")
    assert (told["op"], told["into"], told["document"]) == ("merge", "us-osc", None)
    assert entry(api, "organization", "us-osc")["former_ids"] == ["us-double"]


def test_the_checkpoint_is_the_digest_over_what_is_shown_in_order_of_bytes(api, shown):
    # A hyphen sorts before letters as bytes, and not in most languages.
    publish_all([cast.person(slug, slug) for slug in ("a-z", "ab", "a1")])
    withdraw(shown["tenth"], by=None, reason="Error.")
    rows = Publication.objects.filter(withdrawn_at__isnull=True).values_list("kind", "slug", "sha256")
    lines = "".join(f"{kind} {slug} {sha256}\n" for kind, slug, sha256 in sorted(rows))
    newest = Publication.objects.order_by("-revision").values_list("revision", flat=True)[0]
    assert api.get("changes/checkpoint/") == {
        "revision": newest,
        "records": len(rows),
        "sha256": hashlib.sha256(lines.encode()).hexdigest(),
    }


def test_the_checkpoint_of_an_empty_register_is_that_of_no_lines(api):
    empty = hashlib.sha256(b"").hexdigest()
    assert api.get("changes/checkpoint/") == {"revision": 0, "records": 0, "sha256": empty}


@pytest.mark.parametrize(
    ("query", "name", "code"),
    [
        ("since=-1", "since", "invalid"),
        ("since=x", "since", "invalid"),
        ("since=9223372036854775808", "since", "invalid"),
        ("since=", "since", "invalid"),
        ("since=1&since=2", "since", "twice"),
        ("limit=501", "limit", "invalid"),
        ("sinc=1", "sinc", "unknown_parameter"),
        ("kind=meeting", "kind", "unknown_parameter"),
    ],
)
def test_what_it_does_not_understand_it_refuses(api, query, name, code):
    assert [(one["parameter"], one["code"]) for one in api.errors(f"changes/?{query}")] == [(name, code)]


@pytest.mark.parametrize("path", ["changes/", "changes/checkpoint/"])
def test_asking_again_for_what_did_not_change_costs_no_body(api, shown, path):
    tag = api.answer(path).headers["ETag"]
    assert api.answer(path, if_none_match=tag).status_code == 304
    publish(cast.person("new", "New"))
    assert api.answer(path, if_none_match=tag).status_code == 200


def test_a_page_costs_one_query_and_a_checkpoint_one_beside_that_which_counts_the_caller(api, shown):
    for path in ("changes/?limit=1", "changes/?limit=500", "changes/checkpoint/"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            api.get(path)
        assert len(queries) == 2
