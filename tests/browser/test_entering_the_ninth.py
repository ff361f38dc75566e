"""The main job: a release is entered by hand in one sitting, sent on, published, and read as a page and as JSON.

The form is loaded once. Bodies and people that the register does not have yet are made on the way, from the boxes in
which they are missed and from pasted lists. What is entered is the whole of the shipped record, fact by fact.
"""

import json
import re
import urllib.error
import urllib.request
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, BrowserContext

from tests.browser.desk import Desk
from tests.browser.typing import Typist
from tests.seed_facts import NINTH_COMPREHENSIVE_DIALOGUE
from tests.sites import Site

DATA = Path(__file__).resolve().parent.parent.parent / "data"
KNOWN_BEFORE = ("parties", "organizations", "people", "topics", "sources", "dialogues")
# Whom the release brings in: nobody has a record of them when the form is opened.
NEW_BODIES = {"us-csf", "jp-astec"}
NEW_PEOPLE = {"don-graves", "jason-israel", "isaiah-wonnenberg", "frank-jannuzi"}
# The form has more than a thousand boxes, and the machine that runs the tests has other things to do.
LONG = 60_000
EDITION_BEFORE = "us-jp-cds-08"


def shipped(kind: str) -> dict[str, dict[str, Any]]:
    lines = (DATA / f"{kind}.jsonl").read_text().splitlines()
    return {record["id"]: record for record in map(json.loads, lines)}


RECORDS = {kind: shipped(kind) for kind in KNOWN_BEFORE}
MEETINGS = shipped("meetings")
NINTH = MEETINGS["us-jp-cds-09"]
SESSIONS = {session["id"]: number for number, session in enumerate(NINTH["sessions"], 1)}


def named(kind: str, *slugs: str | None) -> list[tuple[str, str]]:
    """What to search for and what to pick."""
    found = []
    for slug in filter(None, slugs):
        record = RECORDS[kind][slug]
        found.append((slug, record["name"]["en"] if "name" in record else label_of_source(record)))
    return found


def label_of_source(record: dict[str, Any]) -> str:
    return f"{record['title']} ({record['publisher']})" if record.get("publisher") else record["title"]


def both(text: dict[str, str] | None, stem: str) -> dict[str, str]:
    """A text in both languages, as the form has it."""
    return {f"{stem}_{language}": words for language, words in (text or {}).items()}


def line_of(part: dict[str, Any]) -> str:
    """A participation as a list of names has it: the person, the title on the day, the body."""
    body = RECORDS["organizations"][part["organization"]]
    name = body["name"]["en"]
    if part["organization"] in NEW_BODIES and "person" not in part:
        name += f" ({body['abbreviation']})"
    person = RECORDS["people"][part["person"]]["name"]["en"] if "person" in part else ""
    return ", ".join(filter(None, [person, part.get("title", {}).get("en", ""), name]))


def enter_the_ninth_dialogue(desk: Typist) -> None:
    """What the sources say, in the order of the form."""
    desk.page.goto("/admin/dialogues/meeting/add/")
    assert desk.page.locator("[data-opens=copy-panel]").is_disabled()
    desk.write("", **both(NINTH["title"], "title"), note=NINTH["note"], **both(NINTH["summary"], "summary"))
    desk.choose("dialogue", *named("dialogues", "us-jp-cds"))
    desk.write("", edition=9, edition_stated="Ninth", date="26-27 Aug 2024", format="in_person")
    said = desk.page.locator("#id_date_said")
    said.get_by_text("2024年8月26日・27日").wait_for()
    assert said.text_content() == "2024-08-26/2024-08-27 · August 26–27, 2024 · 2024年8月26日・27日"
    desk.write(desk.add("places"), **both(NINTH["places"][0]["city"], "city"), country="US")
    enter_the_sessions(desk)
    look_at_the_edition_before(desk)
    enter_who_took_part(desk)
    enter_what_was_discussed(desk)
    enter_what_came_of_it(desk)
    for claim in NINTH["claims"]:
        enter_claim(desk, claim)
    desk.choose("topics", *named("topics", *NINTH["topics"]))
    desk.choose("sources", *named("sources", *NINTH["sources"]))


def enter_the_sessions(desk: Typist) -> None:
    for session in NINTH["sessions"]:
        row = desk.add("sessions")
        desk.page.select_option(f"#id_{row}-track", label=f"Track {session['track']}")
        words = ("track_basis", "relation", "ordinal", "ordinal_stated", "date", "note")
        values = {name: session.get(name) for name in words}
        desk.write(row, slug=session["id"], **values, **both(session["title"], "title"))


def look_at_the_edition_before(desk: Typist) -> None:
    """Copies from the eighth meeting what holds for the ninth: the two sides, and nobody, as those were others."""
    desk.click("[data-opens=copy-panel]")
    panel = desk.page.locator("#copy-panel")
    panel.get_by_text("meeting no. 8").wait_for()
    assert panel.locator(".entry-rows li").count() == len(MEETINGS[EDITION_BEFORE]["participations"])
    for box in panel.locator(".entry-rows input").all():
        assert box.is_checked()
    desk.page.evaluate(
        "document.querySelectorAll('#copy-panel .entry-rows input').forEach(box => box.checked = false)"
    )
    desk.clicks += panel.locator(".entry-rows li").count()
    desk.click("#copy-panel .entry-add")
    panel.wait_for(state="hidden")


def enter_who_took_part(desk: Typist) -> None:
    def shared(part: dict[str, Any]) -> tuple[Any, ...]:
        return part["role"], part["party"], part["session"], part.get("principal", False), part["sources"]

    place = 0
    *pasted, last = NINTH["participations"]
    for (role, party, session, principal, sources), parts in groupby(pasted, key=shared):
        group = list(parts)
        desk.paste_names(
            [line_of(part) for part in group],
            named("sources", *sources),
            role=role,
            side=f"{RECORDS['parties'][party]['name']['en']} ({party})",
            session=SESSIONS[session],
            principal=principal,
        )
        for part in group:
            title = part.get("title", {}).get("ja")
            desk.write(f"participations-{place}", role_stated=part.get("role_stated"), title_ja=title)
            place += 1
    # The last one by hand: from the keyboard, the row takes role, session, side and sources of the row above.
    desk.page.focus(f"#id_participations-{place - 1}-role_stated")
    desk.key("Alt+Enter")
    row = f"participations-{place}"
    desk.page.locator(f"#id_{row}-role:focus").wait_for()
    assert shared(pasted[-1]) == shared(last)
    desk.choose(f"{row}-organization", *named("organizations", last["organization"]))
    desk.create(f"{row}-person", RECORDS["people"][last["person"]]["name"]["en"])
    assert desk.page.locator(".desk-told[role=status]").text_content() == "Created as a draft: Frank Jannuzi."
    desk.write(row, role_stated=last["role_stated"])
    counted = NINTH["attendance"][0]
    row = desk.add("attendance")
    desk.write(row, **{name: counted[name] for name in ("qualifier", "value", "unit", "as_stated")})
    desk.choose_session(f"{row}-session", SESSIONS[counted["session"]])
    desk.choose(f"{row}-source", *named("sources", counted["source"]))


def enter_what_was_discussed(desk: Typist) -> None:
    for session in NINTH["sessions"]:
        for number, item in enumerate(session["agenda"]):
            # A new row takes the session of the row above; the first of each session says which it is.
            row = desk.add("agenda")
            if number == 0:
                desk.choose_session(f"{row}-session", SESSIONS[session["id"]])
            desk.write(row, **both(item["text"], "text"))
            desk.choose(f"{row}-topics", *named("topics", *item["topics"]))
            desk.choose(f"{row}-presenter", *named("organizations", item.get("presenter")))
            desk.choose_session(f"{row}-readout_of", SESSIONS.get(item.get("readout_of", "")))
    for said in NINTH["statements"]:
        row = desk.add("statements")
        desk.write(row, kind=said["kind"], url=said["url"], link_label=said.get("link_label"))
        desk.write(row, **both(said["text"], "text"), **both(said["title_on_the_day"], "title"))
        desk.choose(f"{row}-person", *named("people", said["person"]))
        desk.choose(f"{row}-organization", *named("organizations", said["organization"]))
        desk.choose_session(f"{row}-session", SESSIONS[said["session"]])
        enter_source(desk, row, said["source"])


def enter_what_came_of_it(desk: Typist) -> None:
    for outcome in NINTH["outcomes"]:
        row = desk.add("outcomes")
        desk.write(
            row,
            slug=outcome["id"],
            kind=outcome["kind"],
            status=outcome["status"],
            **both(outcome["text"], "text"),
        )
        desk.choose(f"{row}-parties", *named("parties", *outcome["parties"]))
        desk.choose(f"{row}-organizations", *named("organizations", *outcome["organizations"]))
    for image in NINTH["images"]:
        row = desk.add("images")
        desk.write(
            row, **both(image["alt"], "alt"), **{k: image.get(k) for k in ("alt_basis", "caption", "credit")}
        )
        desk.page.select_option(f"#id_{row}-session", value="")
        desk.choose_session(f"{row}-session", SESSIONS.get(image.get("session", "")))
        enter_source(desk, row, image["source"])


def enter_claim(desk: Typist, claim: dict[str, Any]) -> None:
    row = desk.add("claims")
    session, _dot, fact = claim["field"].removeprefix("session:").rpartition(".")
    words = ("value", "preferred", "where", "as_stated", "as_rendered", "reason")
    desk.write(row, field=fact, **{name: claim.get(name) for name in words})
    desk.choose_session(f"{row}-session", SESSIONS.get(session))
    enter_source(desk, row, claim["source"])


def enter_source(desk: Typist, row: str, source: str) -> None:
    """Chooses the source, where the row has not taken it from the row above."""
    [(slug, label)] = named("sources", source)
    chosen = desk.page.locator(f"#id_{row}-source option:checked").all_text_contents()
    if not any(words.startswith(label) for words in chosen):
        desk.choose(f"{row}-source", (slug, label))


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


def plain(value: Any) -> Any:
    """A value without what says nothing, and without the order of ids, which a record does not keep.

    Who took part is in the order of each session: the desk counts the rows of one session, not those of two.
    """
    if isinstance(value, dict):
        told = {key: plain(inside) for key, inside in value.items() if key != "order"}
        if "participations" in told:
            told["participations"].sort(key=lambda part: part.get("session", ""))
        return {key: inside for key, inside in told.items() if inside not in (None, "", [], {}, False)}
    if isinstance(value, list):
        listed = [plain(inside) for inside in value]
        return sorted(listed) if all(isinstance(inside, str) for inside in listed) else listed
    return value


def review(publisher: Desk, form: str) -> None:
    publisher.page.goto(form)
    with publisher.page.expect_navigation(timeout=LONG):
        publisher.page.click(".where-it-stands a")
    publisher.press("_publish")


@pytest.fixture(scope="module")
def known_before(site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Staff have most bodies and people, the topics, the sources and the eighth meeting; nothing of them is public."""
    new = NEW_BODIES | NEW_PEOPLE
    folder = tmp_path_factory.mktemp("known")
    for kind, records in {**RECORDS, "meetings": {EDITION_BEFORE: MEETINGS[EDITION_BEFORE]}}.items():
        lines = [json.dumps(record) for slug, record in records.items() if slug not in new]
        (folder / f"{kind}.jsonl").write_text("\n".join(lines))
    site.manage("import_records", *map(str, sorted(folder.iterdir())))


def recorded(site: Site) -> dict[str, Any]:
    """The ninth Dialogue as the desk has it, in the format of the shipped record."""
    lines = site.manage("export_records").splitlines()
    records = [json.loads(line) for line in lines if '"us-jp-cds-09"' in line]
    return next(record for record in records if record["type"] == "meeting")


def test_the_ninth_dialogue_goes_from_release_to_reader(
    site: Site, known_before: None, context: BrowserContext, chromium: Browser
) -> None:
    editor = Typist(context.new_page(), site, "editor")
    enter_the_ninth_dialogue(editor)
    assert editor.loads == 1
    # A slip of the pen first: the message stands beside the field, and nothing typed is lost.
    editor.write("", date="2024-02-30")
    with editor.page.expect_navigation(timeout=LONG):
        editor.key("Control+s")
    assert editor.errors == ["No calendar has the date “2024-02-30”."]
    assert editor.page.input_value("#id_claims-0-as_stated") == "August 26 and 27, 2024"
    editor.write("", date="August 26-27, 2024")
    with editor.page.expect_navigation(timeout=LONG):
        editor.key("Control+Enter")
    assert re.fullmatch(r"State: \S Never published · In review since .*, sent by editor", editor.state)
    # The form, the save that was refused, and the save.
    print(f"\nThe ninth Dialogue: {editor.keys} keys, {editor.clicks} clicks, {editor.loads} loads of a page")
    assert editor.loads == 3
    form = editor.page.url
    entered = recorded(site)
    facts, wanted = plain(entered), plain(NINTH)
    assert {fact: facts.get(fact) for fact in facts.keys() | wanted} == wanted
    assert entered["parties"] == NINTH["parties"]
    # The series waits for a publisher, too.
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
