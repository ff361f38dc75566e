"""RIS: one reference, a tag and a value on each line, for managers of references."""

from dialogues.public.citing import cited_dates
from dialogues.public.citing.works import Work, folded
from dialogues.public.words import dates

# Something on the web: what every manager of references knows, and nothing that a meeting is not.
_TYPE = "ELEC"


def written(work: Work) -> str:
    """A work as a RIS file with one reference. Its lines end as the format says, whatever the texts hold."""
    years = cited_dates.years(work.date)
    fields = [
        ("TY", _TYPE),
        ("ID", work.id),
        ("TI", work.title.text),
        ("T2", work.within.text if work.within else ""),
        ("PY", years[0] if len(years) == 1 else ""),
        ("DA", _date(work)),
        ("CY", "; ".join(work.places)),
        ("PB", work.register),
        ("LA", work.title.language),
        *(("N1", remark) for remark in work.remarks),
        ("UR", work.address),
    ]
    lines = [f"{tag}  - {folded(value)}\r\n" for tag, value in fields if value]
    return "".join(lines) + "ER  - \r\n"


def _date(work: Work) -> str:
    """`year/month/day/words`, each empty where it is not known for certain: the words say what the numbers do not."""
    years, month = cited_dates.years(work.date), cited_dates.month(work.date)
    if not work.date:
        return ""
    year = years[0] if len(years) == 1 else ""
    one = dates.exact_day(work.date) if year else ""
    numbers = (year, f"{month:02}" if year and month else "", one[-2:] if one else "")
    # A stroke parts the numbers, so that the words must not have one.
    return "/".join((*numbers, "" if one else work.when.replace("/", "-")))
