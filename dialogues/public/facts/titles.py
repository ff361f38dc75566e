"""What a meeting is called: its title, else what is known of it in a few words."""

from django.utils.translation import gettext as _

from dialogues.public.facts import sides
from dialogues.public.words import dates, vocabulary
from dialogues.public.words.texts import Document, Words, chosen


def title_of(meeting: Document, language: str) -> Words:
    """The title of a meeting; where it has none, its number or its kind, with its parties and its date."""
    return chosen(meeting["title"], language) or Words(_described(meeting, language), language, False)


def _described(meeting: Document, language: str) -> str:
    if meeting["edition"]:
        what = _("%(ordinal)s meeting") % {"ordinal": vocabulary.ordinal(meeting["edition"])}
    else:
        what = vocabulary.label(vocabulary.MEETING_KIND, meeting["kind"])
    who = sides.joined(sides.names(sides.in_order(meeting, language), language), language)
    when = dates.in_words(meeting["date"]["edtf"] or "", language)
    return ("、" if language == "ja" else ", ").join(filter(None, (what, who, when)))
