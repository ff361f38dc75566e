"""Dates as schema.org holds them: ISO 8601, cut where knowledge ends.

Neither doubt nor choice can be written there. A date that is “about”, uncertain, one of several or open at an end is
left out; one of which only the month or the year is known is the month or the year.
"""

from dialogues.public.words.edtf import SEASONS, Unworded, taken_apart


def start_and_end(edtf: str | None) -> dict[str, str]:
    """The start and the end of something that took place on a date, as far as both are certain.

    The end is given where both ends are days: of a month or a year it is not known that all of it was taken.
    """
    first, slash, last = (edtf or "").partition("/")
    start, end = certain(first), certain(last if slash else first)
    if len(start) == len(end) == len("2024-08-26"):
        return {"startDate": start, "endDate": end}
    if start and start == end:
        return {"startDate": start}
    return {}


def certain(edtf: str | None) -> str:
    """A day, month or year that is known for certain, in ISO 8601; empty for any other date."""
    try:
        day = taken_apart(edtf or "")
    except Unworded:
        return ""
    if not (day.sure and day.year and day.year.isdigit()) or (day.day and not day.month):
        return ""
    month = None if day.month in SEASONS else day.month
    return "-".join([day.year, *(f"{part:02}" for part in (month, month and day.day) if part)])
