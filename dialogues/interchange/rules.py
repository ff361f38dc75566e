"""What the database demands of a record beyond single fields, said before it has to refuse.

Each rule bears the name of the constraint that it foretells, and takes its words. BY_FIELDS names the constraints
that the fields of the format cannot break. A test holds both against the models: a new constraint needs a rule.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from dialogues import models as records
from dialogues.interchange.faults import shortened
from participants import models as participants
from participants.dates import read

Broken = Iterator[tuple[str, str]]


@dataclass(frozen=True)
class Rule:
    """A rule of one model. `broken` yields place and reason where a canonical object breaks it."""

    model: type[models.Model]
    constraint: str
    broken: Callable[[dict[str, Any]], Broken]

    @property
    def words(self) -> str:
        """The constraint's own sentence for staff."""
        found = next(c for c in self.model._meta.constraints if c.name == self.constraint)
        return str(found.violation_error_message)


def rule(
    model: type[models.Model], constraint: str, unless: Callable[[dict[str, Any]], Any], beside: str = ""
) -> Rule:
    """A rule that holds where `unless` is true of the object."""

    def broken(value: dict[str, Any]) -> Broken:
        if not unless(value):
            yield beside, made.words

    made = Rule(model, constraint, broken)
    return made


def once(model: type[models.Model], constraint: str, key: str, parts: Sequence[str]) -> Rule:
    """The rule that a list holds no two objects that agree in these parts."""

    def broken(value: dict[str, Any]) -> Broken:
        seen = set()
        for index, item in enumerate(value.get(key, [])):
            mark = tuple(item.get(part) for part in parts)
            if mark in seen:
                yield f"{key}[{index}]", _("“%(what)s” is given twice.") % {"what": shortened(str(mark[0]))}
            seen.add(mark)

    return Rule(model, constraint, broken)


def _one_preferred(record: dict[str, Any]) -> Broken:
    preferred = Counter(claim["field"] for claim in record.get("claims", []) if claim["preferred"])
    for index, claim in enumerate(record.get("claims", [])):
        if claim["preferred"] and preferred[claim["field"]] > 1:
            yield (
                f"claims[{index}].preferred",
                _("Another claim about the same fact is marked as preferred already."),
            )


def _own_sessions(meeting: dict[str, Any]) -> Broken:
    from dialogues.interchange.meeting_shapes import MEETING

    own = {session.get("id") for session in meeting.get("sessions", [])}
    for kind, slug, place in MEETING.references(meeting):
        if kind == "session" and slug not in own:
            yield place, _("“%(slug)s” is not one of the meeting's sessions.") % {"slug": slug}


def _ends_after_it_began(organization: dict[str, Any]) -> bool:
    if not {"exists_from", "exists_until"} <= organization.keys():
        return True
    began, ended = read(organization["exists_from"]).earliest, read(organization["exists_until"]).latest
    return not began or not ended or began <= ended


def _not_itself(key: str) -> Callable[[dict[str, Any]], bool]:
    return lambda value: key not in value or value[key] != value.get("id")


def _some(*keys: str) -> Callable[[dict[str, Any]], bool]:
    return lambda value: any(key in value for key in keys)


RULES = [
    rule(participants.Organization, "organization_ends_after_it_began", _ends_after_it_began, "exists_until"),
    rule(participants.Organization, "organization_is_not_its_own_parent", _not_itself("parent"), "parent"),
    rule(
        participants.Organization,
        "organization_is_not_its_own_predecessor",
        _not_itself("predecessor"),
        "predecessor",
    ),
    once(participants.Organization, "organization_alias_is_given_once", "aliases", ["name", "lang", "kind"]),
    once(participants.Person, "person_alias_is_given_once", "aliases", ["name", "lang", "kind"]),
    rule(records.Topic, "topic_is_not_under_itself", _not_itself("parent"), "parent"),
    rule(records.Dialogue, "dialogue_is_not_its_own_parent", _not_itself("parent"), "parent"),
    rule(records.Dialogue, "dialogue_is_not_its_own_predecessor", _not_itself("predecessor"), "predecessor"),
    once(records.Dialogue, "dialogue_name_is_given_once", "other_names", ["name", "lang"]),
    rule(records.Place, "place_names_a_city_a_country_or_a_venue", _some("city", "country", "venue")),
    rule(
        records.Participation,
        "participation_names_somebody",
        _some("organization", "person", "party", "title"),
    ),
    rule(
        records.Statement,
        "statement_is_by_a_person_or_an_organization",
        _some("person", "organization"),
        "person",
    ),
    once(records.Meeting, "meeting_relation_is_given_once", "relations", ["meeting", "kind"]),
    Rule(
        records.Meeting,
        "meeting_is_not_related_to_itself",
        lambda meeting: (
            (f"relations[{index}].meeting", _("A meeting cannot be related to itself."))
            for index, relation in enumerate(meeting.get("relations", []))
            if relation["meeting"] == meeting.get("id")
        ),
    ),
    Rule(records.Meeting, "one_claim_about_a_fact_is_preferred", _one_preferred),
    Rule(records.Dialogue, "one_claim_about_a_fact_of_a_dialogue_is_preferred", _one_preferred),
    Rule(participants.Organization, "one_claim_about_a_fact_of_an_organization_is_preferred", _one_preferred),
    Rule(participants.Person, "one_claim_about_a_fact_of_a_person_is_preferred", _one_preferred),
    Rule(records.Meeting, "session_is_of_one_meeting", _own_sessions),
    once(records.Meeting, "", "sessions", ["id"]),
    once(records.Meeting, "", "outcomes", ["id"]),
    once(records.Outcome, "", "reports", ["id"]),
]

BY_FIELDS = {
    "a name, text, title or unit that must be given": {
        "party_has_a_name_in_some_language",
        "organization_has_a_name_in_some_language",
        "person_has_a_name_in_some_language",
        "topic_has_a_name_in_some_language",
        "dialogue_has_a_name_in_some_language",
        "agenda_item_has_a_text_in_some_language",
        "outcome_has_a_text_in_some_language",
        "image_has_an_alternative_text_in_some_language",
        "source_has_a_title",
        "attendance_says_what_is_counted",
    },
    "a date that cannot end before it starts": {
        "organization_founding_date_starts_before_it_ends",
        "organization_closing_date_starts_before_it_ends",
        "dialogue_founding_date_starts_before_it_ends",
        "meeting_ends_after_it_starts",
        "session_ends_after_it_starts",
        "outcome_due_date_starts_before_it_ends",
        "source_publishing_date_starts_before_it_ends",
    },
    "a number with a least value": {"meeting_number_is_one_or_more", "session_number_is_one_or_more"},
    "a list of ids, each once": {"dialogue_names_each_party_once", "meeting_names_each_party_once"},
    "the way in which a fact is written": {"claim_is_about_a_session_or_a_person_not_both"},
}
