"""A publisher sends what is in review back to its editor with a note, which stays until it is sent again."""

import pytest
from django.test import Client

from dialogues import clearing as clearing_rule
from dialogues.models import Meeting, SentBack
from dialogues.readiness import NotReady
from dialogues.states import State, state
from participants.models import Person
from tests import cast
from tests.admin.desk import address, at_the_desk, errors, filled, member, page, told
from tests.clearing import as_user, publish, send

pytestmark = pytest.mark.django_db
NOTE = "The date is that of the release. <b>See page 2.</b>"


@pytest.fixture
def ready(editor):
    """A full meeting that the editor has sent for review; its dialogue is public."""
    publish(cast.dialogue())
    made = cast.full_meeting(series=cast.dialogue())
    with as_user(editor):
        clearing_rule.submit([made])
    return made


def send_back(client, record, **typed):
    where = address(record, "changes")
    seen = page(client, where).select_one("#send_back_form [name=seen]")["value"]
    return client.post(where, {"seen": seen, "_send_back": "x"} | typed)


def notes(client, record):
    """What the heads of the form and of the review page say."""
    pages = [page(client, address(record, name)) for name in ("change", "changes")]
    return [[" ".join(one.text.split()) for one in soup.select(".review-note > p")] for soup in pages]


def listed(client, name="sent-back"):
    items = page(client, "/admin/").select(f"section[aria-labelledby=work-{name}] li")
    return [
        (item.a.text, item.a["href"], " ".join(item.select_one(".entry-reason").text.split()))
        for item in items
    ]


def test_what_is_sent_back_waits_for_its_editor_with_the_note_until_it_is_sent_again(
    ready, editing, clearing
):
    ready.refresh_from_db()
    version, changed_by = ready.version, ready.changed_by
    response = send_back(clearing, ready, note=f" {NOTE} ")
    assert told(clearing, response) == ["“Ninth meeting” was sent back with your note."]
    ready.refresh_from_db()
    assert (ready.submitted_at, ready.submitted_by, ready.submitted_version) == (None, None, None)
    assert (ready.version, ready.changed_by) == (version, changed_by)
    kept = SentBack.objects.get()
    assert (kept.kind, kept.record_id, kept.note, kept.by.username, kept.to.username) == (
        "meeting", ready.pk, NOTE, "publisher", "editor",
    )  # fmt: skip
    heads = notes(editing, ready)
    assert heads[0] == heads[1] == [NOTE, heads[0][1]]
    assert heads[0][1].startswith("By publisher · ")
    assert listed(editing) == [
        (
            "Ninth meeting",
            address(ready),
            f"Sent back 0 minutes ago by publisher: {NOTE}",
        )
    ]
    assert listed(clearing) == listed(editing, "in-review") == []
    editing.post(address(ready), filled(page(editing, address(ready))) | {"title_en": "Better", "_save": "x"})
    assert (notes(editing, ready), len(listed(editing))) == (heads, 1)
    editing.post(address(ready), filled(page(editing, address(ready))) | {"_review": "x"})
    assert (notes(editing, ready), listed(editing), SentBack.objects.count()) == ([[], []], [], 0)
    editing.post(
        address(ready, "changelist"), {"action": "take_out_of_review", "_selected_action": [ready.pk]}
    )
    assert notes(editing, ready) == [[], []]


def test_without_a_note_nothing_is_sent_back(ready, clearing):
    response = send_back(clearing, ready, note=" \n ")
    assert errors(response) == {"note": "Say what to put right: without a note nobody knows what to do."}
    ready.refresh_from_db()
    assert (ready.submitted_at is None, SentBack.objects.count()) == (False, 0)


def test_a_correction_is_sent_back_without_a_word_for_readers(ready, editor, clearing):
    publish(ready)
    with as_user(editor):
        Meeting.objects.update(title_en="Put wrong")
        clearing_rule.submit([ready])
    assert errors(send_back(clearing, ready, note="")).keys() == {"note"}
    assert told(clearing, send_back(clearing, ready, note=NOTE)) == [
        "“Put wrong” was sent back with your note."
    ]


def test_an_editor_sends_nothing_back(ready, editing):
    assert page(editing, address(ready, "changes")).select("#send_back_form") == []
    response = editing.post(address(ready, "changes"), {"_send_back": "x", "note": NOTE})
    ready.refresh_from_db()
    assert (response.status_code, ready.submitted_at is None, SentBack.objects.count()) == (403, False, 0)


def test_sending_back_needs_a_post_with_a_token(ready, publisher):
    client = at_the_desk(publisher, Client(enforce_csrf_checks=True))
    where = address(ready, "changes")
    seen = page(client, where).select_one("#send_back_form [name=seen]")["value"]
    client.get(where, {"seen": seen, "_send_back": "x", "note": NOTE})
    assert client.post(where, {"seen": seen, "_send_back": "x", "note": NOTE}).status_code == 403
    assert SentBack.objects.count() == 0


def test_what_is_not_in_review_or_was_changed_meanwhile_is_not_sent_back(ready, publisher, clearing):
    where = address(ready, "changes")
    seen = page(clearing, where).select_one("#send_back_form [name=seen]")["value"]
    Meeting.objects.update(title_en="Changed")
    response = clearing.post(where, {"seen": seen, "_send_back": "x", "note": NOTE})
    assert told(clearing, response) == ["It was changed after you opened this page. Look again."]
    assert b"See page 2." in response.content
    seen = page(clearing, where).select_one("#send_back_form [name=seen]")["value"]
    clearing_rule.take_back([ready])
    response = clearing.post(where, {"seen": seen, "_send_back": "x", "note": NOTE})
    assert told(clearing, response) == ["“Changed” was not sent back: It is not in review."]
    with pytest.raises(NotReady):
        clearing_rule.send_back(ready, by=publisher, note=NOTE)
    assert SentBack.objects.count() == 0
    assert page(clearing, where).select("#send_back_form") == []


def test_sent_back_twice_it_has_the_last_note(ready, editor, clearing):
    send_back(clearing, ready, note="First")
    with as_user(editor):
        clearing_rule.submit([ready])
    send_back(clearing, ready, note="Second")
    assert [kept.note for kept in SentBack.objects.all()] == ["Second"]


def test_each_finds_what_they_sent_and_all_find_what_nobody_is_known_to_have_sent(ready, editing, clearing):
    other = at_the_desk(member("other", "Editors"))
    send_back(clearing, ready, note=NOTE)
    unknown = cast.person("nobody-s", "Nobody's")
    Person.objects.filter(pk=unknown.pk).update(submitted_at="2026-01-01T00:00Z")
    send_back(clearing, unknown, note="Whose is it?")
    names = [[entry[0] for entry in listed(client)] for client in (editing, other, clearing)]
    assert names == [["Ninth meeting", "Nobody's"], ["Nobody's"], ["Nobody's"]]
    assert [link.text for link in page(other, "/admin/work/sent-back/").select(".work-entries a")] == [
        "Nobody's"
    ]
    everybody_s = page(other, f"{address(ready, 'changelist')}?review=sent_back")
    assert [link.text for link in everybody_s.select("th.field-title a, th a[href*=change]")] == [
        "Ninth meeting"
    ]


def test_what_is_published_all_the_same_is_no_longer_sent_back(ready, clearing):
    send_back(clearing, ready, note=NOTE)
    other = cast.person("other", "Other")
    send(other)
    send_back(clearing, other, note="Stays")
    where = address(ready, "changes")
    seen = page(clearing, where).select_one("#publish_form [name=seen]")["value"]
    clearing.post(where, {"seen": seen, "_bypass": "x", "why": "The ministers wait."})
    ready.refresh_from_db()
    assert state(ready) == State.PUBLIC
    assert [kept.note for kept in SentBack.objects.all()] == ["Stays"]
