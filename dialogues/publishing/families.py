"""A meeting's family: what is shown of it beside the meeting itself, under addresses of its own."""

from collections.abc import Iterable, Sequence

from dialogues.models import Kind, Meeting, Publication

FAMILY_KINDS = (Kind.SESSION, Kind.OUTCOME, Kind.OUTCOME_REPORT)


def families_of(meetings: Sequence[Meeting]) -> Iterable[Publication]:
    """What is shown of the families of meetings, under their present public ids."""
    if not meetings:
        return []
    heads = Publication.objects.filter(kind=Kind.MEETING, record_id__in=[meeting.pk for meeting in meetings])
    return Publication.objects.shown().of(*FAMILY_KINDS).filter(family__in=heads.values("slug"))
