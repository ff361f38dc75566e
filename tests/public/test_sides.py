"""The sides face each other in the order of the dialogue's name, and nobody is left out."""

from dialogues.public.facts.claims import facts
from dialogues.public.facts.sides import groups, in_order

US = {"type": "party", "id": "US", "name": {"en": "United States", "ja": "アメリカ合衆国"}}
JP = {"type": "party", "id": "JP", "name": {"en": "Japan", "ja": "日本"}}
ESA = {"type": "party", "id": "ESA", "name": {"en": "European Space Agency", "ja": None}}


def ids(parties):
    return [party["id"] for party in parties]


def part(role="participant", party=US, session=None, **fields):
    return {"role": role, "party": party, "session": session, "principal": False} | fields


def meeting(*participations, sessions=(), attendance=()):
    return {
        "participations": list(participations),
        "sessions": list(sessions),
        "attendance": list(attendance),
        "disputed": [],
    }


def test_the_sides_stand_in_the_order_of_the_name_in_each_language():
    dialogue = {
        "parties": [US, JP],
        "name": {"en": "U.S.-Japan Comprehensive Dialogue on Space", "ja": "宇宙に関する包括的日米対話"},
    }
    assert ids(in_order(dialogue, "en")) == ["US", "JP"]
    assert ids(in_order(dialogue, "ja")) == ["JP", "US"]


def test_a_name_that_puts_japan_first_is_followed_in_english():
    dialogue = {"parties": [US, JP], "name": {"en": "Japan-U.S. Space Security Dialogue", "ja": None}}
    assert ids(in_order(dialogue, "en")) == ["JP", "US"]


def test_without_a_japanese_name_japan_stands_first_in_japanese():
    dialogue = {"parties": [US, JP], "name": {"en": "U.S.-Japan Space Engagement Talks", "ja": None}}
    assert ids(in_order(dialogue, "en")) == ["US", "JP"]
    assert ids(in_order(dialogue, "ja")) == ["JP", "US"]


def test_a_meeting_follows_its_dialogue():
    one = {
        "parties": [US, JP],
        "dialogue": {"name": {"en": "Japan-U.S. Dialogue", "ja": None}},
        "title": {"en": "U.S.-Japan", "ja": None},
    }
    assert ids(in_order(one, "en")) == ["JP", "US"]


def test_roles_stand_in_their_order_and_both_sides_have_a_cell():
    [group] = groups(meeting(part("participant"), part("co_chair", JP)), [US, JP])
    assert [row.role for row in group.rows] == ["co_chair", "participant"]
    assert [[len(cell.entries) for cell in row.cells] for row in group.rows] == [[0, 1], [1, 0]]


def test_a_third_side_and_no_side_are_kept_apart():
    [group] = groups(meeting(part(party=ESA), part(party=None)), [US, JP])
    assert [entry["party"] for entry in group.rows[0].elsewhere] == [ESA, None]


def test_sessions_stand_by_track_and_the_meeting_as_a_whole_first():
    sessions = [{"id": "b", "track": {"id": "2.0"}}, {"id": "a", "track": {"id": "1.0"}}]
    found = groups(meeting(part(session="b"), part(session="a"), part(), sessions=sessions), [US, JP])
    assert [group.session["id"] if group.session else None for group in found] == [None, "a", "b"]


def test_a_session_with_a_count_and_no_names_is_shown():
    sessions = [{"id": "a", "track": {"id": "1.5"}}]
    [group] = groups(meeting(sessions=sessions, attendance=[{"session": "a", "value": 40}]), [US, JP])
    assert group.attendance[0]["value"] == 40


def test_a_role_that_is_new_to_the_pages_is_still_shown():
    [group] = groups(meeting(part("rapporteur"), part("witness")), [US, JP])
    assert [row.heading for row in group.rows] == ["Witness", "rapporteur"]


def test_principals_are_marked_where_a_row_mixes_them_with_others():
    [group] = groups(meeting(part(principal=True), part(party=JP, principal=True)), [US, JP])
    assert not group.mixed
    [group] = groups(meeting(part(principal=True), part(party=JP)), [US, JP])
    assert group.mixed


def test_a_row_leads_to_the_dispute_about_who_had_the_role():
    claims = [
        {"field": name, "session": None, "person": None, "value": value, "preferred": False, "source": "s"}
        for name in ("host", "date")
        for value in ("one", "other")
    ]
    one = meeting(part("host"), part("co_chair"), part("speaker")) | {
        "claims": claims,
        "disputed": ["date", "host"],
    }
    [group] = groups(one, [US, JP], facts(one, "en"))
    assert [row.dispute.anchor if row.dispute else None for row in group.rows] == [None, "fact-host", None]
