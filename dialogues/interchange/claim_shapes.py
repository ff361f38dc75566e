"""The format of claims: what one source says of one fact of a meeting, a dialogue, an organization or a person."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug as validate_fact

from dialogues import models as records
from dialogues.interchange.compound import Fact, PlainValue
from dialogues.interchange.faults import Report, shortened
from dialogues.interchange.fields import Field, Flag, Words
from dialogues.interchange.references import Reference
from dialogues.interchange.shape import Shape


class FactName(Words):
    """Which fact of the record itself a claim is about: `established`."""

    words = "fact: `NAME`"

    def bind(self, model: Any) -> None:
        super().bind(model)
        self.rules = []

    def check(self, value: Any, place: str, report: Report) -> str | None:
        text = super().check(value, place, report)
        if text is None:
            return None
        try:
            validate_fact(text)
        except ValidationError:
            report(place, f"“{shortened(text)}” is not a fact. Write it as name, established or website.")
            return None
        return text

    def schema(self) -> dict[str, Any]:
        return super().schema() | {"pattern": "^[A-Za-z0-9_-]+$"}


def _claim(name: str, model: Any, fact: Field) -> Shape:
    return Shape(
        name,
        model,
        [
            fact,
            PlainValue("value", "What the source gives, as the register writes it; missing: no value."),
            Words("as_stated", "The few words of the source itself."),
            Words("as_rendered", "Our English for words in another language."),
            Words("where", "Where in the source."),
            Reference("source", "source", "The source.", required=True),
            Flag("preferred", "Whether this is the value that is shown; at most one for each fact."),
            Words("reason", "Why this value is preferred, or why not."),
        ],
    )


CLAIM = _claim(
    "claim",
    records.Claim,
    Fact("field", "Which fact of the meeting, of one of its sessions, or of a person at it.", required=True),
)
DIALOGUE_CLAIM, ORGANIZATION_CLAIM, PERSON_CLAIM = (
    _claim("record_claim", model, FactName("field", "Which fact of the record.", required=True))
    for model in (records.DialogueClaim, records.OrganizationClaim, records.PersonClaim)
)

CLAIMS = "What single sources say about single facts, in order."
