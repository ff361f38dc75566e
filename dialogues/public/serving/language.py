"""The language of an answer is that of its address, and of nothing else."""

from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class LanguageOfTheAddress(LocaleMiddleware):
    """Django's middleware without its `Vary: Accept-Language`.

    English has no prefix here, and no header of the reader changes what an address answers; to say otherwise
    would make every cache keep each English page once for each way in which browsers ask for languages.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:  # type: ignore[override]
        response.headers.setdefault("Content-Language", translation.get_language())
        return response
