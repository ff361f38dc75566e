"""EDTF dates in English words."""

from dialogues.public.words.edtf import Day, Language, Unworded, taken_apart

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SEASONS = {21: "Spring", 22: "Summer", 23: "Autumn", 24: "Winter"}


class English(Language):
    def __init__(self, *, short: bool) -> None:
        self.months = SHORT_MONTHS if short else MONTHS

    def year(self, day: Day) -> str:
        year = day.year or ""
        if year.endswith("X"):
            known = year.rstrip("X")
            if len(known) == 3:
                return f"{known}0s"
            if not known or "X" in known:
                raise Unworded(year)
            return f"between {known.ljust(4, '0')} and {known.ljust(4, '9')}"
        if "X" in year:
            raise Unworded(year)
        return year.lstrip("0") or "0"

    def plain(self, day: Day) -> str:
        """The known digits in words."""
        year = self.year(day) if day.year else ""
        if day.month is None and day.day is not None:
            raise Unworded(str(day))
        if day.month is None:
            return year or "date"
        name = SEASONS[day.month] if day.month in SEASONS else self.months[day.month - 1]
        month_and_day = f"{name} {day.day}" if day.day else name
        comma = ", " if day.day else " "
        return f"{month_and_day}{comma}{year}" if year else month_and_day

    def single(self, day: Day) -> str:
        words = self.plain(day)
        if day.approximate:
            words = f"about {words}"
        whole, parts = self.doubt(day)
        notes = [f"{name} not known" for name in day.unknown()]
        if whole:
            notes.append("uncertain")
        elif parts:
            notes.append(f"{' and '.join(parts)} uncertain")
        return f"{words} ({', '.join(notes)})" if notes else words

    def interval(self, start: str, end: str) -> str:
        if start in ("", ".."):
            words = self.single(taken_apart(end))
            return f"by {words}" if start else f"until {words} (start not known)"
        if end in ("", ".."):
            words = self.single(taken_apart(start))
            return f"from {words} on" if end else f"from {words} (end not known)"
        one, other = taken_apart(start), taken_apart(end)
        if one == other:
            return self.single(one)
        if one.precision == other.precision == "year" and one.sure and other.sure:
            return f"{self.single(one)}–{self.single(other)}"
        return self.run([one, other]) or f"{self.single(one)} – {self.single(other)}"

    def one_between(self, start: str, end: str) -> str:
        """One date that is somewhere between two: “a day between May 3 and 5, 2020”."""
        days = [taken_apart(start), taken_apart(end)]
        said = self.run(days, " and ") or " and ".join(map(self.single, days))
        return f"a day between {said}" if {day.precision for day in days} == {"day"} else f"between {said}"

    def run(self, days: list[Day], joint: str = "–") -> str:
        """From one date to another with the parts that they share said once; empty where they share too little."""
        first = days[0]
        uncertain_year = all(day.uncertain == {"year"} and not day.approximate for day in days)
        bare = [Day(day.year, day.month, day.day, day.precision) if uncertain_year else day for day in days]
        if not self.same_kind(bare) or (first.year and "X" in first.year):
            return ""
        note = "year not known" if first.year is None else "year uncertain" if uncertain_year else ""
        tail = f" ({note})" if note else ""
        year = first.year or ""
        if first.precision == "year":
            return ""
        if first.precision == "month":
            names = [self.plain(Day(None, day.month, None, "month")) for day in bare]
            return f"{joint.join(names)} {year}".strip() + tail
        if any(day.month is None or day.day is None for day in bare):
            return ""
        if all(day.month == first.month for day in bare):
            numbers = joint.join(str(day.day) for day in bare)
            words = f"{self.months[(first.month or 1) - 1]} {numbers}"
        else:
            words = f" {joint.strip()} ".join(
                self.plain(Day(None, day.month, day.day, "day")) for day in bare
            )
        return (f"{words}, {year}" if year else words) + tail

    def several(self, inside: str, *, one_of: bool) -> str:
        word = "or" if one_of else "and"
        members = [part.strip() for part in inside.split(",")]
        start, _dots, end = members[0].partition("..")
        if one_of and len(members) == 1 and start and end:
            return self.one_between(start, end)
        if not any(".." in part for part in members):
            days = [taken_apart(part) for part in members]
            if (
                self.same_kind(days)
                and days[0].precision == "day"
                and all(d.month == days[0].month for d in days)
            ):
                joint = _list([str(day.day) for day in days], word)
                whole = self.single(Day(days[0].year, days[0].month, 99, "day"))
                return whole.replace(" 99", f" {joint}", 1)
        return _list([self._member(part) for part in members], word)

    def _member(self, part: str) -> str:
        first, dots, last = part.partition("..")
        if not dots:
            return self.single(taken_apart(part))
        if not first:
            return f"on or before {self.single(taken_apart(last))}"
        if not last:
            return f"on or after {self.single(taken_apart(first))}"
        return self.interval(first, last)


def _list(words: list[str], word: str) -> str:
    if len(words) < 3:
        return f" {word} ".join(words)
    return f"{', '.join(words[:-1])}, {word} {words[-1]}"
