"""The addresses at which the desk answers while a form is filled in. Staff only."""

from typing import Any

from django.contrib.admin import AdminSite
from django.urls import path

from dialogues.admin.entry.dates.shown_back import date_in_words
from dialogues.admin.entry.making import make_record


def entry_urls(site: AdminSite) -> list[Any]:
    return [
        path("entry/date/", site.admin_view(date_in_words), name="date_in_words"),
        path("entry/make/", site.admin_view(make_record), {"site": site}, name="make_record"),
    ]
