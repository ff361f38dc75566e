#!/usr/bin/env python
"""The command line of the project: `python manage.py help` lists what it can do."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    from config.database import start_if_embedded
    from config.errors import SetupError

    try:
        start_if_embedded()
    except SetupError as error:
        sys.exit(str(error))
    from dialogues.audit.callers import say_who_runs

    say_who_runs(sys.argv[1] if len(sys.argv) > 1 else "help")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
