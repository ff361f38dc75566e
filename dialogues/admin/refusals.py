"""What the database refuses, in words for staff.

Forms check first; what slips through (two people at once) is refused by a constraint. Its name is a sentence
of ours, and most constraints say beside it what to tell.
"""

from django.apps import apps
from django.db import Error, models
from django.utils.translation import gettext as _


def why_refused(error: Error) -> str:
    """One or two sentences: what was refused, and that nothing typed is lost."""
    kept = _("Nothing was saved. What you entered is still below.")
    return f"{_reason(error)} {kept}"


def _reason(error: Error) -> str:
    told = getattr(error.__cause__, "diag", None)
    name = getattr(told, "constraint_name", None) or ""
    primary = getattr(told, "message_primary", None) or ""
    if constraint := _constraint(name):
        if constraint.violation_error_code or constraint.violation_error_message:
            said = str(constraint.violation_error_message)
            if said != str(models.BaseConstraint.default_violation_error_message):
                return said
        return _("Something is entered twice (%(rule)s).") % {"rule": name.replace("_", " ")}
    if name.endswith("_is_of_the_same_meeting"):
        return _("A part of this meeting is filed under a session of another meeting.")
    if "slug" in name:
        return _("Another record has this public id. Choose another.")
    if "deadlock" in primary:
        return _("Somebody else was saving at the same moment. Save again.")
    if "leads back to itself" in primary:
        return _("This closes a circle: a record would be above or before itself.")
    if "is public: withdraw it" in primary:
        return _("It is public. Withdraw it first; then it can be deleted.")
    if name:
        return _(
            "It does not fit with other records (%(rule)s): somebody may have changed them meanwhile."
        ) % {"rule": name}
    return _("The database cannot keep this: %(why)s.") % {"why": primary or type(error).__name__}


def _constraint(name: str) -> models.BaseConstraint | None:
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if name and constraint.name == name:
                return constraint
    return None
