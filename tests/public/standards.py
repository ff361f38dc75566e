"""Feeds and calendars held against their standards, as strictly as a stranger's program might."""

import datetime as dt
import re
from xml.etree import ElementTree

import feedparser
import icalendar

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_LINE = re.compile(rb"[A-Z][A-Z-]*(?:;[A-Z-]+=(?:\"[^\"]*\"|[^\":;,]*))*:[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*")


def feed_of(xml, address, host="http://testserver"):
    """The feed that feedparser reads, after it was held against RFC 4287; `address` is that by which it was asked."""
    _hold_feed(ElementTree.fromstring(xml), address, host)
    parsed = feedparser.parse(xml)
    assert parsed.bozo == 0, parsed.get("bozo_exception")
    return parsed


def _hold_feed(root, address, host):
    assert root.tag == f"{ATOM}feed"
    assert root.get(LANG) in ("en", "ja")
    for name in ("id", "title", "updated", "subtitle", "rights", "icon"):
        assert len(root.findall(f"{ATOM}{name}")) == 1, name
    assert root.findtext(f"{ATOM}title").strip()
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    [itself] = root.findall(f"{ATOM}link[@rel='self']")
    assert (itself.get("href"), itself.get("type")) == (f"{host}{address}", "application/atom+xml")
    entries = root.findall(f"{ATOM}entry")
    for element in [root, *entries]:
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", element.findtext(f"{ATOM}id"))
        assert _MOMENT.fullmatch(element.findtext(f"{ATOM}updated"))
        alternates = element.findall(f"{ATOM}link[@rel='alternate']")
        kinds = [(link.get("type"), link.get("hreflang")) for link in alternates]
        assert len(kinds) == len(set(kinds))
        assert ("text/html", root.get(LANG)) in kinds
        [other] = element.findall(f"{ATOM}link[@rel='related']")
        assert {other.get("hreflang"), root.get(LANG)} == {"en", "ja"}
        assert all(link.get("href").startswith(f"{host}/") for link in element.findall(f"{ATOM}link"))
    for entry in entries:
        for name in ("id", "title", "updated", "published", "summary"):
            assert len(entry.findall(f"{ATOM}{name}")) == 1, name
        assert len(entry.findall(f"{ATOM}content")) <= 1
        assert entry.find(f"{ATOM}category").get("term")
        assert entry.find(f"{ATOM}summary").get(LANG) == root.get(LANG)
        assert entry.find(f"{ATOM}title").get("type") == "text"
        assert entry.findtext(f"{ATOM}title").strip()
        assert entry.findtext(f"{ATOM}published") <= entry.findtext(f"{ATOM}updated")
    moments = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert moments == sorted(moments, reverse=True)
    assert root.findtext(f"{ATOM}updated") == max(moments, default=root.findtext(f"{ATOM}updated"))
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len({root.findtext(f"{ATOM}id"), *ids}) == len(ids) + 1


def calendar_of(body):
    """The calendar that icalendar reads without a fault, after its lines were held against RFC 5545."""
    assert body.startswith(b"BEGIN:VCALENDAR\r\n")
    assert body.endswith(b"END:VCALENDAR\r\n")
    lines = body.split(b"\r\n")
    assert lines.pop() == b""
    assert max(map(len, lines)) <= 75
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    for line in lines:
        line.decode()  # folded between letters, not inside one
    unfolded = body.removesuffix(b"\r\n").replace(b"\r\n ", b"").split(b"\r\n")
    assert [line for line in unfolded if not _LINE.fullmatch(line)] == []
    parsed = icalendar.Calendar.from_ical(body)
    assert [component.errors for component in parsed.walk() if component.errors] == []
    assert (parsed["version"], bool(parsed["prodid"]), parsed["calscale"]) == ("2.0", True, "GREGORIAN")
    assert [component.name for component in parsed.subcomponents] != []
    uids = []
    for component in parsed.subcomponents:
        assert component.name in ("VEVENT", "VJOURNAL")
        assert component["dtstamp"].dt.tzinfo is not None
        assert component["dtstamp"].dt.utcoffset() == dt.timedelta(0)
        uids.append(str(component["uid"]))
        if component.name == "VEVENT":
            assert type(component["dtstart"].dt) is type(component["dtend"].dt) is dt.date
            assert component["dtstart"].dt < component["dtend"].dt
            assert component["status"] in ("CONFIRMED", "TENTATIVE", "CANCELLED")
            assert component["sequence"] >= 0
            assert component["summary"]
    assert len(uids) == len(set(uids))
    return parsed
