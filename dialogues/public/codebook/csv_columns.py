"""Which variable stands in which column of the CSV files: found by the column's name, and by a list for the others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from dialogues.public.codebook.meanings import meaning
from dialogues.public.codebook.variables import Table, tables
from dialogues.public.lists.listings import LISTINGS
from dialogues.public.search.search_list import SEARCH
from dialogues.tables.columns import columns

# The endings under which a text or a date takes several columns.
_ENDINGS = {
    "_en": _("in English; empty where there is none"),
    "_ja": _("in Japanese; empty where there is none"),
    "_edtf": _("as EDTF"),
    "_earliest": _("the first day that it can mean"),
    "_latest": _("the last day that it can mean"),
    "_words": _("as stated, where vague"),
    "_disputed": _("true where sources differ"),
}
# Columns that gather or rename; their variable, and what they hold where that does not tell.
_OTHERS: Mapping[str, tuple[str, Any]] = {
    "record": ("type", ""),
    "part_of": ("parent", ""),
    "other_names": ("aliases", ""),
    "tracks": ("sessions[].track", _("The codes of the tracks of its sessions, each once.")),
    "tracks_stated_by_a_source": (
        "sessions[].track",
        _("The same, of those sessions alone whose track a source names."),
    ),
    "countries": ("places[].country", _("The countries of its places.")),
    "cities_en": ("places[].city", _("The cities of its places, in English.")),
    "cities_ja": ("places[].city", _("The cities of its places, in Japanese.")),
    "organizations": ("", _("The ids of all organizations that the record names.")),
    "people": ("", _("The ids of all persons that the record names.")),
    "disputed_facts": ("disputed", ""),
    "status_reported_by": ("reported_by", ""),
    "earliest": ("", _("The first possible day of the record.")),
    "latest": ("", _("The last possible day of the record.")),
    "revision": ("", _("The number of the change that is shown.")),
    "first_published_at": ("", _("When it was first published.")),
    "published_at": ("", _("When this revision was published.")),
}


@dataclass(frozen=True)
class CsvColumn:
    """A column of a CSV file: the variable that it is taken from, empty where it is from none, and what it holds."""

    file: str
    name: str
    variable: str
    meaning: str


def csv_columns() -> Iterator[CsvColumn]:
    """The columns of the CSV files of all lists. Raises KeyError for one that is not explained."""
    by_name = {table.name: table for table in tables()}
    for listing in (*LISTINGS.values(), SEARCH):
        table = by_name.get(listing.kinds[0]) if len(listing.kinds) == 1 else None
        for column in columns(listing.kinds):
            variable, words = _explained(column.name, table)
            yield CsvColumn(f"{listing.name}.csv", column.name, variable, words)


def _explained(column: str, table: Table | None) -> tuple[str, str]:
    names = {variable.name for variable in table.variables} if table else {"id", "title"}
    of = table.name if table else ""
    if column in names:
        return column, str(meaning(of, column))
    for ending, words in _ENDINGS.items():
        if (stem := column.removesuffix(ending)) in names and stem != column:
            return stem, f"{str(meaning(of, stem)).rstrip('.。')} ({words})"
    variable, words = _OTHERS[column]
    return variable, str(words) or str(meaning(of, variable))
