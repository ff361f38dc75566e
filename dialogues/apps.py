from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from participants.constraints import hold_by_the_database


class DialoguesConfig(AppConfig):
    name = "dialogues"
    verbose_name = _("What happened")

    def ready(self) -> None:
        hold_by_the_database(self.get_models())
