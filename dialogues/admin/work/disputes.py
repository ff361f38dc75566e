"""Facts about which sources differ, and for which no value is preferred with a reason."""

import json

from django.contrib.postgres.aggregates import JSONBAgg
from django.db import models
from django.db.models.functions import Cast, Coalesce, JSONObject
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogues.admin.citing.disputes import FactSaid
from dialogues.admin.work.entries import Entry, Part, WorkList, name_of
from dialogues.disputes import differ
from dialogues.models import Claim, Meeting

NONE = models.Value(0, output_field=models.BigIntegerField())


def open_disputes() -> list[Part]:
    """Each by the first of the claims that give a value, where another gives it in other signs.

    Whether other signs mean another value is for `dialogues.disputes` to say.
    """
    given = Claim.objects.filter(value__isnull=False)
    differing = (
        _about_the_same(given).filter(pk__gt=models.OuterRef("pk")).exclude(value=models.OuterRef("value"))
    )
    settled = _about_the_same(Claim.objects.filter(preferred=True)).exclude(reason="")
    rows = (
        given.filter(models.Exists(differing))
        .exclude(models.Exists(_about_the_same(given).filter(pk__lt=models.OuterRef("pk"))))
        .exclude(models.Exists(settled))
    )
    values = _about_the_same(given).order_by().values("field").annotate(all=JSONBAgg("value")).values("all")
    return [
        Part(
            rows,
            of="meeting",
            name=name_of(Meeting, "meeting__"),
            field=models.Value("preferred", output_field=models.TextField()),
            told=Cast(
                JSONObject(
                    fact="field", session="session_id", person="person_id", values=models.Subquery(values)
                ),
                models.TextField(),
            ),
            leads_to=_box,
        )
    ]


def _about_the_same(claims: models.QuerySet[Claim]) -> models.QuerySet[Claim]:
    """Those of the claims that are about the same fact as the claim outside."""
    return claims.alias(
        its_session=Coalesce("session_id", NONE), its_person=Coalesce("person_id", NONE)
    ).filter(
        meeting=models.OuterRef("meeting"),
        field=models.OuterRef("field"),
        its_session=Coalesce(models.OuterRef("session_id"), NONE),
        its_person=Coalesce(models.OuterRef("person_id"), NONE),
    )


def _box(entry: Entry) -> str:
    """Where the form asks for the decision."""
    told = json.loads(entry.told)
    fact = FactSaid(told["fact"], *(str(told[of] or "") for of in ("session", "person")))
    return f"{entry.page('change')}#dispute-{fact.id}"


def _stands(entry: Entry) -> bool:
    told = json.loads(entry.told)
    return differ(fact=told["fact"], values=told["values"])


def _reason(entry: Entry) -> str:
    told = json.loads(entry.told)
    given = [v if isinstance(v, str) else json.dumps(v, ensure_ascii=False) for v in told["values"]]
    return _("%(fact)s: sources say %(values)s.") % {
        "fact": capfirst(told["fact"].replace("_", " ")),
        "values": _(" or ").join(dict.fromkeys(given)),
    }


DISPUTES = WorkList(
    "disputes",
    gettext_lazy("Disputes open"),
    gettext_lazy("Sources differ, and no value is preferred with a reason."),
    gettext_lazy("Every fact about which sources differ has a value that is preferred, with the reason."),
    open_disputes,
    _reason,
    stands=_stands,
)
