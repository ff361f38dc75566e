"""What a public id looks like in an address: letters, digits, hyphens, and the dot of “1.5”."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class PublicId(StringConverter):
    regex = "[A-Za-z0-9][A-Za-z0-9._-]*"


# In `path("…/<id:slug>/")`, for whichever module of addresses is read first.
register_converter(PublicId, "id")
