"""A source is cited from any field: the form tells which fact each field has, and where its sources are kept."""

import json

from django.contrib import admin
from django.contrib.admin.utils import flatten, flatten_fieldsets
from django.urls import reverse

from dialogues.admin.citing.citable import CITABLE
from dialogues.models import Claim, Meeting
from tests import cast
from tests.admin.desk import address, page

# No source says these: ids, the order, our own words, the sources themselves, and what is worked out from others.
OURS = {
    "slug", "order", "note", "sources", "source", "summary_en", "summary_ja", "summary_other", "days", "key",
    "track_basis",
}  # fmt: skip


def fields_by_kind():
    desk = admin.site.get_model_admin(Meeting)
    yield Meeting, set(flatten_fieldsets(desk.fieldsets))
    for rows in desk.inlines:
        if rows.model is not Claim:
            yield rows.model, set(flatten(rows.fields))


def test_every_field_of_a_meeting_is_citable_or_ours():
    for model, fields in fields_by_kind():
        assert (model, fields - OURS) == (model, set(CITABLE[model]))


def test_what_a_citation_is_filled_from_are_fields_of_the_same_row():
    for model, fields in fields_by_kind():
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


def test_the_words_of_the_script_are_on_the_form_and_nothing_is_shown_without_it(editing):
    soup = page(editing, reverse("admin:dialogues_meeting_add"))
    citing = soup.select_one("#citing")
    assert (citing.has_attr("hidden"), citing["data-cite-for"]) == (True, "Cite a source for %(field)s")
    assert soup.select(".cite") == []
