"""Facts without a source, asked of the records: of those of meetings readers are told “No source recorded”.

A fact has a source where a claim about it is preferred, or gives the value that is recorded. A participation, a count,
a statement, an outcome, a report or a picture has one where its own row names one. Of an agenda, one item with a
source is enough. A meeting or a dialogue that names none at all is listed for that.

Of dialogues and organizations a source is needed for what somebody must have read somewhere, and what can be wrong
unseen: since when and until when there is one, what it is part of, what it followed. The sources that a dialogue names
are those of its facts. None is needed for what can be checked where it stands: names and spellings, by each text
that uses them; a website and the ids that others give, by following them. Nor for what the register itself
decides (sector, focus, status, the side of a body). So people, of whom nothing else is recorded, are not listed, nor
is the great number of bodies of which no more is recorded than what they are called. What no source ever says (ids,
notes, summaries) and what has no sources of its own (topics, parties) is not asked for.
"""

import json
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.db import models
from django.db.models.functions import Cast, Coalesce, NullIf

from dialogues.disputes import same
from dialogues.models import (
    AgendaItem,
    Attendance,
    Claim,
    Dialogue,
    DialogueClaim,
    Image,
    Meeting,
    OrganizationClaim,
    Outcome,
    OutcomeReport,
    Participation,
    Place,
    Session,
    Statement,
)
from participants.models import Organization

# What somebody must have read somewhere: when a body began and ended; what it, or a dialogue, is part of and followed.
EXISTED = ("exists_from", "exists_until")
RELATED = ("parent", "predecessor")

NOTHING = models.Value("", output_field=models.TextField())
Rows = models.QuerySet[Any]


@dataclass(frozen=True)
class Unsourced:
    """One kind of fact: the rows that state it and name no source for it, and the field where one is to be cited.

    `of` is the way from the row to the record on whose form it stands; empty where the row is the record. `claimed`
    is, as JSON, what is recorded and what claims say: whether they mean the same, `stands` tells.
    """

    rows: Rows
    field: str
    of: str = ""
    claimed: Any = NOTHING


def facts() -> list[Unsourced]:
    """Every kind of fact that needs a source. No query is made before rows are read."""
    return [
        _told_by_claims(Meeting.objects.exclude(date=""), "date", "date"),
        _told_by_claims(Meeting.objects.filter(edition__isnull=False), "edition", "edition"),
        _told_by_claims(Meeting.objects.exclude(format=Meeting.Format.UNKNOWN), "format", "format"),
        _told_by_claims(_first(Place, "meeting"), "places", "city_en", "meeting", _cities()),
        _told_by_claims(Session.objects.exclude(date=""), "date", "date", "meeting"),
        _told_by_claims(
            Session.objects.exclude(ordinal__isnull=True, ordinal_stated=""), "ordinal", "ordinal", "meeting"
        ),
        *(_told_by_the_row(model, "sources") for model in (Participation, Outcome)),
        *(_told_by_the_row(model, "source") for model in (Attendance, Statement, OutcomeReport, Image)),
        Unsourced(_first(AgendaItem, "session").exclude(_has_a_sourced_item()), "sources", "meeting"),
        Unsourced(_meetings_without_any(), "sources"),
        *_of_dialogues(),
        *(_told_by_claims(Organization.objects.exclude(**{date: ""}), date, date) for date in EXISTED),
        *(_told_of_another(Organization.objects.all(), to) for to in RELATED),
    ]


def stands(claimed: str) -> bool:
    """Whether a row that the database found has no source: a claim may give the recorded value in other signs."""
    if not claimed:
        return True
    recorded, values = json.loads(claimed)
    return recorded is None or not any(same(recorded, value) for value in values or ())


def _told_by_claims(rows: Rows, fact: str, field: str, of: str = "", recorded: Any = None) -> Unsourced:
    """The rows whose fact no claim supports: none is preferred, and none gives what is recorded."""
    about = _claims_about(rows.model, fact, of)
    supporting = models.Q(preferred=True)
    if recorded is None:
        supporting |= models.Q(value=_json(models.OuterRef(field)))
    unsupported = _row_by_row(rows, models.Exists(about.filter(supporting)))
    return Unsourced(unsupported, field, of, _told(models.F(field) if recorded is None else recorded, about))


def _told_of_another(rows: Rows, to: str) -> Unsourced:
    """The rows that name another record, which no claim does: none is preferred, and none gives a name of it."""
    rows = rows.filter(**{f"{to}__isnull": False})
    about = _claims_about(rows.model, to)
    names = [f"{to}__name_en", f"{to}__name_ja"]
    supporting = models.Q(preferred=True)
    for name in names:
        supporting |= models.Q(value=_json(models.OuterRef(name)))
    recorded = Coalesce(NullIf(names[0], NOTHING), names[1])
    return Unsourced(
        _row_by_row(rows, models.Exists(about.filter(supporting))), to, "", _told(recorded, about)
    )


def _claims_about(model: type[models.Model], fact: str, of: str = "") -> Rows:
    """The claims about a fact of the row outside; `of` is the way from the row to the meeting."""
    about: Rows
    match model:
        case _ if model is Dialogue:
            about = DialogueClaim.objects.filter(dialogue=models.OuterRef("pk"))
        case _ if model is Organization:
            about = OrganizationClaim.objects.filter(organization=models.OuterRef("pk"))
        case _ if model is Session:
            about = Claim.objects.filter(person=None, session=models.OuterRef("pk"))
        case _:
            meeting = models.OuterRef("meeting" if of else "pk")
            about = Claim.objects.filter(person=None, session=None, meeting=meeting)
    return about.filter(field=fact).order_by()


def _json(value: Any) -> Any:
    return models.Func(value, function="to_jsonb", output_field=models.JSONField())


def _told(recorded: Any, about: Rows) -> Any:
    """What is recorded and what claims say, as JSON."""
    told = models.Func(
        recorded,
        models.Subquery(about.values("field").annotate(all=JSONBAgg("value")).values("all")),
        function="jsonb_build_array",
        output_field=models.JSONField(),
    )
    return Cast(told, models.TextField())


def _of_dialogues() -> list[Unsourced]:
    """The facts of dialogues that name no sources; a dialogue itself, where it states none and cites nothing at all."""
    bare = Dialogue.objects.filter(~_cites(Dialogue.sources))
    claims = DialogueClaim.objects.filter(dialogue=models.OuterRef("pk"))
    stated = models.Q(**{f"{to}__isnull": False for to in RELATED}, _connector=models.Q.OR) | ~models.Q(
        established=""
    )
    return [
        _told_by_claims(bare.exclude(established=""), "established", "established"),
        *(_told_of_another(bare, to) for to in RELATED),
        Unsourced(bare.exclude(stated).exclude(models.Exists(claims)), "sources"),
    ]


def _row_by_row(rows: Rows, unless: Any) -> Rows:
    """The rows of which the condition is not true, asked of each row in turn.

    A list reads its first rows and stops. Left to itself, the database joins all rows before it gives one.
    """
    true = models.Case(models.When(unless, then=1), default=0)
    return rows.alias(unless=true).exclude(unless=1)


def _told_by_the_row(model: type[models.Model], field: str) -> Unsourced:
    rows = model._default_manager.all()
    none = ~_cites(getattr(model, field)) if field == "sources" else models.Q(source=None)
    return Unsourced(rows.filter(none), field, "meeting")


def _cites(sources: Any) -> Any:
    """Whether a row has any of its own sources."""
    through, column = sources.through, sources.field.m2m_field_name()
    return models.Exists(through._default_manager.filter(**{column: models.OuterRef("pk")}))


def _first(model: type[models.Model], within: str) -> Rows:
    """The first row of each meeting or session."""
    same_list = model._default_manager.filter(**{within: models.OuterRef(within)})
    before = models.Q(order__lt=models.OuterRef("order")) | models.Q(
        order=models.OuterRef("order"), pk__lt=models.OuterRef("pk")
    )
    return _row_by_row(model._default_manager.all(), models.Exists(same_list.filter(before)))


def _cities() -> Any:
    """The places of a meeting as documents name them where a claim is held against them."""
    named = Place.objects.filter(meeting=models.OuterRef("meeting")).exclude(city_en="").order_by()
    joined = models.StringAgg("city_en", models.Value("; "), order_by=["order", "id"])
    return models.Subquery(named.values("meeting").annotate(all=joined).values("all"))


def _has_a_sourced_item() -> Any:
    items = AgendaItem.objects.filter(session=models.OuterRef("session"))
    return models.Exists(items.filter(_cites(AgendaItem.sources)))


def _meetings_without_any() -> Rows:
    """Meetings whose document would cite no source at all."""
    of_it = {"meeting": models.OuterRef("pk")}
    rows = Meeting.objects.filter(~_cites(Meeting.sources), ~models.Exists(Claim.objects.filter(**of_it)))
    for model in (Participation, Outcome, AgendaItem):
        rows = rows.exclude(models.Exists(model._default_manager.filter(_cites(model.sources), **of_it)))
    for part in (Attendance, Statement, OutcomeReport, Image):
        rows = rows.exclude(models.Exists(part._default_manager.filter(source__isnull=False, **of_it)))
    return rows
