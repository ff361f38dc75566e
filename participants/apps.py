from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from participants.constraints import hold_by_the_database
from participants.trigger_functions import bind_after_migrating


class ParticipantsConfig(AppConfig):
    name = "participants"
    verbose_name = _("Who exists")

    def ready(self) -> None:
        hold_by_the_database(self.get_models())
        post_migrate.connect(bind_after_migrating, sender=self)
