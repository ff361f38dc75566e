"""Facts about which sources differ, and for which no value is preferred with a reason."""

import json
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.db import models
from django.db.models.functions import Cast, Coalesce, JSONObject
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogues.admin.citing.citable import CLAIMS, NARROWED_BY
from dialogues.admin.citing.said import dispute_anchor
from dialogues.admin.work.entries import Entry, Part, WorkList, name_of
from dialogues.disputes import HOLD_TOGETHER, differ
from dialogues.public.facts.claims import heading, in_words

NONE = models.Value(0, output_field=models.BigIntegerField())

Claims = models.QuerySet[Any]


def open_disputes() -> list[Part]:
    return [_open(model, of) for model, of in CLAIMS.items()]


def _open(model: type[models.Model], of: str) -> Part:
    """Each by the first of the claims that give a value, where another gives it in other signs.

    Whether other signs mean another value is for `dialogues.disputes` to say.
    """
    record: Any = model._meta.get_field(of).related_model
    narrowed_by = NARROWED_BY.get(record, ())

    def about_the_same(claims: Claims) -> Claims:
        """Those of the claims that are about the same fact as the claim outside."""
        keys = {f"its_{name}": Coalesce(f"{name}_id", NONE) for name in narrowed_by}
        same = {f"its_{name}": Coalesce(models.OuterRef(f"{name}_id"), NONE) for name in narrowed_by}
        return claims.alias(**keys).filter(
            **{of: models.OuterRef(of)}, field=models.OuterRef("field"), **same
        )

    every = model._default_manager.exclude(field__in=HOLD_TOGETHER)
    given = every.filter(value__isnull=False)
    differing = (
        about_the_same(given).filter(pk__gt=models.OuterRef("pk")).exclude(value=models.OuterRef("value"))
    )
    settled = about_the_same(every.filter(preferred=True)).exclude(reason="")
    rows = (
        given.filter(models.Exists(differing))
        .exclude(models.Exists(about_the_same(given).filter(pk__lt=models.OuterRef("pk"))))
        .exclude(models.Exists(settled))
    )
    values = about_the_same(given).order_by().values("field").annotate(all=JSONBAgg("value")).values("all")
    told = JSONObject(
        fact="field", values=models.Subquery(values), **{one: f"{one}_id" for one in narrowed_by}
    )
    return Part(
        rows,
        of=of,
        name=name_of(record, f"{of}__"),
        told=Cast(told, models.TextField()),
        by_record=True,
        leads_to=_at_the_field,
    )


def _at_the_field(entry: Entry) -> str:
    """The form, where it asks which value is preferred."""
    told = json.loads(entry.told)
    keys = (str(told.get(one) or "") for one in ("session", "person"))
    return f"{entry.page('change')}#{dispute_anchor(told['fact'], *keys)}"


def _reason(entry: Entry) -> str:
    told, kind = json.loads(entry.told), entry.part.kind
    fact = heading(told["fact"], of_a_person=bool(told.get("person")), kind=kind)
    given = [in_words(told["fact"], value, "en", kind) for value in told["values"]]
    return _("%(fact)s: sources say %(values)s.") % {
        "fact": capfirst(fact),
        "values": _(" or ").join(dict.fromkeys(given)),
    }


DISPUTES = WorkList(
    "disputes",
    gettext_lazy("Disputes open"),
    gettext_lazy("Sources differ, and no value is preferred with a reason."),
    gettext_lazy("Every fact about which sources differ has a value that is preferred, with the reason."),
    open_disputes,
    _reason,
    stands=lambda entry: _differ(json.loads(entry.told)),
)


def _differ(told: dict[str, Any]) -> bool:
    return differ(told["fact"], told["values"])
