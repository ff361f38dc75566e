"""The main job: a release is entered by hand, sent on, published, and read as a page and as JSON."""

import json
import re
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, BrowserContext

from tests.browser.desk import Desk
from tests.seed_facts import NINTH_COMPREHENSIVE_DIALOGUE
from tests.sites import Site

DATA = Path(__file__).resolve().parent.parent.parent / "data"
RELEASE = "src-osc-cds9"
KNOWN_BEFORE = ("parties", "organizations", "people", "topics", "sources", "dialogues")


def shipped(kind: str) -> dict[str, dict[str, Any]]:
    lines = (DATA / f"{kind}.jsonl").read_text().splitlines()
    return {record["id"]: record for record in map(json.loads, lines)}


RECORDS = {kind: shipped(kind) for kind in KNOWN_BEFORE}
NINTH = shipped("meetings")["us-jp-cds-09"]
SESSIONS = {session["id"]: number for number, session in enumerate(NINTH["sessions"], 1)}


def named(kind: str, slug: str | None) -> list[tuple[str, str]]:
    """What to search for and what to pick."""
    if slug is None:
        return []
    record = RECORDS[kind][slug]
    return [(slug, record["name"]["en"] if "name" in record else record["title"])]


def in_english(text: dict[str, str] | None) -> str:
    return (text or {}).get("en", "")


def enter_the_ninth_dialogue(desk: Desk) -> None:
    """What the release of the Office of Space Commerce says, in the order of the form."""
    desk.page.goto("/admin/dialogues/meeting/add/")
    desk.write("", title_en=NINTH["title"]["en"], title_ja=NINTH["title"]["ja"])
    desk.choose("dialogue", *named("dialogues", "us-jp-cds"))
    desk.write(
        "", edition=9, edition_stated="Ninth", date=NINTH["date"], format="in_person", note=NINTH["note"]
    )
    place = desk.add("places")
    desk.write(place, city_en="Washington, DC", city_ja="ワシントンD.C.", country="US")
    for party in ("US", "JP"):
        desk.choose(f"{desk.add('party_places')}-party", *named("parties", party))
    for session in NINTH["sessions"]:
        row = desk.add("sessions")
        desk.page.select_option(f"#id_{row}-track", label=f"Track {session['track']}")
        desk.write(
            row,
            slug=session["id"],
            track_basis=session["track_basis"],
            relation=session["relation"],
            title_en=session["title"]["en"],
            ordinal=session.get("ordinal"),
            ordinal_stated=session.get("ordinal_stated"),
            date=session.get("date"),
            note=session.get("note"),
        )
    for part in NINTH["participations"]:
        if RELEASE in part["sources"]:
            row = desk.add("participations")
            desk.write(
                row,
                role=part["role"],
                role_stated=part.get("role_stated"),
                title_en=in_english(part.get("title")),
            )
            desk.choose_session(f"{row}-session", SESSIONS[part["session"]])
            desk.choose(f"{row}-organization", *named("organizations", part["organization"]))
            desk.choose(f"{row}-person", *named("people", part.get("person")))
            desk.choose(f"{row}-party", *named("parties", part["party"]))
            desk.choose(f"{row}-sources", *named("sources", RELEASE))
    counted = NINTH["attendance"][0]
    row = desk.add("attendance")
    desk.write(row, qualifier="at_least", value=40, unit="companies", as_stated=counted["as_stated"])
    desk.choose_session(f"{row}-session", SESSIONS[counted["session"]])
    desk.choose(f"{row}-source", *named("sources", RELEASE))
    for session in NINTH["sessions"]:
        for item in session["agenda"]:
            row = desk.add("agenda")
            desk.choose_session(f"{row}-session", SESSIONS[session["id"]])
            desk.write(row, text_en=item["text"]["en"], text_ja=item["text"]["ja"])
            desk.choose(f"{row}-presenter", *named("organizations", item.get("presenter")))
            desk.choose_session(f"{row}-readout_of", SESSIONS.get(item.get("readout_of", "")))
    said = NINTH["statements"][0]
    row = desk.add("statements")
    desk.write(row, kind=said["kind"], text_en=said["text"]["en"], link_label=said["link_label"])
    desk.choose(f"{row}-person", *named("people", said["person"]))
    desk.choose(f"{row}-source", *named("sources", RELEASE))
    for outcome in NINTH["outcomes"]:
        row = desk.add("outcomes")
        desk.write(row, kind=outcome["kind"], status=outcome["status"], text_en=outcome["text"]["en"])
        desk.choose(
            f"{row}-parties", *(choice for code in outcome["parties"] for choice in named("parties", code))
        )
        for body in outcome["organizations"]:
            desk.choose(f"{row}-organizations", *named("organizations", body))
    for image in NINTH["images"][:3]:
        row = desk.add("images")
        desk.write(row, alt_en=image["alt"]["en"], alt_basis=image["alt_basis"], credit=image.get("credit"))
        desk.choose_session(f"{row}-session", SESSIONS.get(image.get("session", "")))
        desk.choose(f"{row}-source", *named("sources", RELEASE))
    for claim in NINTH["claims"]:
        if ":" not in claim["field"] and (claim["source"] == RELEASE or claim["preferred"]):
            row = desk.add("claims")
            words = {
                key: claim.get(key) for key in ("field", "value", "preferred", "where", "as_stated", "reason")
            }
            desk.write(row, **words)
            desk.choose(f"{row}-source", *named("sources", claim["source"]))
    desk.choose("sources", *named("sources", RELEASE))


EVERYWHERE = (
    "ja",
    "meetings",
    "ja/meetings/us-jp-cds-09",
    "meetings/us-jp-cds-09",
    "dialogues/us-jp-cds",
    "organizations/us-osc",
    "people/don-graves",
    "api/v1/meetings",
    "api/v1/meetings/us-jp-cds-09",
    "api/v1/sessions",
    "api/v1/outcomes",
)


def get(site: Site, address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"{site.address}/{address}/", timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def words(html: str) -> str:
    main = BeautifulSoup(html, "html.parser").find("main")
    assert main is not None
    for mark in main.select("sup"):
        mark.extract()
    return re.sub(r"\s+", " ", main.get_text())


def review(publisher: Desk, form: str) -> None:
    publisher.page.goto(form)
    with publisher.page.expect_navigation():
        publisher.page.click("text=Review and publish")
    publisher.press("_publish")


@pytest.fixture(scope="module")
def known_before(site: Site) -> None:
    """Staff have the bodies, people, topics and sources already; nothing of them is public."""
    site.manage("import_records", *(str(DATA / f"{kind}.jsonl") for kind in KNOWN_BEFORE))


def test_the_ninth_dialogue_goes_from_release_to_reader(
    site: Site, known_before: None, context: BrowserContext, chromium: Browser
) -> None:
    editor = Desk(context.new_page(), site, "editor")
    enter_the_ninth_dialogue(editor)
    # A slip of the pen first: the message stands beside the field, and nothing typed is lost.
    editor.write("", date="2024-02-30")
    editor.press("_review")
    assert "No calendar has the date “2024-02-30”." in editor.errors
    assert editor.page.input_value("#id_claims-0-as_stated") == "August 26 and 27, 2024"
    editor.write("", date=NINTH["date"])
    editor.press("_review")
    assert re.fullmatch(r"State: \S Never published · In review since .*, sent by editor", editor.state)
    form = editor.page.url
    editor.page.goto("/admin/dialogues/dialogue/?q=us-jp-cds")
    editor.page.click("#result_list tbody th a")
    editor.press("_review")
    series = editor.page.url
    assert [get(site, where)[0] for where in ("meetings/us-jp-cds-09", "api/v1/meetings/us-jp-cds-09")] == [
        404,
        404,
    ]

    office = chromium.new_context(base_url=site.address)
    publisher = Desk(office.new_page(), site, "publisher")
    review(publisher, form)
    assert any("is not public. Publish the dialogue first." in said for said in publisher.messages)
    review(publisher, series)
    review(publisher, form)
    publisher.page.goto(form)
    assert re.fullmatch(r"State: \S Public", publisher.state)

    missing = []
    for fact in NINTH_COMPREHENSIVE_DIALOGUE:
        address = fact.page or "meetings/us-jp-cds-09"
        page = words(get(site, address)[1]).casefold()
        document = json.loads(get(site, f"api/v1/{address}")[1])["document"]
        missing += [f"{fact}: {text}" for text in fact.on_page if text.casefold() not in page]
        if fact.ask(document) != fact.answer:
            missing.append(f"{fact}: {fact.ask(document)!r}")
    assert missing == []

    # An edit after publication is seen by nobody; the desk says that there is one.
    editor.page.goto(form)
    editor.write("", note="PLANTED AND NOT CLEARED")
    editor.press("_continue")
    assert re.fullmatch(r"State: \S Public, edited since", editor.state)
    for address in EVERYWHERE:
        status, text = get(site, address)
        assert (address, status, "PLANTED" in text) == (address, 200, False)
    office.close()
