"""What the page is told of a pasted list: for each line the records that it may be, and what to make otherwise."""

from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dialogues.admin.choices import label_of
from dialogues.admin.entry.making import JAPANESE, may_make
from dialogues.admin.entry.names.lines import LONGEST, MOST_LINES, listed
from dialogues.admin.entry.names.matching import Match, matched
from participants.models import Organization, Person


@require_POST
def match_names(request: HttpRequest, site: AdminSite) -> JsonResponse:
    """Matches the lines of `text`; `party` is their side where all are of one. Writes nothing."""
    owners = [site.get_model_admin(model) for model in (Organization, Person)]
    if not all(owner.has_view_permission(request) for owner in owners):
        raise PermissionDenied
    lines = listed(request.POST.get("text", ""))
    if len(lines) > MOST_LINES or any(len(line) > LONGEST for line in lines):
        refused = _("At most %(lines)s lines of %(signs)s characters each.")
        return JsonResponse({"refused": refused % {"lines": MOST_LINES, "signs": LONGEST}}, status=400)
    makes = {"organization": may_make(request, owners[0]), "person": may_make(request, owners[1])}
    party = request.POST.get("party", "")
    return JsonResponse({"lines": [told(site, match, makes) for match in matched(lines, party)]})


def told(site: AdminSite, match: Match, makes: dict[str, bool]) -> dict[str, Any]:
    """One line: what it may be, in the order in which to offer it; `chosen` is the place of what it surely is."""
    choices = [_choice(site, record) for record in (*match.exact, *match.near)]
    name = match.reading.name
    new = [("organization", _("New organization: %s")), ("person", _("New person: %s"))]
    for kind, words in new if match.is_body else reversed(new):
        if makes[kind]:
            choices.append({"kind": kind, "id": "", "name": name, "text": words % name})
    # One so called is it. Several, or some that are only spelled alike: somebody must say which.
    sure = len(match.exact) == 1 or not (match.exact or match.near or match.unclear)
    return {
        "line": match.line,
        "title": match.reading.title,
        "title_in": "ja" if JAPANESE.search(match.reading.title) else "en",
        "organization": _record(site, match.body) if match.body else None,
        "choices": choices,
        "chosen": 0 if sure and choices else None,
        "state": _state(match),
    }


def _state(match: Match) -> str:
    if len(match.exact) == 1:
        return _("Found")
    if match.exact:
        return _("Several are called so: choose")
    if match.unclear:
        return _("Not clear who this is: choose")
    return _("Spelled much alike: choose") if match.near else _("New")


def _choice(site: AdminSite, record: Any) -> dict[str, Any]:
    kind = "organization" if isinstance(record, Organization) else "person"
    return {"kind": kind, **_record(site, record)}


def _record(site: AdminSite, record: Any) -> dict[str, Any]:
    party = getattr(record, "party", None)
    return {
        "id": str(record.pk),
        "text": label_of(site, record),
        "party": {"id": str(party.pk), "text": label_of(site, party)} if party else None,
    }
