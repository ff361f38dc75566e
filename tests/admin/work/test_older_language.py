"""A text of which one language was changed later leads to the other, until that is changed too."""

import pghistory
import pytest
from django.contrib.auth.models import Permission

from dialogues.audit.models import OlderText
from dialogues.models import Topic
from tests import cast
from tests.admin.desk import address, filled, page, told
from tests.admin.work.test_lists import cards

TITLE = "One language older than the other (1)"


def changed(record, by=None, **texts):
    """Changes texts in an act of its own."""
    with pghistory.context(**({"user": by.pk} if by else {})):
        for name, text in texts.items():
            setattr(record, name, text)
        record.save()


def older():
    return [f"{one.stem}_{one.older}" for one in OlderText.objects.order_by("stem", "older")]


@pytest.fixture
def meeting(db):
    return cast.meeting(title_en="Ninth meeting", title_ja="第九回", summary_en="Words.", summary_ja="言葉")


def test_the_older_language_is_listed_until_it_is_changed(meeting, editor, editing):
    changed(meeting, editor, title_en="The ninth meeting")
    changed(meeting, editor, title_en="The 9th meeting")
    [(words, reason, where)] = cards(editing)[TITLE]
    assert (words, where) == ("The 9th meeting", f"{address(meeting)}#id_title_ja")
    assert reason == (
        f"Meeting · Older: title in Japanese. The other was changed 0\xa0minutes ago by {editor.username}."
        .replace("\xa0", " ")
    )  # fmt: skip
    changed(meeting, title_ja="第9回")
    assert older() == []
    changed(meeting, summary_ja="他の言葉")
    assert older() == ["summary_en"]


def test_a_row_of_a_form_leads_to_its_field(meeting, editing):
    full = cast.full_meeting(slug="full")
    item = full.agenda.get()
    changed(item, text_ja="交通")
    assert older() == []
    changed(item, text_ja="交通管制")
    [(_words, _reason, where)] = cards(editing)[TITLE]
    assert where == f"{address(full)}#agenda-of-{item.pk}-text_en"


def test_what_is_changed_together_is_as_old(meeting):
    changed(meeting, title_en="A", title_ja="甲")
    with pghistory.context():
        for name, text in (("title_ja", "乙"), ("title_en", "B"), ("title_ja", "丙"), ("title_ja", "丁")):
            setattr(meeting, name, text)
            meeting.save()
    assert older() == []


def test_a_text_that_was_only_now_translated_or_is_not_there_is_not_older(meeting):
    topic = Topic.objects.create(slug="debris", name_en="Debris")
    changed(topic, name_ja="デブリ")
    changed(topic, definition_en="Old.")
    assert older() == []
    changed(meeting, title_en="Changed")
    assert older() == ["title_ja"]
    changed(meeting, title_ja="")
    assert older() == []


def test_other_columns_make_nothing_older(meeting):
    changed(meeting, date="2024", title_other={"fr": "Neuvième"})
    assert older() == []


def test_a_save_at_the_form_is_one_act(meeting, editing):
    where = address(meeting)
    for title_en, title_ja, found in (("A", "甲", []), ("B", "甲", ["title_ja"]), ("B", "乙", [])):
        data = filled(page(editing, where)) | {"title_en": title_en, "title_ja": title_ja}
        assert editing.post(where, data).status_code == 302
        assert older() == found


def test_of_what_is_deleted_nothing_is_listed(meeting, editing):
    changed(meeting, title_en="Changed")
    meeting.delete()
    assert [heading for heading in cards(editing) if heading.startswith("One language older")] == []


def at_once(client, where):
    """Presses the button of the first entry of a list; returns what is told then."""
    form = page(client, where).select_one(".said-at-once")
    sent = {box["name"]: box["value"] for box in form.select("input[name]") if "csrf" not in box["name"]}
    return told(client, client.post(form["action"], sent))


def test_what_is_still_right_is_listed_apart_with_who_said_so_until_the_other_is_changed_again(
    meeting, editor, editing
):
    changed(meeting, title_en="The ninth meeting")
    full = cast.full_meeting(slug="full")
    item = full.agenda.get()
    changed(item, text_ja="交通")
    changed(item, text_ja="交通管制")
    gone = ["It is no longer listed, until the other language is changed again."]
    listed, apart = "/admin/work/older-language/", "/admin/work/still-right/"
    assert [at_once(editing, listed), at_once(editing, listed)] == [gone, gone]
    assert page(editing, listed).select(".work-entries li") == []
    reasons = [" ".join(one.text.split()) for one in page(editing, apart).select(".entry-reason")]
    assert reasons == [
        f"Still right: {field}. Said 0 minutes ago by {editor.username}."
        for field in ("title in Japanese", "text in English")
    ]
    assert page(editing, listed).select_one(f"a[href='{apart}']").text == "Found still right"
    assert at_once(editing, apart) == ["It is listed again."]
    assert len(page(editing, listed).select(".work-entries li")) == 1
    assert at_once(editing, listed) == gone
    changed(item, text_ja="宇宙交通管制")
    assert [one["href"] for one in page(editing, listed).select(".work-entries li > a")] == [
        f"{address(full)}#agenda-of-{item.pk}-text_en"
    ]


def test_what_was_changed_after_the_list_was_read_is_not_found_right(meeting, editor, editing):
    changed(meeting, title_en="The ninth meeting")
    form = page(editing, "/admin/work/older-language/").select_one(".said-at-once")
    since = form.select_one("[name=since]")["value"]
    changed(meeting, title_en="The tenth meeting")
    sent = editing.post(form["action"], {"since": since})
    assert told(editing, sent) == ["It was changed after you read the list. Look again."]
    assert older() == ["title_ja"]
    assert [editing.post(form["action"], {"since": bad}).status_code for bad in ("", "x")] == [404, 404]
    editor.groups.clear()
    editor.user_permissions.set(Permission.objects.filter(codename="view_meeting"))
    assert editing.post(form["action"], {"since": since}).status_code == 403
