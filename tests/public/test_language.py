"""The address alone decides the language."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from dialogues.public.serving.language import LanguageOfTheAddress


@pytest.mark.parametrize(
    ("address", "language"), [("/meetings/", "en"), ("/ja/meetings/", "ja"), ("/japan/", "en")]
)
def test_no_header_of_the_reader_changes_the_language(address, language):
    answered = LanguageOfTheAddress(lambda request: HttpResponse(request.LANGUAGE_CODE))
    for wanted in ("ja", "en", "fr"):
        answer = answered(RequestFactory().get(address, headers={"Accept-Language": wanted}))
        assert answer.content.decode() == language
        assert answer["Content-Language"] == language
        assert "Vary" not in answer
