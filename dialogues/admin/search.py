"""Finding records by words: every word must occur in some name, in any language, or in the id."""

from typing import Any

from django.db import models
from django.db.models.functions import Cast


def with_words(records: models.QuerySet[Any], fields: tuple[str, ...], words: str) -> models.QuerySet[Any]:
    """The records in which every word occurs in one of the fields.

    A field may be one of a record's rows (`aliases__name`), asked for by a subquery so that no record comes twice,
    or a column of other languages, read as text.
    """
    for word in words.replace("\x00", "").split():
        somewhere = models.Q()
        for number, name in enumerate(fields):
            first, _joint, rest = name.partition("__")
            field: Any = records.model._meta.get_field(first)
            if field.one_to_many:
                rows = field.related_model._default_manager.filter(**{f"{rest}__icontains": word})
                somewhere |= models.Q(pk__in=rows.values(field.field.attname))
            elif isinstance(field, models.JSONField):
                records = records.alias(**{f"words_{number}": Cast(name, models.TextField())})
                somewhere |= models.Q(**{f"words_{number}__icontains": word})
            else:
                somewhere |= models.Q(**{f"{name}__icontains": word})
        records = records.filter(somewhere)
    return records


def best_first(records: models.QuerySet[Any], words: str) -> models.QuerySet[Any]:
    """The same records, those first whose id or abbreviation is what was typed, then those that begin with it."""
    words = words.replace("\x00", "").strip()
    if not words:
        return records
    names = [f.name for f in records.model._meta.concrete_fields if f.name in ("slug", "abbreviation")]
    starts = [
        f.name
        for f in records.model._meta.concrete_fields
        if f.name in ("name_en", "title_en", "title", "name_ja")
    ]
    cases = [
        *(models.When(**{f"{name}__iexact": words, "then": 0}) for name in names),
        *(models.When(**{f"{name}__istartswith": words, "then": 1}) for name in starts),
    ]
    if not cases:
        return records
    rank = models.Case(*cases, default=2, output_field=models.IntegerField())
    usual = records.query.order_by or records.model._meta.ordering
    return records.order_by(rank, *usual, "pk")
