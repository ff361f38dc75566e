"""Which topics each meeting of a dialogue took up. A meeting without any is one of which no agenda was seen."""

from dialogues.public.charts.edition_matrix import Column, Group, State, rows, set_apart
from dialogues.public.words.texts import Document


def topics(those: list[Column]) -> Group:
    """The topics, those taken up most often first."""
    found: dict[str, dict[int, State]] = {}
    references: dict[str, Document] = {}
    for place, column in enumerate(those):
        for topic in column.meeting["topics"]:
            references[topic["id"]] = topic
            found.setdefault(topic["id"], {})[place] = "part"
    unseen = [not column.meeting["topics"] for column in those]
    made = sorted(rows(found, references, unseen), key=lambda row: row.weight)
    return set_apart(Group(None), those, [[row] for row in made])
