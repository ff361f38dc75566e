"""After a change of SECRET_KEY: what the keys of before have sealed is sealed with the new one."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand
from django.db import transaction

from accounts import sealing


class Command(BaseCommand):
    help = "Seal the secrets of second factors with SECRET_KEY; SECRET_KEY_FALLBACKS is not needed for them then."

    def handle(self, *args: Any, **options: Any) -> None:
        lost = []
        sealed = 0
        with transaction.atomic():
            rows = Authenticator.objects.select_for_update(of=("self",)).select_related("user")
            for factor in rows.exclude(type=Authenticator.Type.WEBAUTHN).order_by("pk"):
                try:
                    factor.data = sealing.sealed_anew(factor.data)
                except sealing.CannotBeOpened:
                    lost.append(f"{factor.user.get_username()} ({factor.get_type_display()})")
                    continue
                factor.save(update_fields=["data"])
                sealed += 1
        self.stdout.write(f"{sealed} sealed.")
        if lost:
            self.stderr.write(
                "No key opens those of: "
                + ", ".join(lost)
                + ". Name the key of before in SECRET_KEY_FALLBACKS and "
                "run this again, or take them away (manage.py take_away_second_factor)."
            )
