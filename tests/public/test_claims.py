"""Claims are grouped by fact, and within a fact by value, the value shown first."""

from dialogues.public.facts.claims import fact_about, facts, heading, in_words


def claim(value, **fields):
    plain = {
        "field": "date",
        "session": None,
        "person": None,
        "as_stated": None,
        "source": "src",
        "preferred": False,
        "reason": None,
    }
    return plain | {"value": value} | fields


def meeting(*claims):
    return {"claims": list(claims), "sessions": [{"id": "m-track-1-5", "track": {"id": "1.5"}}]}


def test_the_preferred_value_stands_first_and_is_the_one_shown():
    [fact] = facts(
        meeting(claim("2024-09-26"), claim("2024-08-26", preferred=True, reason="Most sources.")), "en"
    )
    assert [(value.words, value.shown) for value in fact.values] == [
        ("August 26, 2024", True),
        ("September 26, 2024", False),
    ]
    assert fact.disputed
    assert fact.reason == "Most sources."


def test_sources_that_agree_stand_under_one_value():
    [fact] = facts(meeting(claim("2024-08", source="a"), claim("2024-08", source="b", preferred=True)), "en")
    assert not fact.disputed
    assert fact.sources == ["a", "b"]


def test_a_claim_without_a_value_disputes_nothing():
    [fact] = facts(meeting(claim("2023-07", preferred=True), claim(None, as_stated="recently")), "en")
    assert not fact.disputed
    assert fact.values[-1].words == "No value given"


def test_one_and_true_are_two_values():
    [fact] = facts(meeting(claim(1, field="edition"), claim(True, field="edition")), "en")
    assert len(fact.values) == 2


def test_facts_of_a_session_stand_apart_from_those_of_the_meeting():
    found = facts(meeting(claim("2024-08-26"), claim("2024-08-27", session="m-track-1-5")), "en")
    assert [fact.disputed for fact in found] == [False, False]
    assert fact_about(found, "date", "m-track-1-5").values[0].value == "2024-08-27"
    assert fact_about(found, "host") is None


def test_any_json_value_can_be_worded():
    assert in_words("edition", 9, "en") == "Ninth"
    assert in_words("nations", 11, "en") == "11"
    assert in_words("nations", ["Chile", "Peru"], "en") == "Chile; Peru"
    assert in_words("nations", {"odd": [1]}, "en") == '{"odd": [1]}'
    assert in_words("date", "recently", "en") == "recently"


def test_a_value_is_taken_over_where_it_is_preferred_or_is_the_one_recorded():
    one = meeting(
        claim(9, field="edition"), claim("Yokota Air Base", field="places"), claim("x", field="host")
    )
    found = facts(one | {"edition": 9, "places": []}, "en")
    assert {fact.name: fact.taken_over for fact in found} == {"edition": True, "places": False, "host": False}
    [fact] = facts(meeting(claim("x", field="host", preferred=True)), "en")
    assert fact.taken_over


def test_a_city_that_the_page_shows_is_taken_over():
    one = meeting(claim("Tokyo", field="places")) | {"places": [{"city": {"en": "Tokyo", "ja": "東京"}}]}
    [fact] = facts(one, "en")
    assert fact.taken_over


def test_a_code_is_worded_as_its_vocabulary_does():
    assert [
        in_words(*fact, "en") for fact in (("format", "virtual"), ("status", "held"), ("kind", "signing"))
    ] == [
        "Virtual",
        "held",
        "Signing",
    ]
    assert in_words("format", "by letter", "en") == "by letter"


def test_the_title_of_a_meeting_is_no_title_on_the_day():
    of_meeting, of_person = facts(
        meeting(claim("Ninth meeting", field="title"), claim("Envoy", field="title", person={"id": "p"})),
        "en",
    )
    assert (of_meeting.heading, of_person.heading) == ("Title", "The title on the day")


def test_a_fact_is_called_and_worded_as_its_kind_of_record_does():
    assert [heading("status"), heading("status", kind="dialogue")] == ["Whether it was held", "Status"]
    assert heading("exists_from", kind="organization") == "Existed from"
    told = (
        ("status", "planned", "dialogue"), ("status", "planned", "meeting"), ("focus", "gnss", "dialogue"),
        ("sector", "civil_society", "organization"), ("established", "2013-03", "dialogue"),
        ("exists_until", "2012", "organization"), ("name", "2012", "person"),
    )  # fmt: skip
    assert [in_words(name, value, "en", kind) for name, value, kind in told] == [
        "Planned", "planned", "Satellite navigation", "Civil society", "March 2013", "2012", "2012",
    ]  # fmt: skip


def test_other_names_are_no_dispute():
    [fact] = facts(meeting(claim("NASDA", field="aliases"), claim("Agency", field="aliases")), "en")
    assert fact.disputed is False
