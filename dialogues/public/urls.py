"""The addresses of the public pages. `config.urls` puts them under the language: nothing or `ja/`."""

from django.urls import path

from dialogues.public import views
from dialogues.public.calendar import views as calendar_views
from dialogues.public.citing.citing_views import urlpatterns as citations
from dialogues.public.codebook import codebook_views
from dialogues.public.lists.listing_views import list_view
from dialogues.public.lists.listings import LISTINGS
from dialogues.public.pages import about_views, corrections_views, track_views, weighing_views
from dialogues.public.pairs import pair_views
from dialogues.public.search import search_views
from dialogues.public.serving.addresses import LISTS
from dialogues.public.subscriptions.urls import urlpatterns as subscriptions

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    # Before the pages of sources, for one of which it would be taken.
    path("sources/weighing/", weighing_views.weighing, name="weighing"),
    *(path(f"{name}/", list_view(listing), name=name) for name, listing in LISTINGS.items()),
    *(path(f"{name}/<id:slug>/", views.record, {"kind": kind}, name=kind) for kind, name in LISTS.items()),
    path("search/", search_views.search, name="search"),
    path("tracks/", track_views.tracks, name="tracks"),
    path("pairs/", pair_views.pairs, name="pairs"),
    path("pairs/<id:code>/", pair_views.pair, name="pair"),
    path("calendar/", calendar_views.calendar, name="calendar"),
    path("calendar/<str:year>/", calendar_views.calendar_year, name="calendar_year"),
    path("calendar/<str:year>/<str:month>/", calendar_views.calendar_month, name="calendar_month"),
    path("data/", about_views.data, name="data"),
    path("data/codebook/", codebook_views.codebook, name="codebook"),
    path("data/codebook.csv", codebook_views.codebook_csv, name="codebook_csv"),
    path("data/mirror.py", about_views.mirror, name="mirror"),
    path("data/interchange.md", about_views.interchange, name="interchange"),
    path("data/interchange.schema.json", about_views.interchange_schema, name="interchange_schema"),
    path("corrections/", corrections_views.page, name="corrections"),
    path("corrections/feed.atom", corrections_views.feed, name="corrections_feed"),
    path("about/", about_views.about, name="about"),
    path("accessibility/", about_views.accessibility, name="accessibility"),
    path("terms/", about_views.terms, name="terms"),
    *subscriptions,
    *citations,
]
