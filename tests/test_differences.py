"""A list's rows are told by what they are: one line for one taken out, added, changed, or for a new order."""

from dialogues.differences import Difference, Row, differences


def named(kind, slug, name=None):
    return {"type": kind, "id": slug, "name": {"en": name or slug.title(), "ja": None}}


def participation(person, role="speaker", **more):
    return {
        "party": named("party", "US"),
        "organization": named("organization", "osc"),
        "person": named("person", person),
        "role": role,
        "title": {"en": None, "ja": None},
        "sources": [],
    } | more


def told(before, after, name="participations"):
    return list(differences({name: before}, {name: after}))


MANY = [participation(f"person-{number}") for number in range(36)]


def test_one_of_many_taken_out_is_one_difference():
    assert told(MANY, [*MANY[:3], *MANY[4:]]) == [Difference(("participations", Row(MANY[3])), MANY[3], None)]


def test_one_added_among_many_is_one_difference():
    assert told([*MANY[:3], *MANY[4:]], MANY) == [Difference(("participations", Row(MANY[3])), None, MANY[3])]


def test_of_a_changed_row_only_the_changed_field_is_told():
    changed = participation("person-5", "keynote")
    assert told(MANY, [*MANY[:5], changed, *MANY[6:]]) == [
        Difference(("participations", Row(changed), "role"), "speaker", "keynote")
    ]


def test_a_changed_row_is_found_where_others_are_taken_out_and_added():
    changed, new = participation("person-5", "keynote"), participation("new")
    assert told(MANY[:7], [*MANY[1:5], changed, MANY[6], new]) == [
        Difference(("participations", Row(changed), "role"), "speaker", "keynote"),
        Difference(("participations", Row(new)), None, new),
        Difference(("participations", Row(MANY[0])), MANY[0], None),
    ]


def test_a_new_order_is_one_difference_that_tells_only_the_rows_that_moved():
    one, two, three, four = MANY[:4]
    assert told([one, two, three, four], [one, three, two, four]) == [
        Difference(("participations", "order"), [two, three], [three, two])
    ]


def test_rows_with_a_public_id_are_found_by_it_whatever_else_changed():
    before = {"type": "outcome", "id": "o1", "text": {"en": "Draw up a roadmap"}, "kind": "roadmap"}
    after = {"type": "outcome", "id": "o1", "text": {"en": "Nothing of the kind"}, "kind": "study"}
    other = {"type": "outcome", "id": "o2", "text": {"en": "Draw up a roadmap"}, "kind": "roadmap"}
    assert told([before], [other, after], "outcomes") == [
        Difference(("outcomes", Row(other)), None, other),
        Difference(("outcomes", Row(after), "text", "en"), "Draw up a roadmap", "Nothing of the kind"),
        Difference(("outcomes", Row(after), "kind"), "roadmap", "study"),
    ]


def test_a_line_of_an_agenda_is_found_by_its_text():
    def line(order, text):
        return {"order": order, "text": {"en": text, "ja": None}, "topics": []}

    spoken, corrected = line(3, "Traffic coordinaton in orbit"), line(2, "Traffic coordination in orbit")
    opening, navigation = line(1, "Opening"), line(2, "Satellite navigation")
    assert told([opening, navigation, spoken], [opening, corrected], "agenda") == [
        Difference(
            ("agenda", Row(corrected), "text", "en"),
            "Traffic coordinaton in orbit",
            "Traffic coordination in orbit",
        ),
        Difference(("agenda", Row(navigation)), navigation, None),
    ]


def test_of_a_named_record_only_the_name_is_told_and_once():
    before, after = named("dialogue", "cds"), named("dialogue", "other")
    assert list(differences({"dialogue": before}, {"dialogue": after})) == [
        Difference(("dialogue",), before, after)
    ]


def test_of_a_date_only_what_is_recorded_is_told():
    before = {"edtf": "2024-08-26", "earliest": "2024-08-26", "latest": "2024-08-26", "disputed": False}
    after = {"edtf": "2024-08", "earliest": "2024-08-01", "latest": "2024-08-31", "disputed": False}
    assert list(differences({"date": before}, {"date": after})) == [Difference(("date",), before, after)]
