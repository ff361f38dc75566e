"""The questions that a reader may ask of publications, for pages and API alike.

questions  one FilterSet a kind: which parameters there are, and what each asks
values     what a value may be, and how it is refused
search     what a reader's words ask
wider      what they mean besides, in the sense of the site: by names, by the table of synonyms, by compounds
nearness   how near a publication comes to them
near       near names and near words, for whoever asked for something that is not there
"""

from dialogues.filters.questions import QUESTIONS, Questions, answered
from dialogues.filters.search_questions import SEARCHED, SearchQuestions

__all__ = ["QUESTIONS", "SEARCHED", "Questions", "SearchQuestions", "answered"]
