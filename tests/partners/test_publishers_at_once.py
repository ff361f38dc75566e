"""While several edit, publish, rename, merge and withdraw at once, no copy that polls and no walk goes astray.

What is done, and to what, is of chance: `SEED=… make test ARGS=tests/partners/test_publishers_at_once.py` chooses
alike again (a failure tells the seed), though the publishers never meet in quite the same way twice.
"""

import os
import random
import threading
import time
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, connections, transaction

from dialogues.documents import canonical
from dialogues.merging import merge
from dialogues.models import Meeting, Publication, Revision
from dialogues.publishing import withdraw
from dialogues.readiness import NotReady
from participants.models import Organization, Person
from tests import cast
from tests.clearing import publish
from tests.mirrors import Copy, api

PUBLISHERS, POLLERS, TURNS, STANDING = 3, 2, 14, 12
STANDS = "stands-"


def show(record: Any) -> None:
    """Publishes a record as it is now; one that is not ready, or has just been merged away, stays as it is."""
    with suppress(NotReady, ObjectDoesNotExist):
        publish(type(record)._default_manager.get(pk=record.pk))


class Publisher(threading.Thread):
    """Does what staff do, in an order of chance, to records that the others work on, too."""

    def __init__(self, number: int, seed: int) -> None:
        super().__init__()
        self.number, self.chance, self.turns = number, random.Random(f"{seed}-{number}"), count()
        self.fault: BaseException | None = None

    def run(self) -> None:
        try:
            for _turn in range(TURNS):
                act = self.chance.choice(
                    [self.publish, self.publish, self.edit, self.rename, self.withdraw, self.merge]
                )
                act()
        except BaseException as fault:
            self.fault = fault
        finally:
            connections.close_all()

    def any_of(self, *models: Any) -> Any:
        """A record of one of the models, whoever made it."""
        model = self.chance.choice(models)
        return self.chance.choice(list(model.objects.exclude(slug__startswith=STANDS).order_by("pk")))

    def new_id(self) -> str:
        return f"us-{self.number}-{next(self.turns)}"

    def publish(self) -> None:
        show(self.any_of(Meeting, Person, Organization))

    def edit(self) -> None:
        """Edits a meeting: its own words, its outcome's, and who was there. Half of the time it is then published."""
        meeting = self.any_of(Meeting)
        # As at the desk: locked first, all or nothing. Whom somebody merges meanwhile cannot be put on the list.
        with suppress(IntegrityError), transaction.atomic():
            Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
            Meeting.objects.filter(pk=meeting.pk).update(title_en=f"Edited as {self.new_id()}")
            meeting.outcomes.update(text_en=f"Worded as {self.new_id()}")
            meeting.participations.create(
                order=100 + next(self.turns),
                organization=self.any_of(Organization),
                person=self.any_of(Person),
            )
        if self.chance.random() < 0.5:
            show(meeting)

    def rename(self) -> None:
        """A new id and, for who exists, a new name; carried into all that names it once it is published."""
        record = self.any_of(Meeting, Person, Organization)
        named = {} if isinstance(record, Meeting) else {"name_en": f"Called {self.new_id()}"}
        type(record).objects.filter(pk=record.pk).update(slug=self.new_id(), **named)
        if self.chance.random() < 0.5:
            show(record)

    def withdraw(self) -> None:
        with suppress(NotReady, ObjectDoesNotExist):
            withdraw(self.any_of(Meeting, Person, Organization), by=None, reason="Error.")

    def merge(self) -> None:
        """Merges one into another. Somebody new comes in its place, so that there are always some."""
        gone = self.any_of(Person, Organization)
        into = self.any_of(type(gone))
        with suppress(NotReady, ObjectDoesNotExist):
            merge(gone, into, by=None, reason="One and the same.")
            make = cast.person if isinstance(gone, Person) else cast.organization
            show(make(self.new_id(), "New"))


class Poller(threading.Thread):
    """A partner who brings a copy up to date again and again, and goes through the list of people."""

    def __init__(self, folder: Path, publishers: list[Publisher]) -> None:
        super().__init__()
        self.copy, self.publishers, self.rounds = Copy(folder), publishers, 0
        self.fault: BaseException | None = None

    def run(self) -> None:
        try:
            while any(publisher.is_alive() for publisher in self.publishers):
                self.copy.bring_up_to_date()
                limit = (1, 7, 500)[self.rounds % 3]
                assert [one for one in walk(limit) if one.startswith(STANDS)] == standing()
                self.rounds += 1
                time.sleep(0.02)
        except BaseException as fault:
            self.fault = fault
        finally:
            connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_any_order_of_several_publishers_leaves_every_copy_equal_and_every_walk_whole(tmp_path, settings):
    settings.API_REQUESTS_A_MINUTE = 1_000_000
    seed = int(os.environ.get("SEED") or random.SystemRandom().randrange(1_000_000))
    print(f"SEED={seed}")
    for slug in standing():
        show(cast.person(slug, slug))
    for number in range(PUBLISHERS):
        show(cast.full_meeting(f"m{number}", date=f"202{number}-01-01"))
        for one in range(3):
            show(cast.person(f"p{number}-{one}", "Person"))
            show(cast.organization(f"us-o{number}-{one}", "Body"))
    publishers = [Publisher(number, seed) for number in range(PUBLISHERS)]
    pollers = [Poller(tmp_path / f"copy-{number}", publishers) for number in range(POLLERS)]
    for thread in (*publishers, *pollers):
        thread.start()
    for thread in (*publishers, *pollers):
        thread.join()
    assert [thread.fault for thread in (*publishers, *pollers) if thread.fault] == []
    assert all(poller.rounds > 2 for poller in pollers)
    assert Revision.objects.filter(op="merge").count() > 0

    with api() as asked:
        checkpoint = asked.get("changes/checkpoint/").json()
    said = "{records} documents, revision {revision}, digest {sha256}".format(**checkpoint)
    shown = Publication.objects.shown().values_list("kind", "slug", "document")
    expected = {(kind, slug): canonical(document).decode() for kind, slug, document in shown}
    for copy in (*(poller.copy for poller in pollers), Copy(tmp_path / "made-at-the-end")):
        assert copy.bring_up_to_date() == said
        assert copy.records() == expected


def standing() -> list[str]:
    """The ids of the people whom nobody touches, in the order of the list."""
    return [f"{STANDS}{number:02}" for number in range(STANDING)]


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
