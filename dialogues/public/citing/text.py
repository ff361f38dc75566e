"""A citation in words, to copy into a footnote."""

from django.utils.translation import gettext as _

from dialogues.public.citing.works import Work, folded

# Marks of quotation inside others.
_INNER = str.maketrans("“”「」", "‘’『』")


def in_words(work: Work) -> str:
    """A citation in the language of the page, on one line: what, when and where, by whom published, its address."""
    stop = _(". ")
    title = folded(work.title.text).rstrip(". ")
    quoted = _("“%(title)s.”") % {"title": title.translate(_INNER)}
    within = folded(work.within.text) if work.within else ""
    if within in title:
        within = ""
    record = _("%(register)s, record %(id)s, revision %(revision)s") % {
        "register": work.register,
        "id": work.id,
        "revision": work.revision,
    }
    sentences = [
        within,
        work.when,
        _("Sources differ on the date") if work.disputed else "",
        folded("; ".join(work.places)),
        record,
    ]
    said = "".join(f"{sentence.rstrip('. ')}{stop}" for sentence in sentences if sentence)
    return f"{quoted}{'' if work.language == 'ja' else ' '}{said}{work.address}"


def written(work: Work) -> str:
    """The same as a file."""
    return in_words(work) + "\n"
