"""How to cite a record: as a text to copy, and as files for programs that keep references.

What is cited is the thing itself, a meeting, a dialogue or an outcome, with its own date; the register is the
publisher. The day on which a reader saw it is the reader's to add: no file holds it.

works           what is cited, of any kind of record
cited_dates     dates as CSL and BibLaTeX write them, with their doubts
text            a citation in words
bibtex          BibTeX, for LaTeX
ris             RIS, for managers of references
csl             CSL-JSON, for whatever speaks the Citation Style Language
files           the forms, their addresses and what a page offers
citing_views    the files that answer addresses
"""
