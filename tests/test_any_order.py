"""Any order of edits, renames, publishes, withdrawals, merges and polls leaves a partner with exactly what is shown."""

import contextlib
import tempfile
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from dialogues import documents
from dialogues.merging import merge
from dialogues.models import FormerSlug, Meeting, Publication
from dialogues.publishing import republish, withdraw
from dialogues.readiness import NotReady
from dialogues.states import rendered_now
from participants.models import Organization
from tests import cast
from tests.clearing import publish
from tests.mirrors import Copy

WORDS = st.sampled_from(["one", "two", "three"])
FAMILY = ("session", "outcome", "outcome_report")


class Register(RuleBasedStateMachine):
    """Three meetings that name each other, two organizations at a time, and a partner who polls."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.mirror: dict[tuple[str, str], tuple[str, str, Any]] = {}
        self.ids: dict[tuple[str, int], str] = {}
        self.led: dict[tuple[str, str], str] = {}
        self.since = 0
        self.folder = tempfile.TemporaryDirectory()
        self.copy = Copy(Path(self.folder.name))
        self.bodies = [cast.organization(f"us-{name}", name) for name in ("osc", "nasa")]
        self.meetings = [cast.full_meeting(f"m{n}", date=f"202{n}-01-01") for n in range(3)]
        for meeting in self.meetings:
            meeting.participations.create(organization=self.bodies[1], order=8)
        first, second, third = self.meetings
        second.relations.create(kind="follows_up", other=first)
        third.relations.create(kind="follows_up", other=second)
        cast.report(first.outcomes.get(), second, "in_progress")
        cast.report(first.outcomes.get(), third, "done")
        cast.report(second.outcomes.get(), third, "dropped")

    def teardown(self) -> None:
        self.mirror_by_the_example_of_the_documentation()
        self.folder.cleanup()
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @rule(n=st.integers(0, 2), words=WORDS)
    def edit_a_meeting(self, n: int, words: str) -> None:
        Meeting.objects.filter(pk=self.meetings[n].pk).update(note=words)

    @rule(n=st.integers(0, 2), words=WORDS)
    def word_an_outcome_anew(self, n: int, words: str) -> None:
        self.meetings[n].outcomes.update(text_en=words)

    @rule(n=st.integers(0, 2), m=st.integers(0, 9))
    def rename_a_meeting(self, n: int, m: int) -> None:
        Meeting.objects.filter(pk=self.meetings[n].pk).update(
            slug=f"m{n}-{m}" if m else f"m{n}", title_en=f"No. {m}"
        )

    @rule(n=st.integers(0, 1), words=WORDS, m=st.integers(0, 2))
    def rename_an_organization(self, n: int, words: str, m: int) -> None:
        Organization.objects.filter(pk=self.bodies[n].pk).update(name_en=words, slug=f"us-{n}-{m}")

    @rule()
    def move_an_organization(self) -> None:
        Organization.objects.filter(pk=self.bodies[0].pk).update(parent=self.bodies[1])

    @rule(n=st.integers(0, 1), words=WORDS, source=WORDS, preferred=st.booleans())
    def cite_a_source_for_a_fact_of_an_organization(
        self, n: int, words: str, source: str, preferred: bool
    ) -> None:
        body = Organization.objects.get(pk=self.bodies[n].pk)
        body.claims.filter(value=words).delete()
        body.claims.filter(preferred=True).update(preferred=False)
        cast.claim(body, "website", words, source=cast.source(f"src-{source}"), preferred=preferred)

    @rule(n=st.integers(0, 2), taken_out=st.booleans())
    def take_out_or_put_back_the_reports(self, n: int, taken_out: bool) -> None:
        if taken_out:
            self.meetings[n].outcome_reports.all().delete()
        elif n and not self.meetings[n].outcome_reports.exists():
            cast.report(self.meetings[n - 1].outcomes.get(), self.meetings[n])

    @rule(n=st.integers(0, 4))
    def publish_one(self, n: int) -> None:
        record: Any = [*self.meetings, *self.bodies][n]
        with contextlib.suppress(NotReady):
            publish(type(record).objects.get(pk=record.pk))

    @rule(n=st.integers(0, 4))
    def withdraw_one(self, n: int) -> None:
        record: Any = [*self.meetings, *self.bodies][n]
        with contextlib.suppress(NotReady):
            withdraw(type(record).objects.get(pk=record.pk), by=None, reason="Error.")

    @rule(n=st.integers(0, 1), m=st.integers(0, 2), shown=st.booleans(), words=WORDS)
    def merge_one_organization_into_the_other(self, n: int, m: int, shown: bool, words: str) -> None:
        if shown:
            for number in (m, 3, 4):
                self.publish_one(number)
            self.edit_a_meeting(m, words)
        gone, into = (Organization.objects.get(pk=self.bodies[number].pk) for number in (n, 1 - n))
        with contextlib.suppress(NotReady):
            merge(gone, into, by=None, reason="One and the same.")
            # Another body takes its place, as an edit of a meeting.
            self.bodies[n] = cast.organization(f"us-more-{gone.pk}", "more")
            self.meetings[m].participations.create(organization=self.bodies[n], order=9)
            self.meetings[m].outcomes.get().organizations.add(self.bodies[n])

    @rule()
    def republish_all(self) -> None:
        assert republish(by=None)[0] == []

    @rule()
    def mirror_by_the_example_of_the_documentation(self) -> None:
        self.copy.bring_up_to_date()
        shown = Publication.objects.shown().values_list("kind", "slug", "document")
        assert self.copy.records() == {
            (kind, slug): documents.canonical(document).decode() for kind, slug, document in shown
        }

    @rule()
    def poll(self) -> None:
        for row in Publication.objects.filter(revision__gt=self.since).order_by("revision"):
            former = self.ids.get((row.kind, row.record_id))
            self.mirror.pop((row.kind, former or row.slug), None)
            self.ids[row.kind, row.record_id] = row.slug
            if row.withdrawn_at is None:
                self.mirror[row.kind, row.slug] = (row.sha256, documents.digest(row.document), row.document)
            if row.merged_into:
                self.led[row.kind, row.slug] = row.merged_into.slug
            self.since = row.revision

    @invariant()
    def a_partner_who_polls_has_what_is_shown(self) -> None:
        self.poll()
        shown = Publication.objects.shown()
        assert {key: value[0] for key, value in self.mirror.items()} == {
            (p.kind, p.slug): p.sha256 for p in shown
        }
        assert all(sha256 == digest for sha256, digest, _document in self.mirror.values())

    @invariant()
    def a_partner_knows_where_every_merged_id_leads_as_the_site_does(self) -> None:
        self.poll()
        for kind, slug in self.led:
            former = FormerSlug.objects.get(kind=kind, slug=slug).publication
            step = slug
            while (kind, step) in self.led:
                step = self.led[kind, step]
            assert self.ids[kind, former.record_id] in (step, former.slug)
            assert former.merged_into is None

    @invariant()
    def what_nobody_edited_since_is_shown_as_it_would_be_rendered(self) -> None:
        for publication in Publication.objects.shown().of("meeting", "organization"):
            model: Any = Meeting if publication.kind == "meeting" else Organization
            record = model.objects.get(pk=publication.record_id)
            if record.version == publication.record_version:
                assert without_statuses(publication.document) == without_statuses(rendered_now(record))

    @invariant()
    def no_shown_document_names_what_is_not_shown(self) -> None:
        live = {f"{p.kind}:{p.slug}" for p in Publication.objects.shown()}
        for publication in Publication.objects.shown():
            assert [name for name in publication.cites if name not in live] == []

    @invariant()
    def a_status_is_that_of_the_newest_shown_report(self) -> None:
        for outcome in Publication.objects.shown().of("outcome"):
            reports = [
                (str(row.latest), row.slug, row.document["status"], row.document["meeting"])
                for row in Publication.objects.shown().of("outcome_report")
                if row.document["outcome"]["id"] == outcome.slug
            ]
            expected = (outcome.document["status_recorded"], None)
            if reports:
                expected = max(reports, key=lambda row: row[:2])[2:]
            assert (outcome.document["status"], outcome.document["reported_by"]) == expected


def without_statuses(document: Any) -> Any:
    outcomes = document.get("outcomes", [])
    return document | {"outcomes": [one | {"status": None, "reported_by": None} for one in outcomes]}


@pytest.mark.django_db
def test_any_order_leaves_a_partner_with_exactly_what_is_shown():
    run_state_machine_as_test(
        Register,
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            deadline=None,
            phases=[Phase.explicit, Phase.reuse, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
