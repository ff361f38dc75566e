"""A record that moved on while its form was open: what another saved is met, field by field and row by row.

Nothing is written over unseen. A field that only the other changed takes the other's value; a field that both
changed keeps what was typed, and shows both. Rows that the other added come in; rows that the other removed go,
unless they were changed here. The form is then refused once, with every difference told; saved again, it goes
through, as it now says that it was opened with the newer version.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dialogues.admin.keeping.opened import OWN, Prints, fingerprint
from dialogues.admin.keeping.rows_sent import RowSent, rows_sent, write_rows
from dialogues.admin.keeping.shown import compared, content_of, in_words, values_of, values_sent

# The names of fields, and of rows, for which the form asks to take what the other saved.
TAKE = "_take"
MOST_WORDS_OF_A_ROW = 3


class Kind(StrEnum):
    BOTH = "both"  # both changed the field; what was typed stands in it
    TAKEN = "taken"  # only the other did; the other's value stands in it
    ADDED = "added"  # a row of the other's, which stands on the form now
    GONE = "gone"  # a row that the other removed, and that is not on the form any more
    BACK = (
        "back"  # a row that the other removed and that was changed here: it stands on the form as a new one
    )


@dataclass(frozen=True)
class Difference:
    """Something that another changed: where, under which name on the form, and both values in words."""

    kind: Kind
    where: str
    anchor: str
    name: str
    theirs: str = ""
    yours: str = ""


class Reconciliation:
    """What was sent, brought together with the record as it is by now."""

    def __init__(self, sent: QueryDict, prints: Prints) -> None:
        self.data, self.prints = sent.copy(), prints
        self.takes = set(sent.getlist(TAKE))
        self.differences: list[Difference] = []

    def reconcile(self, form: Any, formsets: Sequence[Any]) -> None:
        """Goes through the record's form and rows, drawn from what is recorded now, and notes each difference."""
        prints = self.prints.get(OWN, {}).get(OWN)
        for bound in content_of(form):
            self._field(bound, bound.html_name, bound.html_name, str(bound.label), prints)
        for formset in formsets:
            self._rows(formset)

    def _field(self, bound: Any, name: str, sent_as: str, where: str, prints: dict[str, str] | None) -> None:
        theirs, mine = values_of(bound), values_sent(self.data, name)
        if compared(theirs) == compared(mine):
            return
        if sent_as in self.takes:
            _put(self.data, name, bound, theirs)
            return
        was = (prints or {}).get(bound.name)
        if was == fingerprint(theirs):
            return
        kind = Kind.TAKEN if was == fingerprint(mine) else Kind.BOTH
        told = (in_words(bound, theirs), in_words(bound, mine))
        anchor = f"id_{name}"
        self.differences.append(Difference(kind, where, anchor, name, *told))
        if kind == Kind.TAKEN:
            _put(self.data, name, bound, theirs)

    def _rows(self, formset: Any) -> None:
        sent = rows_sent(self.data, formset)
        if sent is None:
            return
        now = {str(row.instance.pk): row for row in formset.initial_forms}
        prints = self.prints.get(formset.prefix, {})
        kept = [row for row in sent if row.key in now]
        others = set(now) - {row.key for row in kept} - set(prints)
        added = [RowSent.of(formset, now[key]) for key in now if key in others]
        back = [row for row in sent if row.key and row.key not in now and self._comes_back(row, prints)]
        new = [row for row in sent if not row.key and row.name not in self.takes]
        gone = [row for row in sent if row.key and row.key not in now and row not in back]

        write_rows(self.data, formset, [*kept, *added], [*back, *new])
        for place, row in enumerate([*kept, *added, *back]):
            name = f"{formset.prefix}-{place}"
            where = _("%(kind)s #%(place)s") % {"kind": _kind_of(formset), "place": place + 1}
            if row in kept:
                for bound in content_of(now[row.key]):
                    self._field(
                        bound, f"{name}-{bound.name}", f"{row.name}-{bound.name}",
                        f"{where}, {bound.label}", prints.get(row.key),
                    )  # fmt: skip
            else:
                kind, told = (Kind.ADDED, now[row.key].heading()) if row in added else (Kind.BACK, "")
                self.differences.append(Difference(kind, where, name, name, theirs=told))
        for row in gone:
            if not row.is_deleted:
                words = ", ".join(_words(formset, row))
                anchor = f"{formset.prefix}-group"
                self.differences.append(Difference(Kind.GONE, _kind_of(formset), anchor, "", yours=words))

    def _comes_back(self, row: RowSent, prints: dict[str, dict[str, str]]) -> bool:
        """Whether a row that the other removed stays on the form: it was changed here, and nobody wants it gone."""
        if row.is_deleted or row.name in self.takes:
            return False
        was = prints.get(row.key)
        return was is None or any(fingerprint(row.values(name)) != told for name, told in was.items())


def _put(data: QueryDict, name: str, bound: Any, values: list[str]) -> None:
    """Writes values under a name as a browser does: an empty box is sent, an empty list or tick is not."""
    widget = bound.field.widget
    widget = getattr(widget, "widget", widget)
    if values:
        data.setlist(name, values)
    elif getattr(widget, "allow_multiple_selected", False) or hasattr(widget, "check_test"):
        data.pop(name, None)
    else:
        data[name] = ""


def _kind_of(formset: Any) -> str:
    return str(capfirst(formset.model._meta.verbose_name))


def _words(formset: Any, row: RowSent) -> Iterator[str]:
    """The first few things that a row tells."""
    told = (
        in_words(bound, values)
        for bound in content_of(formset.empty_form)
        if (values := row.values(bound.name))
    )
    for _place, words in zip(range(MOST_WORDS_OF_A_ROW), told, strict=False):
        yield words
