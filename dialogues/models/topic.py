"""Subjects of the talks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.languages import Multilingual, in_some_language, other_languages_field
from participants.models import Named, refuse_cycle
from participants.records import RefusesCircles


class Topic(Named):
    """A subject, in a small tree."""

    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("under"), null=True, blank=True, related_name="narrower"
    )
    definition_en = models.TextField(_("definition in English"), max_length=20_000, blank=True, default="")
    definition_ja = models.TextField(_("definition in Japanese"), max_length=20_000, blank=True, default="")
    definition_other = other_languages_field()
    definition = Multilingual("definition")

    class Meta(Named.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name_en", "slug"]
        triggers = [*Named.Meta.triggers, RefusesCircles("parent_id")]
        constraints = [
            in_some_language("name", "topic_has_a_name_in_some_language"),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="topic_is_not_under_itself",
                violation_error_message=_("A topic cannot be under itself."),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        refuse_cycle(self, "parent")
