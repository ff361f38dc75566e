"""The day's work: every list tells its reason and leads to the field, and nothing is counted."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dialogues.models import Meeting, Outcome
from participants.models import Organization
from tests import cast
from tests.admin.desk import address, page
from tests.clearing import publish


def cards(client):
    """What the home page shows: by list its number and its entries as (words, reason, address)."""
    found = {}
    for section in page(client, "/admin/").select(".waiting section"):
        heading = " ".join(section.select_one("h2").text.split())
        found[heading] = [entry(item) for item in section.select("li")]
    return found


def entry(item):
    link = item.select_one("a")
    return link.text, " ".join(item.select_one(".quiet").text.split()), link["href"]


def listed(client, name, query=""):
    """The entries of a list's own page, all its pages after one another."""
    where, found = f"/admin/work/{name}/{query}", []
    while where:
        soup = page(client, where)
        found.append(
            [
                (row.select_one("a").text, row.select_one("a")["href"])
                for row in soup.select(".work-entries li")
            ]
        )
        following = soup.select_one("a[rel=next]")
        where = f"/admin/work/{name}/{following['href']}" if following else None
    return found


@pytest.fixture
def whole(db):
    """A meeting without anything that wants work."""
    made = cast.full_meeting(title_ja="第九回", date="", edition=None)
    made.claims.all().delete()
    for rows in (made.participations, made.agenda, made.outcomes):
        for row in rows.all():
            row.sources.add(cast.source())
    made.participations.update(title_en="")
    for rows, field in ((made.sessions, "title_ja"), (made.agenda, "text_ja"), (made.outcomes, "text_ja")):
        rows.update(**{field: "日本語"})
    for record in (cast.organization(), cast.person(), cast.topic()):
        type(record).objects.update(name_ja="日本語")
    return made


def test_where_nothing_waits_each_list_says_so(whole, editing):
    home = page(editing, "/admin/")
    assert home.select(".waiting section") == []
    told = {link.text: item.text for item in home.select(".nothing-waits li") for link in item.select("a")}
    assert told["Outcomes overdue"] == "Outcomes overdue: No outcome is overdue."
    assert list(told) == [
        "Sent back to you",
        "In review",
        "Edited since published",
        "Planned, and the day has passed",
        "Outcomes overdue",
        "Disputes open",
        "Facts without a source",
        "One language missing",
        "One language older than the other",
        "Likely duplicates",
        "Links that no longer answer",
    ]


def test_a_planned_meeting_is_listed_from_the_day_after_its_last_possible_day(whole, editing):
    today = dt.date.today()
    for days, status in ((0, "planned"), (1, "planned"), (2, "announced"), (3, "held"), (4, "cancelled")):
        day = (today - dt.timedelta(days)).isoformat()
        cast.meeting(slug=f"days-{days}", title_en=f"{days} days", title_ja="…", status=status, date=day)
    cast.meeting(slug="some-day", title_ja="…", status="planned", date="")
    cast.meeting(slug="from", title_ja="…", status="planned", date="2020-01-01/..")
    found = cards(editing)["Planned, and the day has passed (2)"]
    assert [(words, where) for words, _reason, where in found] == [
        (f"{days} days", address(Meeting.objects.get(slug=f"days-{days}")) + "#id_status") for days in (2, 1)
    ]
    assert re.fullmatch(r"Meeting · Announced; its last possible day was .*\.", found[0][1])


def test_an_outcome_is_overdue_once_the_last_day_it_can_mean_has_passed(whole, editing):
    for number, (status, due) in enumerate(
        [("open", "2016-07"), ("in_progress", "2015"), ("done", "2014"), ("open", "2999"), ("open", "")], 2
    ):
        Outcome.objects.create(
            meeting=whole, order=number, text_en=f"Promise {number}", text_ja="約束", status=status, due=due
        )
    assert cards(editing)["Outcomes overdue (2)"] == [
        (
            f"Promise {number}",
            f"Outcome · Ninth meeting · {reason}",
            f"{address(whole)}#outcomes-of-{Outcome.objects.get(order=number).pk}-status",
        )
        for number, reason in (
            (3, "In progress; was due by December 31, 2015."),
            (2, "Open; was due by July 31, 2016."),
        )
    ]


def test_a_dispute_is_open_until_a_value_is_preferred_with_a_reason(whole, editing):
    session = whole.sessions.get()
    cast.claim(whole, "date", "2024-08-26")
    other = cast.claim(whole, "date", "2024-09-26")
    cast.claim(whole, "date", None, as_stated="recently")
    cast.claim(whole, "edition", 9)
    cast.claim(whole, "date", "2024-08-28", session=session)
    cast.claim(whole, "host", "The same")
    cast.claim(whole, "host", "The same")
    cast.claim(whole, "ordinal", 2, session=session)
    cast.claim(whole, "ordinal", "2", session=session)
    expected = (
        "Ninth meeting",
        "Meeting · The date: sources say August 26, 2024 or September 26, 2024.",
        f"{address(whole)}#dispute-date",
    )
    assert cards(editing)["Disputes open (1)"] == [expected]
    type(other).objects.filter(pk=other.pk).update(preferred=True)
    assert cards(editing)["Disputes open (1)"] == [expected]
    type(other).objects.filter(pk=other.pk).update(reason="The host says so.")
    assert [heading for heading in cards(editing) if heading.startswith("Disputes")] == []


def test_a_text_in_one_language_leads_to_the_other(whole, editing):
    Organization.objects.update(name_en="", name_ja="宇宙局")
    item = whole.agenda.get()
    whole.agenda.update(text_ja="")
    Meeting.objects.update(summary_en="Words.")
    assert cards(editing)["One language missing (3)"] == [
        ("Ninth meeting", "Meeting · Missing: summary in Japanese.", f"{address(whole)}#id_summary_ja"),
        (
            "宇宙局",
            "Organization · Missing: name in English.",
            f"{address(cast.organization())}#id_name_en",
        ),
        (
            "Traffic coordination",
            "Agenda item · Ninth meeting · Missing: text in Japanese.",
            f"{address(whole)}#agenda-of-{item.pk}-text_ja",
        ),
    ]


def test_every_link_leads_to_a_field_that_the_form_has(whole, editing):
    cast.claim(whole, "date", "2024-08-26", session=whole.sessions.get())
    cast.claim(whole, "date", "2024-09-26", session=whole.sessions.get())
    cast.source()
    whole.places.create(city_en="Tokyo", venue_ja="外務省")
    whole.statements.create(person=cast.person(), text_en="x", title_ja="x")
    whole.images.create(alt_en="x")
    whole.participations.update(title_en="x")
    for rows, field in ((whole.sessions, "title_ja"), (whole.agenda, "text_ja")):
        rows.update(**{field: ""})
    whole.outcomes.update(text_ja="", due="2015", status="open")
    Outcome.objects.get().save()
    Meeting.objects.update(
        status="planned", summary_en="x", date="2020", date_earliest="2020-01-01", date_latest="2020-12-31"
    )
    lists = ("past", "overdue", "disputes", "unsourced", "languages")
    links = [link for name in lists for entries in listed(editing, name) for _words, link in entries]
    forms = {}
    for link in links:
        form, fragment = link.split("#")
        forms.setdefault(form, page(editing, form))
        place = forms[form].find(id=fragment)
        assert place is not None, link
        assert place.name in ("input", "select", "textarea") or place.select("input, select, textarea"), link
    assert len(links) == 18


def test_the_number_is_told_without_counting(whole, editing):
    for number in range(10):
        cast.organization(f"us-{number}", f"Office {number}")
    home = cards(editing)
    assert {heading: len(entries) for heading, entries in home.items()} == {"One language missing (10)": 5}
    cast.organization("us-one-more", "One more")
    with CaptureQueriesContext(connection) as asked:
        assert list(cards(editing)) == ["One language missing (more than 10)"]
    assert [query["sql"] for query in asked if "COUNT(" in query["sql"]] == []


def test_a_list_is_read_page_by_page_with_nothing_twice_and_nothing_left_out(whole, editing, monkeypatch):
    monkeypatch.setattr("dialogues.admin.work.pages.ON_A_PAGE", 3)
    for number in range(4):
        cast.organization(f"us-{number}", f"Office {number}")
        cast.person(f"person-{number}", f"Person {number}")
        for day in ("2020-01-01", "2020-01-02"):
            cast.meeting(
                f"m-{number}-{day}", title_en=f"{day}, {number}", title_ja="…", status="planned", date=day
            )
    words = [[words for words, _link in entries] for entries in listed(editing, "languages")]
    assert words == [
        ["Office 0", "Office 1", "Office 2"],
        ["Office 3", "Person 0", "Person 1"],
        ["Person 2", "Person 3"],
    ]
    past = [[words for words, _link in entries] for entries in listed(editing, "past")]
    assert past == [
        ["2020-01-01, 0", "2020-01-01, 1", "2020-01-01, 2"],
        ["2020-01-01, 3", "2020-01-02, 0", "2020-01-02, 1"],
        ["2020-01-02, 2", "2020-01-02, 3"],
    ]


def test_a_list_is_narrowed_to_a_kind(whole, editing):
    cast.organization("us-x", "An office")
    cast.person("x", "A person")
    assert listed(editing, "languages", "?kind=person") == [
        [("A person", address(cast.person("x")) + "#id_name_ja")]
    ]
    chosen = page(editing, "/admin/work/languages/?kind=person").select(".kinds [aria-current]")
    assert [link.text for link in chosen] == ["People"]


@pytest.mark.parametrize(
    "query", ["?kind=cat", "?after=x", "?after=~1~x", "?after=~1~99999999999999999999", "?after=%00"]
)
def test_an_address_of_no_list_is_not_found(query, db, editing):
    assert editing.get(f"/admin/work/languages/{query}").status_code == 404
    assert editing.get("/admin/work/past/?after=yesterday~0~1").status_code == 404
    assert editing.get("/admin/work/none/").status_code == 404


def test_who_may_not_see_a_kind_sees_none_of_it(whole, editor, editing):
    cast.organization("us-x", "An office")
    assert "One language missing (1)" in cards(editing)
    editor.groups.clear()
    assert cards(editing) == {}
    assert editing.get("/admin/work/languages/").status_code == 403


def test_the_pages_take_the_same_number_of_queries_however_much_waits(editor, editing):
    series = cast.dialogue()
    publish(series)
    publish(cast.full_meeting(series=series))
    asked = []
    for names in (("a",), ("b", "c")):
        for name in names:
            cast.meeting(slug=name, status="planned", date="2020-01-01")
            Outcome.objects.create(
                meeting=Meeting.objects.get(slug=name), text_en="x", due="2015", status="open"
            )
            Meeting.objects.filter(slug=name).update(submitted_at="2026-01-01T00:00Z", submitted_by=editor)
        for where in ("/admin/", "/admin/work/in-review/", "/admin/work/edited/", "/admin/work/past/",
                      "/admin/work/overdue/", "/admin/work/disputes/", "/admin/work/languages/"):  # fmt: skip
            editing.get(where)
            with CaptureQueriesContext(connection) as found:
                assert editing.get(where).status_code == 200
            asked.append(len(found))
    assert asked == [7, 5, 5, 5, 5, 5, 5] * 2
