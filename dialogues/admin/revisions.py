"""What was shown when: the revisions, to read only. Staff see the whole body of each; the public never does."""

import json
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from dialogues.admin.long_lists import CountsSoFar
from dialogues.models import Revision


@admin.register(Revision)
class RevisionAdmin(admin.ModelAdmin):
    list_display = ("number", "published_at", "op", "kind", "slug", "published_by", "note")
    list_filter = ("op", "cause", "kind")
    list_select_related = ("published_by",)
    search_fields = ("slug",)
    show_full_result_count = False
    paginator = CountsSoFar
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    actions = None
    fields = (
        "number",
        "op",
        "kind",
        "slug",
        "published_at",
        "published_by",
        "note",
        "cause",
        "changed",
        "reason",
        "reason_ja",
        "redaction_reason",
        "sha256",
        "body",
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Revision]:
        revisions = super().get_queryset(request)
        matched = request.resolver_match
        return (
            revisions.defer("document")
            if matched and matched.url_name == "dialogues_revision_changelist"
            else revisions
        )

    @admin.display(description=_("document"))
    def body(self, revision: Revision) -> str:
        if revision.document is None:
            return "–"
        return format_html(
            '<pre class="document">{}</pre>', json.dumps(revision.document, ensure_ascii=False, indent=2)
        )

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("dialogues.view_revision")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
