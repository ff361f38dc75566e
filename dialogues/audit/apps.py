from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "dialogues.audit"
    label = "audit"
    verbose_name = _("Audit")

    def ready(self) -> None:
        from dialogues.audit.triggers import watch_after_migrating

        post_migrate.connect(watch_after_migrating, sender=self)
