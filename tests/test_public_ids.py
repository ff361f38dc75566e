"""Public ids: for life, leading on where they changed, and never given to another record."""

import pytest

from dialogues.models import FormerSlug, Publication
from dialogues.publishing import withdraw
from dialogues.readiness import NotReady
from participants.models import Organization
from tests import cast
from tests.clearing import publish
from tests.reader import shown

pytestmark = pytest.mark.django_db


def test_a_renamed_id_leads_to_the_present_one_and_is_nobody_elses():
    office = cast.organization()
    publish(office)
    office.slug = "us-bsc"
    office.save()
    publish(office)
    assert FormerSlug.objects.get(kind="organization", slug="us-osc").publication.slug == "us-bsc"
    with pytest.raises(NotReady, match="belongs or belonged to another record"):
        publish(cast.organization("us-osc", "Usurper"))


def test_a_record_renamed_back_has_its_first_id_again():
    office = cast.organization()
    for slug in ("us-osc", "us-bsc", "us-osc"):
        office.slug = slug
        office.save()
        publish(office)
    assert shown("organization", "us-osc").former_slugs.values_list("slug", flat=True).get() == "us-bsc"


def test_a_part_deleted_and_entered_again_under_its_id_is_the_same_part():
    meeting = cast.full_meeting()
    publish(meeting)
    meeting.outcomes.all().delete()
    meeting.outcomes.create(slug="us-jp-cds-09-o1", text_en="Entered again", order=1)
    publish(meeting)
    assert shown("outcome", "us-jp-cds-09-o1").document["text"]["en"] == "Entered again"
    assert Publication.public.of("outcome").count() == 1


def test_an_id_that_was_public_is_given_to_no_other_part():
    meeting = cast.full_meeting()
    publish(meeting)
    meeting.outcomes.all().delete()
    other = meeting.outcomes.create(text_en="Something else", order=1)
    assert other.slug == "us-jp-cds-09-o2"


def test_a_part_of_one_meeting_never_takes_the_id_of_anothers():
    first, second = cast.full_meeting("m1"), cast.full_meeting("m2")
    publish(first)
    first.outcomes.all().delete()
    second.outcomes.update(slug="m1-o1")
    with pytest.raises(NotReady, match="belongs or belonged"):
        publish(second)


def test_a_record_withdrawn_and_deleted_can_be_entered_again_under_its_id():
    office = cast.organization()
    publish(office)
    withdraw(office, by=None, reason="Error.")
    office.delete()
    publish(cast.organization(name_en="Entered again"))
    assert shown("organization", "us-osc").document["name"]["en"] == "Entered again"


def test_a_new_id_of_a_ministry_is_carried_to_what_is_asked_of_its_offices():
    commerce = cast.organization("us-doc", "Department of Commerce")
    noaa = cast.organization("us-noaa", "NOAA", parent=commerce)
    cast.organization("us-osc", parent=noaa)
    publish(cast.full_meeting())
    Organization.objects.filter(pk=commerce.pk).update(slug="us-commerce")
    publish(Organization.objects.get(pk=commerce.pk))
    for kind, slug in (("organization", "us-osc"), ("meeting", "us-jp-cds-09")):
        tokens = shown(kind, slug).facets
        assert ("organization:us-commerce" in tokens, "organization:us-doc" in tokens) == (True, False)
