"""A record is found by typing any of its names, in any language, or its id; the label tells which one it is."""

import pytest

from participants.models import OrganizationAlias
from tests import cast


def found(client, model, field, term, app="dialogues"):
    query = {"app_label": app, "model_name": model, "field_name": field, "term": term}
    answer = client.get("/admin/autocomplete/", query).json()["results"]
    return [one["text"] for one in answer if "make" not in one and "children" not in one]


@pytest.fixture
def offices(db):
    nspc = cast.organization("us-nspc", "National Space Council", abbreviation="NSpC", name_ja="国家宇宙会議")
    cast.organization("us-osc", "Office of Space Commerce", abbreviation="OSC")
    cnes = cast.organization(
        "fr-cnes", "National Centre for Space Studies", name_other={"fr": "Centre national", "ko": "우주청"}
    )
    OrganizationAlias.objects.create(organization=cnes, name="CNES of France")
    OrganizationAlias.objects.create(organization=cnes, name="CNES, Paris")
    return nspc


@pytest.mark.parametrize(
    ("term", "labels"),
    [
        ("space council", ["National Space Council (NSpC), US"]),
        ("国家宇宙", ["National Space Council (NSpC), US"]),
        ("우주청", ["National Centre for Space Studies, FR"]),
        ("CNES", ["National Centre for Space Studies, FR"]),
        ("us-nspc", ["National Space Council (NSpC), US"]),
        ("osc", ["Office of Space Commerce (OSC), US"]),
        ("council space", ["National Space Council (NSpC), US"]),
        ("space office", ["Office of Space Commerce (OSC), US"]),
        ("%", []),
        ("a\x00b", []),
    ],
)
def test_organizations(editing, offices, term, labels):
    assert found(editing, "participation", "organization", term) == labels


def test_what_was_typed_exactly_comes_first(editing, offices):
    cast.organization("us-a", "A council of the OSC")
    assert found(editing, "participation", "organization", "OSC") == [
        "Office of Space Commerce (OSC), US",
        "A council of the OSC, US",
    ]


def test_other_kinds_tell_which_one_it_is(editing):
    meeting = cast.full_meeting(series=cast.dialogue())
    cast.person("graves", "Don Graves", name_ja="ドン・グレーブス")
    cast.topic("ssa-x", "Tracking", parent=cast.topic())
    assert found(editing, "participation", "person", "グレーブス") == ["Don Graves / ドン・グレーブス"]
    assert found(editing, "meeting", "topics", "tracking") == ["Tracking (Space situational awareness)"]
    assert found(editing, "meeting", "dialogue", "cds") == ["U.S.-Japan Comprehensive Dialogue (us-jp-cds)"]
    assert found(editing, "meetingparty", "party", "アメリカ") == ["United States (US)"]
    assert found(editing, "meeting", "sources", "release") == ["Release of the office, src-osc"]
    assert found(editing, "meetingrelation", "other", meeting.slug) == [
        "Ninth meeting, 2024-08-26/2024-08-27, us-jp-cds-09"
    ]
    assert found(editing, "outcomereport", "outcome", "roadmap") == ["Draw up a roadmap (Ninth meeting)"]


@pytest.mark.parametrize("name", ["meeting", "outcome"])
def test_lists_are_narrowed_to_parties_and_never_to_none(editing, name):
    from tests.admin.desk import page

    cast.full_meeting()
    soup = page(editing, f"/admin/dialogues/{name}/")
    lists = [[link.text.strip() for link in one.select("a")] for one in soup.select("[data-filter-title]")]
    assert [offered for offered in lists if "Japan" in offered] == [["All", "Japan", "United States"]]


def test_lists_are_searched_alike(editing, offices):
    from tests.admin.desk import address, page

    soup = page(editing, f"{address(offices, 'changelist')}?q=우주청")
    assert [cell.text for cell in soup.select("th.field-name")] == ["National Centre for Space Studies"]
