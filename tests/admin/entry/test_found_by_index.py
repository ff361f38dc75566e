"""Boxes and lists find names by index, however many records there are: no scan of a table, and no count."""

import json
from pathlib import Path

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dialogues.admin.search import EXACT, alike, best_first, with_words
from dialogues.folding import folded
from dialogues.models import Meeting, Outcome, Source
from participants.models import Organization, OrganizationAlias, Person
from tests import cast

DATA = Path(__file__).resolve().parents[3] / "data"


def plan(rows):
    """How the database would answer if it could not read whole tables."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        sql, values = rows.query.sql_with_params()
        cursor.execute(f"EXPLAIN {sql}", values)
        return "\n".join(line for (line,) in cursor.fetchall())


@pytest.mark.parametrize("model", [Organization, Person, Meeting, Source, Outcome])
@pytest.mark.parametrize("word", ["space", "sp", "宇宙開発"])
def test_words_are_found_by_index(db, model, word):
    fields = tuple(admin.site.get_model_admin(model).search_fields)
    found = plan(with_words(model.objects.all(), fields, word))
    table = model._meta.db_table
    assert f"Bitmap Index Scan on {table}_found_by_name" in found
    assert f"Seq Scan on {table}" not in found


def test_the_text_that_is_kept_holds_what_the_desk_searches(db):
    """The columns of the migration are those of the desk, in any order of names."""
    body = cast.organization(
        "us-osc", "Office", abbreviation="OSC", name_ja="商務局", name_other={"ko": "상무국, 우주"}
    )
    OrganizationAlias.objects.create(organization=body, name="Élysée")
    cast.full_meeting(series=cast.dialogue())
    for model, owner in admin.site._registry.items():
        for name in owner.search_fields if model in (Organization, Person, Meeting, Source, Outcome) else ():
            for value in model.objects.values_list(name, flat=True):
                for words in value.values() if isinstance(value, dict) else [value]:
                    assert (
                        not words
                        or with_words(model.objects.all(), tuple(owner.search_fields), words).exists()
                    )
    found = best_first(
        Organization.objects.all(), "상무국, 우주", tuple(admin.site._registry[Organization].search_fields)
    )
    assert [body.nearness for body in found] == [EXACT]


@pytest.mark.parametrize("model", [Organization, Person])
def test_what_is_spelled_alike_is_found_by_index(db, model):
    fields = tuple(admin.site.get_model_admin(model).search_fields)
    found = plan(alike(model.objects.all(), fields, "Natonal Space Counsil"))
    assert f"Bitmap Index Scan on {model._meta.db_table}_found_by_name" in found
    assert "Seq Scan" not in found


def test_the_database_folds_names_as_we_do(db):
    names = {
        "Straße",
        "ÉLYSÉE",
        "ＪＡＸＡ",
        "ガガーリン",
        "ｶﾞｶﾞ",
        "우주청",
        "Łódź — “Øst”",
        "İstanbul",
        "１００％",
        "ﬁn",
        "Ōsumi’s",
    }
    for kind in ("organizations", "people", "sources"):
        for line in (DATA / f"{kind}.jsonl").read_text().splitlines():
            record = json.loads(line)
            names |= {*record.get("name", {}).values(), record.get("title", ""), record["id"]}
            names |= {alias["name"] for alias in record.get("aliases", [])}
    assert len(names) > 500
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, folded_name(name) FROM unnest(%s::text[]) AS given(name)", [list(names)])
        by_database = dict(cursor.fetchall())
    assert {name: by_database[name] for name in names} == {name: folded(name) for name in names}


def test_a_keystroke_takes_two_queries_of_its_own_and_no_count(editing):
    for n in range(30):
        cast.organization(f"us-{n}", f"Office of {n}")
    box = {"app_label": "dialogues", "model_name": "participation", "field_name": "organization"}
    where = "/admin/autocomplete/"
    editing.get(where, box | {"term": "x"})
    asked = []
    for term, page in (("office", 1), ("office", 2), ("Ofice of 12", 1), ("", 1)):
        with CaptureQueriesContext(connection) as queries:
            answer = editing.get(where, box | {"term": term, "page": page}).json()
        about = [q["sql"] for q in queries if "participants_organization" in q["sql"]]
        more = answer["pagination"]["more"]
        asked.append((len(about), any("COUNT(" in sql for sql in about), more, len(answer["results"])))
    assert asked == [(1, False, True, 20), (1, False, False, 10), (2, False, False, 2), (1, False, True, 20)]
