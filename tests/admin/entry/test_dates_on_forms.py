"""Every box for a date takes words, keeps EDTF, and shows beneath it how readers will see it; also without a script."""

import pytest
from django.db.models import CharField
from django.test import Client

from dialogues.models import Claim, Meeting, Session
from participants.dates import EDTFField
from participants.models import Organization
from tests import cast
from tests.admin.desk import add_row, address, errors, filled, page

AT = "/admin/entry/date/"


def test_words_are_saved_as_edtf_in_the_record_and_in_its_rows(editing):
    meeting = cast.full_meeting(series=cast.dialogue())
    data = filled(page(editing, address(meeting)))
    data |= {"date": "26-27 Aug 2024", "sessions-0-date": "令和6年8月27日", "_save": "Save"}
    assert editing.post(address(meeting), data).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.date, str(meeting.date_earliest), str(meeting.date_latest)) == (
        "2024-08-26/2024-08-27",
        "2024-08-26",
        "2024-08-27",
    )
    assert Session.objects.get().date == "2024-08-27"


def test_beneath_the_box_stands_how_readers_see_it_in_both_languages(editing):
    meeting = cast.full_meeting(series=cast.dialogue())
    Meeting.objects.filter(pk=meeting.pk).update(date="2024-08-26/2024-08-27")
    line = page(editing, address(meeting)).select_one("#id_date_said")
    assert (line.text, line["aria-live"], [part.get("lang") for part in line.select("span")]) == (
        "2024-08-26/2024-08-27 · August 26–27, 2024 · 2024年8月26日・27日",
        "polite",
        [None, "en", "ja"],
    )


def test_the_same_date_in_words_changes_nothing(editing):
    body = cast.organization("us-osc", "Office")
    body.exists_from = "2012-07"
    body.save()
    body.refresh_from_db()
    data = filled(page(editing, address(body)))
    editing.post(address(body), data | {"exists_from": "July 2012", "_save": "Save"})
    assert Organization.objects.get().version == body.version


def test_a_date_that_can_mean_two_is_refused_with_both_and_kept_as_typed(editing):
    meeting = cast.full_meeting(series=cast.dialogue())
    data = filled(page(editing, address(meeting))) | {"date": "08/09/2024", "_save": "Save"}
    refused = editing.post(address(meeting), data)
    assert errors(refused) == {
        "date": "“08/09/2024” can mean 2024-08-09 or 2024-09-08. Write the one that is meant."
    }
    assert 'value="08/09/2024"' in refused.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("date", "26-27 Aug 2024", "2024-08-26/2024-08-27"),
        ("date", "2024", "2024"),
        ("date", "Wednesday", "Wednesday"),
        ("host", "May 2024", "May 2024"),
        ("edition", "9", 9),
    ],
)
def test_the_value_of_a_claim_is_read_as_a_date_where_the_claim_is_about_one(editing, field, value, kept):
    meeting = cast.full_meeting(series=cast.dialogue())
    Claim.objects.all().delete()
    soup = page(editing, address(meeting))
    data = filled(soup)
    add_row(data, soup, "claims", field=field, value=value, source=str(cast.source().pk))
    response = editing.post(address(meeting), data | {"_save": "Save"})
    assert response.status_code == 302, errors(response)
    assert Claim.objects.get().value == kept


def test_a_claim_whose_date_can_mean_two_is_refused(editing):
    meeting = cast.full_meeting(series=cast.dialogue())
    soup = page(editing, address(meeting))
    data = filled(soup)
    place = add_row(data, soup, "claims", field="date", value="8/9/2024", source=str(cast.source().pk))
    found = errors(editing.post(address(meeting), data | {"_save": "Save"}))
    assert found == {
        f"claims-{place}-value": "“8/9/2024” can mean 2024-08-09 or 2024-09-08. Write the one that is meant."
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("about 2020", {"edtf": "2020~", "en": "about 2020", "ja": "2020年頃"}),
        ("2024年8月26日～27日", {
            "edtf": "2024-08-26/2024-08-27", "en": "August 26–27, 2024", "ja": "2024年8月26日・27日",
        }),
        ("", {}),
        ("8/9/2024", {"refused": "“8/9/2024” can mean 2024-08-09 or 2024-09-08. Write the one that is meant."}),
    ],
)  # fmt: skip
def test_what_is_typed_is_shown_back(editing, text, said):
    assert editing.get(AT, {"text": text}).json() == said


def test_nobody_but_staff_is_answered_and_nothing_is_written(editing, db):
    assert Client().get(AT, {"text": "2024"}).status_code == 302
    assert editing.post(AT, {"text": "2024"}).status_code == 405


def test_every_date_of_every_record_has_such_a_box(editing):
    """A record's form, and the rows on it: whichever field keeps EDTF."""
    from django.apps import apps
    from django.contrib import admin

    from dialogues.admin.entry.dates.boxes import DateInWordsField

    dated = {
        (model, field.name)
        for label in ("participants", "dialogues")
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.fields
        if isinstance(field, EDTFField) and isinstance(field, CharField)
    }
    request = editing.get("/admin/").wsgi_request
    seen = set()
    for model, owner in admin.site._registry.items():
        drawn = [(model, owner), *((inline.model, inline) for inline in owner.get_inline_instances(request))]
        for made, desk in drawn:
            for field in made._meta.fields:
                if (made, field.name) in dated:
                    assert isinstance(desk.formfield_for_dbfield(field, request), DateInWordsField)
                    seen.add((made, field.name))
    assert seen == dated


def test_lists_show_dates_in_words_and_sort_them_by_day(editing):
    for slug, date in (
        ("b", "2024-08"),
        ("a", "2024-08-26/2024-08-27"),
        ("c", ""),
        ("d", "[2023-05-02,2023-05-09]"),
    ):
        cast.meeting(slug, date=date, title_en=slug)
    shown = page(editing, "/admin/dialogues/meeting/").select("td.field-date")
    days = ["August 2024", "August 26–27, 2024", "May 2 or 9, 2023", "–"]
    assert [cell.text for cell in shown] == days
    sorted_by = page(editing, "/admin/dialogues/meeting/").select_one("th.column-date a")["href"]
    again = page(editing, f"/admin/dialogues/meeting/{sorted_by}").select("td.field-date")
    assert [cell.text for cell in again] == days[::-1]
