"""While several publish, rename and withdraw at once, neither a copy that polls nor a walk that reads goes astray."""

import random
import threading
from contextlib import suppress

import pytest
from django.db import connections

from dialogues.documents import canonical
from dialogues.models import Publication
from dialogues.publishing import publish, withdraw
from dialogues.readiness import NotReady
from participants.models import Person
from tests import cast
from tests.mirrors import Copy, api

PUBLISHERS, TURNS, STANDING = 3, 25, 12


def work(number: int, faults: list[BaseException]) -> None:
    """Publishes anew, renames and withdraws the people of one publisher, in an order of chance."""
    chance = random.Random(number)
    try:
        for turn in range(TURNS):
            person = Person.objects.get(
                pk=chance.choice(list(Person.objects.filter(note=f"{number}").values_list("pk", flat=True)))
            )
            act = chance.choice(["publish", "publish", "rename", "withdraw"])
            if act == "withdraw":
                with suppress(NotReady):
                    withdraw(person, by=None, reason="Error.")
                continue
            if act == "rename":
                Person.objects.filter(pk=person.pk).update(slug=f"p{number}-{person.pk}-{turn}")
            Person.objects.filter(pk=person.pk).update(name_en=f"Turn {turn}")
            publish(Person.objects.get(pk=person.pk), by=None)
    except BaseException as fault:
        faults.append(fault)
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_any_order_of_several_publishers_leaves_the_copy_equal_and_every_walk_whole(tmp_path, settings):
    settings.API_REQUESTS_A_MINUTE = 1_000_000
    standing = [f"stands-{number:02}" for number in range(STANDING)]
    for slug in standing:
        publish(cast.person(slug, slug), by=None)
    for number in range(PUBLISHERS):
        for one in range(4):
            publish(cast.person(f"p{number}-{one}", f"{number}", note=f"{number}"), by=None)
    copy, faults = Copy(tmp_path / "copy"), []
    publishers = [threading.Thread(target=work, args=(number, faults)) for number in range(PUBLISHERS)]
    for publisher in publishers:
        publisher.start()
    walks = 0
    while any(publisher.is_alive() for publisher in publishers):
        copy.bring_up_to_date()
        for limit in (1, 7, 500):
            assert [slug for slug in walk(limit) if slug in standing] == standing
        walks += 1
    for publisher in publishers:
        publisher.join()
    assert (faults, walks > 1) == ([], True)
    copy.bring_up_to_date()
    shown = Publication.objects.shown().values_list("kind", "slug", "document")
    assert copy.records() == {(kind, slug): canonical(document).decode() for kind, slug, document in shown}


def walk(limit: int) -> list[str]:
    """The ids of all people, page by page."""
    seen: list[str] = []
    with api() as asked:
        page = asked.get("people/", params={"limit": limit}).json()
        while True:
            seen += [record["id"] for record in page["results"]]
            if page["next"] is None:
                return seen
            page = asked.get(page["next"]).json()
