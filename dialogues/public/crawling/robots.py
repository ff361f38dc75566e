"""The rules for crawlers (RFC 9309): where the map is, and what not to read.

A list can be narrowed in more ways than anybody can read, and each way shows records that the map has anyway. So
addresses with questions are left alone, but for the plain pages of a list.
"""

from django.http import HttpRequest
from django.urls import reverse

CONTENT_TYPE = "text/plain; charset=utf-8"


def rules(request: HttpRequest) -> str:
    """The text of robots.txt."""
    return "\n".join(
        [
            "User-agent: *",
            f"Disallow: {reverse('admin:index')}",
            "Disallow: /*?",
            "Allow: /*?page=",
            "",
            f"Sitemap: {request.build_absolute_uri(reverse('crawling:sitemap'))}",
            "",
        ]
    )
