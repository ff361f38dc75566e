"""The delegation of the previous edition, to be copied into the rows of a new one. Nothing is saved here.

Who sat there is often who sits here again; what they were called belongs to the day, so their titles come marked
as the earlier meeting's, to be checked.
"""

from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dialogues.admin.choices import label_of
from dialogues.admin.entry.dates.from_words import from_words
from dialogues.admin.sessions import SESSION_BY_SESSION
from dialogues.models import Meeting
from dialogues.public.words.dates import in_words
from participants.dates import bounds


def previous_edition(dialogue: int, edition: int | None, date: str, but: int | None = None) -> Meeting | None:
    """The edition before: by its number, else the latest that began before the date, else the latest of all."""
    held = Meeting.objects.filter(dialogue=dialogue).exclude(pk__in=[but] if but else [])
    latest = (F("date_earliest").desc(nulls_last=True), F("edition").desc(nulls_last=True), "-pk")
    if edition is not None:
        return held.filter(edition__lt=edition).order_by("-edition", *latest).first() or _before(
            held, date, latest
        )
    return _before(held, date, latest)


def _before(held: Any, date: str, latest: Any) -> Meeting | None:
    began = bounds(date)[0]
    if began:
        return held.filter(date_earliest__lt=began).order_by(*latest).first()
    return held.order_by(*latest).first()


@require_GET
def previous_delegation(request: HttpRequest, site: AdminSite) -> JsonResponse:
    """Who took part in the previous edition, row by row as the form takes them; `none` says why there is nobody."""
    if not site.get_model_admin(Meeting).has_view_permission(request):
        raise PermissionDenied
    dialogue = _number(request, "dialogue")
    if dialogue is None:
        return JsonResponse({"none": _("Choose the dialogue first.")})
    try:
        date = from_words(request.GET.get("date", "")) if request.GET.get("date") else ""
    except ValueError:
        date = ""
    meeting = previous_edition(dialogue, _number(request, "edition"), date, _number(request, "meeting"))
    if meeting is None:
        return JsonResponse({"none": _("No earlier edition of this dialogue is recorded.")})
    parts = meeting.participations.select_related("party", "organization__party", "person", "session__track")
    rows = [_row(site, part) for part in parts.order_by(*SESSION_BY_SESSION)]
    named = _named(meeting)
    if not rows:
        return JsonResponse({"none": _("Nobody is recorded as taking part in %s.") % named})
    sides = meeting.party_places.select_related("party").order_by("order", "pk")
    return JsonResponse(
        {
            "meeting": named,
            "check": _("From %s: check.") % named,
            "sides": [_record(site, place.party) for place in sides],
            "rows": rows,
        }
    )


def _named(meeting: Meeting) -> str:
    """The edition as the form speaks of it: its number and its day, else its title."""
    day = f" ({in_words(meeting.date)})" if meeting.date else ""
    return (_("meeting no. %s") % meeting.edition if meeting.edition else str(meeting)) + day


def _row(site: AdminSite, part: Any) -> dict[str, Any]:
    session = part.session
    who = [part.person, part.organization]
    words = [
        part.get_role_display(),
        *(label_of(site, one) for one in who if one),
        part.title_en or part.title_ja,
    ]
    if session:
        words.append(str(session.track or session))
    return {
        "label": " · ".join(filter(None, words)),
        "role": part.role,
        "principal": part.principal,
        "track": str(session.track_id) if session and session.track_id else "",
        "title_en": part.title_en,
        "title_ja": part.title_ja,
        "organization": _record(site, part.organization),
        "person": _record(site, part.person),
        "party": _record(site, part.party),
    }


def _record(site: AdminSite, record: Any) -> dict[str, str] | None:
    return {"id": str(record.pk), "text": label_of(site, record)} if record else None


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
