"""One date in words as EDTF: “26-27 Aug 2024” is 2024-08-26/2024-08-27. Pure: text to text.

What is EDTF already stays as it is. What two dates share is said once in words, and filled in here. What the
site shows to readers (`dialogues.public.words.dates`) can be typed, in either language: a test holds the two together.
A date that can be read in two ways is refused with both.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from dialogues.admin.entry.dates.signs import Sign, signs
from participants.dates import MAX_LENGTH, ImpossibleDate, read

_EDTF_ONLY = re.compile(r"[0-9X~?%.,/{}\[\]-]+")
_WITH_THE_YEAR_LAST = re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]+")
_NAMES = ("year", "month", "day")
_JOINTS = ("range", "or", "and", "comma")
# What says that a date is a bound, and on which side.
_MODALS = ("before", "by", "not-after", "until", "after", "not-before", "since", "between", "one-of")


@dataclass
class Piece:
    """One date as far as it is said, and what is doubted of it."""

    parts: dict[str, str] = field(default_factory=dict)
    loose: list[str] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)
    uncertain: set[str] = field(default_factory=set)
    doubted: bool = False
    about: bool = False

    def __bool__(self) -> bool:
        return bool(self.parts or self.loose)


@lru_cache(maxsize=1024)
def from_words(text: str) -> str:
    """The EDTF of a date in words, or of EDTF. Raises ImpossibleDate, in words for the person who typed it."""
    text = text.strip()
    if len(text) > MAX_LENGTH:
        return read(text).edtf
    try:
        return read(text).edtf
    except ImpossibleDate as not_edtf:
        refused = not_edtf
    try:
        edtf = _put_together(text, signs(text))
    except ImpossibleDate:
        if _EDTF_ONLY.fullmatch(text) and not _WITH_THE_YEAR_LAST.fullmatch(text):
            raise refused from None
        raise
    if _EDTF_ONLY.fullmatch(text) and re.match(r"[0-9X]{4}-[0-9X]{2}(-|$)", text):
        # Meant as EDTF, and no calendar has it: 2024-13-45 is no date in words either.
        raise refused
    return read(edtf).edtf


def _put_together(text: str, found: Sequence[Sign]) -> str:
    found = _settled(found)
    modals = [sign.kind for sign in found if sign.kind in _MODALS]
    pieces, joints = _cut([sign for sign in found if sign.kind not in _MODALS])
    if not pieces:
        raise _unclear(text)
    _fill(pieces)
    dates = [_edtf(piece, text) for piece in pieces]
    open_end = {name for sign in found if sign.kind == "not-known" for name in [sign.value]}
    return _joined(text, dates, joints, modals, open_end)


def _settled(found: Sequence[Sign]) -> list[Sign]:
    """“Until” and から join two dates where they stand between them, and else bound one."""
    dated = [place for place, sign in enumerate(found) if sign.kind in (*_NAMES, "number")]
    settled = []
    for place, sign in enumerate(found):
        between = bool(dated) and dated[0] < place < dated[-1]
        if sign.kind == "until" and between:
            sign = Sign("range")
        elif sign.value == "から" and not between:
            sign = Sign("since")
        settled.append(sign)
    return settled


def _joined(text: str, dates: list[str], joints: list[str], modals: list[str], open_end: set[str]) -> str:
    if modals in (["until", "one-of"], ["by", "one-of"], ["since", "one-of"]):
        modals = [{"until": "between", "by": "not-after", "since": "not-before"}[modals[0]]]
    if modals == ["between"] and len(dates) == 2 and joints in (["and"], ["range"]):
        decade = [dates[0][:3], dates[1][:3]]
        whole_decade = [date[3:] for date in dates] == ["0", "9"] and decade[0] == decade[1]
        return f"{decade[0]}X" if whole_decade else f"[{dates[0]}..{dates[1]}]"
    if joints and joints[0] == "range" and len(dates) == 2 and set(modals) <= {"since", "until"}:
        return dates[0] if dates[0] == dates[1] else f"{dates[0]}/{dates[1]}"
    if len(dates) == 1 and len(modals) <= 1 and modals not in (["between"], ["one-of"]):
        return _open(text, dates[0], modals[0] if modals else "", open_end)
    kinds = set(joints)
    if modals or {"or", "and"} <= kinds or not {"or", "and"} & kinds:
        raise _unclear(text)
    groups = [dates[0]]
    for joint, date in zip(joints, dates[1:], strict=True):
        if joint == "range":
            groups[-1] += f"..{date}"
        else:
            groups.append(date)
    if "or" not in kinds and len(groups) == len(dates) and _follow_one_another(groups):
        return f"{groups[0]}/{groups[-1]}"
    return f"[{','.join(groups)}]" if "or" in kinds else f"{{{','.join(groups)}}}"


def _open(text: str, date: str, modal: str, open_end: set[str]) -> str:
    if modal == "after":
        return f"[{_next(text, date)}..]"
    if modal == "before":
        return f"../{_last_before(text, date)}"
    return {
        "": date,
        "by": f"../{date}",
        "not-after": f"[..{date}]",
        "until": f"/{date}",
        "since": f"{date}/" if "end" in open_end else f"{date}/..",
        "not-before": f"[{date}..]",
    }.get(modal, date)


def _next(text: str, date: str) -> str:
    """The day, month or year after a date: after 2019 is 2020 or later."""
    latest = read(date).latest
    if latest is None or not re.fullmatch(r"[0-9-]+", date):
        raise _unclear(text)
    following = latest + dt.timedelta(days=1)
    return following.isoformat()[: len(date)]


def _last_before(text: str, date: str) -> str:
    """The day, month or year before a date, as doubtful as that: before May 2017 is April 2017 or earlier."""
    bare = date.rstrip("~?%")
    earliest = read(bare).earliest
    if earliest is None or not re.fullmatch(r"[0-9]{3}[0-9X](-[0-9]{2}){0,2}", bare):
        raise _unclear(text)
    preceding = earliest - dt.timedelta(days=1)
    return preceding.isoformat()[: len(bare)] + date[len(bare) :]


def _follow_one_another(dates: list[str]) -> bool:
    """Whether these are days in a row: a meeting on the 26th and 27th lasts from the one to the other."""
    if any(not re.fullmatch(r"([0-9]{4}|XXXX)-[0-9]{2}-[0-9]{2}", date) for date in dates):
        return False
    days = [day for date in dates if (day := read(date.replace("XXXX", "2000")).earliest)]
    return all(other - one == dt.timedelta(days=1) for one, other in pairwise(days))


def _cut(found: list[Sign]) -> tuple[list[Piece], list[str]]:
    """The dates, and the words between them. A comma parts dates only in a list: Aug 26, 2024 is one date."""
    listed = any(sign.kind in ("or", "and") for sign in found)
    pieces, joints = [Piece()], []
    for place, sign in enumerate(found):
        if sign.kind == "comma" and not (listed and _starts_a_date(found, place)):
            continue
        if sign.kind in _JOINTS:
            if pieces[-1]:
                pieces.append(Piece())
                joints.append(sign.kind)
            elif joints and sign.kind in ("or", "and"):
                joints[-1] = sign.kind
            continue
        _take(pieces[-1], sign)
    if not pieces[-1]:
        # A joint with nothing after it joins nothing: it is refused with the rest.
        return [], []
    return pieces, joints


def _starts_a_date(found: list[Sign], place: int) -> bool:
    """Whether a comma in a list has a day or a month after it, and not the year of the date before it."""
    rest = [sign.kind for sign in found[place + 1 :] if sign.kind != "uncertain"]
    return bool(rest) and rest[0] in ("number", "day", "month", "or", "and", "about")


def _take(piece: Piece, sign: Sign) -> None:
    if sign.kind in _NAMES:
        if sign.kind in piece.parts:
            piece.loose.append(sign.value)
        piece.parts.setdefault(sign.kind, sign.value)
    elif sign.kind == "number":
        piece.loose.append(sign.value)
    elif sign.kind == "about":
        piece.about = True
    elif sign.kind == "uncertain":
        piece.doubted = True
    elif sign.kind == "uncertain-part":
        piece.uncertain.add(sign.value)
    elif sign.kind == "not-known":
        piece.unknown.add(sign.value)


def _fill(pieces: list[Piece]) -> None:
    """Gives each date what it shares with the others: the month said before it, the year said after it."""
    for piece in pieces:
        if len(piece.loose) == 1 and "day" not in piece.parts:
            piece.parts["day"] = piece.loose.pop()
    bare = [piece for piece in pieces if "year" not in piece.parts]
    if bare and len(pieces) > 1 and bare != pieces[1:]:
        for name in ("about", "doubted"):
            if any(getattr(piece, name) for piece in pieces):
                for piece in pieces:
                    setattr(piece, name, True)
    shared = {"year"} if bare and any("year" in piece.uncertain for piece in pieces) else set()
    for place, piece in enumerate(pieces):
        before, after = pieces[:place][::-1], pieces[place + 1 :]
        piece.uncertain |= shared
        if "day" in piece.parts and "month" not in piece.parts:
            _borrow(piece, "month", [*before, *after])
        if "year" not in piece.parts:
            _borrow(piece, "year", [*after, *before])


def _borrow(piece: Piece, name: str, others: list[Piece]) -> None:
    if value := next((other.parts[name] for other in others if name in other.parts), None):
        piece.parts[name] = value


def _edtf(piece: Piece, text: str) -> str:
    parts = piece.parts
    if piece.loose or ("day" in parts and "month" not in parts):
        raise _unclear(text)
    year = parts.get("year", "XXXX")
    if year == "XXXX" and ("month" not in parts or not ("day" in parts or "year" in piece.unknown)):
        raise _unclear(text)
    said = [year]
    for name in ("month", "day"):
        if name in parts:
            said.append(parts[name].zfill(2))
        elif name in piece.unknown:
            said.append("XX")
    return _marked(piece, said)


def _marked(piece: Piece, said: list[str]) -> str:
    """The digits with the marks of doubt: after the last digit for all of them, else before each one doubted."""
    names = _NAMES[: len(said)]
    doubted = {name for name in piece.uncertain if name in names}
    whole = piece.doubted or doubted == set(names)
    mark = {(True, True): "%", (True, False): "~", (False, True): "?"}.get((piece.about, whole), "")
    if whole or not doubted:
        return "-".join(said) + mark
    marked = [f"?{digits}" if name in doubted else digits for name, digits in zip(names, said, strict=True)]
    if marked[0].startswith("?"):
        marked[0] = f"{said[0]}?"
    return "-".join(marked) + mark


def _unclear(text: str) -> ImpossibleDate:
    return ImpossibleDate(
        _(
            "It is not clear which date “%(text)s” is. Examples: 26-27 Aug 2024, July 2023, about 2020, before 2019, "
            "2024年8月26日～27日; or EDTF, as in 2024-08-26/2024-08-27."
        )
        % {"text": text[:80]}
    )
