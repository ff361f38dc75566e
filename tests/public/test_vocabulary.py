"""The pages have words for every code of the records, and for no other."""

import pytest

from dialogues import models
from dialogues.public.words import vocabulary
from participants import models as participants

VOCABULARIES = [
    (vocabulary.KIND, models.Kind),
    (vocabulary.MEETING_KIND, models.Meeting.Kind),
    (vocabulary.MEETING_STATUS, models.Meeting.Status),
    (vocabulary.FORMAT, models.Meeting.Format),
    (vocabulary.FOCUS, models.Dialogue.Focus),
    (vocabulary.DIALOGUE_STATUS, models.Dialogue.Status),
    (vocabulary.TRACK_BASIS, models.Session.TrackBasis),
    (vocabulary.SESSION_RELATION, models.Session.Relation),
    (vocabulary.ROLE, models.Participation.Role),
    (vocabulary.ROLES, models.Participation.Role),
    (vocabulary.STATEMENT_KIND, models.Statement.Kind),
    (vocabulary.OUTCOME_KIND, models.Outcome.Kind),
    (vocabulary.OUTCOME_STATUS, models.OutcomeStatus),
    (vocabulary.RELATION, models.MeetingRelation.Kind),
    (vocabulary.RELATION_BACK, models.MeetingRelation.Kind),
    (vocabulary.SOURCE_KIND, models.Source.Kind),
    (vocabulary.RELIABILITY, models.Source.Reliability),
    (vocabulary.QUALIFIER, models.Attendance.Qualifier),
    (vocabulary.SECTOR, participants.Organization.Sector),
    (vocabulary.PARTY_KIND, participants.Party.Kind),
    (vocabulary.ALIAS_KIND, participants.Alias.Kind),
    (vocabulary.ALT_BASIS, models.Image.AltBasis),
]


@pytest.mark.parametrize(
    ("labels", "choices"), VOCABULARIES, ids=[choices.__qualname__ for _labels, choices in VOCABULARIES]
)
def test_each_code_of_the_records_has_words(labels, choices):
    assert set(labels) == set(choices.values)


def test_the_three_tracks_have_words(db):
    assert set(vocabulary.TRACK) == set(models.Track.objects.values_list("slug", flat=True))


def test_a_code_without_words_is_shown_spaced():
    assert vocabulary.label(vocabulary.FACT, "launch_window") == "launch window"


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "First"), (9, "Ninth"), (20, "Twentieth"), (21, "21st"), (112, "112th"), (0, "0th")],
)
def test_a_number_is_a_place_in_a_row(number, words):
    assert vocabulary.ordinal(number) == words


def test_a_count_says_what_the_source_says():
    assert vocabulary.present("at_least", 40, "companies") == "at least 40 companies"
    assert vocabulary.present("exactly", 14, "people") == "14 people"
    assert vocabulary.present("over", 1200, "astronomers") == "over 1,200 astronomers"
