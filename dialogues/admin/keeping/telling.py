"""Who saved the newer version of a record, and when as far as that is known, in words."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dialogues.audit.models import Change


def who_saved(request: HttpRequest, record: Any) -> str:
    """Who changed a record last, as the database noted it: a name, the reader, or somebody."""
    if record.changed_by_id is None:
        return _("Somebody")
    if record.changed_by_id == request.user.pk:
        return _("You, in another window,")
    return str(record.changed_by)


def when_saved(record: Any) -> str:
    """When that person did; empty where the register's history does not know."""
    last = Change.objects.of(str(record._meta.model_name), record.pk).order_by("-id").first()
    if last is None or last.user_id != record.changed_by_id:
        return ""
    return date_format(timezone.localtime(last.at), "DATETIME_FORMAT")


def why_not_over(request: HttpRequest, record: Any, known: bool) -> str:
    """Why a form is not saved as it was sent; `known` where it said which version it was opened with."""
    if not known:
        return _(
            "This form did not say which version of the record it was opened with. Nothing was saved; what you typed "
            "is still below. Where the record differs, both texts stand beside the field. Look, then save again."
        )
    told = {"who": who_saved(request, record), "when": when_saved(record)}
    if told["when"]:
        first = _("%(who)s saved this record on %(when)s, after you opened it.") % told
    else:
        first = _("%(who)s saved this record after you opened it.") % told
    return (
        first
        + " "
        + _(
            "Nothing of yours was saved yet; everything you typed is still below. Where you differ, both texts stand "
            "beside the field. Look, then save again."
        )
    )
