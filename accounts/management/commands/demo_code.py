"""The code of the demo's publisher now, as an app on a phone would show it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import demo


class Command(BaseCommand):
    help = "Print the six digits that the demo account of the publisher signs in with now."

    def handle(self, *args: Any, **options: Any) -> None:
        secrets = [
            account.totp_secret for account in demo.kept(demo.accounts_file()).values() if account.totp_secret
        ]
        if not secrets:
            raise CommandError("There is no demo account with a second factor here. Run: make demo")
        code, seconds = demo.code_now(secrets[0])
        self.stdout.write(f"{code}  (another one in {seconds} s; each is good once)")
