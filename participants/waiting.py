"""What makes long tables quick for those who look for the work to be done."""

from django.db import models

from participants.languages import in_one_language


def waits_in_one_language(stem: str, name: str) -> models.Index:
    """The index of what lacks one of the two languages."""
    return models.Index(fields=["id"], condition=in_one_language(stem), name=name)
