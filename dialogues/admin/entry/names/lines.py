"""A line of a list cut into the name and what is said after it: “Don Graves, Deputy Secretary of Commerce”.

Pure: text to text. Whether a comma belongs to the name is for whoever knows the names (`matching`), so each line
gives all its readings, the longest name first.
"""

import re
import unicodedata
from dataclasses import dataclass

from dialogues.admin.entry.making import JAPANESE

MOST_LINES = 300
LONGEST = 500

_BULLET = re.compile(r"^\s*(?:[-–—*•·・○●◯■□▪►◆]+|\(?[0-9]{1,3}[.)、．]|[①-⑳])\s*")
_HONORIFIC = re.compile(
    r"^(?:(?:H\.?\s?E\.?|His Excellency|Her Excellency|the Honou?rable|Hon|Mr|Mrs|Ms|Mx|Dr|Prof|Professor)\.?\s+)+",
    re.IGNORECASE,
)
_AFTER_A_NAME = re.compile(r"(?:氏|さん|様|先生|博士|殿)$")
_BREAK = re.compile(r"\s*[,，、;；:：]\s*|\s*\t\s*|\s*\u3000\s*|\s+[-–—]\s+|\s{3,}")
_IN_BRACKETS = re.compile(r"^(.+?)\s*[(（]([^()（）]+)[)）]$")

_BODY = re.compile(
    r"\b(?:agency|office|ministry|department|directorate|administration|bureau|council|committee|commission|center|"
    r"centre|institute|university|college|laboratory|laboratories|association|society|foundation|federation|company|"
    r"corporation|corp|inc|ltd|llc|gmbh|plc|co|group|force|command|corps|navy|army|embassy|secretariat|survey|"
    r"organi[sz]ation|board|house|industries|systems|technologies|aerospace|space)\b",
    re.IGNORECASE,
)
_BODY_IN_JAPANESE = re.compile(
    r"(?:省|庁|局|府|部|課|室|院|機構|大学|大学院|会社|協会|学会|財団|法人|事務局|委員会|研究所|センター|大使館|総領事館|"
    r"隊|軍|団|会|社|連盟|組合|グループ|コーポレーション)$"
)
# Endings that no family name has: 服部 and 阿部 are people.
_SURELY_A_BODY = re.compile(
    r"..(?:省|庁|機構|大学|大学院|会社|協会|学会|財団|事務局|委員会|研究所|センター|大使館|総領事館)$"
)
_TITLE_IN_JAPANESE = re.compile(r"(?:官|長|大臣|大使|補佐|担当|理事|代表)$")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a line: a name, and what stands after it; or before it, as a title does in Japanese."""

    name: str
    title: str
    title_first: bool = False


def listed(text: str) -> list[str]:
    """The lines of a list without what marks them as such; empty ones left out."""
    lines = (_BULLET.sub("", line.replace("\x00", "")).strip(" \t\r.,;、，。") for line in text.splitlines())
    return [line for line in lines if line]


def readings(line: str) -> list[Reading]:
    """The ways to read a line, the whole of it as a name first, then less and less of it; then from its end."""
    line = line.strip()
    found = [Reading(_bare(line), "")]
    if bracketed := _IN_BRACKETS.match(line):
        found.append(Reading(_bare(bracketed[1]), bracketed[2].strip()))
    breaks = list(_BREAK.finditer(line))
    found += [Reading(_bare(line[: one.start()]), line[one.end() :].strip()) for one in reversed(breaks)]
    if breaks:
        last = breaks[-1]
        found.append(Reading(_bare(line[last.end() :]), line[: last.start()].strip(), title_first=True))
    unlike = {reading.name: reading for reading in reversed(found) if reading.name}
    return [reading for reading in found if unlike.get(reading.name) is reading]


def likely(line: str) -> Reading:
    """The reading to propose where nobody knows the name: up to the first break."""
    line = line.strip()
    if looks_like_a_body(line) and not _BREAK.search(line):
        return Reading(_bare(line), "")
    if (bracketed := _IN_BRACKETS.match(line)) and not _BREAK.search(bracketed[1]):
        if bracketed[2].isupper() and looks_like_a_body(bracketed[1]):
            return Reading(line, "")
        return Reading(_bare(bracketed[1]), bracketed[2].strip())
    first = _BREAK.search(line)
    if not first:
        return Reading(_bare(line), "")
    return Reading(_bare(line[: first.start()]), line[first.end() :].strip())


def body_first(line: str) -> tuple[str, Reading] | None:
    """A line in Japanese cut at its spaces: the body, the title, the person last; None where it has other breaks.

    Where it has wide spaces, at those: a narrow one may stand within a person's name. Of two words the second may be
    a title: then nobody is named.
    """
    words = line.split("\u3000" if "\u3000" in line else None)
    words = [word.strip() for word in words if word.strip()]
    if len(words) < 2 or not JAPANESE.match(line) or _BREAK.search(" ".join(words)):
        return None
    if looks_like_a_body(words[-1]):
        return None
    if len(words) == 2 and _TITLE_IN_JAPANESE.search(words[1]):
        return words[0], Reading("", words[1])
    return words[0], Reading(_bare(words[-1]), " ".join(words[1:-1]), title_first=True)


def is_surely_a_body(word: str) -> bool:
    """Whether a word in Japanese that nobody knows can be nothing but an organization's name."""
    return bool(_SURELY_A_BODY.search(word))


def looks_like_a_body(name: str) -> bool:
    """Whether a name that nobody knows is rather an organization's than a person's."""
    if _BODY_IN_JAPANESE.search(name) or _BODY.search(name):
        return True
    return name.isascii() and name.isupper() and " " not in name


def _bare(name: str) -> str:
    """The name without the forms of address around it."""
    return _AFTER_A_NAME.sub("", _HONORIFIC.sub("", unicodedata.normalize("NFC", name).strip())).strip()
