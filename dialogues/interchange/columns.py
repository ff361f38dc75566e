"""The three tables that staff keep in spreadsheets: their columns, and what a cell of each says.

A column that a table lacks says nothing: what is recorded stays. An empty cell says that nothing is known.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from dialogues.interchange.faults import Report, shortened
from participants.languages import validate_language
from participants.models import Alias

Cell = Callable[[str, str, Report], Any]
"""For a cell that is not empty and the name of its column: the value as in a record, or None where it was reported."""

YES, NO = ("true", "yes", "1"), ("false", "no", "0")


def text(cell: str, column: str, report: Report) -> Any:
    return cell


def number(cell: str, column: str, report: Report) -> Any:
    # What is not a number goes on as it is: the check of the record says so.
    return int(cell) if re.fullmatch(r"[0-9]{1,15}", cell) else cell


def flag(cell: str, column: str, report: Report) -> Any:
    if cell.lower() in (*YES, *NO):
        return cell.lower() in YES
    report(column, f"“{shortened(cell)}” is neither yes nor no. Write true or false.")
    return None


def ids(cell: str, column: str, report: Report) -> Any:
    return re.split(r"[\s,;|]+", cell.strip(" ,;|\n\t"))


def aliases(cell: str, column: str, report: Report) -> Any:
    found = []
    for one in filter(None, (part.strip() for part in re.split(r"[|\n]", cell))):
        lang, colon, name = one.partition(":")
        kind, second, rest = name.partition(":")
        made = {"lang": lang.strip(), "name": name.strip()}
        if second and kind.strip() in Alias.Kind.values:
            made |= {"kind": kind.strip(), "name": rest.strip()}
        if not colon or not made["name"]:
            report(column, f"“{shortened(one)}” lacks its language. Write en:Name or en:former:Name.")
            continue
        found.append(made)
    return found


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, where its value stands in the record, how a cell is read, and what it means.

    The name of a column that holds one language of a text ends with `_*` and stands for all languages.
    """

    name: str
    about: str
    path: tuple[str, ...] = ()
    read: Cell = text
    required: bool = False

    @property
    def by_language(self) -> bool:
        return self.name.endswith("_*")

    def named(self, header: str) -> "Column | None":
        """The column as a header names it, or None where that is not its name."""
        if not self.by_language:
            same = header.lower() == self.name
            return Column(self.name, self.about, self.path or (self.name,), self.read) if same else None
        stem = self.name.removesuffix("*")
        if not header.lower().startswith(stem):
            return None
        tag = header[len(stem) :]
        try:
            validate_language(tag)
        except ValidationError:
            return None
        return Column(header, self.about, (*(self.path or (stem.removesuffix("_"),)), tag))

    @property
    def in_a_template(self) -> list[str]:
        return [self.name.replace("*", tag) for tag in ("en", "ja")] if self.by_language else [self.name]


@dataclass(frozen=True)
class Table:
    """One kind of spreadsheet: its name, the kind of records that its rows are about, and its columns."""

    name: str
    kind: str
    columns: list[Column] = field(default_factory=list)

    @property
    def template(self) -> list[str]:
        """The names of all columns, those of texts in English and Japanese."""
        return [name for column in self.columns for name in column.in_a_template]

    @property
    def required(self) -> list[str]:
        return [column.name for column in self.columns if column.required]

    def column(self, header: str) -> Column | None:
        """The column that a header names, or None."""
        return next((found for column in self.columns if (found := column.named(header))), None)


TABLES = [
    Table(
        "organizations",
        "organization",
        [
            Column("id", "Its public id.", required=True),
            Column("name_*", "Its name; one column a language.", ("name",)),
            Column("abbreviation", "Its usual abbreviation."),
            Column(
                "aliases",
                "Other names, in order, divided by vertical bars, each with its language and perhaps its kind: "
                "en:Name or en:former:Name.",
                read=aliases,
            ),
            Column("party", "The side that it belongs to."),
            Column("sector", "Its sector.", required=True),
            Column("parent", "The organization that it is part of."),
            Column("predecessor", "The organization that it replaced."),
            Column("exists_from", "When it began to exist, in EDTF."),
            Column("exists_until", "When it ceased to exist, in EDTF."),
            Column("website", "The address of its website."),
            Column("wikidata", "Its id in Wikidata."),
            Column("ror", "Its id in the Research Organization Registry."),
            Column("note", "A note."),
        ],
    ),
    Table(
        "meetings",
        "meeting",
        [
            Column("id", "Its public id.", required=True),
            Column("dialogue", "The series that it belongs to."),
            Column("edition", "Its number in the series.", read=number),
            Column("edition_stated", "The number in the words of the sources."),
            Column("kind", "What kind of meeting it is.", required=True),
            Column("status", "Whether it was held.", required=True),
            Column("parties", "The parties in their order, divided by spaces.", read=ids),
            Column("date", "When it was held, in EDTF.", required=True),
            Column("format", "In what form it was held."),
            Column("city_*", "The city; one column a language.", ("place", "city")),
            Column("country", "The country of the place, ISO 3166-1 alpha-2.", ("place", "country")),
            Column("venue_*", "The building or room; one column a language.", ("place", "venue")),
            Column("title_*", "Its title; one column a language.", ("title",)),
            Column("summary_*", "A summary; one column a language.", ("summary",)),
            Column("topics", "What it was about: ids divided by spaces.", read=ids),
            Column("sources", "The sources of the meeting: ids divided by spaces.", read=ids),
            Column("note", "A note."),
        ],
    ),
    Table(
        "participations",
        "meeting",
        [
            Column("meeting", "The meeting, which must be recorded already.", required=True),
            Column("session", "The session; empty: the meeting as a whole."),
            Column("party", "The side represented."),
            Column("organization", "The organization."),
            Column("person", "The person."),
            Column("role", "The role.", required=True),
            Column("role_stated", "What the source says where the role is coarser."),
            Column("title_*", "The person's title on the day; one column a language.", ("title",)),
            Column("principal", "Whether as principal: true or false.", read=flag),
            Column("sources", "The sources that name this part: ids divided by spaces.", read=ids),
        ],
    ),
]


def fill(record: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    """Puts a value at its place in a record, or takes what is there out where the value is None."""
    *inner, last = path
    for key in inner:
        record = record.setdefault(key, {})
    if value is None:
        record.pop(last, None)
    else:
        record[last] = value
