"""EDTF dates in Japanese words."""

from dialogues.public.words.edtf import Day, Language, Unworded, taken_apart

SEASONS = {21: "春", 22: "夏", 23: "秋", 24: "冬"}
PARTS = {"year": "年", "month": "月", "day": "日"}


class Japanese(Language):
    def year(self, day: Day) -> str:
        year = day.year or ""
        if year.endswith("X"):
            known = year.rstrip("X")
            if len(known) == 3:
                return f"{known}0年代"
            if not known or "X" in known:
                raise Unworded(year)
            return f"{known.ljust(4, '0')}年から{known.ljust(4, '9')}年の間"
        if "X" in year:
            raise Unworded(year)
        return f"{year.lstrip('0') or '0'}年"

    def plain(self, day: Day) -> str:
        if day.month is None and day.day is not None:
            raise Unworded(str(day))
        words = self.year(day) if day.year else ""
        if day.month is not None:
            words += SEASONS.get(day.month, f"{day.month}月")
        if day.day:
            words += f"{day.day}日"
        return words or "日付"

    def single(self, day: Day) -> str:
        words = self.plain(day) + ("頃" if day.approximate else "")
        whole, parts = self.doubt(day)
        notes = [f"{PARTS[name]}は不明" for name in day.unknown()]
        if whole:
            notes.append("不確か")
        elif parts:
            notes.append(f"{'・'.join(PARTS[name] for name in parts)}は不確か")
        return f"{words}({'、'.join(notes)})" if notes else words

    def interval(self, start: str, end: str) -> str:
        if start in ("", ".."):
            words = self.single(taken_apart(end))
            return f"{words}以前" if start else f"{words}まで(開始は不明)"
        if end in ("", ".."):
            words = self.single(taken_apart(start))
            return f"{words}以降" if end else f"{words}から(終了は不明)"
        one, other = taken_apart(start), taken_apart(end)
        if one == other:
            return self.single(one)
        return self._between(one, other) or f"{self.single(one)}〜{self.single(other)}"

    def one_of_many(self, start: str, end: str) -> str:
        """One date that is somewhere between two, or on one side of one: 「5月3日から5日までのいずれかの日」."""
        days = [taken_apart(part) for part in (start, end) if part]
        kinds = {day.precision for day in days}
        one = PARTS[kinds.pop()] if len(kinds) == 1 else "日"
        if not start or not end:
            return f"{self.single(days[0])}{'以降' if start else '以前'}のいずれかの{one}"
        said = self._between(days[0], days[1], "から") or "から".join(map(self.single, days))
        return f"{said}までのいずれかの{one}"

    def _between(self, one: Day, other: Day, joint: str = "") -> str:
        uncertain_year = all(day.uncertain == {"year"} and not day.approximate for day in (one, other))
        bare = [Day(d.year, d.month, d.day, d.precision) if uncertain_year else d for d in (one, other)]
        if not self.same_kind(bare) or one.precision == "year" or (one.year and "X" in one.year):
            return ""
        note = "(年は不明)" if one.year is None else "(年は不確か)" if uncertain_year else ""
        year = self.year(one) if one.year else ""
        if one.precision == "month":
            return (
                f"{year}{one.month}月{joint or '〜'}{other.month}月{note}"
                if one.month and other.month
                else ""
            )
        if not (one.month and other.month and one.day and other.day):
            return ""
        if one.month != other.month:
            return f"{year}{one.month}月{one.day}日{joint or '〜'}{other.month}月{other.day}日{note}"
        joint = joint or ("・" if other.day == one.day + 1 else "〜")
        return f"{year}{one.month}月{one.day}日{joint}{other.day}日{note}"

    def several(self, inside: str, *, one_of: bool) -> str:
        joint = "または" if one_of else "・"
        members = [part.strip() for part in inside.split(",")]
        start, dots, end = members[0].partition("..")
        if one_of and len(members) == 1 and dots:
            return self.one_of_many(start, end)
        if not any(".." in part for part in members):
            days = [taken_apart(part) for part in members]
            first = days[0]
            if (
                self.same_kind(days)
                and first.precision == "day"
                and first.day
                and all(d.month == first.month for d in days)
            ):
                numbers = joint.join(f"{day.day}日" for day in days)
                return self.single(first).replace(f"{first.day}日", numbers, 1)
        return joint.join(self._member(part) for part in members)

    def _member(self, part: str) -> str:
        first, dots, last = part.partition("..")
        if not dots:
            return self.single(taken_apart(part))
        if not first:
            return f"{self.single(taken_apart(last))}以前"
        if not last:
            return f"{self.single(taken_apart(first))}以降"
        return self.interval(first, last)
