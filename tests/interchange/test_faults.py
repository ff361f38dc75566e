"""Faults: all of them in one run, each with file, line, field and a plain reason, and nothing is written."""

# ruff: noqa: E501 -- each fault stands beside what causes it
import copy
from typing import Any

import pytest

from dialogues.models import FormerSlug, Kind, Meeting, Publication
from participants.models import Organization, Party
from tests.interchange.desk import faults, file, imported

pytestmark = pytest.mark.django_db

WORLD: list[dict[str, Any]] = [
    {"type": "party", "id": "US", "kind": "state", "name": {"en": "United States"}},
    {"type": "party", "id": "JP", "kind": "state", "name": {"en": "Japan"}},
    {"type": "organization", "id": "us-osc", "name": {"en": "Office of Space Commerce"}, "sector": "government"},
    {"type": "person", "id": "don-graves", "name": {"en": "Don Graves"}},
    {"type": "source", "id": "src-osc", "title": "Release", "kind": "press_release", "language": "en", "reliability": "original"},
]  # fmt: skip
MEETING: dict[str, Any] = {
    "type": "meeting", "id": "us-jp-cds-09", "kind": "dialogue_meeting", "status": "held", "parties": ["US", "JP"],
    "sessions": [{"id": "us-jp-cds-09-s", "track": "1.5"}],
}  # fmt: skip

DIALOGUE: dict[str, Any] = {"type": "dialogue", "id": "us-jp-cds", "name": {"en": "Comprehensive Dialogue"}}


def of_meeting(**fields: Any) -> list[str]:
    """The faults of the meeting with these fields, without file and line."""
    return [fault.removeprefix("x.jsonl:1: ") for fault in faults(file([MEETING | fields], "x.jsonl"), WORLD)]


def test_the_world_of_these_tests_has_no_fault():
    assert of_meeting() == []


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"colour": 1}, "colour: Unknown field."),
        ({"place": []}, "place: Unknown field. Did you mean “places”?"),
        ({"kind": "dialog_meeting"}, "kind: “dialog_meeting” is not a known word. Did you mean “dialogue_meeting” or “bilateral_meeting” or “multilateral_meeting”?"),
        ({"status": None}, "status: It is missing, and it must be given."),
        ({"status": 3}, "status: A word is wanted, not the number 3."),
        ({"edition": "9"}, "edition: A whole number is wanted, not the text “9”."),
        ({"edition": True}, "edition: A whole number is wanted, not true or false."),
        ({"edition": 0}, "edition: The number is 0; it must be from 1 to 32767."),
        ({"edition": 10**30}, f"edition: The number is {10**30}; it must be from 1 to 32767."),
        ({"date": "2024-02-30"}, "date: No calendar has the date “2024-02-30”."),
        ({"date": "2024-08-27/2024-08-26"}, "date: “2024-08-27/2024-08-26” ends before it starts."),
        ({"date": {}}, "date: A text is wanted, not an object."),
        ({"title": "Ninth"}, 'title: A text by language is wanted, as in {"en": "…", "ja": "…"}, not the text “Ninth”.'),
        ({"title": {"english": "Ninth"}}, "title: “english” is not a language tag. Examples: fr, ko, zh-Hant."),
        ({"title": {"en": "x" * 501}}, "title.en: The text has 501 characters; at most 500 fit."),
        ({"note": "a\u0007b"}, "note: The character '\\x07' cannot be kept. Take it out."),
        ({"note": "a\ud800b"}, "note: The character '\\ud800' cannot be kept. Take it out."),
        ({"parties": ["US", "US"]}, "parties[1]: “US” is named twice."),
        ({"parties": ["us"]}, "parties[0]: “us”: A code is in capital letters, as in JP, EU or ESA."),
        ({"parties": "US"}, "parties: A list of ids is wanted, not the text “US”."),
        ({"parties": ["US", "FR"]}, "parties[1]: There is no party “FR”, neither in the files nor recorded."),
        ({"sources": ["src-ocs"]}, "sources: There is no source “src-ocs”, neither in the files nor recorded. Did you mean “src-osc”?"),
        ({"id": "Ninth"}, "id: “Ninth”: An id has lower-case letters a to z, digits and single hyphens, as in us-jp-cds-09."),
        ({"sessions": [{"track": "1.5"}]}, "sessions[0].id: It is missing, and it must be given."),
        ({"sessions": [{"id": "s", "track": 1.5}]}, "sessions[0].track: A track is one of the texts “1.0”, “1.5”, “2.0”, not the number 1.5."),
        ({"sessions": [{"id": "s", "track": "1.0"}] * 2}, "sessions[1]: “s” is given twice."),
        ({"places": [{"note": "somewhere"}]}, "places[0]: Name a city, a country or a venue."),
        ({"places": [{"country": "Japan"}]}, "places[0].country: The text has 5 characters; at most 2 fit."),
        ({"participations": [{"role": "host"}]}, "participations[0]: Name an organization, a person, a side, or at least an office."),
        ({"participations": [{"role": "host", "party": "US", "session": "other"}]}, "participations[0].session: “other” is not one of the meeting's sessions."),
        ({"attendance": [{"value": -1, "qualifier": "about", "unit": "people"}]}, "attendance[0].value: The number is -1; it must be from 0 to 2147483647."),
        ({"statements": [{"kind": "quote"}]}, "statements[0].person: Say who made the statement: a person or an organization."),
        ({"statements": [{"kind": "quote", "person": "don-graves", "url": "ftp//x"}]}, "statements[0].url: “ftp//x”: Enter a valid URL."),
        ({"relations": [{"meeting": "us-jp-cds-09", "kind": "part_of"}]}, "relations[0].meeting: A meeting cannot be related to itself."),
        ({"outcomes": [{"id": "o", "kind": "other", "text": {"en": "x"}, "due": {"when": "soon"}}]}, "outcomes[0].due.when: Unknown field. Known are: edtf, words."),
        ({"claims": [{"field": "a b", "source": "src-osc"}]}, "claims[0].field: “a b” is not a fact. Write it as date, session:ID.date or title:PERSON."),
        ({"claims": [{"field": "title:nobody", "source": "src-osc"}]}, "claims[0].field: There is no person “nobody”, neither in the files nor recorded."),
        ({"claims": [{"field": "date", "value": 1e300, "source": "src-osc"}]}, "claims[0].value: The number 1e+300 is too large to be kept exactly."),
        ({"claims": [{"field": "date", "value": {"topics": ["a"]}, "source": "src-osc"}]}, "claims[0].value: A value is a text, a number, true or false, or a list of those."),
        ({"claims": [{"field": "date", "value": [{"type": "person", "id": "secret", "name": "Draft"}], "source": "src-osc"}]}, "claims[0].value: A value is a text, a number, true or false, or a list of those."),
        ({"claims": [{"field": "date", "value": [["a"]], "source": "src-osc"}]}, "claims[0].value: A value is a text, a number, true or false, or a list of those."),
        ({"claims": [{"field": "date", "value": ["a", None], "source": "src-osc"}]}, "claims[0].value: A value is a text, a number, true or false, or a list of those."),
        ({"claims": [{"field": "date", "value": ["a", "b" * 20_001], "source": "src-osc"}]}, "claims[0].value: The text has more than 20,000 characters."),
        ({"claims": {}}, "claims: A list is wanted, not an object."),
        ({"claims": ["date"]}, "claims[0]: An object is wanted, not the text “date”."),
    ],
)  # fmt: skip
def test_a_fault_is_said_with_its_field_and_a_plain_reason(fields, fault):
    assert of_meeting(**fields) == [fault]


def test_two_claims_about_one_fact_cannot_both_be_preferred():
    claim = {"field": "date", "source": "src-osc", "preferred": True}
    words = "Another claim about the same fact is marked as preferred already."
    assert of_meeting(claims=[claim, claim | {"field": "edition"}, claim]) == [
        f"claims[0].preferred: {words}",
        f"claims[2].preferred: {words}",
    ]


@pytest.mark.parametrize("record", [WORLD[2], WORLD[3], DIALOGUE], ids=lambda record: record["type"])
def test_claims_of_any_record_are_held_to_the_same_rules(record):
    claim = {"field": "name", "source": "src-osc", "preferred": True}
    words = "Another claim about the same fact is marked as preferred already."

    def of(*claims: Any) -> list[str]:
        others = [one for one in WORLD if one is not record]
        found = faults(file([record | {"claims": list(claims)}], "x.jsonl"), others)
        return [fault.removeprefix("x.jsonl:1: ") for fault in found]

    assert of(claim, claim | {"field": "note"}) == []
    assert of(claim, claim) == [f"claims[0].preferred: {words}", f"claims[1].preferred: {words}"]
    assert of(claim | {"field": "title:don-graves"}) == [
        "claims[0].field: “title:don-graves” is not a fact. Write it as name, established or website."
    ]
    assert of({"field": "name"}) == ["claims[0].source: It is missing, and it must be given."]
    assert of(claim | {"source": "src-ocs"}) == [
        "claims[0].source: There is no source “src-ocs”, neither in the files nor recorded. Did you mean “src-osc”?"
    ]


def test_all_faults_of_all_files_are_found_in_one_run_and_nothing_is_written():
    found = faults(
        file(
            b'{"type": "party", "id": "JP", "kind": "state", "name": {"en": "Japan"}}\n{"type": "part',
            "a.jsonl",
        ),
        file(
            [
                {"type": "party", "id": "US", "kind": "sate", "name": {}},
                {"id": "x"},
                {"type": "persons", "id": "x"},
            ],
            "b.jsonl",
        ),
        "nowhere.jsonl",
    )
    assert found == [
        "a.jsonl:2: It is not JSON: Unterminated string starting at (character 10). "
        "The file ends within this line: it seems to be cut off.",
        "b.jsonl:1: kind: “sate” is not a known word. Did you mean “state”?",
        "b.jsonl:1: name: It is missing, and it must be given.",
        "b.jsonl:2: type: It is missing. Known are: party, organization, person, topic, source, dialogue, meeting.",
        "b.jsonl:3: type: “persons” is not a kind of record. Did you mean “person”?",
        "nowhere.jsonl: It cannot be read: No such file or directory.",
    ]
    assert Party.objects.count() == 0


def test_an_id_that_is_given_twice_is_refused_with_both_places():
    again = file([WORLD[0]], "again.jsonl")
    assert faults(file(WORLD, "first.jsonl"), again) == [
        "again.jsonl:1: id: The party “US” is given already, at first.jsonl:1."
    ]


def test_the_ids_of_sessions_and_outcomes_are_unique_among_all_meetings():
    outcome = {"id": "o1", "kind": "other", "text": {"en": "x"}}
    other = copy.deepcopy(MEETING) | {"id": "us-jp-cds-10", "outcomes": [outcome]}
    found = faults(WORLD, file([MEETING | {"outcomes": [outcome]}, other], "m.jsonl"))
    assert found == [
        "m.jsonl:2: sessions[0].id: The session “us-jp-cds-09-s” is given already, at m.jsonl:1.",
        "m.jsonl:2: outcomes[0].id: The outcome “o1” is given already, at m.jsonl:1.",
    ]
    imported(WORLD, [MEETING])
    assert faults(file([MEETING | {"id": "us-jp-cds-10"}], "m.jsonl")) == [
        "m.jsonl:1: sessions[0].id: This id belongs to a session of “us-jp-cds-09”."
    ]


def test_parents_that_lead_back_to_themselves_are_refused_with_the_way_around():
    imported(WORLD)
    office = {"type": "organization", "name": {"en": "Office"}, "sector": "government"}
    found = faults(
        file(
            [
                office | {"id": "a", "parent": "us-osc"},
                office | {"id": "b", "parent": "b"},
                WORLD[2] | {"parent": "a", "predecessor": "a"},
            ],
            "o.jsonl",
        )
    )
    assert found == [
        "o.jsonl:1: parent: It leads back to itself: a → us-osc → a.",
        "o.jsonl:2: parent: An organization cannot be part of itself.",
        "o.jsonl:3: parent: It leads back to itself: us-osc → a → us-osc.",
    ]


def test_an_organization_cannot_end_before_it_began():
    office = WORLD[2] | {"exists_from": "2016", "exists_until": "2012"}
    assert faults(file([office], "o")) == ["o:1: exists_until: The organization ends before it began."]
    assert Organization.objects.count() == 0


def test_an_id_that_leads_to_a_renamed_record_is_not_given_to_a_new_one():
    imported(WORLD, [MEETING], publish=True)
    publication = Publication.objects.get(kind=Kind.MEETING)
    FormerSlug.objects.create(kind=Kind.MEETING, slug="us-jp-9", publication=publication)
    meeting = copy.deepcopy(MEETING) | {"id": "us-jp-9", "sessions": []}
    assert faults(file([meeting], "m")) == [
        "m:1: id: This id once belonged to “us-jp-cds-09” and still leads there. Use that id, or another."
    ]
    assert Meeting.objects.count() == 1
