"""A record is cited as a text and as files that strict readers take, with its date as exact as it is known."""

import json
import re

import bibtexparser
import pytest
import rispy

from dialogues.public.citing import bibtex, cited_dates
from tests import cast
from tests.public.conftest import words

HOSTILE = "50% of {US} & \\Japan_#1 ~ ^ $\u2028ER  - \r\nTY  - x\x00\x07 @misc{a, “Q”?} é 宇宙"
PLAIN = HOSTILE.replace("\x00", "")


@pytest.fixture
def one(publish):
    series = cast.dialogue(name_ja="日米包括対話")
    one = cast.full_meeting(series=series, title_ja="第9回会合")
    one.places.create(city_en="Tokyo", city_ja="東京", country="JP", order=1)
    publish(series, one)
    return one


def bib(client, address):
    """The fields of the one entry of a BibTeX file, as TeX would show them."""
    library = bibtexparser.parse_string(
        client.get(address).content.decode(),
        append_middleware=[bibtexparser.middlewares.LatexDecodingMiddleware()],
    )
    assert library.failed_blocks == []
    assert len(library.blocks) == 1
    [entry] = library.entries
    return {"type": entry.entry_type, "key": entry.key} | {one.key: one.value for one in entry.fields}


def reference(client, address):
    """The one reference of a RIS file, each of whose lines holds a tag and a value."""
    body = client.get(address).content.decode()
    lines = body.split("\r\n")
    assert lines.pop() == ""
    assert [
        line for line in lines if not re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n\x00-\x1f\u2028]*", line)
    ] == []
    assert (lines[0][:2], lines[-1]) == ("TY", "ER  - ")
    [found] = rispy.loads(body)
    assert found.pop("unknown_tag", {}) == {}
    return found


# Of the schema of CSL-JSON 1.0.2: what an item may hold, as far as one of ours holds it.
TEXTS = {"id", "type", "title", "publisher", "URL", "language", "version", "note", "container-title"}
EVENTS = {"event-title", "event-place"}
DATES = {"issued", "event-date"}


def item(client, address):
    """The one item of a file of CSL-JSON, held against the schema."""
    [found] = json.loads(client.get(address).content)
    assert set(found) <= TEXTS | EVENTS | DATES
    assert {
        key: value for key, value in found.items() if key not in DATES and not isinstance(value, str)
    } == {}
    for key in DATES & set(found):
        held_against_csl(found[key])
    return found


def held_against_csl(date):
    assert set(date) <= {"date-parts", "season", "circa", "literal"}
    assert ("literal" in date) != ("date-parts" in date)
    parts = date.get("date-parts", [[1]])
    assert 1 <= len(parts) <= 2
    assert all(1 <= len(part) <= 3 and all(type(one) is int for one in part) for part in parts)


def test_a_meeting_is_cited_in_words_with_the_register_as_publisher(one, client):
    answer = client.get("/meetings/us-jp-cds-09/cite.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert re.sub("revision [0-9]+", "revision N", answer.content.decode()) == (
        "“Ninth meeting.” U.S.-Japan Comprehensive Dialogue. August 26–27, 2024. Sources differ on the date. "
        "Tokyo, Japan. Space Dialogues, record us-jp-cds-09, revision N. "
        "http://testserver/meetings/us-jp-cds-09/\n"
    )


def test_a_citation_speaks_the_language_of_its_address(one, client):
    text = client.get("/ja/meetings/us-jp-cds-09/cite.txt").content.decode()
    assert re.sub("番号[0-9]+", "番号N", text) == (
        "「第9回会合」日米包括対話。2024年8月26日・27日。日付は出典により異なる。東京、日本。"
        "宇宙対話台帳、記録 us-jp-cds-09、改訂番号N。http://testserver/ja/meetings/us-jp-cds-09/\n"
    )
    assert bib(client, "/ja/meetings/us-jp-cds-09/cite.bib")["langid"] == "japanese"
    assert reference(client, "/ja/meetings/us-jp-cds-09/cite.ris")["title"] == "第9回会合"
    assert item(client, "/ja/meetings/us-jp-cds-09/cite.json")["language"] == "ja"


def test_a_meeting_is_cited_in_bibtex(one, client):
    found = bib(client, "/meetings/us-jp-cds-09/cite.bib")
    assert re.fullmatch(
        "August 26–27, 2024; Sources differ on the date; record us-jp-cds-09, revision [0-9]+",
        found.pop("note"),
    )
    assert {key: value.strip("{}") for key, value in found.items()} == {
        "type": "misc",
        "key": "us-jp-cds-09",
        "title": "Ninth meeting",
        "series": "U.S.-Japan Comprehensive Dialogue",
        "date": "2024-08-26/2024-08-27",
        "year": "2024",
        "month": "aug",
        "location": "Tokyo, Japan",
        "howpublished": "Space Dialogues",
        "publisher": "Space Dialogues",
        "langid": "english",
        "url": "http://testserver/meetings/us-jp-cds-09/",
    }


def test_a_meeting_is_cited_in_ris(one, client):
    found = reference(client, "/meetings/us-jp-cds-09/cite.ris")
    assert found.pop("notes")[:2] == ["August 26–27, 2024", "Sources differ on the date"]
    assert found == {
        "type_of_reference": "ELEC",
        "id": "us-jp-cds-09",
        "title": "Ninth meeting",
        "secondary_title": "U.S.-Japan Comprehensive Dialogue",
        "year": "2024",
        "date": "2024/08//August 26–27, 2024",
        "place_published": "Tokyo, Japan",
        "publisher": "Space Dialogues",
        "language": "en",
        "urls": ["http://testserver/meetings/us-jp-cds-09/"],
    }


def test_a_meeting_is_cited_in_csl(one, client):
    found = item(client, "/meetings/us-jp-cds-09/cite.json")
    assert (found["type"], found["title"], found["event-title"]) == (
        "event",
        "Ninth meeting",
        "Ninth meeting",
    )
    assert found["issued"] == {"date-parts": [[2024, 8, 26], [2024, 8, 27]]}
    assert (found["event-date"], found["event-place"]) == (found["issued"], "Tokyo, Japan")
    assert (found["publisher"], found["URL"]) == (
        "Space Dialogues",
        "http://testserver/meetings/us-jp-cds-09/",
    )


def test_dialogues_and_outcomes_are_cited_too(one, client):
    dialogue = item(client, "/dialogues/us-jp-cds/cite.json")
    assert (dialogue["type"], "issued" in dialogue) == ("webpage", False)
    outcome = one.outcomes.get().slug
    found = item(client, f"/outcomes/{outcome}/cite.json")
    assert (found["title"], found["container-title"]) == ("Draw up a roadmap", "Ninth meeting")
    assert found["issued"] == {"date-parts": [[2024, 8, 26], [2024, 8, 27]]}
    assert bib(client, f"/outcomes/{outcome}/cite.bib")["key"] == outcome
    assert reference(client, "/dialogues/us-jp-cds/cite.ris")["title"] == "U.S.-Japan Comprehensive Dialogue"


@pytest.mark.parametrize(
    ("edtf", "csl", "biblatex", "years", "month"),
    [
        ("2024-08-26", {"date-parts": [[2024, 8, 26]]}, "2024-08-26", ["2024"], 8),
        ("2024-08-26/2024-08-26", {"date-parts": [[2024, 8, 26]]}, "2024-08-26/2024-08-26", ["2024"], 8),
        ("2023-07", {"date-parts": [[2023, 7]]}, "2023-07", ["2023"], 7),
        ("2020", {"date-parts": [[2020]]}, "2020", ["2020"], None),
        ("2020~", {"date-parts": [[2020]], "circa": True}, "2020~", ["2020"], None),
        ("2013-12?", {"date-parts": [[2013, 12]], "circa": True}, "2013-12?", ["2013"], None),
        ("2016?-11-08", {"date-parts": [[2016, 11, 8]], "circa": True}, "", ["2016"], None),
        ("2016-11-XX", {"date-parts": [[2016, 11]]}, "2016-11-XX", ["2016"], 11),
        ("2021-21", {"date-parts": [[2021]], "season": 1}, "2021-21", ["2021"], None),
        ("2021-24", {"date-parts": [[2021]], "season": 4}, "2021-24", ["2021"], None),
        ("2023-12-30/2024-01-02", {"date-parts": [[2023, 12, 30], [2024, 1, 2]]}, None, ["2023", "2024"], None),
        ("2021-21/2021-22", {"literal": "Spring–Summer 2021"}, None, ["2021"], None),
        ("201X", {"literal": "2010s"}, "201X", [], None),
        ("XXXX-04-10", {"literal": "April 10 (year not known)"}, "", [], 4),
        ("../2017-05-16", {"literal": "by May 16, 2017"}, "../2017-05-16", [], None),
        ("2017-05-16/", {"literal": "from May 16, 2017 (end not known)"}, "2017-05-16/", [], None),
        ("[2022-07-14,2022-07-15]", {"literal": "July 14 or 15, 2022"}, "", [], None),
        ("{2019-11-19,2019-11-24}", {"literal": "November 19 and 24, 2019"}, "", [], None),
    ],
)  # fmt: skip
def test_no_file_says_more_of_a_date_than_is_known(edtf, csl, biblatex, years, month):
    found = cited_dates.csl_date(edtf, "en")
    held_against_csl(found)
    assert found == csl
    assert cited_dates.biblatex_date(edtf) == (edtf if biblatex is None else biblatex)
    assert cited_dates.years(edtf) == years
    assert cited_dates.month(edtf) == month


@pytest.mark.parametrize(
    ("edtf", "date"),
    [
        ("2024-08-26", "2024/08/26/"),
        ("2023-07", "2023/07//July 2023"),
        ("2024-08-26?", "2024///August 26, 2024 (uncertain)"),
        ("XXXX-04-10", "///April 10 (year not known)"),
        ("2023-12-30/2024-01-02", "///December 30, 2023 – January 2, 2024"),
    ],
)
def test_a_date_in_ris_has_words_where_numbers_would_claim_too_much(publish, client, edtf, date):
    publish(cast.meeting("m", date=edtf, title_en="A meeting"))
    assert reference(client, "/meetings/m/cite.ris")["date"] == date


def test_a_meeting_without_a_date_is_cited_without_one(publish, client):
    publish(cast.meeting("m", date="", title_en="A meeting"))
    assert client.get("/meetings/m/cite.txt").content.startswith("“A meeting.” No date. Space D".encode())
    assert {"date", "year", "month"} & set(bib(client, "/meetings/m/cite.bib")) == set()
    assert {"date", "year"} & set(reference(client, "/meetings/m/cite.ris")) == set()
    assert DATES & set(item(client, "/meetings/m/cite.json")) == set()


def test_no_text_breaks_a_citation(publish, client):
    series = cast.dialogue("d", PLAIN)
    publish(series, cast.meeting("m", series, title_en=PLAIN))
    shown = "50% of {US} & \\Japan_#1 ~ ^ $ ER - TY - x @misc{a, “Q”?} é 宇宙"
    entry = bib(client, "/meetings/m/cite.bib")
    # The decoder shows a circumflex that stands by itself as one that stands above a letter.
    assert entry["title"].removeprefix("{").removesuffix("}") == shown.replace("^", "ˆ")
    assert reference(client, "/meetings/m/cite.ris")["title"] == shown
    assert item(client, "/meetings/m/cite.json")["title"] == shown
    assert client.get("/meetings/m/cite.txt").content.decode().count("\n") == 1
    body = client.get("/meetings/m/cite.bib").content.decode()
    assert body.count("{") == body.count("}")


def test_braces_that_do_not_match_do_not_open_an_entry_to_what_follows():
    escaped = bibtex.escaped("}}, url = {x")
    assert (
        escaped.count("{"),
        bibtexparser.parse_string(f"@misc{{a, title={{{escaped}}}}}").failed_blocks,
    ) == (
        escaped.count("}"),
        [],
    )


def test_the_page_shows_the_citation_and_its_files(one, read, client):
    for prefix, heading in (("", "Cite"), ("/ja", "引用")):
        record = read(f"{prefix}/meetings/us-jp-cds-09/").select_one("#cite")
        assert words(record.h2) == heading
        text = client.get(f"{prefix}/meetings/us-jp-cds-09/cite.txt").content.decode()
        assert record.select_one(".cite").get_text() == text.strip()
        assert [(link.get_text(), link["href"]) for link in record.select(".cite + .acts a")] == [
            (name, f"{prefix}/meetings/us-jp-cds-09/cite.{ending}")
            for name, ending in (("TXT", "txt"), ("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "json"))
        ]
    assert read("/dialogues/us-jp-cds/").select_one("#cite .cite").get_text().startswith("“U.S.-Japan")


@pytest.mark.parametrize("ending", ["txt", "bib", "ris", "json"])
def test_a_citation_follows_a_rename_and_ends_with_a_withdrawal(one, publish, withdraw, client, ending):
    one.slug = "renamed"
    one.save()
    publish(one)
    answer = client.get(f"/ja/meetings/us-jp-cds-09/cite.{ending}")
    assert (answer.status_code, answer["Location"]) == (301, f"/ja/meetings/renamed/cite.{ending}")
    assert client.get(f"/meetings/renamed/cite.{ending}?style=apa").status_code == 400
    withdraw(one)
    answer = client.get(f"/meetings/renamed/cite.{ending}")
    assert (answer.status_code, b"Ninth" in answer.content) == (410, False)
    assert client.get(f"/meetings/none/cite.{ending}").status_code == 404


def test_a_citation_costs_one_query_and_is_not_sent_twice(one, client, django_assert_num_queries):
    for ending in ("txt", "bib", "ris", "json"):
        with django_assert_num_queries(1):
            answer = client.get(f"/meetings/us-jp-cds-09/cite.{ending}")
        with django_assert_num_queries(1):
            again = client.get(
                f"/meetings/us-jp-cds-09/cite.{ending}", headers={"If-None-Match": answer["ETag"]}
            )
        assert again.status_code == 304
        assert answer["X-Robots-Tag"] == "noindex"
