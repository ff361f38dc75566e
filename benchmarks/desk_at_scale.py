"""The desk with many meetings: the queries of each page, what it counts, and its time against that of a small register.

    python benchmarks/desk_at_scale.py [most, default 100000]

Every list of the admin as it opens, by each of its filters and searched; every box in which records are found; the
home page and each of its lists; the forms on which sources are cited. Figures are told as ratios: the time of each page
with many meetings to the same page with 1,000. A list or a box may ask at most 15 queries, and none may count a table.
"""

import json
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.own_database import in_a_database_of_its_own, run_task

FEW = 1_000
MOST_QUERIES = 15
ROUNDS = 2
# What is typed into the boxes: a word of many records, one of few, a number, two kanji, two letters, and no record's.
WORDS = ("lunar", "traffic 77", "bench-77", "測位", "zz", "nowhere")


def desk(number: int) -> dict[str, dict[str, Any]]:
    """The pages of the desk by their names, each with its queries, its seconds and what it counts."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from benchmarks.many_records import fill
    from tests.admin.desk import at_the_desk, member

    fill(number)
    client = at_the_desk(member("bench", "Publishers"))
    measured = {}
    for name, address in pages(client):
        if client.get(address).status_code == 302:
            continue  # a page that a small register does not have
        times = []
        for _round in range(ROUNDS):
            with CaptureQueriesContext(connection) as asked:
                began = time.perf_counter()
                answer = client.get(address)
                times.append(time.perf_counter() - began)
        assert answer.status_code == 200, (answer.status_code, address)
        queries = [query["sql"] for query in asked]
        slowest = max(asked, key=lambda query: float(query["time"]), default={"time": "0", "sql": ""})
        measured[name] = {
            "queries": len(queries),
            "seconds": min(times),
            "counts": [sql for sql in queries if counts_a_table(sql)],
            "slowest": (slowest["time"], slowest["sql"]),
        }
    return measured


def pages(client: Any) -> Iterator[tuple[str, str]]:
    """The pages to measure: a name and an address each."""
    from urllib.parse import urlencode

    from django.contrib import admin
    from django.urls import reverse

    from dialogues.admin.work.lists import LISTS
    from dialogues.models import Dialogue, Meeting
    from participants.models import Organization, Person

    yield "home", "/admin/"
    for one in LISTS:
        yield f"home: {one.name}", one.address
    for model, desk in sorted(admin.site._registry.items(), key=lambda item: item[0]._meta.model_name or ""):
        if not model._meta.app_label.startswith(("dialogues", "participants")):
            continue
        list_address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        name = str(model._meta.verbose_name_plural)
        yield name, list_address
        yield f"{name}: page 3", f"{list_address}?p=3"
        for title, query in filters_of(client, list_address):
            yield f"{name}: {title}", f"{list_address}{query}"
        if desk.search_fields:
            for word in WORDS:
                yield f"{name}: search “{word}”", f"{list_address}?{urlencode({'q': word})}"
    for model, field in boxes():
        for word in ("", *WORDS[1:5]):
            asked = {
                "app_label": model._meta.app_label,
                "model_name": model._meta.model_name,
                "field_name": field,
            }
            query = urlencode(asked | {"term": word})
            yield f"box {model._meta.model_name}.{field} “{word}”", f"/admin/autocomplete/?{query}"
    for number in Meeting.objects.order_by("pk").values_list("pk", flat=True)[499:500]:
        yield "form of a meeting", reverse("admin:dialogues_meeting_change", args=[number])
    for kind in (Dialogue, Organization, Person):
        options = kind._meta
        address = reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[10])
        yield f"form of a {options.verbose_name}", address


def filters_of(client: Any, address: str) -> Iterator[tuple[str, str]]:
    """The filters of a list, each with the last two of its choices, as the page offers them."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(client.get(address).content.decode(), "html.parser")
    for group in soup.select("#changelist-filter details"):
        title = " ".join(word for summary in group.select("summary") for word in summary.text.split())
        for link in group.select("li:not(.selected) a")[-2:]:
            yield f"{title}: {link.text.strip()}", str(link["href"])


def boxes() -> Iterator[tuple[Any, str]]:
    """The boxes in which records are found: one for each kind of record that is found."""
    from django.contrib import admin

    seen = set()
    for model, desk in admin.site._registry.items():
        for owner, fields in [
            (model, desk.autocomplete_fields),
            *((i.model, i.autocomplete_fields) for i in desk.inlines),
        ]:
            for field in fields:
                found: Any = owner._meta.get_field(field).related_model
                if found not in seen:
                    seen.add(found)
                    yield owner, field


def counts_a_table(sql: str) -> bool:
    """Whether a query counts more rows than a list of the desk counts."""
    from django.db import connection

    from dialogues.admin.long_lists import MOST_COUNTED

    if "COUNT(" not in sql:
        return False
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}")
        plan = cursor.fetchone()[0]
    plan = json.loads(plan) if isinstance(plan, str) else plan
    return max(rows_counted(plan[0]["Plan"]), default=0) > MOST_COUNTED + 1


def rows_counted(plan: dict[str, Any]) -> Iterator[float]:
    """The rows that come into each node that counts. One that groups by ids gathers what a search has found."""
    for part in plan.get("Plans", []):
        if plan["Node Type"] == "Aggregate" and "Group Key" not in plan:
            yield part["Actual Rows"] * part["Actual Loops"]
        yield from rows_counted(part)


def main(most: int) -> None:
    few, many = (in_a_database_of_its_own(__file__, "desk", size) for size in (FEW, most))
    print(f"{'queries':>7} {'ratio':>7}  of {most} meetings to {FEW}", flush=True)
    for name, got in many.items():
        before = few.get(name)
        ratio = f"{got['seconds'] / before['seconds']:>7.1f}" if before else f"{'–':>7}"
        marks = [f"{got['queries']} queries"] if got["queries"] > MOST_QUERIES else []
        marks += ["counts a table"] if got["counts"] else []
        print(f"{got['queries']:>7} {ratio}  {name}{'  <-- ' if marks else ''}{', '.join(marks)}")
        if "--slowest" in sys.argv and before and got["seconds"] / before["seconds"] > 3:
            print(f"        {got['slowest'][0]} s: {got['slowest'][1][:600]}")
    ratios = [got["seconds"] / few[name]["seconds"] for name, got in many.items() if name in few]
    print(f"median ratio {statistics.median(ratios):.2f}, highest {max(ratios):.1f}, pages {len(many)}")


if __name__ == "__main__" and not run_task({"desk": desk}):
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
