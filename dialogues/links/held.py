"""The links that records hold: every column of addresses, of records and of their rows."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from dialogues.models import Dialogue, Image, Link, Meeting, Source, Statement
from participants.models import Organization, Person

HOLDERS: tuple[Any, ...] = (Source, Organization, Person, Dialogue, Meeting, Statement, Image)


def columns() -> Iterator[tuple[Any, str]]:
    """The models that hold links, each with the name of a column."""
    for model in HOLDERS:
        for field in model._meta.concrete_fields:
            if isinstance(field, models.URLField):
                yield model, field.name


def note_links() -> None:
    """Makes a row for every link that records hold, and drops those that none holds any more."""
    held = [
        model._default_manager.exclude(**{name: ""}).order_by().values_list(name) for model, name in columns()
    ]
    urls = {url for (url,) in held[0].union(*held[1:]).order_by()}
    known = set(Link.objects.values_list("url", flat=True))
    Link.objects.bulk_create([Link(url=url) for url in sorted(urls - known)], ignore_conflicts=True)
    Link.objects.filter(url__in=known - urls).delete()
