"""Questions that name a record by an id that it once had: the same questions with the id that it has now.

An address is kept for years, in a feed reader or a footnote; a rename must not end it.
"""

from django.http import QueryDict

from dialogues.filters import Questions
from dialogues.filters.values import RecordsField
from dialogues.public import publications


def present_questions(data: QueryDict, asked: Questions) -> QueryDict | None:
    """The questions with present ids, where former ids are all that is wrong with them; else None.

    `data` are the questions as an address has them. One query for each id that is not known: for errors only.
    """
    present = data.copy()
    errors = asked.form.errors.as_data()
    for name, faults in errors.items():
        field = asked.form.fields.get(name)
        if not isinstance(field, RecordsField):
            return None
        for fault in faults:
            value = str((fault.params or {}).get("value", ""))
            slug = publications.present_slug(field.kind, value) if fault.code == "unknown" else None
            if slug is None:
                return None
            values = [slug if one.lower() == value.lower() else one for one in present.getlist(name)]
            present.setlist(name, list(dict.fromkeys(values)))
    return present if errors else None
