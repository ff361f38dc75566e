"""The questions that a reader may ask of publications, for pages and API alike.

questions  one FilterSet a kind: which parameters there are, and what each asks
values     what a value may be, and how it is refused
search     what a reader's words mean
near       near names, for whoever asked for something that is not there
"""

from dialogues.filters.questions import QUESTIONS, SEARCHED, Questions, SearchQuestions, answered

__all__ = ["QUESTIONS", "SEARCHED", "Questions", "SearchQuestions", "answered"]
