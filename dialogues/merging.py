"""Merging: two records that are one and the same become one.

What points at the one that goes points at the one that stays; its names are kept as other names; nothing else of it
is. In public its ids lead to the one that stays, the documents that named it are carried (never rendered, so that
half-finished edits stay private), and a revision tells whoever polls. A meeting that was shown as it is recorded is
so afterwards, and one that was edited since stays so.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from dialogues import carrying
from dialogues.documents import Document, kind_of
from dialogues.joining import further_names, named_anew, names_of, with_claims_of
from dialogues.models import Bypass, Claim, FormerSlug, ImportedRecord, Participation, Publication, Revision
from dialogues.naming import published_reference
from dialogues.pointing import KNOWN, NAMES, Pointer, strangers
from dialogues.publishing import FAMILY_KINDS
from dialogues.readiness import NotReady
from dialogues.states import rendered_now
from dialogues.turns import By, Made, Turn, Without
from participants.languages import NAME_LENGTH
from participants.models import Person

CHAINS = ("parent", "predecessor")


@transaction.atomic
def merge(gone: Any, into: Any, *, by: By, note: str = "", reason: str = "") -> list[Made]:
    """Merges one organization or person into another of its kind and deletes it. Returns the revisions made.

    None are made where `gone` was never public. Where readers see it, `reason` says to colleagues why the two are one:
    no second person has looked at it, so it waits for somebody's approval (`Bypass`). Raises NotReady with the reasons.
    """
    if type(gone) is not type(into) or type(gone) not in KNOWN:
        raise NotReady(gone, [_("Two organizations can be merged, or two people.")])
    turn = Turn(by, note, without=Without(reason.strip(), Bypass.How.MERGE) if reason.strip() else None)
    # What is edited first: whoever edits it holds it when they come to name one of the two.
    _lock(*(row.head for row in what_moves(gone, into)))
    _lock(gone, into)
    gone, into = (type(one)._default_manager.get(pk=one.pk) for one in (gone, into))
    _lock(*(row.head for row in what_moves(gone, into)))  # what has come to name them meanwhile
    moving = what_moves(gone, into)
    if reasons := reasons_not_to_merge(gone, into):
        raise NotReady(gone, reasons)
    public, target = _publication(gone), _publication(into)
    if public and target and target.document and not turn.without:
        raise NotReady(gone, [_("Readers see it: say why the two are one and the same.")])
    was_shown_as_recorded = target and target.record_version == into.version
    heads = InStep.of([row.head for row in moving if not row.pointer.own])
    for row in moving:
        row.move(into)
    further = further_names(names_of(gone), names_of(into))
    _keep(further, into)
    _remember_for_imports(gone, into)
    if public and target and target.document:
        _lead_to(public, target, further, rendered_now(into)["claims"], turn)
    gone.delete()
    heads.keep()
    into.refresh_from_db()
    if target and was_shown_as_recorded and target.document == rendered_now(into):
        Publication.objects.filter(pk=target.pk).update(record_version=into.version)
    return turn.revisions


def _lock(*records: Any) -> None:
    """Nobody edits these records, or what belongs to them, until the transaction ends; always in the same order."""
    for model in sorted({type(record) for record in records}, key=lambda model: model._meta.label):
        pks = {record.pk for record in records if type(record) is model}
        list(model._default_manager.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk"))


def _publication(record: Any) -> Publication | None:
    """What is or was shown of a record."""
    return Publication.objects.filter(kind=kind_of(record), record_id=record.pk).first()


def changes_what_is_public(gone: Any, into: Any) -> bool:
    """Whether merging writes what readers see."""
    target = _publication(into)
    return bool(_publication(gone) and target and target.document)


# --- what moves -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """One row that points at the record that goes. It is `doubled` where the same stands there already: it goes too."""

    pointer: Pointer
    row: Any
    doubled: bool

    @property
    def head(self) -> Any:
        return self.pointer.head_of(self.row)

    def move(self, into: Any) -> None:
        if self.doubled:
            self.row.delete()
            return
        changes = {self.pointer.name: into}
        if self.pointer.own:
            last = self.pointer.rows(into).aggregate(last=models.Max("order"))["last"] or 0
            changes["order"] = last + 1
        self.pointer.model._base_manager.filter(pk=self.row.pk).update(**changes)


def what_moves(gone: Any, into: Any) -> list[Row]:
    """Every row that points at one record and would point at the other, relation by relation."""
    return [
        Row(pointer, row, is_doubled(row))
        for pointer in KNOWN[type(gone)]
        for is_doubled in [_doubles(pointer, into)]
        for row in pointer.rows(gone)
    ]


def _doubles(pointer: Pointer, into: Any) -> Callable[[Any], bool]:
    """Tells of a row whether the same points at the other record already."""
    if pointer.once_for:
        owners = set(pointer.rows(into).values_list(f"{pointer.once_for}_id", flat=True))
        return lambda row: getattr(row, f"{pointer.once_for}_id") in owners
    if pointer.model is Participation:
        there: dict[int, list[Any]] = {}
        for other in pointer.rows(into):
            there.setdefault(other.meeting_id, []).append(_told(other, pointer))
        return lambda row: row.meeting_id in there and _told(row, pointer) in there[row.meeting_id]
    if pointer.own:
        said = [_told(other, pointer) for other in pointer.rows(into)]
        return lambda row: _told(row, pointer) in said
    return lambda row: False


def _told(part: Any, pointer: Pointer) -> list[Any]:
    """All that a participation or a claim says, save who it says it of."""
    fields = [f.attname for f in part._meta.concrete_fields if f.name not in ("id", "order", pointer.name)]
    sources = part.sources.all() if pointer.model is Participation else ()
    return [*(getattr(part, name) for name in fields), sorted(source.pk for source in sources)]


@dataclass
class InStep:
    """Records that are shown, or were imported, just as they are recorded, with what to raise when they move."""

    publications: dict[tuple[type[models.Model], int], list[int]] = field(default_factory=dict)
    imports: dict[tuple[type[models.Model], int], list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, heads: Iterable[Any]) -> "InStep":
        found = cls()
        for key in {(type(head), head.pk) for head in heads}:
            head: Any = key[0]._default_manager.get(pk=key[1])
            public = Publication.objects.shown().filter(kind=kind_of(head), record_id=head.pk).first()
            if public and public.record_version == head.version:
                family = Publication.objects.shown().of(*FAMILY_KINDS)
                of_meeting = family.filter(family=public.slug, record_version=head.version)
                members = of_meeting.values_list("pk", flat=True) if public.kind == "meeting" else ()
                found.publications[key] = [public.pk, *members]
            found.imports[key] = list(
                ImportedRecord.objects.filter(
                    kind=kind_of(head), record_id=head.pk, version=head.version, merged_into=None
                ).values_list("pk", flat=True)
            )
        return found

    def keep(self) -> None:
        """Lets them be in step with the versions that the records have now."""
        for key in {*self.publications, *self.imports}:
            version = key[0]._default_manager.values_list("version", flat=True).get(pk=key[1])
            Publication.objects.filter(pk__in=self.publications.get(key, ())).update(record_version=version)
            ImportedRecord.objects.filter(pk__in=self.imports.get(key, ())).update(version=version)


def _keep(further: Iterable[Document], into: Any) -> None:
    """Adds names, after the ones that there are."""
    model, owner = NAMES[type(into)]
    last = into.aliases.aggregate(last=models.Max("order"))["last"] or 0
    for order, alias in enumerate(further, last + 1):
        model._default_manager.create(**{owner: into}, order=order, **alias)


def _remember_for_imports(gone: Any, into: Any) -> None:
    """Lets a later import of the old id find the record that stayed."""
    memories = ImportedRecord.objects.filter(kind=kind_of(gone))
    memories.filter(models.Q(record_id=gone.pk) | models.Q(merged_into=gone.pk)).update(merged_into=into.pk)
    memories.get_or_create(
        slug=gone.slug,
        defaults={
            "kind": kind_of(gone),
            "record_id": gone.pk,
            "version": gone.version,
            "sha256": "",
            "merged_into": into.pk,
        },
    )


# --- in public --------------------------------------------------------------------------------------------------


def _lead_to(
    public: Publication,
    target: Publication,
    further: Iterable[Document],
    claims: list[Document],
    turn: Turn,
) -> None:
    """Turns one publication into a way to another. Whoever polls learns first what names the other, then this."""
    kind = public.kind
    if public.document:
        _carry(public, target, further, claims, turn)
    FormerSlug.objects.filter(publication=public).update(publication=target)
    FormerSlug.objects.create(kind=kind, slug=public.slug, publication=target)
    Publication.objects.filter(merged_into=public).update(merged_into=target)
    carrying.empty(public)
    public.withdrawn_at, public.withdrawal_reason = turn.now, ""
    public.merged_into = target
    turn.write(public, Revision.Op.MERGE, Revision.Cause.MERGED)


def _carry(
    public: Publication,
    target: Publication,
    further: Iterable[Document],
    claims: list[Document],
    turn: Turn,
) -> None:
    """Writes the one that stays into every published document that names the other, and names and claims into its own.

    `further` and `claims` are what is recorded of it by now.
    """
    kind = public.kind
    # Neither a name or a claim that nobody has cleared, nor one that is no longer recorded.
    names = [alias for alias in further_names(public.document, target.document) if alias in further]
    document = with_claims_of(public.document, target.document, claims)
    document = document | {"aliases": [*document["aliases"], *names]}
    if document != target.document:
        carrying.describe(target, document)
        turn.write(target, Revision.Op.UPSERT)
    gone, into = (published_reference(kind, one.document) for one in (public, target))
    for publication in list(Publication.objects.shown().citing(kind, public.slug).order_by("revision")):
        document = named_anew(publication.document, gone, into)
        carrying.describe(publication, document)
        turn.write(publication, Revision.Op.UPSERT)
    if kind in carrying.TREES:
        carrying.look_up_again(kind, target.slug)


# --- reasons ----------------------------------------------------------------------------------------------------


def reasons_not_to_merge(gone: Any, into: Any) -> list[str]:
    """What stands in the way of merging two of a kind, in sentences for staff; empty where nothing does."""
    if gone.pk == into.pk:
        return [_("This is one and the same record.")]
    words = {"gone": gone, "into": into}
    reasons = [
        _("Something points at “%(gone)s” that a merge does not know how to move (%(relation)s).")
        % (words | {"relation": label})
        for label in strangers(gone)
    ]
    public, target = _publication(gone), _publication(into)
    if public and public.document and not (target and target.document):
        reasons.append(_("“%(gone)s” is public and “%(into)s” is not. Publish “%(into)s” first.") % words)
    reasons += [*_circles(gone, into, public, target), *_two_preferred(gone, into)]
    longest = max((len(alias["name"]) for alias in further_names(names_of(gone), names_of(into))), default=0)
    if longest > NAME_LENGTH:
        reasons.append(
            _("A name of “%(gone)s” is too long to be kept as another name. Shorten it first.") % words
        )
    return reasons


def _circles(gone: Any, into: Any, public: Publication | None, target: Publication | None) -> list[str]:
    """Where the one that stays is below or after the one that goes, in the records or as shown."""
    reasons = []
    words = {"gone": gone, "into": into}
    for chain in CHAINS:
        recorded = _leads(into, gone, chain)
        shown = bool(
            public
            and public.document
            and target
            and target.document
            and _leads_in_public(target, public, chain)
        )
        if recorded and chain == "parent":
            reasons.append(
                _(
                    "“%(into)s” is part of “%(gone)s”: merged, it would be part of itself. Take it out of it first."
                )
                % words
            )
        elif recorded:
            reasons.append(
                _(
                    "“%(into)s” succeeded “%(gone)s”: merged, it would succeed itself. "
                    "Take out the predecessor first."
                )
                % words
            )
        elif shown:
            reasons.append(
                _(
                    "To readers, “%(into)s” still is part of “%(gone)s” or succeeded it. "
                    "Publish the edits of “%(into)s”, and of what stands between, first."
                )
                % words
            )
    return reasons


def _leads(start: Any, goal: Any, chain: str) -> bool:
    step = getattr(start, chain, None)
    while step is not None:
        if step.pk == goal.pk:
            return True
        step = getattr(step, chain)
    return False


def _leads_in_public(start: Publication, goal: Publication, chain: str) -> bool:
    seen: set[str] = set()
    document: Document | None = start.document
    while document and (above := document.get(chain)) and above["id"] not in seen:
        if above["id"] == goal.slug:
            return True
        seen.add(above["id"])
        document = (
            Publication.objects.shown()
            .filter(kind=goal.kind, slug=above["id"])
            .values_list("document", flat=True)
            .first()
        )
    return False


def _two_preferred(gone: Any, into: Any) -> list[str]:
    """Claims about one fact of both of which each is preferred: of one record, only one can be."""
    reasons = [
        _(
            "One claim about “%(field)s” of “%(gone)s” is preferred and another of “%(into)s”. "
            "Prefer only one of them first."
        )
        % {"field": field, "gone": gone, "into": into}
        for field in _preferred_differently(gone, into)
    ]
    if not isinstance(gone, Person):
        return reasons
    theirs = Claim.objects.filter(person=into, preferred=True, meeting=models.OuterRef("meeting"))
    both = Claim.objects.filter(
        models.Exists(theirs.filter(field=models.OuterRef("field"))), person=gone, preferred=True
    )
    return reasons + [
        _(
            "“%(meeting)s” prefers one claim about “%(field)s” of “%(gone)s” and another of “%(into)s”. "
            "Prefer only one of them first."
        )
        % {"meeting": claim.meeting, "field": claim.field, "gone": gone, "into": into}
        for claim in both.select_related("meeting")
    ]


def _preferred_differently(gone: Any, into: Any) -> list[str]:
    """The facts about which each of the two prefers a claim of its own, save where it is the same claim."""
    rows = [row.row for row in what_moves(gone, into) if row.pointer.own and not row.doubled]
    theirs = set(into.claims.filter(preferred=True).values_list("field", flat=True))
    return sorted(theirs & {claim.field for claim in rows if claim.preferred})
