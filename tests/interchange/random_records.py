"""Random valid records, made from the table of shapes: a field that is added there is in these tests too.

Made from a seed rather than drawn value by value: a set of records is more than hypothesis can hold in one example.
"""

import random
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from dialogues.interchange import claim_shapes, compound, fields, references
from dialogues.interchange.shape import Shape
from dialogues.interchange.shapes import SHAPES

IDS = {
    "party": ["JP", "US", "EU"],
    "organization": ["us-osc", "us-commerce", "jp-nsps"],
    "person": ["don-graves", "kazami-shoko"],
    "topic": ["ssa", "stm", "space-policy"],
    "source": ["src-osc", "src-mofa"],
    "dialogue": ["us-jp-cds", "us-jp-set"],
    "meeting": ["us-jp-cds-08", "us-jp-cds-09", "us-jp-set-01"],
}
LETTERS = "aZ09 é宇宙한\u3000\n\t\"'\\/<&{}[]:,.-\u200b\U0001f680"
DATES = [
    "2024-08-26/2024-08-27",
    "2023-07",
    "XXXX-04-10",
    "2020~",
    "2013-12?",
    "{2019-11-19,2019-11-24}",
    "../2019",
]
SPECIAL = {
    "lang": ["en", "ja", "zh-Hant"],
    "language": ["en", "ja"],
    "country": ["JP", "US"],
    "wikidata": ["Q1", "Q23548"],
    "orcid": ["0000-0002-1825-0097"],
    "ror": ["027ka1x80"],
    "exists_from": ["2001", "2001-01-06"],
    "exists_until": ["2016-03-31", "2020~"],
    "website": ["https://example.gov/a?b=c&d", "http://example.jp/%E5%AE%87"],
    "url": ["https://example.gov/a?b=c&d", ""],
    "archived_url": ["https://archive.example/1", None],
}


def record_sets() -> st.SearchStrategy[list[dict[str, Any]]]:
    """Records that name each other, in any order."""
    return st.integers(0, 2**32).map(lambda seed: Maker(seed).records())


class Maker:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.meeting, self.sessions = "", [""]

    def records(self) -> list[dict[str, Any]]:
        records = [self.record(kind, slug, n) for kind in SHAPES for n, slug in enumerate(IDS[kind])]
        self.random.shuffle(records)
        return records

    def record(self, kind: str, slug: str, number: int) -> dict[str, Any]:
        self.meeting, self.lower = slug, IDS[kind][:number]
        self.sessions = [f"{slug}-s{n}" for n in range(self.random.randint(0, 2))]
        made = {"type": kind} | self.object(SHAPES[kind], slug)
        if kind == "meeting" and not made.get("sessions"):
            self.sessions = []
            made = {"type": kind} | self.object(SHAPES[kind], slug) | {"sessions": None}
        return made

    def object(self, shape: Shape, slug: str) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for field in shape.fields:
            if field.required or self.random.random() < 0.6:
                made[field.key] = self.value(field, shape.name, slug)
            elif self.random.random() < 0.2:
                made[field.key] = None
        return mended(shape, made)

    def value(self, field: fields.Field, owner: str, slug: str) -> Any:
        choose: Callable[[Any], Any] = self.random.choice
        if field.key in SPECIAL and not isinstance(field, compound.Parts):
            return choose(SPECIAL[field.key])
        match field:
            case references.Id():
                return slug
            case references.TrackCode():
                return choose(field.CODES)
            case references.Reference() if field.kind == owner and field.key in ("parent", "predecessor"):
                return choose([None, *self.lower])
            case references.Reference():
                return choose(IDS[field.kind])
            case references.References():
                return self.some(IDS[field.kind])
            case references.OrderedParties():
                return self.some(IDS["party"])
            case compound.OwnSession():
                return choose([None, *self.sessions])
            case compound.Fact():
                of_sessions = [
                    f"session:{slug}.{name}" for slug in self.sessions for name in ("date", "ordinal")
                ]
                return choose(["date", "edition", "title:don-graves", "name:kazami-shoko", *of_sessions])
            case claim_shapes.FactName():
                return choose(["name", "established", "website"])
            case compound.Due():
                both = {"words": self.words(1), "edtf": choose(DATES)}
                return choose([choose(DATES), both, {"words": self.words(1)}, {"edtf": choose(DATES)}])
            case compound.PlainValue():
                return self.plain_value()
            case compound.Parts():
                return [self.object(field.shape, one) for one in self.ids_of(field, slug)]
            case fields.Choice():
                return choose(field.vocabulary)
            case fields.Text():
                text = {tag: self.words() for tag in self.some(["en", "ja", "fr", "zh-Hant"])}
                if field.plain and choose([True, False]):
                    return self.words()
                return text | {"ko": self.words(1)} if field.required else text
            case fields.Date():
                return choose(DATES)
            case fields.Day():
                return f"20{self.random.randint(10, 30)}-02-28"
            case fields.Number():
                return self.random.randint(field.least, min(field.most, field.least + 3))
            case fields.Flag():
                return choose([True, False])
            case fields.Words():
                return self.words(1 if field.required else 0)
        raise AssertionError(f"No random value is made for {field!r}: a new kind of field needs one here.")

    def ids_of(self, field: compound.Parts, slug: str) -> list[str]:
        match field.key:
            case "sessions":
                return self.some(self.sessions, len(self.sessions))
            case "outcomes":
                return self.some([f"{slug}-o{n}" for n in range(3)])
            case "reports":
                return self.some([f"{slug}-r{n}" for n in (7, 10, 11)])
        return [""] * self.random.randint(0, 3)

    def some(self, items: list[str], least: int = 0) -> list[str]:
        return self.random.sample(items, self.random.randint(least, len(items)))

    def words(self, least: int = 0) -> str:
        text = "".join(self.random.choices(LETTERS, k=self.random.randint(0, 8)))
        return f"{text}x" if least else text

    def plain_value(self) -> Any:
        one: list[Callable[[], Any]] = [
            lambda: self.words(),
            lambda: self.random.choice([True, False]),
            lambda: self.random.choice(
                [0, 9, -(2**53) + 1, 2**53 - 1, 2.0, 0.1, -1.5e-7, 123456789.25, 1e15, -0.0]
            ),
        ]
        several = [lambda: None, lambda: [self.random.choice(one)() for _ in range(2)]]
        return self.random.choice([*one, *several])()


def mended(shape: Shape, made: dict[str, Any]) -> dict[str, Any]:
    """The object with what its rules demand beyond single fields."""
    preferred: set[str] = set()
    for claim in made.get("claims") or []:
        claim["preferred"] = bool(claim.get("preferred")) and claim["field"] not in preferred
        preferred |= {claim["field"]} if claim["preferred"] else set()
    match shape.name:
        case "place":
            made["country"] = "JP"
        case "participation" | "statement" if not (made.get("person") or made.get("organization")):
            made["person"] = "don-graves"
        case "meeting":
            relations = [one for one in made.get("relations") or [] if one["meeting"] != made["id"]]
            made["relations"] = distinct(relations, "meeting", "kind")
        case "organization" | "person":
            for alias in made.get("aliases") or []:
                alias["kind"] = alias.get("kind") or "alias"
            made["aliases"] = distinct(made.get("aliases") or [], "name", "lang", "kind")
        case "dialogue":
            made["other_names"] = distinct(made.get("other_names") or [], "name", "lang")
    return made


def distinct(items: list[dict[str, Any]], *keys: str) -> list[dict[str, Any]]:
    return list({tuple(item[key].strip() for key in keys): item for item in items}.values())
