"""What must vanish from a history vanishes, by a superuser and with a reason; that there was a change stays."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from dialogues.audit.models import Change
from dialogues.audit.redacting import redact
from dialogues.audit.restoring import Restoring
from dialogues.models import Meeting
from tests import cast
from tests.admin.desk import address, at_the_desk, member, page
from tests.audit.noted import last

pytestmark = pytest.mark.django_db

SECRET = "Not for the record: the number of a telephone."


@pytest.fixture
def meeting() -> Meeting:
    made = cast.full_meeting()
    Meeting.objects.filter(pk=made.pk).update(note=SECRET)
    made.places.create(city_en="Tokyo", note=SECRET)
    made.places.update(note="")
    Meeting.objects.filter(pk=made.pk).update(note="")
    return made


@pytest.fixture
def root():
    user = member("root", "Publishers")
    user.is_superuser = True
    user.save()
    return user


def told(pk):
    return [
        change for change in Change.objects.of("meeting", pk) if SECRET in f"{change.row} {change.before}"
    ]


def test_what_must_vanish_is_nowhere_and_the_changes_stay(meeting, root):
    assert len(told(meeting.pk)) == 4
    before = list(Change.objects.of("meeting", meeting.pk).values_list("id", "at", "op", "user", "act"))
    moment = last()
    count = redact("meeting", meeting.pk, up_to=moment, by=root, reason="A telephone number.")
    assert told(meeting.pk) == []
    kept = Change.objects.of("meeting", meeting.pk).filter(id__lte=moment)
    assert list(kept.values_list("id", "at", "op", "user", "act")) == before
    assert set(kept.values_list("redacted_by", "redaction_reason")) == {(root.pk, "A telephone number.")}
    assert count == len(before)


def test_the_history_goes_on_from_what_is_there(meeting, root):
    redact("meeting", meeting.pk, up_to=last(), by=root, reason="A telephone number.")
    moment = last()
    Meeting.objects.filter(pk=meeting.pk).update(title_en="Wrong")
    Restoring("meeting", meeting.pk, moment).restore()
    assert Meeting.objects.get(pk=meeting.pk).title_en == "Ninth meeting"


def test_an_emptied_state_is_not_restored(meeting, root):
    moment = last()
    redact("meeting", meeting.pk, up_to=moment, by=root, reason="A telephone number.")
    assert Restoring("meeting", meeting.pk, moment).obstacles() == [
        "A part of that state was emptied for good, so it cannot be restored."
    ]


def test_others_are_left_alone(meeting, root):
    other = cast.full_meeting("us-jp-cds-08", edition=8)
    redact("meeting", meeting.pk, up_to=last(), by=root, reason="A telephone number.")
    assert not Change.objects.of("meeting", other.pk).exclude(redacted_at=None).exists()


def test_only_superusers_and_only_with_a_reason(meeting, root):
    with pytest.raises(PermissionDenied):
        redact("meeting", meeting.pk, up_to=last(), by=member("bo", "Publishers"), reason="Because.")
    with pytest.raises(ValueError, match="needs a reason"):
        redact("meeting", meeting.pk, up_to=last(), by=root, reason=" ")
    assert len(told(meeting.pk)) == 4


def test_at_the_desk(meeting, root):
    link = reverse(
        "admin:audit_redact", args=["meeting", meeting.pk, Change.objects.of("meeting", meeting.pk)[0].pk]
    )
    assert at_the_desk(member("bo", "Publishers")).get(link).status_code == 403
    desk = at_the_desk(root)
    assert link in [one["href"] for one in page(desk, address(meeting, "history")).select("a")]
    assert desk.post(link, {"reason": ""}).status_code == 200
    assert len(told(meeting.pk)) == 4
    assert desk.post(link, {"reason": "A telephone number."}).status_code == 302
    soup = page(desk, address(meeting, "history"))
    assert "Emptied for good: A telephone number." in soup.text
    assert SECRET not in soup.text
