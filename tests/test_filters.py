"""The questions as pages ask them: a form sends its empty fields too, and words its errors in the reader's language."""

from django.http import QueryDict
from django.utils import translation

from dialogues.filters import QUESTIONS, answered
from dialogues.models import Kind, Publication


def test_every_kind_has_its_questions():
    assert sorted(QUESTIONS) == sorted(Kind.values)


def test_fields_left_empty_are_not_asked():
    sent = QueryDict("q=&party=&status=held&status=&date_from=+&track=1.5")
    assert answered(sent) == QueryDict("status=held&track=1.5")


def test_an_error_is_worded_with_the_value(db):
    asked = QUESTIONS["meeting"](QueryDict("status=helt"), Publication.public.all())
    with translation.override("en"):
        assert asked.errors == {"status": ["“helt” is not one of the words that are used here."]}
