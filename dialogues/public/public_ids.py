"""What a public id looks like in an address: letters, digits, hyphens, and the dot of “1.5”."""

from django.urls.converters import StringConverter


class PublicId(StringConverter):
    regex = "[A-Za-z0-9][A-Za-z0-9._-]*"
