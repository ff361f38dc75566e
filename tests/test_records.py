"""Records: what must hold, the database holds, under a name that is a sentence."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from dialogues.models import (
    AgendaItem,
    Attendance,
    Claim,
    Dialogue,
    Image,
    Meeting,
    MeetingParty,
    Outcome,
    Participation,
    Place,
    Session,
    Source,
    Statement,
    Topic,
    Track,
)
from participants.models import Organization, Party, Person
from tests import cast

pytestmark = pytest.mark.django_db


def violated(statement) -> str:
    def at_the_end_of_the_transaction():
        statement()
        connection.check_constraints()

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        at_the_end_of_the_transaction()
    return error.value.__cause__.diag.constraint_name or str(error.value)


@pytest.mark.parametrize(
    ("model", "sentence"),
    [
        (Party, "party_has_a_name_in_some_language"),
        (Organization, "organization_has_a_name_in_some_language"),
        (Person, "person_has_a_name_in_some_language"),
        (Topic, "topic_has_a_name_in_some_language"),
        (Dialogue, "dialogue_has_a_name_in_some_language"),
        (Source, "source_has_a_title"),
    ],
)
def test_a_record_without_any_name_is_refused(model, sentence):
    assert violated(lambda: model.objects.create(slug="x")) == sentence


def test_a_name_in_one_other_language_is_enough():
    Organization.objects.create(slug="kr-kasa", name_other={"ko": "우주항공청"})
    assert str(Organization.objects.get()) == "우주항공청"


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda m: Place.objects.create(meeting=m), "place_names_a_city_a_country_or_a_venue"),
        (lambda m: Participation.objects.create(meeting=m), "participation_names_somebody"),
        (lambda m: Statement.objects.create(meeting=m), "statement_is_by_a_person_or_an_organization"),
        (lambda m: Attendance.objects.create(meeting=m, value=40), "attendance_says_what_is_counted"),
        (lambda m: Outcome.objects.create(meeting=m), "outcome_has_a_text_in_some_language"),
        (lambda m: Image.objects.create(meeting=m), "image_has_an_alternative_text_in_some_language"),
        (lambda m: m.relations.create(kind="prepares", other=m), "meeting_is_not_related_to_itself"),
        (
            lambda m: MeetingParty.objects.create(meeting=m, party=cast.party("JP")),
            "meeting_names_each_party_once",
        ),
        (lambda m: Meeting.objects.filter(pk=m.pk).update(edition=0), "meeting_number_is_one_or_more"),
        (
            lambda m: Meeting.objects.filter(pk=m.pk).update(date_latest="2024-01-01"),
            "meeting_ends_after_it_starts",
        ),
    ],
)
def test_the_database_refuses_what_no_meeting_can_be(make, sentence):
    assert violated(lambda: make(cast.meeting())) == sentence


@pytest.mark.parametrize(
    "part",
    [
        lambda m, s: Participation(meeting=m, session=s, party=cast.party("US")),
        lambda m, s: Attendance(meeting=m, session=s, value=40, unit="companies"),
        lambda m, s: Statement(meeting=m, session=s, person=cast.person()),
        lambda m, s: Image(meeting=m, session=s, alt_en="A room"),
        lambda m, s: AgendaItem(meeting=m, session=s, text_en="Market access"),
        lambda m, s: Claim(meeting=m, session=s, field="ordinal", source=cast.source()),
    ],
    ids=["participation", "attendance", "statement", "image", "agenda item", "claim"],
)
def test_a_part_never_names_a_session_of_another_meeting(part):
    """In words for staff, and in the database for everybody else."""
    meeting, other = cast.meeting("one"), cast.meeting("other")
    stranger = Session.objects.create(meeting=other, track=Track.objects.get(slug="1.0"))
    row = part(meeting, stranger)
    with pytest.raises(ValidationError) as error:
        row.clean()
    assert error.value.message_dict == {"session": ["This is a session of another meeting."]}
    assert violated(row.save).endswith("session_is_of_the_same_meeting")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda m: Meeting.objects.filter(pk=m.pk).update(slug="a/b <x>"), "meeting_slug_has_its_shape"),
        (lambda m: Meeting.objects.filter(pk=m.pk).update(slug=""), "meeting_slug_has_its_shape"),
        (lambda m: Meeting.objects.filter(pk=m.pk).update(slug="us-jp\n"), "meeting_slug_has_its_shape"),
        (
            lambda m: Meeting.objects.filter(pk=m.pk).update(status="nonsense"),
            "meeting_status_is_in_its_vocabulary",
        ),
        (lambda m: Party.objects.filter(slug="JP").update(slug="us/x"), "party_slug_has_its_shape"),
        (lambda m: m.sessions.update(slug="../x"), "session_slug_has_its_shape"),
        (lambda m: m.outcomes.update(status="nearly"), "outcome_status_is_in_its_vocabulary"),
        (lambda m: m.participations.update(role="guest"), "participation_role_is_in_its_vocabulary"),
        (lambda m: m.places.create(country="jp"), "place_country_has_its_shape"),
        (lambda m: Organization.objects.update(wikidata="23548"), "organization_wikidata_has_its_shape"),
    ],
)
def test_vocabularies_and_shapes_hold_for_writes_that_pass_no_form(change, sentence):
    assert violated(lambda: change(cast.full_meeting())) == sentence


def test_every_vocabulary_of_every_model_is_held_by_the_database():
    held = {constraint.name for model in apps.get_models() for constraint in model._meta.constraints}
    unheld = [
        f"{model.__name__}.{field.name}"
        for app in ("participants", "dialogues")
        for model in apps.get_app_config(app).get_models()
        if not model._meta.proxy
        for field in model._meta.local_concrete_fields
        if field.choices and f"{model._meta.model_name}_{field.name}_is_in_its_vocabulary" not in held
    ]
    assert unheld == []


def test_one_claim_about_a_fact_is_preferred():
    meeting = cast.meeting()
    cast.claim(meeting, "date", "2024-08", preferred=True)
    cast.claim(meeting, "edition", 9, preferred=True)
    assert (
        violated(lambda: cast.claim(meeting, "date", "2024-09", preferred=True))
        == "one_claim_about_a_fact_is_preferred"
    )


OWNERS = [cast.meeting, cast.dialogue, cast.organization, cast.person]


@pytest.mark.parametrize("owner", OWNERS)
@pytest.mark.parametrize("value", ["9", 9, 0.5, False, [], ["Lead", 9, True], None])
def test_a_claim_gives_what_a_source_gives(owner, value):
    claim = cast.claim(owner(), "name", value)
    claim.refresh_from_db()
    claim.full_clean()
    assert claim.value == value


@pytest.mark.parametrize("owner", OWNERS)
@pytest.mark.parametrize(
    "value",
    [
        {"topics": ["a"]},
        {"type": "organization", "id": "secret", "name": {"en": "Draft", "ja": None}},
        [{"type": "topic", "id": "secret", "name": "Draft"}],
        ["a", {}],
        [["a"]],
        ["a", None],
    ],
)
def test_a_claim_gives_no_object_that_a_document_would_take_for_a_record(owner, value):
    claim = cast.claim(owner(), "name", "One")
    claim.value = value
    with pytest.raises(ValidationError) as refused:
        claim.full_clean()
    assert refused.value.message_dict == {
        "value": ["A value is a text, a number, true or false, or a list of those."]
    }
    assert violated(claim.save) == f"{claim._meta.model_name}_value_has_its_shape"


@pytest.mark.parametrize(
    ("owner", "sentence"),
    [
        (cast.dialogue, "one_claim_about_a_fact_of_a_dialogue_is_preferred"),
        (cast.organization, "one_claim_about_a_fact_of_an_organization_is_preferred"),
        (cast.person, "one_claim_about_a_fact_of_a_person_is_preferred"),
    ],
)
def test_one_claim_about_a_fact_of_any_record_is_preferred(owner, sentence):
    cast.claim(owner(), "name", "One", preferred=True)
    cast.claim(owner(), "note", "Another fact", preferred=True)
    cast.claim(owner(), "name", "Other")
    assert violated(lambda: cast.claim(owner(), "name", "Third", preferred=True)) == sentence


@pytest.mark.parametrize("relation", ["parent", "predecessor"])
def test_no_organization_stands_above_itself(relation):
    a, b, c = (cast.organization(f"us-{x}", x) for x in "abc")
    for below, above in ((a, b), (b, c)):
        setattr(below, relation, above)
        below.save()
    setattr(c, relation, a)
    with pytest.raises(ValidationError, match="closes a circle"):
        c.clean()
    with pytest.raises(DatabaseError, match="leads back to itself"), transaction.atomic():
        c.save()


def test_there_are_three_tracks_and_no_fourth():
    assert list(Track.objects.values_list("slug", flat=True)) == ["1.0", "1.5", "2.0"]
    assert violated(lambda: Track.objects.create(slug="3.0")) == "track_is_one_of_1_0_and_1_5_and_2_0"


def test_a_meeting_needs_neither_title_nor_date_nor_dialogue():
    meeting = Meeting(slug="nothing-known")
    meeting.full_clean()
    meeting.save()
    assert (str(meeting), meeting.date_earliest, meeting.date_latest) == ("nothing-known", None, None)


def test_public_ids_are_made_for_parts_that_were_given_none():
    meeting = cast.full_meeting()
    Session.objects.create(meeting=meeting, track=Track.objects.get(slug="1.5"))
    Outcome.objects.create(meeting=meeting, text_en="Another")
    assert [s.slug for s in meeting.sessions.order_by("pk")] == [
        "us-jp-cds-09-track-1-5",
        "us-jp-cds-09-track-1-5-2",
    ]
    assert [o.slug for o in meeting.outcomes.order_by("pk")] == ["us-jp-cds-09-o1", "us-jp-cds-09-o2"]


def test_a_public_id_is_a_word():
    for slug in ("Us-Jp", "us_jp", "us--jp", "-us", "us jp", "../etc", "us-jp\n", "宇宙"):
        with pytest.raises(ValidationError, match="An id has lower-case letters"):
            Meeting(slug=slug).full_clean()
