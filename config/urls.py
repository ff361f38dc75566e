"""Which part answers which address."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    # Before the desk, which answers every other address under admin/.
    path("admin/account/", include("accounts.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", include("dialogues.api.urls")),
    # One map and one set of rules for crawlers, in no language.
    path("", include("dialogues.public.crawling.urls")),
    # English without a prefix, Japanese under ja/.
    *i18n_patterns(path("", include("dialogues.public.urls")), prefix_default_language=False),
]

handler400 = "dialogues.public.serving.notices.bad_request"
handler404 = "dialogues.public.serving.notices.not_found"
handler500 = "dialogues.public.serving.notices.server_error"
# Django knows no such handler; allauth asks for it.
handler429 = "accounts.pages.too_many"
