"""What the codebook tells: tables of variables for readers, and one flat table for programs."""

import csv
import io
from typing import Any

from django.utils.translation import override

from dialogues.public.codebook import origins
from dialogues.public.codebook.csv_columns import CsvColumn, csv_columns
from dialogues.public.codebook.meanings import meaning
from dialogues.public.codebook.variables import Table, Variable, tables
from dialogues.public.words import vocabulary
from dialogues.tables.columns import cell
from dialogues.tables.writing import BOM

HEAD = (
    "form", "record", "variable", "type", "may_be_null", "codes", "codes_en", "codes_ja", "meaning_en", "meaning_ja",
    "origin_en", "origin_ja", "limits_en", "limits_ja",
)  # fmt: skip


def tells() -> dict[str, Any]:
    """The context of the codebook, in the language that is active."""
    files: dict[str, list[CsvColumn]] = {}
    for column in csv_columns():
        files.setdefault(column.file, []).append(column)
    return {
        "tables": [_table(table) for table in tables()],
        "files": files.items(),
        "origins": [str(words) for words in origins.ORIGIN.values()],
    }


def title(table: Table) -> str:
    """What a table is called: the kind of record, or the part."""
    return vocabulary.label(vocabulary.PART if table.part else vocabulary.KIND, table.name)


def _table(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "part": table.part,
        "title": title(table),
        "rows": [_row(variable) for variable in table.variables],
    }


def _row(variable: Variable) -> dict[str, Any]:
    return {
        "name": variable.name,
        "type": variable.type,
        "null": variable.null,
        "meaning": str(meaning(variable.table, variable.name)),
        "codes": origins.codes(variable).items(),
        "origin": str(origins.ORIGIN[origins.origin(variable)]),
        "limits": origins.limits(variable),
    }


def as_csv() -> bytes:
    """The whole codebook as one table, in both languages."""
    told = {}
    for language in ("en", "ja"):
        with override(language):
            told[language] = [_row(variable) for table in tables() for variable in table.variables]
            told[language] += [
                {"meaning": column.meaning, "codes": (), "origin": "", "limits": ""}
                for column in csv_columns()
            ]
    of_documents = [
        ("document", table.name, variable.name, variable.type, variable.null)
        for table in tables()
        for variable in table.variables
    ]
    of_files = [("csv", column.file, column.name, column.variable, "") for column in csv_columns()]
    out = io.StringIO()
    out.write(BOM)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEAD)
    for place, en, ja in zip([*of_documents, *of_files], told["en"], told["ja"], strict=True):
        codes = [code for code, _words in en["codes"]]
        labels = [[words for _code, words in one["codes"]] for one in (en, ja)]
        both = [one[key] for key in ("meaning", "origin", "limits") for one in (en, ja)]
        writer.writerow([cell(value) for value in (*place, codes, *labels, *both)])
    return out.getvalue().encode()
