"""The column of a list that shows a date: in words, as the form shows it back, and sorted by day."""

from typing import Any

from django.contrib import admin
from django.db import models

from dialogues.public.words.dates import in_words


def in_words_by_day(field: Any) -> Any:
    """The column of a date field, for `list_display`."""

    @admin.display(
        description=field.verbose_name,
        # As the lists stand by themselves: the newest first, those without a day last; and the other way round.
        ordering=models.F(f"{field.name}_latest").asc(nulls_first=True),
        empty_value="–",
    )
    def shown(record: Any) -> str:
        return in_words(getattr(record, field.name))

    shown.__name__ = field.name
    return shown
