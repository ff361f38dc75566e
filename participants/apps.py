from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from participants.constraints import hold_by_the_database


class ParticipantsConfig(AppConfig):
    name = "participants"
    verbose_name = _("Who exists")

    def ready(self) -> None:
        hold_by_the_database(self.get_models())
