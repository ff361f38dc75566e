"""A date in words cut into signs: numbers that are years, months or days, and the words between them.

English and Japanese are read alike, by one list of words; what is not on it is refused, never skipped over, so that
no half of what somebody wrote is lost. Knows no calendar: that is for `participants.dates`.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from participants.dates import ImpossibleDate

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
SEASONS = {
    "spring": 21,
    "summer": 22,
    "autumn": 23,
    "fall": 23,
    "winter": 24,
    "春": 21,
    "夏": 22,
    "秋": 23,
    "冬": 24,
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# The year before the first of each era.
ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}

# What a phrase says of the dates around it. The longest first.
PHRASES = {
    "before": ("before", "earlier than", "prior to", "より前", "前"),
    "by": ("by", "no later than", "not later than", "以前"),
    "not-after": ("on or before",),
    "until": ("until", "till", "up to", "まで"),
    "after": ("after", "later than", "より後"),
    "not-before": ("on or after", "no earlier than", "not earlier than"),
    "since": ("since", "from", "以降", "以後"),
    "between": ("between", "a day between", "の間"),
    "one-of": ("のいずれかの日", "のいずれかの月", "のいずれかの年"),
    "range": ("to", "through", "thru", "から", "より"),
    "or": ("or", "または", "又は", "もしくは", "若しくは", "か"),
    "and": ("and", "&", "および", "及び", "と", "・"),
    "about": (
        "about", "around", "approximately", "approx", "roughly", "circa", "ca", "c", "約", "およそ", "頃", "ごろ",
    ),
    "uncertain": ("probably", "possibly", "perhaps", "maybe", "uncertain", "?"),
    "filler": ("the", "of", "in", "on", "onward", "onwards", "の", "に", "on the"),
}  # fmt: skip
_NOTES = {
    "year": ("year", "年"),
    "month": ("month", "月"),
    "day": ("day", "日"),
    "start": ("start", "開始"),
    "end": ("end", "終了"),
}

_LATIN = re.compile(r"[a-z]")


class TwoReadings(ImpossibleDate):
    """The text is a date in two ways. Its words give both."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One piece of a date in words: what it is, and its number or word."""

    kind: str
    value: str = ""


def _phrases() -> list[tuple[str, str]]:
    """Each phrase as a pattern, with its kind; Latin ones stand between other letters than their own."""
    every = [(phrase, kind) for kind, phrases in PHRASES.items() for phrase in phrases]
    every.sort(key=lambda one: len(one[0]), reverse=True)
    return [
        (rf"(?:{re.escape(phrase)})\.?(?![a-z])" if _LATIN.search(phrase) else re.escape(phrase), kind)
        for phrase, kind in every
    ]


_NAMED = "|".join(
    f"{name[:3]}(?:{name[3:]}|t)?" if name == "september" else f"{name[:3]}(?:{name[3:]})?" for name in MONTHS
)
_WEEK = "|".join(f"{name[:3]}(?:{name[3:]}|s|nes|rs|r)?" for name in WEEKDAYS)

_SIGNS: list[tuple[str, re.Pattern[str]]] = [
    ("space", re.compile(r"\s+")),
    ("iso", re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})(?:\2([0-9]{1,2}))?(?![0-9])")),
    ("numbers", re.compile(r"([0-9]{1,2})([/.])([0-9]{1,2})\2([0-9]{4})(?![0-9])")),
    ("short-year", re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{2}(?![0-9])|'[0-9]{2}(?![0-9])")),
    ("month-year", re.compile(r"([0-9]{1,2})/([0-9]{4})(?![0-9])")),
    ("decade", re.compile(r"([0-9]{3})0(?:s\b|年代)")),
    ("fiscal", re.compile(r"([0-9]{4})年度")),
    ("year", re.compile(r"([0-9]{1,4})年|([0-9]{4})(?![0-9])(?!st|nd|rd|th)")),
    ("month", re.compile(r"([0-9]{1,2})月")),
    ("day", re.compile(r"([0-9]{1,2})(?:日|st\b|nd\b|rd\b|th\b)")),
    ("number", re.compile(r"([0-9]{1,2})(?![0-9])")),
    ("named-month", re.compile(rf"({_NAMED})\.?(?![a-z])")),
    ("season", re.compile("|".join(SEASONS))),
    ("note", re.compile(r"\(([^()]*)\)")),
    ("weekday", re.compile(rf"(?:{_WEEK})\.?(?![a-z])|[月火水木金土日]曜日?")),
    ("comma", re.compile(r"[,、，]")),
    ("range", re.compile(r"[-‐-―〜~/]")),
    *((kind, re.compile(pattern)) for pattern, kind in _phrases()),
]

_KANJI = {digit: str(value) for value, digit in enumerate("〇一二三四五六七八九")}
_KANJI_NUMBER = re.compile("[〇一二三四五六七八九十]+(?=[年月日])")
_ERA_YEAR = re.compile(f"({'|'.join(ERAS)})\\s*([0-9]{{1,2}}|元)(?=\\s*年)")


def signs(text: str) -> list[Sign]:
    """The signs of a date in words, in their order. Raises ImpossibleDate at the first word that is none."""
    plain = _plain(text)
    found: list[Sign] = []
    place = 0
    while place < len(plain):
        kind, match = next(
            ((kind, match) for kind, pattern in _SIGNS if (match := pattern.match(plain, place))), ("", None)
        )
        if match is None:
            raise _unread(text, re.split(r"[\s,;]", plain[place:])[0])
        found += _read(kind, match, text)
        place = match.end()
    return found


def _plain(text: str) -> str:
    """Lower case, one width, kanji numbers as digits, and the years of eras as years."""
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    plain = _KANJI_NUMBER.sub(lambda found: _in_digits(found[0]), plain)
    plain = _ERA_YEAR.sub(lambda era: str(ERAS[era[1]] + (1 if era[2] == "元" else int(era[2]))), plain)
    return re.sub(r"(?<=[0-9])\s+(?=[年月日])", "", plain)


def _in_digits(number: str) -> str:
    if "十" not in number:
        return "".join(_KANJI[digit] for digit in number)
    tens, _ten, ones = number.partition("十")
    return (_KANJI.get(tens, "1")) + (_KANJI.get(ones, "0"))


def _read(kind: str, match: re.Match[str], text: str) -> list[Sign]:
    if kind in ("space", "weekday", "filler"):
        return []
    if kind == "iso":
        year, _joint, month, day = match.groups()
        return [Sign("year", year), Sign("month", month), *([Sign("day", day)] if day else []), Sign("whole")]
    if kind == "numbers":
        return _month_and_day(match[1], match[3], match[4], match[0])
    if kind == "short-year":
        raise ImpossibleDate(_("Write the year of “%(text)s” with four digits.") % {"text": match[0]})
    if kind == "month-year":
        return [Sign("month", match[1]), Sign("year", match[2]), Sign("whole")]
    if kind == "decade":
        return [Sign("year", f"{match[1]}X")]
    if kind == "fiscal":
        following = f"{int(match[1]) + 1:04d}"
        april, march = (
            [Sign("year", match[1]), Sign("month", "4")],
            [Sign("year", following), Sign("month", "3")],
        )
        return [*april, Sign("range"), *march]
    if kind == "year":
        return [Sign("year", (match[1] or match[2]).zfill(4))]
    if kind == "named-month":
        return [Sign("month", str(next(n for n, name in enumerate(MONTHS, 1) if name[:3] == match[1][:3])))]
    if kind == "season":
        return [Sign("month", str(SEASONS[match[0]]))]
    if kind == "note":
        return _note(match[1], text)
    return [Sign(kind, match[1] if match.groups() else match[0])]


def _month_and_day(first: str, second: str, year: str, text: str) -> list[Sign]:
    """08/26/2024 and 26/08/2024 can be read in one way only; 08/09/2024 cannot, and is refused with both."""
    as_american, as_european = int(first) <= 12, int(second) <= 12
    if as_american and as_european and int(first) != int(second):
        readings = [f"{year}-{int(m):02d}-{int(d):02d}" for m, d in ((first, second), (second, first))]
        raise TwoReadings(
            _("“%(text)s” can mean %(one)s or %(other)s. Write the one that is meant.")
            % {"text": text, "one": readings[0], "other": readings[1]}
        )
    month, day = (first, second) if as_american else (second, first)
    return [Sign("month", month), Sign("day", day), Sign("year", year), Sign("whole")]


def _note(inside: str, text: str) -> list[Sign]:
    """What stands in brackets: a weekday, or what is not known or not certain of the date."""
    found: list[Sign] = []
    for said in filter(None, (part.strip() for part in re.split(r"[,、]", inside))):
        parts = [name for name, words in _NOTES.items() if any(word in said for word in words)]
        if re.fullmatch(rf"(?:{_WEEK})\.?|[月火水木金土日](?:曜日?)?|[祝休]日?", said):
            continue
        if "not known" in said or "unknown" in said or "不明" in said:
            found += [Sign("not-known", part) for part in parts]
        elif "uncertain" in said or said == "?" or "不確か" in said:
            found += [Sign("uncertain-part", part) for part in parts] or [Sign("uncertain")]
        else:
            raise _unread(text, said)
    return found


def _unread(text: str, word: str) -> ImpossibleDate:
    return ImpossibleDate(
        _(
            "“%(text)s” cannot be read as a date, because of “%(word)s”. Examples: 26-27 Aug 2024, July 2023, "
            "about 2020, before 2019, 2024年8月26日～27日; or EDTF, as in 2024-08-26/2024-08-27."
        )
        % {"text": text.strip()[:80], "word": word[:40]}
    )
