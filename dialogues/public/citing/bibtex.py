"""BibTeX: one entry, for LaTeX with BibTeX or BibLaTeX.

`@misc` is the kind of entry that both know. `date` is for BibLaTeX, which reads EDTF; `year` and `month` for BibTeX.
Letters stay as they are (UTF-8); only what is syntax to TeX is written in words of TeX. A brace becomes a command
and not `\\{`, because BibTeX counts braces whether a backslash stands before them or not.
"""

from dialogues.public.citing import cited_dates
from dialogues.public.citing.works import Work, folded

_IN_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\lbrace{}",
    "}": r"\rbrace{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "#$%&_"},
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LANGUAGES = {"en": "english", "ja": "japanese", "fr": "french", "ko": "korean", "de": "german"}


def escaped(text: str) -> str:
    """A text as TeX sets it, on one line."""
    return "".join(_IN_TEX.get(letter, letter) for letter in folded(text))


def written(work: Work) -> str:
    """A work as a BibTeX file with one entry, whose key is the id of the record."""
    month = cited_dates.month(work.date)
    fields = {
        # Twice in braces: names keep their capitals whatever the style does.
        "title": f"{{{{{escaped(work.title.text)}}}}}",
        "series": f"{{{{{escaped(work.within.text)}}}}}" if work.within else "",
        "date": _braced(cited_dates.biblatex_date(work.date)),
        "year": _braced("--".join(cited_dates.years(work.date))),
        "month": _MONTHS[month - 1] if month else "",
        "location": _braced(escaped("; ".join(work.places))),
        "howpublished": _braced(escaped(work.register)),
        "publisher": _braced(escaped(work.register)),
        "note": _braced(escaped("; ".join(work.remarks))),
        "langid": _braced(_LANGUAGES.get(work.title.language, "")),
        # As it is: a command of LaTeX prints it, which takes no escapes. An id needs none of TeX's signs but `_`.
        "url": _braced(work.address),
    }
    lines = ",\n".join(f"  {name} = {value}" for name, value in fields.items() if value)
    return f"@misc{{{work.id},\n{lines}\n}}\n"


def _braced(text: str) -> str:
    return f"{{{text}}}" if text else ""
