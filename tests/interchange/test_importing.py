"""Importing: only differences are written, staff keep what is theirs, and everything or nothing is done."""

import copy
import io
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dialogues.interchange import Overtaken, Refused
from dialogues.models import (
    AgendaItem,
    Bypass,
    Claim,
    Dialogue,
    DialogueClaim,
    ImportedRecord,
    Meeting,
    OrganizationClaim,
    Outcome,
    OutcomeReport,
    PersonClaim,
    Publication,
    Revision,
    Session,
)
from dialogues.publishing import withdraw
from participants.models import Organization, Party, Person
from tests.clearing import publish
from tests.interchange.desk import exported, exported_records, file, imported, planned
from tests.interchange.test_faults import DIALOGUE, MEETING, WORLD

pytestmark = pytest.mark.django_db

AGENDA = [{"text": {"en": text}, "topics": []} for text in ("Traffic", "Licensing", "Readout")]
FULL: dict[str, Any] = MEETING | {
    "date": "2024-08-26/2024-08-27",
    "sessions": [
        {"id": "us-jp-cds-09-s", "track": "1.5", "agenda": AGENDA},
        {"id": "us-jp-cds-09-t", "track": "2.0"},
    ],
    "participations": [{"organization": "us-osc", "role": "host", "sources": ["src-osc"]}],
    "outcomes": [
        {
            "id": "o1",
            "kind": "roadmap",
            "text": {"en": "A roadmap"},
            "reports": [{"meeting": "us-jp-cds-10"}],
        },
    ],
    "claims": [
        {"field": "date", "value": "2024-08", "source": "src-osc", "preferred": True},
        {"field": "date", "value": "2024-09", "source": "src-osc"},
    ],
    "sources": ["src-osc"],
}
NEXT: dict[str, Any] = MEETING | {"id": "us-jp-cds-10", "sessions": []}
ALL = [*WORLD, FULL, NEXT]


def changed(record: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return copy.deepcopy(record) | fields


def versions() -> dict[str, int]:
    models: list[Any] = [Party, Organization, Person, Dialogue, Meeting]
    return {row.slug: row.version for model in models for row in model.objects.all()}


def keys(model: Any) -> list[int]:
    return list(model.objects.order_by("pk").values_list("pk", flat=True))


def test_records_may_come_in_any_order_and_in_any_number_of_files():
    imported(ALL[::-1])
    one = exported()
    assert exported_records().keys() == {(record["type"], record["id"]) for record in ALL}
    with planned(*([record] for record in ALL)) as again:
        assert (again.empty, exported()) == (True, one)


def test_a_second_run_writes_nothing_and_moves_no_version():
    imported(ALL, publish=True)
    before, revision = versions(), Publication.objects.order_by("-revision")[0].revision
    with planned(ALL) as again, CaptureQueriesContext(connection) as queries:
        told = again.carry_out(by=None, publish=True, bypass="A test publishes.")
    assert [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))] == []
    assert (versions(), told.revisions) == (before, [])
    assert Publication.objects.order_by("-revision")[0].revision == revision


def test_the_same_records_written_differently_are_the_same():
    imported(ALL)
    before = versions()
    other = [
        dict(reversed(list(record.items()))) | {"note": " "}
        for record in ALL
        if record["type"] not in ("party", "source")
    ]
    assert imported(other).empty
    assert versions() == before


def test_only_what_differs_is_written_and_counted():
    imported(ALL)
    before = versions()
    made = imported([changed(FULL, date="2024-08-26")])
    assert [(one.path, one.recorded, one.given) for one in made.changed[0].differences] == [
        ("date", "2024-08-26/2024-08-27", "2024-08-26")
    ]
    assert versions() == before | {"us-jp-cds-09": before["us-jp-cds-09"] + 1}
    assert str(Meeting.objects.get(slug="us-jp-cds-09").date_latest) == "2024-08-26"


def test_a_change_of_one_list_raises_the_version_once():
    imported(ALL)
    before = versions()["us-jp-cds-09"]
    imported(
        [
            changed(
                FULL,
                participations=[{"organization": "us-osc", "role": role} for role in ("host", "sponsor")],
            )
        ]
    )
    assert versions()["us-jp-cds-09"] == before + 1


def test_sessions_outcomes_and_reports_keep_their_keys_and_other_parts_are_replaced_in_place():
    imported(ALL)
    models: list[Any] = [Session, Outcome, OutcomeReport, AgendaItem, Claim]
    before = {model: keys(model) for model in models}
    turned = changed(FULL)
    turned["sessions"].reverse()
    turned["sessions"][1]["agenda"] = [*AGENDA[::-1], {"text": {"en": "New"}}]
    turned["outcomes"][0]["reports"] = [{"meeting": "us-jp-cds-10", "status": "done"}]
    turned["claims"][0]["preferred"], turned["claims"][1]["preferred"] = False, True
    imported([turned])
    after = {model: keys(model) for model in models}
    assert after == before | {AgendaItem: [*before[AgendaItem], after[AgendaItem][-1]]}
    assert list(Session.objects.order_by("order").values_list("slug", flat=True)) == [
        "us-jp-cds-09-t",
        "us-jp-cds-09-s",
    ]


@pytest.mark.parametrize("record", [WORLD[2], WORLD[3], DIALOGUE], ids=lambda record: record["type"])
def test_claims_of_any_record_are_replaced_in_place_and_counted_once(record):
    claims = [
        {"field": "name", "value": "One", "source": "src-osc", "preferred": True},
        {"field": "name", "value": ["Other", 9, 0.5, True], "source": "src-osc", "where": "banner"},
    ]
    said = record | {"claims": claims}
    imported([*[one for one in WORLD if one["id"] != record["id"]], said])
    model = {"organization": OrganizationClaim, "person": PersonClaim, "dialogue": DialogueClaim}[
        record["type"]
    ]
    before, counted = keys(model), versions()
    turned = changed(said)
    turned["claims"][0]["preferred"], turned["claims"][1]["preferred"] = False, True
    imported([turned])
    assert keys(model) == before
    assert list(model.objects.values_list("value", "preferred")) == [
        ("One", False),
        (["Other", 9, 0.5, True], True),
    ]
    assert versions() == counted | {record["id"]: counted[record["id"]] + 1}
    # A file that says nothing of claims takes them out, as with any list of a record.
    imported([record])
    assert keys(model) == []


def test_a_report_raises_the_version_of_the_meeting_that_reports():
    imported(ALL)
    before = versions()
    reported = changed(FULL)
    reported["outcomes"][0]["reports"] = [{"meeting": "us-jp-cds-10", "status": "done"}]
    imported([reported])
    assert versions() == before | {"us-jp-cds-10": before["us-jp-cds-10"] + 1}
    # Still as the files have it, so a later import may change it.
    assert imported([changed(NEXT, edition=10)]).left_alone == []


def test_what_staff_edited_since_is_left_alone_and_named():
    imported(ALL)
    Organization.objects.filter(slug="us-osc").update(abbreviation="OSC")
    made = imported([changed(WORLD[2], note="A note")])
    assert [str(left) for left in made.left_alone] == [
        "organization us-osc: It was edited here since it was imported."
    ]
    assert made.left_alone[0].differences == ("note", "abbreviation")
    office = Organization.objects.get(slug="us-osc")
    assert (office.abbreviation, office.note) == ("OSC", "")


def test_an_edit_of_a_part_is_an_edit_of_the_meeting():
    imported(ALL)
    AgendaItem.objects.filter(text_en="Traffic").update(text_en="Space traffic")
    made = imported([changed(FULL, edition=9)])
    assert [left.id for left in made.left_alone] == ["us-jp-cds-09"]
    assert Meeting.objects.get(slug="us-jp-cds-09").edition is None


def test_what_staff_entered_by_hand_is_left_alone():
    Organization.objects.create(slug="us-osc", name_en="Our office")
    made = imported(WORLD)
    assert [str(left) for left in made.left_alone] == ["organization us-osc: It was entered here by hand."]
    assert Organization.objects.get(slug="us-osc").name_en == "Our office"


def test_what_staff_deleted_is_not_entered_again_and_nothing_new_may_name_it():
    imported(ALL)
    Person.objects.filter(slug="don-graves").delete()
    assert [str(left) for left in imported(WORLD).left_alone] == [
        "person don-graves: It was deleted here since it was imported."
    ]
    naming = changed(NEXT, participations=[{"person": "don-graves", "role": "host"}])
    with planned(WORLD, file([naming], "m")) as refused:
        assert [str(fault) for fault in refused.faults] == [
            "m:1: participations[0].person: The person “don-graves” was deleted here since it was imported. "
            "Take it out, or enter it again."
        ]


def test_what_staff_renamed_keeps_its_new_id_and_is_found_under_the_old():
    imported(ALL)
    Organization.objects.filter(slug="us-osc").update(slug="us-commerce-osc")
    made = imported([WORLD[2] | {"note": "x"}, changed(FULL, edition=9)])
    assert [str(left) for left in made.left_alone] == [
        "organization us-commerce-osc: It was imported as “us-osc” and renamed here since."
    ]
    assert Meeting.objects.get(slug="us-jp-cds-09").edition == 9
    assert Organization.objects.count() == 1


def test_a_report_by_a_meeting_that_staff_edited_stays_as_it_is():
    imported(ALL)
    OutcomeReport.objects.update(note="Our note")
    reported = changed(FULL, edition=9)
    reported["outcomes"][0]["reports"] = []
    made = imported([reported])
    assert [left.id for left in made.left_alone] == ["o1"]
    assert (OutcomeReport.objects.get().note, Meeting.objects.get(slug="us-jp-cds-09").edition) == (
        "Our note",
        9,
    )


def test_overwrite_lets_the_files_win():
    imported(ALL)
    OutcomeReport.objects.update(note="Our note")
    Organization.objects.filter(slug="us-osc").update(abbreviation="OSC")
    Person.objects.filter(slug="don-graves").delete()
    before = {("person", "don-graves"), ("organization", "us-osc"), ("meeting", "us-jp-cds-09")}
    made = imported(ALL, overwrite=True)
    # Each of the three was put back.
    assert {(one.kind, one.id) for one in made.changed} | {
        (kind, slug) for kind, ids in made.new.items() for slug in ids
    } == before
    assert made.left_alone == []
    with planned(ALL) as again:
        assert again.empty


def test_equal_records_count_as_imported_from_then_on():
    Organization.objects.create(slug="us-osc", name_en="Office of Space Commerce")
    imported(WORLD)
    assert imported([WORLD[2] | {"note": "x"}]).left_alone == []
    assert Organization.objects.get(slug="us-osc").note == "x"


def test_an_outcome_that_goes_takes_its_reports_with_it():
    imported(ALL)
    imported([changed(FULL, outcomes=[])])
    assert (Outcome.objects.count(), OutcomeReport.objects.count()) == (0, 0)


def test_a_plan_that_was_overtaken_writes_nothing():
    imported(ALL)
    with planned([changed(WORLD[2], note="x"), changed(FULL, edition=9)]) as made:
        Meeting.objects.filter(slug="us-jp-cds-09").update(note="Edited meanwhile")
        with pytest.raises(Overtaken):
            made.carry_out(by=None)
    assert Organization.objects.get(slug="us-osc").note == ""


def test_a_plan_with_faults_cannot_be_carried_out():
    with planned([*WORLD, {"type": "party"}]) as made, pytest.raises(Refused):
        made.carry_out(by=None)
    assert Party.objects.count() == 0


def test_a_plan_writes_nothing():
    with planned(ALL) as made:
        assert sorted(made.new) == ["meeting", "organization", "party", "person", "source"]
    assert (Party.objects.count(), ImportedRecord.objects.count()) == (0, 0)


def test_publishing_shows_what_is_as_in_the_files_and_leaves_the_rest():
    imported(ALL)
    Meeting.objects.filter(slug="us-jp-cds-10").update(note="Half a sent")
    imported(ALL, publish=True, note="From partners")
    shown = Publication.objects.shown().of("meeting")
    assert [row.slug for row in shown] == ["us-jp-cds-09"]
    assert shown.get().revisions.get().note == "From partners"


def test_what_was_withdrawn_stays_withdrawn():
    imported(ALL, publish=True)
    withdraw(Meeting.objects.get(slug="us-jp-cds-10"), by=None, reason="By mistake")
    imported([changed(NEXT, edition=10)], publish=True)
    assert Publication.objects.of("meeting").get(slug="us-jp-cds-10").withdrawn_at is not None
    assert Meeting.objects.get(slug="us-jp-cds-10").edition == 10


def test_changes_of_published_records_are_not_shown_unless_asked():
    imported(ALL, publish=True)
    imported([changed(FULL, edition=9)])
    assert Publication.objects.of("meeting").get(slug="us-jp-cds-09").document["edition"] is None
    publish(Meeting.objects.get(slug="us-jp-cds-09"))
    assert Publication.objects.of("meeting").get(slug="us-jp-cds-09").document["edition"] == 9


@pytest.mark.parametrize("step", ["new", "changed", "read again"])
def test_the_number_of_queries_does_not_grow_with_the_records(step):
    def meetings(count: int, **fields: Any) -> list[Any]:
        made = []
        for n in range(count):
            one = changed(FULL, id=f"m-{n}", sessions=changed(FULL)["sessions"], **fields)
            one["sessions"] = [session | {"id": f"s-{n}-{i}"} for i, session in enumerate(one["sessions"])]
            one["outcomes"] = [one["outcomes"][0] | {"id": f"o-{n}"}]
            made.append(one)
        return made

    def queries(count: int) -> int:
        name = f"m-{count}-"
        records = [changed(m, id=m["id"].replace("m-", name)) for m in meetings(count)]
        for record in records:
            record["sessions"] = [
                s | {"id": s["id"].replace("s-", f"s-{count}-")} for s in record["sessions"]
            ]
            record["outcomes"] = [
                o | {"id": o["id"].replace("o-", f"o-{count}-")} for o in record["outcomes"]
            ]
        if step != "new":
            imported(records)
        if step == "changed":
            records = [
                r | {"edition": 3, "claims": r["claims"][:1], "places": [{"country": "JP"}]} for r in records
            ]
        with CaptureQueriesContext(connection) as captured:
            imported(records)
        return len(captured)

    imported([*WORLD, NEXT])
    assert queries(2) == queries(12)


# --- the commands -----------------------------------------------------------------------------------------------


def run(*arguments: str, **options: Any) -> str:
    out = io.StringIO()
    call_command("import_records", *arguments, stdout=out, stderr=out, **options)
    return out.getvalue()


def in_file(folder: Path, *records: Any) -> str:
    path = folder / "records.jsonl"
    path.write_bytes(b"".join(file([record]).open().read() for record in records))
    return str(path)


def test_the_command_tells_what_it_did(tmp_path: Path):
    path = in_file(tmp_path, *ALL)
    assert (
        run(path, "--publish", "--reason=A test publishes.")
        == "7 new, 0 changed, 0 as before, 0 left alone.\n14 revisions published.\n"
    )
    assert run(path) == "0 new, 0 changed, 7 as before, 0 left alone.\n"


def test_publishing_by_command_says_why_and_waits_for_approval(tmp_path: Path):
    path = in_file(tmp_path, *ALL)
    for without in ((), ("--reason= ",)):
        with pytest.raises(CommandError, match="no second person has cleared"):
            run(path, "--publish", *without)
    with pytest.raises(CommandError, match="of use with --publish only"):
        run(path, "--reason=Idle.")
    assert Meeting.objects.count() == 0
    run(path, "--publish", "--reason=The ministry waits.")
    made = Bypass.objects.unapproved().get()
    assert (made.reason, made.how, made.by) == ("The ministry waits.", "import", None)
    newly_shown = Revision.objects.exclude(cause="carried")
    assert made.revisions.count() == newly_shown.count() == 13


def test_a_dry_run_lists_each_change_and_writes_nothing(tmp_path: Path):
    run(in_file(tmp_path, *ALL))
    new = {"type": "party", "id": "FR", "kind": "state", "name": {"en": "France"}}
    told = run(in_file(tmp_path, new, changed(FULL, edition=9, date=None)), "--dry-run")
    assert told.splitlines() == [
        "New: party FR",
        "Changed: meeting us-jp-cds-09",
        "    edition: nothing → 9",
        "    date: 2024-08-26/2024-08-27 → nothing",
        "1 new, 1 changed, 0 as before, 0 left alone.",
        "Nothing was written: this was a dry run.",
    ]
    assert (Party.objects.count(), Meeting.objects.get(slug="us-jp-cds-09").edition) == (2, None)


def test_the_command_lists_every_fault_and_fails(tmp_path: Path):
    path = in_file(tmp_path, changed(WORLD[0], kind="sate"), changed(WORLD[1], name=None))
    out = io.StringIO()
    with pytest.raises(CommandError, match=r"2 faults\. Nothing was written\."):
        call_command("import_records", path, stderr=out)
    assert out.getvalue().splitlines() == [
        f"{path}:1: kind: “sate” is not a known word. Did you mean “state”?",
        f"{path}:2: name: It is missing, and it must be given.",
    ]


def test_what_is_not_ready_to_be_published_is_not_imported_either(tmp_path: Path):
    with pytest.raises(CommandError, match="No party is named"):
        run(in_file(tmp_path, *WORLD, changed(NEXT, parties=[])), "--publish", "--reason=A test.")
    assert Party.objects.count() == 0


def test_standard_input_is_read(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(file(ALL).open().read())))
    assert run("-") == "7 new, 0 changed, 0 as before, 0 left alone.\n"
