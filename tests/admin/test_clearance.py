"""Editors enter and send for review; publishers publish and withdraw; what is public is not deleted."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from dialogues.models import Dialogue, Meeting, Publication, Revision
from dialogues.publishing import withdraw
from dialogues.states import State
from dialogues.states import state as state_of
from participants.models import Organization, Person
from tests import cast
from tests.admin.desk import address, at_the_desk, errors, filled, page, told
from tests.clearing import publish, send


def state(record):
    return state_of(type(record).objects.get(pk=record.pk))


def press(client, record, button, **typed):
    """Opens the record's form, types, and presses a button."""
    return client.post(address(record), filled(page(client, address(record))) | typed | {button: "x"})


def buttons(client, record):
    return [
        button["name"] for button in page(client, address(record)).select(".submit-row input[type=submit]")
    ]


@pytest.fixture
def ready(db):
    """A full meeting whose dialogue is public."""
    series = cast.dialogue()
    publish(series)
    return cast.full_meeting(series=series)


def publish_at_the_desk(client, record, button="_publish", **typed):
    """Opens the record's review page, types, and presses a button."""
    where = address(record, "changes")
    form = page(client, where).select_one("#publish_form")
    assert form.select(f"[name={button}]") != []
    return client.post(where, {"seen": form.select_one("[name=seen]")["value"], button: "x"} | typed)


def test_the_form_has_no_button_that_publishes(ready, editing, clearing):
    common = ["_save", "_addanother", "_continue", "_preview", "_changes", "_review"]
    assert (buttons(editing, ready), buttons(clearing, ready)) == (common, common)
    links = [page(client, address(ready)).select(".where-it-stands a") for client in (editing, clearing)]
    assert [[(link.text, link["href"]) for link in found] for found in links] == [
        [],
        [("Review", address(ready, "changes"))],
    ]


def test_an_editor_sends_and_a_publisher_publishes(ready, editing, clearing, publisher):
    press(editing, ready, "_review", title_en="Typed and sent")
    response = publish_at_the_desk(clearing, ready)
    assert told(clearing, response) == ["“Typed and sent” is public."]
    shown = Publication.objects.get(kind="meeting")
    made = Revision.objects.get(number=shown.revision)
    assert (shown.document["title"]["en"], made.published_by, made.submitted_by.username, made.bypass) == (
        "Typed and sent",
        publisher,
        "editor",
        None,
    )


def test_an_editor_may_not_publish_on_the_review_page(ready, editing):
    send(ready)
    assert page(editing, address(ready, "changes")).select("#publish_form") == []
    assert editing.post(address(ready, "changes"), {"_publish": "x"}).status_code == 403
    assert state(ready) == State.NEVER_PUBLISHED


def test_a_correction_needs_a_note_for_readers_that_says_how_much_it_matters(ready, editing, clearing):
    publish(ready)
    press(editing, ready, "_review", title_en="Put right")
    assert errors(publish_at_the_desk(clearing, ready)) == {
        "weight": "Say whether the correction is minor or major.",
        "reason": "Say what changed: readers see it on the page of corrections.",
    }
    publish_at_the_desk(clearing, ready, weight="minor", reason=" A slip of ours. ")
    last = Revision.objects.filter(kind="meeting").first()
    assert (last.cause, last.changed, last.weight, last.reason) == (
        "changed",
        ["title"],
        "minor",
        "A slip of ours.",
    )


def test_what_changed_after_the_review_page_was_opened_is_not_published(ready, clearing):
    send(ready)
    seen = page(clearing, address(ready, "changes")).select_one("[name=seen]")["value"]
    Meeting.objects.update(title_en="Sly")
    response = clearing.post(address(ready, "changes"), {"seen": seen, "_publish": "x"})
    assert told(clearing, response) == ["It was changed after you opened this page. Look again."]
    assert state(ready) == State.NEVER_PUBLISHED


def test_what_is_not_ready_is_not_published_and_the_reasons_are_told(editing, clearing):
    meeting = cast.meeting(series=cast.dialogue())
    meeting.party_places.all().delete()
    press(editing, meeting, "_review")
    response = publish_at_the_desk(clearing, meeting)
    assert told(clearing, response) == [
        "“Ninth meeting” was not published: No party is named. Add the parties that met. Its dialogue, "
        "“U.S.-Japan Comprehensive Dialogue”, is not public. Publish the dialogue first.",
    ]
    assert Publication.objects.count() == 0


def test_bad_input_is_not_sent(ready, editing):
    response = press(editing, ready, "_review", date="2024-02-30")
    assert errors(response) == {"date": "No calendar has the date “2024-02-30”."}
    ready.refresh_from_db()
    assert ready.submitted_at is None


def test_sending_for_review_says_who_and_when_and_moves_no_version(ready, editor, editing):
    ready.refresh_from_db()
    version = ready.version
    press(editing, ready, "_review")
    ready.refresh_from_db()
    assert (ready.submitted_by, ready.submitted_at is not None, ready.version) == (editor, True, version)
    publish(ready)
    ready.refresh_from_db()
    assert (ready.submitted_by, ready.submitted_at) == (None, None)


def test_nothing_to_review_where_nothing_was_edited(ready, editing):
    publish(ready)
    assert told(editing, press(editing, ready, "_review"))[1:] == [
        "“Ninth meeting” has nothing to review: what is recorded is what is shown."
    ]
    ready.refresh_from_db()
    assert ready.submitted_at is None


def test_withdrawing_asks_for_a_reason_and_keeps_what_was_typed(ready, clearing):
    publish(ready)
    assert clearing.get(address(ready, "withdraw")).status_code == 200
    assert errors(clearing.post(address(ready, "withdraw"), {"reason": " "})) == {
        "reason": "Give a reason: it is shown in place of the record."
    }
    response = clearing.post(address(ready, "withdraw"), {"reason": "Entered twice."})
    assert told(clearing, response) == ["“Ninth meeting” was withdrawn."]
    assert Publication.objects.get(kind="meeting").withdrawal_reason == "Entered twice."


def left_behind(client, record):
    listed = page(client, address(record, "withdraw")).select(".left-behind a")
    return {link.text: link["href"] for link in listed}


def test_withdrawing_says_what_only_this_record_named_and_where_to_withdraw_it(ready, clearing):
    other = cast.meeting(slug="other", series=ready.dialogue)
    other.sources.add(cast.source())
    publish(ready)
    publish(other)
    office, graves = Organization.objects.get(), Person.objects.get()
    assert left_behind(clearing, ready) == {
        "Office of Space Commerce": address(office, "withdraw"),
        "Don Graves": address(graves, "withdraw"),
    }
    assert left_behind(clearing, other) == {}
    asked = BeautifulSoup(act(clearing, "withdraw", ready, other).content.decode(), "html.parser")
    assert [link.text for link in asked.select(".left-behind a")] == [
        "Office of Space Commerce", "Don Graves", "Release of the office",
    ]  # fmt: skip
    assert "stay public. Withdraw them by themselves afterwards" in asked.text


def test_withdrawing_what_others_name_is_refused_with_the_reason(ready, clearing):
    publish(ready)
    office = Organization.objects.get()
    response = clearing.post(address(office, "withdraw"), {"reason": "Kept reason"})
    assert told(clearing, response)[0].startswith(
        "“Office of Space Commerce” was not withdrawn: Published records name it: us-jp-cds-09"
    )
    assert response.context["form"]["reason"].value() == "Kept reason"


def test_an_editor_may_not_withdraw(ready, editing):
    publish(ready)
    assert editing.get(address(ready, "withdraw")).status_code == 403
    assert editing.post(address(ready, "withdraw"), {"reason": "x"}).status_code == 403
    assert page(editing, address(ready)).select(f"a[href$='{address(ready, 'withdraw')}']") == []
    assert state(ready) == State.PUBLIC


def act(client, action, *records, **more):
    data = {"action": action, "_selected_action": [record.pk for record in records]} | more
    return client.post(address(records[0], "changelist"), data)


def test_the_list_publishes_what_is_ready_and_tells_why_the_rest_is_not(ready, clearing):
    bare = cast.meeting(slug="bare", title_en="Bare")
    bare.party_places.all().delete()
    send(ready, bare)
    assert told(clearing, act(clearing, "publish", ready, bare)) == [
        "“Bare” was not published: No party is named. Add the parties that met.",
        "“Ninth meeting” is public.",
    ]
    assert (state(ready), state(bare)) == (State.PUBLIC, State.NEVER_PUBLISHED)


def test_the_list_asks_for_the_note_where_readers_will_see_a_change(ready, editing, clearing):
    publish(ready)
    press(editing, ready, "_review", title_en="Put right")
    asked = act(clearing, "publish", ready)
    assert (asked.status_code, state(ready)) == (200, State.EDITED)
    seen = seen_on(asked)
    assert errors(act(clearing, "publish", ready, _noted="1", weight="minor", seen=seen)) == {
        "reason": "Say what changed: readers see it on the page of corrections."
    }
    act(clearing, "publish", ready, _noted="1", weight="major", reason="A slip of ours.", seen=seen)
    last = Revision.objects.filter(kind="meeting").first()
    assert (state(ready), last.weight, last.reason) == (State.PUBLIC, "major", "A slip of ours.")


def test_the_list_publishes_only_what_stood_there_when_it_asked_for_the_note(ready, editing, clearing):
    publish(ready)
    press(editing, ready, "_review", title_en="Put right")
    seen = seen_on(act(clearing, "publish", ready))
    press(editing, ready, "_review", title_en="Put wrong meanwhile")
    said = {"_noted": "1", "weight": "major", "reason": "A slip of ours."}
    for told_of in (seen, []):
        assert told(clearing, act(clearing, "publish", ready, **said, seen=told_of)) == [
            "“Put wrong meanwhile” was not published: "
            "It was edited since you opened this page. Look at it again."
        ]
    assert state(ready) == State.EDITED


def test_the_list_publishes_only_what_stood_there_when_it_was_opened(ready, clearing):
    chosen = page(clearing, address(ready, "changelist")).select(".action-checkbox [name]")
    assert [(box["name"], box["value"]) for box in chosen] == [
        ("_selected_action", str(ready.pk)),
        ("seen", f"{ready.pk}:{Meeting.objects.get().version}"),
    ]
    data = {"action": "publish"} | {box["name"]: box["value"] for box in chosen}
    Meeting.objects.update(title_en="Put in meanwhile")
    send(Meeting.objects.get())
    assert told(clearing, clearing.post(address(ready, "changelist"), data)) == [
        "“Put in meanwhile” was not published: It was edited since you opened this page. Look at it again."
    ]
    assert state(ready) == State.NEVER_PUBLISHED
    now = data | {"seen": f"{ready.pk}:{Meeting.objects.get().version}"}
    assert told(clearing, clearing.post(address(ready, "changelist"), now)) == [
        "“Put in meanwhile” is public."
    ]


def test_a_publisher_does_not_get_their_own_text_out_behind_somebody_elses_edit(ready, editing, clearing):
    press(editing, ready, "_review", title_en="Sent")
    press(clearing, ready, "_save", title_en="Sly")
    press(editing, ready, "_review", note="A trifle")
    review = page(clearing, address(ready, "changes"))
    assert [button["name"] for button in review.select("#publish_form [type=submit]")] == ["_bypass"]
    own = f"You changed it on {date_format(timezone.localdate())}; another publisher has to publish it."
    assert review.select_one("#why-not").text == f"You cannot publish this: {own}"
    response = clearing.post(
        address(ready, "changes"), {"seen": review.select_one("[name=seen]")["value"], "_publish": "x"}
    )
    assert told(clearing, response) == [f"“Sly” was not published: {own}"]
    assert state(ready) == State.NEVER_PUBLISHED


def seen_on(response):
    """The versions that the page carries."""
    soup = BeautifulSoup(response.content.decode(), "html.parser")
    return [field["value"] for field in soup.select("[name=seen]")]


def test_the_list_does_not_let_an_editor_publish_or_withdraw(ready, editing):
    publish(ready.dialogue)
    offered = [
        option["value"]
        for option in page(editing, address(ready, "changelist")).select("[name=action] option")
    ]
    assert offered == ["", "send_for_review", "take_out_of_review", "delete_selected"]
    act(editing, "publish", ready)
    act(editing, "withdraw", ready.dialogue, reason="x")
    assert (state(ready), state(ready.dialogue)) == (State.NEVER_PUBLISHED, State.PUBLIC)


def test_the_list_asks_for_the_reason_before_it_withdraws(ready, clearing):
    publish(ready)
    response = act(clearing, "withdraw", ready)
    assert (response.status_code, state(ready)) == (200, State.PUBLIC)
    assert told(clearing, act(clearing, "withdraw", ready, reason="Entered twice.")) == [
        "“Ninth meeting” was withdrawn."
    ]
    assert state(ready) == State.WITHDRAWN


def test_the_list_sends_for_review_and_takes_back(ready, editing):
    act(editing, "send_for_review", ready)
    ready.refresh_from_db()
    assert ready.submitted_at is not None
    act(editing, "take_out_of_review", ready)
    ready.refresh_from_db()
    assert ready.submitted_at is None


@pytest.mark.parametrize("from_list", [False, True])
def test_what_is_public_is_not_deleted(ready, editing, from_list):
    publish(ready)
    if from_list:
        response = act(editing, "delete_selected", ready, post="yes")
    else:
        response = editing.post(address(ready, "delete"), {"post": "yes"})
    assert told(editing, response) == [
        "“Ninth meeting” is public and was not deleted. Withdraw it first; then it can be deleted."
    ]
    assert page(editing, address(ready)).select(".deletelink") == []


@pytest.mark.parametrize("from_list", [False, True])
def test_what_was_withdrawn_is_deleted(ready, editing, from_list):
    publish(ready)
    withdraw(ready, by=None, reason="Entered twice.")
    if from_list:
        act(editing, "delete_selected", ready, post="yes")
    else:
        editing.post(address(ready, "delete"), {"post": "yes"})
    assert Meeting.objects.count() == 0


def test_an_act_needs_a_post_with_a_token(ready, publisher):
    client = at_the_desk(publisher, Client(enforce_csrf_checks=True))
    send(ready)
    client.get(f"{address(ready)}?_publish=x")
    client.get(f"{address(ready, 'changes')}?_publish=x&_bypass=x&why=x")
    assert client.post(address(ready, "changes"), {"_publish": "x"}).status_code == 403
    assert client.post(address(ready, "withdraw"), {"reason": "x"}).status_code == 403
    assert state(ready) == State.NEVER_PUBLISHED


@pytest.mark.parametrize("name", ["preview", "changes", "withdraw"])
def test_the_desk_is_for_staff(ready, name):
    assert Client().get(address(ready, name)).status_code == 302


def test_every_kind_of_record_is_published_alike(clearing):
    cast.full_meeting()
    for record in (
        cast.topic(),
        cast.person(),
        cast.source(),
        cast.organization(),
        cast.party("JP"),
        Dialogue(slug="x"),
    ):
        if isinstance(record, Dialogue):
            record = cast.dialogue()
        send(record)
        publish_at_the_desk(clearing, record)
        assert state(record) == State.PUBLIC


def test_pages_beside_a_record_that_is_gone_lead_home(clearing, ready):
    where = address(ready, "changes")
    ready.delete()
    assert clearing.get(where).url == "/admin/"
