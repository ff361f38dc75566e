"""What a publisher says on publishing: to readers, what changed and how much it matters; to colleagues, why.

And what the publisher says to the editor on sending it back.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dialogues.models import Revision

LONGEST = 2000


def _text(label: Any, help_text: Any, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60, "class": "vLargeTextField"}),
        **options,
    )


class NoteForm(forms.Form):
    """What changed, where something public changes."""

    weight = forms.ChoiceField(
        label=_("This correction is"),
        choices=[
            (Revision.Weight.MINOR, _("minor: a slip, a wording, an addition")),
            (Revision.Weight.MAJOR, _("major: what readers may have relied on was wrong")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether the correction is minor or major.")},
    )
    reason = _text(
        _("What changed, for readers"),
        _("Stands on the page of corrections and in its feed. Name no facts that must go."),
        error_messages={"required": _("Say what changed: readers see it on the page of corrections.")},
    )
    reason_ja = _text(
        _("What changed, for readers, in Japanese"),
        _("On the Japanese pages in place of the other. Left empty, the other stands there, too."),
        required=False,
    )


class OneAndTheSameForm(forms.Form):
    """Why two public records are one, where merging them changes what readers see."""

    why = _text(
        _("Why the two are one and the same"),
        _("For colleagues: what another publisher can check. Readers do not see it."),
        error_messages={"required": _("Say why: somebody else has to approve it afterwards.")},
    )


class BypassForm(forms.Form):
    """Why a record is published without a second person."""

    why = _text(
        _("Why it cannot wait for a second person"),
        _("For colleagues. It stays on a list until another publisher has approved it."),
        error_messages={"required": _("Say why: somebody else has to approve it afterwards.")},
    )


class SendBackForm(forms.Form):
    """What the editor is to put right."""

    note = _text(
        _("What to put right"),
        _(
            "For whoever sent it. It stands at the head of the form until the record is sent for review again."
        ),
        error_messages={"required": _("Say what to put right: without a note nobody knows what to do.")},
    )
