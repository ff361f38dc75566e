"""How importing and publishing grows with the number of meetings, and how it compares with the desk.

    python benchmarks/import_and_publish.py [most, default 10000]

Figures are told as ratios within one run: the time a meeting takes at each size against the smallest, the memory
at each size against the smallest, and the desk's way (each meeting saved by its form and published) against the
import's. Each size has a database of its own, dropped at the end.
"""

import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.own_database import in_a_database_of_its_own, run_task

BY_HAND = 20


def meetings(number: int) -> Iterator[dict[str, Any]]:
    """Made-up meetings of 50 dialogues, each with a family of the usual size."""
    for n in range(number):
        yield {
            "type": "meeting",
            "id": f"bench-{n:06}",
            "dialogue": f"bench-dialogue-{n % 50}",
            "edition": n // 50 + 1,
            "kind": "dialogue_meeting",
            "status": "held",
            "parties": ["US", "JP"],
            "date": f"{1990 + n % 35}-{n % 12 + 1:02}-{n % 28 + 1:02}",
            "format": "in_person",
            "places": [{"city": {"en": "Tokyo", "ja": "東京"}, "country": "JP"}],
            "title": {"en": f"Meeting {n}", "ja": f"第{n}回会合"},
            "summary": {"en": f"The meeting of number {n} took up several subjects.", "ja": "会合の要約。"},
            "topics": ["bench-topic-1", f"bench-topic-{n % 20}"] if n % 20 != 1 else ["bench-topic-1"],
            "sources": [f"bench-source-{n % 300}"],
            "sessions": [
                {
                    "id": f"bench-{n:06}-s{s}",
                    "track": track,
                    "track_basis": "stated",
                    "relation": "part_of",
                    "agenda": [{"order": 1, "text": {"en": f"Item {s}"}, "topics": [f"bench-topic-{s}"]}],
                }
                for s, track in enumerate(("1.0", "1.5"), 1)
            ],
            "participations": [
                {
                    "session": f"bench-{n:06}-s1",
                    "party": ("US", "JP")[p % 2],
                    "organization": f"bench-body-{(n + p) % 200}",
                    "person": f"bench-person-{(n * 7 + p) % 500}",
                    "role": "participant",
                    "title": {"en": "Director"},
                    "sources": [f"bench-source-{n % 300}"],
                }
                for p in range(6)
            ],
            "outcomes": [
                {
                    "id": f"bench-{n:06}-o1",
                    "kind": "commitment",
                    "text": {"en": f"Commitment {n}"},
                    "status": "open",
                    "parties": ["JP", "US"],
                }
            ],
            "claims": [
                {
                    "field": "edition",
                    "value": n // 50 + 1,
                    "as_stated": "stated",
                    "source": f"bench-source-{n % 300}",
                    "preferred": True,
                }
            ],
        }


def others() -> Iterator[dict[str, Any]]:
    yield {"type": "party", "id": "US", "kind": "state", "name": {"en": "United States"}}
    yield {"type": "party", "id": "JP", "kind": "state", "name": {"en": "Japan"}}
    for n in range(200):
        party = ("US", "JP")[n % 2]
        yield {
            "type": "organization",
            "id": f"bench-body-{n}",
            "name": {"en": f"Body {n}"},
            "party": party,
            "sector": "government",
        }
    for n in range(500):
        yield {"type": "person", "id": f"bench-person-{n}", "name": {"en": f"Person {n}"}}
    for n in range(20):
        yield {"type": "topic", "id": f"bench-topic-{n}", "name": {"en": f"Topic {n}"}}
    for n in range(300):
        yield {
            "type": "source", "id": f"bench-source-{n}", "title": f"Source {n}", "publisher": "Publisher",
            "kind": "press_release", "language": "en", "reliability": "original", "url": f"https://example.org/{n}",
        }  # fmt: skip
    for n in range(50):
        yield {
            "type": "dialogue", "id": f"bench-dialogue-{n}", "name": {"en": f"Dialogue {n}"},
            "parties": ["US", "JP"], "focus": "civil", "status": "active",
        }  # fmt: skip


def write_files(folder: Path, number: int) -> None:
    for name, records in (("others", others()), ("meetings", meetings(number))):
        with (folder / f"{name}.jsonl").open("w") as file:
            file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def by_import(number: int) -> dict[str, float]:
    from django.core.management import call_command

    from dialogues.models import Publication

    with tempfile.TemporaryDirectory() as folder:
        write_files(Path(folder), number)
        before = peak()
        began = time.perf_counter()
        call_command("import_records", folder, "--publish", "--reason=A benchmark.", verbosity=0)
        seconds = time.perf_counter() - began
    shown = Publication.objects.shown().of("meeting").count()
    assert shown == number, f"{shown} of {number} meetings are shown"
    return {"seconds": seconds, "megabytes": peak() - before}


def by_hand(number: int) -> dict[str, float]:
    """The form of each meeting is opened and sent for review with a change, and another publishes the meeting."""
    from django.core.management import call_command

    from dialogues.models import Dialogue, Meeting, Publication
    from dialogues.publishing import publish_all
    from tests.admin.desk import address, at_the_desk, filled, member, page

    with tempfile.TemporaryDirectory() as folder:
        write_files(Path(folder), number)
        call_command("import_records", folder, verbosity=0)
    publish_all(Dialogue.objects.all(), by=None, bypass="A benchmark.")
    editor, publisher = (at_the_desk(member(group.lower(), group)) for group in ("Editors", "Publishers"))
    seconds = 0.0
    for meeting in Meeting.objects.order_by("pk"):
        form = filled(page(editor, address(meeting))) | {"note": "Entered.", "_review": "1"}
        began = time.perf_counter()
        answer = editor.post(address(meeting), form)
        seconds += time.perf_counter() - began
        assert answer.status_code == 302, answer.content.decode()[:2000]
        review = address(meeting, "changes")
        seen = page(publisher, review).select_one("[name=seen]")
        assert seen is not None
        began = time.perf_counter()
        answer = publisher.post(review, {"seen": seen["value"], "_publish": "1"})
        seconds += time.perf_counter() - began
        assert answer.status_code == 302, answer.content.decode()[:2000]
    shown = Publication.objects.shown().of("meeting").count()
    assert shown == number, f"{shown} of {number} meetings are shown"
    return {"seconds": seconds, "megabytes": 0}


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(most: int) -> None:
    sizes = [most // 8, most // 4, most // 2, most]
    rows = []
    print(f"{'meetings':>9} {'a meeting':>10} {'ratio':>6} {'memory':>8} {'ratio':>6}", flush=True)
    for size in sizes:
        got = in_a_database_of_its_own(__file__, "import", size)
        rows.append((got["seconds"] / size, got["megabytes"]))
        each, memory = rows[-1]
        print(
            f"{size:>9} {each * 1000:>7.1f} ms {each / rows[0][0]:>6.2f} {memory:>5.0f} MB {memory / rows[0][1]:>6.2f}",
            flush=True,
        )
    desk = in_a_database_of_its_own(__file__, "desk", BY_HAND)["seconds"] / BY_HAND
    print(
        f"at the desk {desk * 1000:>6.1f} ms a meeting: {desk / rows[-1][0]:.1f} times the import's",
        flush=True,
    )


if __name__ == "__main__" and not run_task({"import": by_import, "desk": by_hand}):
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
