"""The addresses at which the desk answers while a form is filled in. Staff only."""

from typing import Any

from django.contrib.admin import AdminSite
from django.urls import path

from dialogues.admin.entry.dates.shown_back import date_in_words
from dialogues.admin.entry.making import make_record
from dialogues.admin.entry.names.answers import match_names
from dialogues.admin.entry.previous import previous_delegation


def entry_urls(site: AdminSite) -> list[Any]:
    return [
        path("entry/date/", site.admin_view(date_in_words), name="date_in_words"),
        path("entry/names/", site.admin_view(match_names), {"site": site}, name="match_names"),
        path(
            "entry/previous/",
            site.admin_view(previous_delegation),
            {"site": site},
            name="previous_delegation",
        ),
        path("entry/make/", site.admin_view(make_record), {"site": site}, name="make_record"),
    ]
