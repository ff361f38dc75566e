"""One copy of an API answer serves every reader, whatever languages the browser speaks."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class OneCopyForAllReaders:
    """Middleware, outside of LocaleMiddleware: takes out the `Vary: Accept-Language` that it puts on every answer.

    The language of the API is a parameter (`?lang=ja`), so a cache need not keep a copy for each reader's languages
    (RFC 9110, 12.5.5).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.resolver_match and request.resolver_match.app_name == "api" and "Vary" in response.headers:
            names = [name.strip() for name in response.headers["Vary"].split(",")]
            if kept := [name for name in names if name.lower() != "accept-language"]:
                response.headers["Vary"] = ", ".join(kept)
            else:
                del response.headers["Vary"]
        return response
