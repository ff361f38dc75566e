"""No path publishes without a second person except the recorded bypass, whoever tries and wherever."""

import io
import json
import re

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import Error, transaction
from django.test import Client

from dialogues import clearing, publishing
from dialogues.admin.work.clearing import CLEARED
from dialogues.merging import merge
from dialogues.models import Bypass, Meeting, Publication, Revision
from dialogues.readiness import NotReady
from participants.models import Organization
from tests import cast
from tests.accounts.test_gate import desk_addresses
from tests.admin.desk import address, at_the_desk, filled, member, page
from tests.admin.test_importing import confirmed, lines, previewed
from tests.clearing import as_user, forget_who_writes, publish, send
from tests.reader import stored_text

pytestmark = pytest.mark.django_db

# They end the session, or take a file.
NOT_ASKED = ("/admin/logout/", "/admin/import/")


@pytest.fixture(params=["Publishers", "a superuser"])
def alone(request):
    """Somebody who enters a meeting and all that it names, and sends everything for review, by themselves."""
    user = member("alone", "Publishers")
    user.is_superuser = request.param == "a superuser"
    user.save()
    return user


@pytest.fixture
def entered(alone):
    with as_user(alone):
        meeting = cast.full_meeting(series=cast.dialogue())
        clearing.submit([record for model in CLEARED for record in model.objects.all()])
        # The tracks came with the project, so they were changed by nobody; now they are as one's own as the rest.
        apps.get_model("dialogues", "Track").objects.update(name_en="Own")
    return meeting


@pytest.fixture
def desk(alone):
    return at_the_desk(alone)


def filled_in(route: str) -> str:
    """An address with the keys of what is there."""
    named = re.match(r"/admin/(\w+)/(\w+)/", route)
    try:
        first = apps.get_model(named[1], named[2]).objects.order_by("pk").first() if named else None
    except LookupError:
        first = None
    route = re.sub(r"<(path|int):\w+>|<id>", str(first.pk if first else 1), route)
    route = route.replace("<uuid:pk>", "00000000-0000-0000-0000-000000000000")
    return re.sub(r"<(slug:|str:)?\w+>", "meeting", route)


def everything_at_once(record) -> dict[str, object]:
    """Every button and every field by which something is published at the desk, without a reason for a bypass."""
    return {
        "_publish": "x",
        "_bypass": "x",
        "_noted": "1",
        "why": " ",
        "weight": "minor",
        "reason": "A slip.",
        "action": "publish",
        "_selected_action": [record.pk],
        "index": "0",
        "submitted_by": "1",
        "changed_by": "",
    }


def test_no_address_of_the_desk_publishes_what_one_person_entered(entered, desk):
    routes = [route for route in desk_addresses(entered) if "(?P" not in route and route not in NOT_ASKED]
    asked = {filled_in(route) for route in routes}
    assert len(asked) > 100
    desk.raise_request_exception = False
    answers = set()
    for where in sorted(asked):
        body = everything_at_once(entered)
        if where.endswith("/changes/"):
            seen = page(desk, where).select_one("#publish_form [name=seen]")
            body["seen"] = seen["value"] if seen else ""
        answers.add(desk.get(where, body).status_code)
        answers.add(desk.post(where, body).status_code)
        assert (where, Revision.objects.count()) == (where, 0)
    assert (Publication.objects.count(), Bypass.objects.count()) == (0, 0)
    assert 200 in answers


def test_no_button_of_a_form_publishes(entered, desk):
    for model in CLEARED:
        for record in model.objects.all():
            form = filled(page(desk, address(record)))
            for button in ("_save", "_review", "_publish", "_bypass"):
                desk.post(address(record), form | {button: "x", "_reason": "x"})
    assert Revision.objects.count() == 0


def test_the_review_page_says_why_and_offers_only_the_bypass(entered, desk):
    review = page(desk, address(entered, "changes"))
    assert [button["name"] for button in review.select("#publish_form [type=submit]")] == ["_bypass"]
    assert "You changed it last; another publisher has to publish it." in review.select_one("#why-not").text


def test_no_action_of_a_list_publishes(entered, desk):
    for model in CLEARED:
        every = [record.pk for record in model.objects.all()]
        data = {"action": "publish", "_selected_action": every, "select_across": "1"}
        desk.post(address(model(), "changelist"), data)
        seen = [f"{record.pk}:{record.version}" for record in model.objects.all()]
        desk.post(address(model(), "changelist"), data | everything_at_once(entered) | data | {"seen": seen})
    assert Revision.objects.count() == 0


def test_no_import_at_the_desk_publishes(entered, desk):
    where, soup = previewed(desk, lines({"type": "topic", "id": "planted", "name": {"en": "Planted"}}))
    confirmed(desk, where, soup)
    desk.post(where, {"publish": "1", "_publish": "1"})
    assert (apps.get_model("dialogues", "Topic").objects.filter(slug="planted").count()) == 1
    assert Revision.objects.count() == 0


def test_no_command_publishes_without_a_bypass(entered, tmp_path):
    file = tmp_path / "topics.jsonl"
    file.write_text(json.dumps({"type": "topic", "id": "planted", "name": {"en": "Planted"}}))
    with pytest.raises(CommandError):
        call_command("import_records", str(file), "--publish", "--note=x", stdout=io.StringIO())
    call_command("republish", stdout=io.StringIO())
    assert Revision.objects.count() == 0
    call_command("import_records", str(file), "--publish", "--reason=Why.", stdout=io.StringIO())
    assert Bypass.objects.unapproved().get().revisions.get().slug == "planted"


def test_who_runs_an_import_may_be_named_and_then_neither_clears_nor_approves_it(tmp_path):
    """Even of what somebody else sent for review: that they run it is told, not seen."""
    runs, other = member("runs", "Publishers"), member("other", "Publishers")
    file = tmp_path / "topics.jsonl"
    file.write_text(json.dumps({"type": "topic", "id": "planted", "name": {"en": "Planted"}}))

    def imported(*said):
        try:
            call_command("import_records", str(file), *said, stdout=io.StringIO())
        finally:
            forget_who_writes()

    with pytest.raises(CommandError, match="Nobody active has the username “nobody”"):
        imported("--by=nobody")
    imported()
    topic = apps.get_model("dialogues", "Topic").objects.get()
    send(topic)
    imported("--publish", "--reason=Why.", "--by=runs")
    made = Bypass.objects.get()
    assert (made.by, made.revisions.get().published_by) == (runs, runs)
    assert clearing.why_not_approved(made, runs) == ["You published it; another publisher has to approve it."]
    assert clearing.why_not_approved(made, other) == []


def test_no_function_publishes_in_anybodys_name(entered, alone):
    other = member("other", "Publishers")
    for by in (alone, other, None):
        for bypass in ("", " "):
            with pytest.raises(NotReady), transaction.atomic():
                publishing.publish(entered.dialogue, by=by, bypass=bypass)
    with as_user(alone):
        for by in (alone, other):
            with pytest.raises(NotReady), transaction.atomic():
                publishing.publish(entered.dialogue, by=by)
        # Nor under a name that is written over in the same request.
        type(entered.dialogue).objects.update(submitted_by=other, changed_by=other)
        with pytest.raises(NotReady), transaction.atomic():
            publishing.publish(entered.dialogue, by=alone)
        # The database would not name another either, whoever came past the rule.
        with pytest.raises(Error), transaction.atomic():
            publishing.publish(entered.dialogue, by=other, bypass="Forged.")
    assert Revision.objects.count() == 0


def test_the_api_publishes_nothing(entered):
    client = Client()
    for where in ("/api/v1/meetings/", f"/api/v1/meetings/{entered.slug}/"):
        for method in (client.post, client.put, client.patch, client.delete):
            assert method(where, everything_at_once(entered)).status_code in (404, 405)
    assert Revision.objects.count() == 0


def test_a_request_of_another_origin_publishes_nothing(entered):
    send(*(record for model in CLEARED for record in model.objects.all()))
    other = at_the_desk(member("other", "Publishers"), Client(enforce_csrf_checks=True))
    seen = page(other, address(entered.dialogue, "changes")).select_one("[name=seen]")["value"]
    assert (
        other.post(address(entered.dialogue, "changes"), {"seen": seen, "_publish": "x"}).status_code == 403
    )
    assert Revision.objects.count() == 0


def test_merging_a_draft_into_what_is_public_shows_none_of_its_names(alone):
    office = cast.organization()
    meeting = cast.full_meeting()
    publish(meeting)
    with as_user(alone):
        draft = cast.organization("us-secret", "DRAFT NAME", abbreviation="DRAFT")
        hidden = cast.meeting("hidden", title_en="DRAFT MEETING")
        hidden.participations.create(order=1, organization=draft)
        before = Revision.objects.count()
        assert merge(draft, office, by=alone) == []
    assert (Revision.objects.count(), "DRAFT" in stored_text()) == (before, False)
    # What the merge wrote is the work of whoever merged.
    office = Organization.objects.get(pk=office.pk)
    send(office)
    with as_user(alone), pytest.raises(NotReady, match="You changed it last"):
        publishing.publish(office, by=alone)
    assert "DRAFT" not in stored_text()
    publish(office)
    assert "DRAFT NAME" in stored_text()


def test_carrying_a_cleared_name_takes_no_edit_of_what_names_it_along(alone):
    publish(cast.full_meeting())
    with as_user(alone):
        Meeting.objects.update(summary_en="HALF FINISHED")
    Organization.objects.update(name_en="Bureau of Space Commerce")
    office = Organization.objects.get()
    send(office)
    with as_user(alone):
        publishing.publish(office, by=alone)
    assert ("Bureau" in stored_text(), "HALF FINISHED" in stored_text()) == (True, False)
    carried = Revision.objects.filter(cause="carried").values_list("submitted_by", "changed_by", "bypass")
    assert set(carried) == {(None, None, None)}
