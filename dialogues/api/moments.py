"""Moments in addresses: a day, or a time with its zone (RFC 3339). A time without one names no moment."""

import datetime as dt
import re

from django.utils.dateparse import parse_date, parse_datetime

_ZONE = re.compile(r"(Z|[+-][0-9]{2}:[0-9]{2})$")


def moment_of(text: str) -> dt.datetime | None:
    """The moment that a text names: one with its zone, or the end of a day in UTC. None where it names none."""
    try:
        if day := parse_date(text):
            return dt.datetime.combine(day, dt.time.max, dt.UTC)
        moment = parse_datetime(text)
        # Told to the database in UTC: it refuses offsets that Python bears.
        return moment.astimezone(dt.UTC) if moment and _ZONE.search(text[10:]) else None
    except (ValueError, OverflowError):
        return None
