"""What stands in the way of a merge, in sentences for staff."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from dialogues.documents import Document
from dialogues.joining import further_names, names_of
from dialogues.merging.in_public import publication_of
from dialogues.merging.moving import what_moves
from dialogues.models import Claim, Publication
from dialogues.pointing import strangers
from participants.languages import NAME_LENGTH
from participants.models import Person

CHAINS = ("parent", "predecessor")


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
    public, target = publication_of(gone), publication_of(into)
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
