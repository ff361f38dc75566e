"""A pasted list of names: each line is who it says it is, or somebody chooses, or it is proposed as new."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dialogues.admin.entry.names.lines import Reading, likely, listed, looks_like_a_body
from participants.models import Organization, OrganizationAlias, Person, PersonAlias
from tests import cast

AT = "/admin/entry/names/"


@pytest.fixture
def known(db):
    japan = cast.party("JP")
    cast.organization(
        "jp-mofa", "Ministry of Foreign Affairs", party=japan, name_ja="外務省", abbreviation="MOFA"
    )
    jaxa = cast.organization(
        "jp-jaxa",
        "Japan Aerospace Exploration Agency",
        party=japan,
        name_ja="宇宙航空研究開発機構",
        abbreviation="JAXA",
    )
    OrganizationAlias.objects.create(
        organization=jaxa, name="National Space Development Agency", kind="former"
    )
    cast.organization("us-osc", "Office of Space Commerce")
    graves = cast.person("don-graves", "Don Graves")
    PersonAlias.objects.create(person=graves, name="Donald Graves")
    cast.person("jun-kazeki", "Jun Kazeki", name_ja="風木淳")


def lines(client, text, **more):
    """Each line as (state, what is chosen, title, organization beside it)."""
    answer = client.post(AT, {"text": text} | more).json()["lines"]
    return [
        (
            line["state"],
            line["choices"][line["chosen"]]["text"] if line["chosen"] is not None else None,
            line["title"],
            line["organization"]["text"] if line["organization"] else None,
        )
        for line in answer
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Don Graves, Deputy Secretary of Commerce", ("Found", "Don Graves", "Deputy Secretary of Commerce", None)),
        ("• Mr. Donald Graves – Deputy Secretary", ("Found", "Don Graves", "Deputy Secretary", None)),
        ("1. Hon. Don Graves (Deputy Secretary)", ("Found", "Don Graves", "Deputy Secretary", None)),
        ("KAZEKI Jun, Director General", ("Found", "Jun Kazeki / 風木淳", "Director General", None)),
        ("風木淳　内閣府宇宙開発戦略推進事務局長", (
            "Found", "Jun Kazeki / 風木淳", "内閣府宇宙開発戦略推進事務局長", None,
        )),
        ("内閣府宇宙開発戦略推進事務局長　風木淳氏", (
            "Found", "Jun Kazeki / 風木淳", "内閣府宇宙開発戦略推進事務局長", None,
        )),
        ("・風木 淳、事務局長", ("Found", "Jun Kazeki / 風木淳", "事務局長", None)),
        ("外務省", ("Found", "Ministry of Foreign Affairs (MOFA), JP", "", None)),
        ("Ministry of Foreign Affairs", ("Found", "Ministry of Foreign Affairs (MOFA), JP", "", None)),
        ("The Ministry of foreign affairs.", ("Found", "Ministry of Foreign Affairs (MOFA), JP", "", None)),
        ("ＪＡＸＡ", ("Found", "Japan Aerospace Exploration Agency (JAXA), JP", "", None)),
        ("National Space Development Agency", ("Found", "Japan Aerospace Exploration Agency (JAXA), JP", "", None)),
        ("Don Graves, Deputy Secretary, Office of Space Commerce", (
            "Found", "Don Graves", "Deputy Secretary", "Office of Space Commerce, US",
        )),
        ("Don Graves, JAXA", ("Found", "Don Graves", "", "Japan Aerospace Exploration Agency (JAXA), JP")),
        ("Richard DalBello, Director", ("New", "New person: Richard DalBello", "Director", None)),
        ("Richard DalBello, Director, Office of Space Commerce", (
            "New", "New person: Richard DalBello", "Director", "Office of Space Commerce, US",
        )),
        ("Secure World Foundation", ("New", "New organization: Secure World Foundation", "", None)),
        ("内閣府宇宙政策委員会", ("New", "New organization: 内閣府宇宙政策委員会", "", None)),
        ("Mary Unknown, JAXA", (
            "New", "New person: Mary Unknown", "", "Japan Aerospace Exploration Agency (JAXA), JP",
        )),
        ("Ms. Jane Q. Nobody, Director, JAXA", (
            "New", "New person: Jane Q. Nobody", "Director", "Japan Aerospace Exploration Agency (JAXA), JP",
        )),
        ("Ms. Jane Q. Nobody, Acting Director, Launch Systems; JAXA", (
            "New", "New person: Jane Q. Nobody", "Acting Director, Launch Systems",
            "Japan Aerospace Exploration Agency (JAXA), JP",
        )),
        ("外務省 総合外交政策局 審議官 山田重夫", (
            "Not clear who this is: choose", None, "総合外交政策局 審議官", "Ministry of Foreign Affairs (MOFA), JP",
        )),
        ("外務省 審議官 風木淳", ("Found", "Jun Kazeki / 風木淳", "審議官", "Ministry of Foreign Affairs (MOFA), JP")),
        ("外務省 山田重夫", ("New", "New person: 山田重夫", "", "Ministry of Foreign Affairs (MOFA), JP")),
        ("外務省　風木 淳", ("Found", "Jun Kazeki / 風木淳", "", "Ministry of Foreign Affairs (MOFA), JP")),
        ("外務省 風木淳", ("Found", "Jun Kazeki / 風木淳", "", "Ministry of Foreign Affairs (MOFA), JP")),
        ("外務省 風木淳氏", ("Found", "Jun Kazeki / 風木淳", "", "Ministry of Foreign Affairs (MOFA), JP")),
        ("外務省 審議官", ("Found", "Ministry of Foreign Affairs (MOFA), JP", "審議官", None)),
        ("文部科学省 山田重夫", ("Not clear who this is: choose", None, "文部科学省", None)),
        ("外務省 宇宙・海洋安全保障政策室", ("New", "New organization: 外務省 宇宙・海洋安全保障政策室", "", None)),
        ("山田 重夫", ("New", "New person: 山田 重夫", "", None)),
        ("Office of Space Comerce", ("Spelled much alike: choose", None, "", None)),
    ],
)  # fmt: skip
def test_a_line_is_who_it_says_it_is(editing, known, line, told):
    assert lines(editing, line) == [told]


def test_namesakes_are_told_apart_by_the_side_and_else_chosen(editing, known):
    france = cast.party("FR")
    cast.organization("fr-mofa", "Ministry of Foreign Affairs", party=france)
    name = "Ministry of Foreign Affairs"
    assert lines(editing, name) == [("Several are called so: choose", None, "", None)]
    assert lines(editing, name, party=france.pk) == [("Found", f"{name}, FR", "", None)]


def test_what_is_only_spelled_alike_can_be_chosen_or_made_anew(editing, known):
    answer = editing.post(AT, {"text": "Office of Space Comerce"}).json()["lines"][0]
    assert [choice["text"] for choice in answer["choices"]] == [
        "Office of Space Commerce, US",
        "New organization: Office of Space Comerce",
        "New person: Office of Space Comerce",
    ]


def test_a_list_of_any_length_takes_the_same_number_of_queries_and_writes_nothing(editing, known):
    before = Organization.objects.count(), Person.objects.count()
    editing.post(AT, {"text": "JAXA"})
    counts = []
    for text in (
        "JAXA\nDon Graves, Deputy Secretary",
        "\n".join(["JAXA", "外務省", "Don Graves, JAXA", "X Y, Z"] * 20),
    ):
        with CaptureQueriesContext(connection) as queries:
            editing.post(AT, {"text": text})
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert (Organization.objects.count(), Person.objects.count()) == before


def test_who_may_not_add_is_proposed_nothing_new(editor, editing, known):
    editor.groups.clear()
    from django.contrib.auth.models import Permission

    editor.user_permissions.set(Permission.objects.filter(codename__in=["view_organization", "view_person"]))
    assert editing.post(AT, {"text": "Nobody Known"}).json()["lines"][0]["choices"] == []


def test_a_list_too_long_is_refused(editing, known):
    assert editing.post(AT, {"text": "x\n" * 301}).status_code == 400
    assert editing.post(AT, {"text": "x" * 501}).status_code == 400
    assert editing.post(AT, {"text": " \n\n"}).json() == {"lines": []}


def test_what_marks_the_lines_of_a_list_is_no_part_of_the_names():
    text = "- One\n* Two\n3) Three\n（4）Four\n・五\n① 六\n\n  •  Seven,\n"
    assert listed(text) == ["One", "Two", "Three", "（4）Four", "五", "六", "Seven"]


@pytest.mark.parametrize(
    ("line", "reading"),
    [
        ("Don Graves, Deputy Secretary, Commerce", Reading("Don Graves", "Deputy Secretary, Commerce")),
        ("Don Graves", Reading("Don Graves", "")),
        ("Dr. Hiroshi Yamakawa (President)", Reading("Hiroshi Yamakawa", "President")),
        ("Space Force (USSF)", Reading("Space Force (USSF)", "")),
        ("Jean-Paul Sartre", Reading("Jean-Paul Sartre", "")),
    ],
)
def test_a_new_name_ends_at_the_first_break(line, reading):
    assert likely(line) == reading


def test_bodies_are_told_from_people_by_their_words():
    bodies = ["National Space Council", "JAXA", "東京大学", "防衛省", "Astroscale Ltd", "三菱重工業株式会社"]
    people = ["Don Graves", "風木淳", "Yoon Jong-kwon", "Jean-Yves Le Gall"]
    assert [looks_like_a_body(name) for name in (*bodies, *people)] == [True] * 6 + [False] * 4
