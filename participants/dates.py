"""Uncertain dates, written in EDTF (ISO 8601-2, the Extended Date/Time Format), and the field that keeps them.

The library `edtf` reads one date at a time here. Intervals and sets are taken apart before, because the
library accepts an interval that ends before it starts, guesses ten years for an unknown end, and gives an
unknown year the bounds 0 and 9999. Times of day and years beyond four digits are refused: no meeting needs them.
"""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import edtf
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

MAX_LENGTH = 120

_PART = re.compile(r"[~?%]?[0-9X]{4}[~?%]?(-[~?%]?[0-9X]{2}[~?%]?(-[~?%]?[0-9X]{2}[~?%]?)?)?")
_OPEN = ("", "..")


@dataclass(frozen=True)
class UncertainDate:
    """What an EDTF text can mean: the text, and the first and last possible day.

    A day is None where nothing bounds it: no year is known, or the interval is open or ends unknown.
    """

    edtf: str
    earliest: dt.date | None
    latest: dt.date | None


class ImpossibleDate(ValueError):
    """The text is not an EDTF date, or no calendar has it. Its words are for the person who typed it."""


@lru_cache(maxsize=4096)
def read(text: str) -> UncertainDate:
    """The UncertainDate that an EDTF text stands for. Raises ImpossibleDate.

    Days are calendar days where the meeting took place; no time zone is implied.
    """
    text = text.strip()
    if len(text) > MAX_LENGTH:
        raise ImpossibleDate(_("A date has at most %(most)s characters.") % {"most": MAX_LENGTH})
    if "/" in text:
        earliest, latest = _interval(text)
    elif text[:1] in ("[", "{"):
        earliest, latest = _set(text)
    else:
        earliest, latest = _single(text)
    if earliest and latest and earliest > latest:
        raise ImpossibleDate(_("“%(text)s” ends before it starts.") % {"text": text})
    return UncertainDate(text, earliest, latest)


def _interval(text: str) -> tuple[dt.date | None, dt.date | None]:
    ends = text.split("/")
    if len(ends) != 2 or all(end in _OPEN for end in ends):
        raise _not_edtf(text)
    start, end = ends
    earliest, start_latest = (None, None) if start in _OPEN else _single(start)
    end_earliest, latest = (None, None) if end in _OPEN else _single(end)
    if start_latest and end_earliest and earliest and latest and earliest > latest:
        raise ImpossibleDate(_("“%(text)s” ends before it starts.") % {"text": text})
    return earliest, latest


def _set(text: str) -> tuple[dt.date | None, dt.date | None]:
    """One of several days `[a,b]`, or all of several days `{a,b}`; `a..b` inside is a range."""
    closing = {"[": "]", "{": "}"}[text[0]]
    if not text.endswith(closing):
        raise _not_edtf(text)
    members = [part.strip() for part in text[1:-1].split(",")]
    bounds = []
    for member in members:
        first, dots, last = member.partition("..")
        open_low, open_high = (dots and not first), (dots and not last)
        if open_low and open_high:
            raise _not_edtf(text)
        low = None if open_low else _single(first)[0]
        high = None if open_high else _single(last if dots else first)[1]
        if low and high and low > high:
            raise ImpossibleDate(_("“%(text)s” ends before it starts.") % {"text": member})
        bounds.append((low, high))
    lows, highs = zip(*bounds, strict=True)
    return (
        None if None in lows else min(lows),
        None if None in highs else max(highs),
    )


def _single(text: str) -> tuple[dt.date | None, dt.date | None]:
    return _plain(text) or _parsed(text)


_PLAIN = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?")


def _plain(text: str) -> tuple[dt.date, dt.date] | None:
    """The bounds of a plain year, month or day that the calendar has; None for anything else.

    Nearly all dates are plain, and the library takes milliseconds for each.
    """
    match = _PLAIN.fullmatch(text)
    if match is None or match[1] == "0000":
        return None
    year, month = int(match[1]), int(match[2] or 0)
    if match[3]:
        try:
            day = dt.date(year, month, int(match[3]))
        except ValueError:
            return None
        return day, day
    last = month or 12
    return dt.date(year, month or 1, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def _parsed(text: str) -> tuple[dt.date | None, dt.date | None]:
    if not _PART.fullmatch(text):
        raise _not_edtf(text)
    plain = re.sub("[~?%]", "", text)
    year = plain[:4]
    # A leap year in place of an unknown one, so that February 29 of an unknown year is possible.
    known = plain if year != "XXXX" else "2000" + plain[4:]
    try:
        parsed = edtf.parse_edtf(known)
        low, high = parsed.lower_strict(), parsed.upper_strict()
        edtf.parse_edtf(text)
    except (edtf.parser.edtf_exceptions.EDTFParseException, ValueError, KeyError, TypeError):
        raise ImpossibleDate(_("No calendar has the date “%(text)s”.") % {"text": text}) from None
    if year == "XXXX":
        return None, None
    try:
        return dt.date(*low[:3]), dt.date(*high[:3])
    except ValueError:
        raise ImpossibleDate(_("No calendar has the date “%(text)s”.") % {"text": text}) from None


def _not_edtf(text: str) -> ImpossibleDate:
    return ImpossibleDate(
        _(
            "“%(text)s” is not a date in EDTF. Examples: 2024-08-26 (a day), 2024-08 (a month), "
            "2024-08-26/2024-08-27 (from, to), 2020~ (about), 2013-12? (uncertain), XXXX-04-10 (year not known), "
            "{2019-11-19,2019-11-24} (these days), [2022-07-14,2022-07-15] (one of these days)."
        )
        % {"text": text}
    )


def in_one_way(text: str) -> str:
    """An EDTF text as it is written to be compared: dates that mean the same are then equal. Raises ImpossibleDate.

    An interval that ends where it starts is that date; a set of one is its member; the members of a set are sorted.
    """
    edtf = read(text).edtf
    if edtf[:1] in ("[", "{"):
        members = sorted({member.strip() for member in edtf[1:-1].split(",")})
        return (
            members[0]
            if len(members) == 1 and ".." not in members[0]
            else f"{edtf[0]}{','.join(members)}{edtf[-1]}"
        )
    start, _slash, end = edtf.partition("/")
    return start if start == end else edtf


def bounds(text: str) -> tuple[dt.date | None, dt.date | None]:
    """The first and last possible day of a text, before it is saved; none where it is blank or no date."""
    try:
        date = read(text) if text else None
    except ImpossibleDate:
        date = None
    return (date.earliest, date.latest) if date else (None, None)


def validate_edtf(text: str) -> None:
    """Raises ValidationError in plain words where `read` would raise."""
    try:
        read(text)
    except ImpossibleDate as error:
        raise ValidationError(str(error), code="impossible_date") from None


class EDTFField(models.CharField):
    """A text in EDTF, blank where no date is known, that keeps `<name>_earliest` and `<name>_latest` in step.

    The two date columns are declared beside it in the model; `save` and `bulk_create` fill them. `update` and
    `bulk_update` name their columns, so they must name these, too.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", MAX_LENGTH)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, validate_edtf]

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "participants.dates.EDTFField", args, kwargs

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return value.strip() if isinstance(value, str) else value

    def pre_save(self, instance: models.Model, add: bool) -> str:
        text = (getattr(instance, self.attname) or "").strip()
        meant = read(text) if text else UncertainDate("", None, None)
        setattr(instance, self.attname, meant.edtf)
        setattr(instance, f"{self.name}_earliest", meant.earliest)
        setattr(instance, f"{self.name}_latest", meant.latest)
        return meant.edtf


def day_field(verbose_name: Any) -> models.DateField:
    """A column that an EDTFField keeps: the first or last day that its date can mean."""
    return models.DateField(verbose_name, null=True, blank=True, editable=False)


def starts_before_it_ends(field: str, sentence: str) -> models.CheckConstraint:
    """The constraint, named by a sentence, that the first possible day is not after the last."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}_earliest__isnull": True})
        | models.Q(**{f"{field}_latest__isnull": True})
        | models.Q(**{f"{field}_earliest__lte": models.F(f"{field}_latest")}),
        name=sentence,
        violation_error_message=_("The date ends before it starts."),
    )
