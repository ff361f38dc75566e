"""The fixed cast of the tests: two parties, their bodies and people, one dialogue and its meetings."""

from typing import Any

from dialogues.models import (
    AgendaItem,
    Dialogue,
    DialogueParty,
    Meeting,
    MeetingParty,
    Outcome,
    OutcomeReport,
    Participation,
    Session,
    Source,
    Topic,
    Track,
)
from participants.models import Organization, Party, Person


def party(slug: str, name_en: str = "", name_ja: str = "") -> Party:
    names = {"US": ("United States", "アメリカ合衆国"), "JP": ("Japan", "日本"), "FR": ("France", "フランス")}
    en, ja = names.get(slug, (slug, ""))
    return Party.objects.get_or_create(
        slug=slug, defaults={"name_en": name_en or en, "name_ja": name_ja or ja}
    )[0]


def organization(
    slug: str = "us-osc", name_en: str = "Office of Space Commerce", **fields: Any
) -> Organization:
    fields.setdefault("party", party(slug[:2].upper()))
    return Organization.objects.get_or_create(slug=slug, defaults={"name_en": name_en} | fields)[0]


def person(slug: str = "don-graves", name_en: str = "Don Graves", **fields: Any) -> Person:
    return Person.objects.get_or_create(slug=slug, defaults={"name_en": name_en} | fields)[0]


def topic(slug: str = "ssa", name_en: str = "Space situational awareness", **fields: Any) -> Topic:
    return Topic.objects.get_or_create(slug=slug, defaults={"name_en": name_en} | fields)[0]


def source(slug: str = "src-osc", title: str = "Release of the office", **fields: Any) -> Source:
    fields.setdefault("url", f"https://example.gov/{slug}")
    return Source.objects.get_or_create(slug=slug, defaults={"title": title} | fields)[0]


def dialogue(
    slug: str = "us-jp-cds", name_en: str = "U.S.-Japan Comprehensive Dialogue", **fields: Any
) -> Dialogue:
    made, new = Dialogue.objects.get_or_create(slug=slug, defaults={"name_en": name_en} | fields)
    if new:
        for order, code in enumerate(("US", "JP"), 1):
            DialogueParty.objects.create(dialogue=made, party=party(code), order=order)
    return made


def meeting(slug: str = "us-jp-cds-09", series: Dialogue | None = None, **fields: Any) -> Meeting:
    """A bare meeting between the United States and Japan."""
    fields = {"title_en": "Ninth meeting", "date": "2024-08-26/2024-08-27", "edition": 9} | fields
    made = Meeting.objects.create(slug=slug, dialogue=series, **fields)
    for order, code in enumerate(("US", "JP"), 1):
        MeetingParty.objects.create(meeting=made, party=party(code), order=order)
    return made


def full_meeting(slug: str = "us-jp-cds-09", series: Dialogue | None = None, **fields: Any) -> Meeting:
    """A meeting with one of each part."""
    made = meeting(slug, series, **fields)
    release, office, graves = source(), organization(), person()
    made.sources.add(release)
    made.topics.add(topic())
    session = Session.objects.create(
        meeting=made,
        order=1,
        track=Track.objects.get(slug="1.5"),
        track_basis="stated",
        title_en="Industry session",
    )
    item = AgendaItem.objects.create(meeting=made, session=session, order=1, text_en="Traffic coordination")
    item.topics.add(topic())
    part = Participation.objects.create(
        meeting=made, session=session, order=1, organization=office, party=party("US"), role="organizer"
    )
    part.sources.add(release)
    Participation.objects.create(
        meeting=made, order=2, person=graves, organization=office, party=party("US"), role="opening_remarks",
        title_en="Deputy Secretary",
    )  # fmt: skip
    outcome = Outcome.objects.create(
        meeting=made, order=1, kind="roadmap", text_en="Draw up a roadmap", status="open"
    )
    outcome.parties.add(party("US"), party("JP"))
    outcome.organizations.add(office)
    claim(
        made,
        "date",
        "2024-08-26/2024-08-27",
        as_stated="August 26-27",
        preferred=True,
        reason="Most sources.",
    )
    claim(made, "date", "2024-09-26/2024-09-27", as_stated="September 26-27, 2024")
    return made


def claim(of: Any, field: str, value: Any, **fields: Any) -> Any:
    """A claim about a fact of a meeting, a dialogue, an organization or a person."""
    fields.setdefault("source", source())
    return of.claims.create(field=field, value=value, order=of.claims.count() + 1, **fields)


def report(on: Outcome, at: Meeting, status: str = "done", **fields: Any) -> OutcomeReport:
    return OutcomeReport.objects.create(
        outcome=on, meeting=at, status=status, note="Reported done.", **fields
    )
