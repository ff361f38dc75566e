"""For the last superuser who lost a phone: others are helped at the desk, where an administrator does the same."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import second_factor


class Command(BaseCommand):
    help = (
        "Take the second factor from an account; its owner signs in by password and has to set up a new one."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no account “{username}”.")
        second_factor.take_away(user)
        self.stdout.write(f"“{username}” has no second factor any more, and is signed out everywhere.")
