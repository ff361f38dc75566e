"""Making a record from a box: what was typed has no record yet, and becomes a draft without leaving the form.

It goes through the form of its own kind, so that it obeys the same rules and gets its public id in the same way.
What is called just so already is chosen instead: two clicks, or two people, make one record.
"""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from django.apps import apps
from django.contrib.admin import AdminSite
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.db import DataError, IntegrityError, models, transaction
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dialogues.admin.choices import choosable, label_of
from dialogues.admin.records import as_slug
from dialogues.admin.refusals import why_refused
from dialogues.admin.search import EXACT, best_first, with_words
from dialogues.models import Source, Topic
from participants.models import Organization, Party, Person
from participants.records import free_slug

MAKEABLE: tuple[type[models.Model], ...] = (Organization, Person, Source, Topic)

_ABBREVIATED = re.compile(r"(.+?)\s*[(（]([A-Z][A-Za-z0-9&./-]{1,20})[)）]")
JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff々〆]")
_KOREAN = re.compile("[\u1100-\u11ff\uac00-\ud7af]")


def may_make(request: HttpRequest, model_admin: Any) -> bool:
    return model_admin.model in MAKEABLE and model_admin.has_add_permission(request)


def of_the_side(records: Sequence[Any], party: str) -> list[Any]:
    """Those of the records that are of a party, or of none; all of them where the party is not known.

    Bodies of two sides often have one name: every state has its ministry of foreign affairs.
    """
    if not party:
        return list(records)
    return [record for record in records if str(getattr(record, "party_id", None) or party) == party]


def named(words: str) -> dict[str, str]:
    """The fields of a name for what was typed: the language is told by its letters."""
    if JAPANESE.search(words):
        return {"name_ja": words}
    if _KOREAN.search(words):
        return {"name_other": f"ko: {words}"}
    return {"name_en": words}


def fields_for(model: type[models.Model], words: str, party: str = "") -> dict[str, str]:
    """What the form of a kind is filled in with."""
    if model is Organization:
        abbreviated = _ABBREVIATED.fullmatch(words)
        name, short = abbreviated.groups() if abbreviated else (words, "")
        return named(name) | {"abbreviation": short, "party": party}
    if model is Source:
        return {"title": _title_of(words), "url": words} if is_address(words) else {"title": words}
    return named(words)


def is_address(words: str) -> bool:
    return bool(re.match(r"https?://\S+$", words))


def _title_of(url: str) -> str:
    """Words for an address until somebody gives the title: the last part of its path, or its host."""
    parts = urlsplit(url)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    words = re.sub(r"\.(html?|pdf|aspx|php)$", "", last).replace("-", " ").replace("_", " ").strip()
    host = parts.hostname or ""
    return f"{words[:1].upper()}{words[1:]} ({host})" if words else host


def make(
    request: HttpRequest, model_admin: Any, words: str, party: str = "", letters: str | None = ""
) -> tuple[Any, bool]:
    """The record that is called so, and whether it is new. Raises Refused, in words for the person who typed.

    `letters` is the name in a to z, for the public id of what has none in them: its reading cannot be guessed. None
    where somebody can be asked for it: then raises LettersWanted.
    """
    model = model_admin.model
    there = with_words(choosable(model_admin.admin_site, model), model_admin.search_fields, words)
    there = best_first(there, words, model_admin.search_fields).filter(nearness=EXACT)
    if known := of_the_side(list(there[:20]), party):
        return known[0], False
    given = fields_for(model, words, party)
    if not _stem_of(model_admin, request, given) and letters != "":
        given["slug"] = _slug_of(model_admin, request, letters or "", party)
    form = model_admin.get_form(request, None)(_usual(model_admin, request) | given)
    if not form.is_valid():
        raise Refused(" ".join(said for errors in form.errors.values() for said in errors))
    try:
        with transaction.atomic():
            record = form.save(commit=False)
            model_admin.save_model(request, record, form, False)
            form.save_m2m()
            model_admin.log_addition(request, record, [{"added": {}}])
    except (IntegrityError, DataError) as error:
        raise Refused(why_refused(error)) from None
    return record, True


def _stem_of(model_admin: Any, request: HttpRequest, given: dict[str, str]) -> str:
    """What the name alone gives for a public id; empty where it has no letters for one."""
    return as_slug(model_admin.get_form(request, None)().slug_stem(given | {"party": None}))


def _slug_of(model_admin: Any, request: HttpRequest, letters: str, party: str) -> str:
    side = Party.objects.filter(pk=party).first() if party else None
    named = {"name_en": letters, "party": side}
    stem = as_slug(model_admin.get_form(request, None)().slug_stem(named)) if as_slug(letters) else ""
    if not stem:
        raise LettersWanted
    return free_slug(model_admin.model, stem, first=stem)


class LettersWanted(ValueError):
    """A name of which no public id can be made, and nobody has said how it is written in a to z."""


class Refused(ValueError):
    """The record cannot be made. Its words say why."""


def _usual(model_admin: Any, request: HttpRequest) -> dict[str, Any]:
    """What the empty form of a kind would send."""
    form = model_admin.get_form(request, None)()
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: value for name, value in values.items() if value not in (None, "", {}, [])}


@require_POST
def make_record(request: HttpRequest, site: AdminSite) -> JsonResponse:
    """Makes the record that a box asks for: `{id, text, name, said}`, or `{refused}` with status 400.

    `{letters}` with status 400 asks for the name in a to z, where the page says that it can ask (`asks`).
    """
    model_admin = _wanted(site, request)
    if not may_make(request, model_admin):
        raise PermissionDenied
    words = " ".join(request.POST.get("words", "").replace("\x00", "").split())
    party = request.POST.get("party", "")
    if not words:
        return JsonResponse({"refused": _("Type a name first.")}, status=400)
    party = party if party.isascii() and party.isdigit() else ""
    letters = request.POST.get("letters", "").strip() or (None if "asks" in request.POST else "")
    try:
        record, new = make(request, model_admin, words, party, letters)
    except LettersWanted:
        return JsonResponse({"letters": words}, status=400)
    except Refused as refused:
        return JsonResponse({"refused": str(refused)}, status=400)
    told = _("Created as a draft: %(record)s.") if new else _("There already, and chosen: %(record)s.")
    label = label_of(site, record)
    said = told % {"record": label}
    return JsonResponse({"id": str(record.pk), "text": label, "name": str(record), "said": said, "new": new})


def _wanted(site: AdminSite, request: HttpRequest) -> Any:
    """The desk of the kind of record that the box is for, as the box itself is told to the server."""
    try:
        model = apps.get_model(request.POST["app_label"], request.POST["model_name"])
        field: Any = model._meta.get_field(request.POST["field_name"])
        return site.get_model_admin(field.remote_field.model)
    except (KeyError, LookupError, FieldDoesNotExist, AttributeError) as error:
        raise PermissionDenied from error
