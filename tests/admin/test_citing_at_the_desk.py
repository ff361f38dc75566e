"""A source is cited from any field: the form tells which fact each field has, and where its sources are kept."""

import json

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten, flatten_fieldsets
from django.urls import reverse

from dialogues.admin.citing.citable import CITABLE, TAKES_OVER
from dialogues.models import Dialogue, DialogueName, Meeting
from dialogues.models.claims import AnyClaim
from participants.models import Organization, OrganizationAlias, Person, PersonAlias
from tests import cast
from tests.admin.desk import address, page

# No source says these: ids, the order, our own words, the sources themselves, and what is worked out from others.
OURS = {
    "slug", "order", "note", "sources", "source", "summary_en", "summary_ja", "summary_other", "days", "existed", "key",
    "track_basis",
}  # fmt: skip
# Of another name, a source says the name; which kind it is of, and in which language, is ours to say.
OURS_OF_NAMES = {"lang", "kind"}

every_kind = pytest.mark.parametrize("kind", [Meeting, Dialogue, Organization, Person])


def fields_by_kind(kind):
    desk = admin.site.get_model_admin(kind)
    yield kind, set(flatten_fieldsets(desk.fieldsets))
    for rows in desk.inlines:
        if not issubclass(rows.model, AnyClaim):
            names = rows.model in (DialogueName, OrganizationAlias, PersonAlias)
            yield rows.model, set(flatten(rows.fields)) - (OURS_OF_NAMES if names else set())


@every_kind
def test_every_field_of_a_form_is_citable_or_ours(kind):
    for model, fields in fields_by_kind(kind):
        assert (model, fields - OURS) == (model, set(CITABLE[model]))


@every_kind
def test_a_field_that_takes_over_a_value_is_one_that_tells_the_fact(kind):
    assert set(TAKES_OVER[kind]) <= {name for name, how in CITABLE[kind].items() if how.fact == name}


@every_kind
def test_what_a_citation_is_filled_from_are_fields_of_the_same_row(kind):
    for model, fields in fields_by_kind(kind):
        named = {name for how in CITABLE[model].values() for name in (how.value, how.stated, how.box) if name}
        assert (model, named - fields) == (model, set())
        assert all(how.fact or how.box for how in CITABLE[model].values())


def test_the_form_tells_its_script_which_fact_each_field_has(editing):
    meeting = cast.full_meeting()
    soup = page(editing, address(meeting))
    told = json.loads(soup.select_one("#citable").string)
    assert (told[""]["date"]["fact"], told["sessions"]["date"]["fact"], told["sessions"]["date"]["of"]) == (
        "date",
        "date",
        "session",
    )
    assert (told["participations"]["role"]["fact"], told["participations"]["role"]["box"]) == ("", "sources")
    groups = {group["id"].removesuffix("-group") for group in soup.select(".inline-group")}
    assert told.keys() == groups - {"claims"} | {""}


@pytest.mark.parametrize(
    ("make", "rows"), [(cast.dialogue, {"party_places", "other_names"}), (cast.person, {"aliases"})]
)
def test_every_form_tells_its_script_the_same(editing, make, rows):
    told = json.loads(page(editing, address(make())).select_one("#citable").string)
    assert told.keys() == rows | {""}
    assert {how["fact"] for how in told[""].values()} >= {"name"}


def test_the_words_of_the_script_are_on_the_form_and_nothing_is_shown_without_it(editing):
    soup = page(editing, reverse("admin:dialogues_meeting_add"))
    citing = soup.select_one("#citing")
    assert (citing.has_attr("hidden"), citing["data-cite-for"]) == (True, "Cite a source for %(field)s")
    assert soup.select(".cite") == []
