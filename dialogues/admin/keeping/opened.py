"""What a form was opened with, told by the form itself when it is sent: a fingerprint of each value.

With it the server knows which fields somebody touched, and which another changed meanwhile, without keeping a copy
of every form that is open. A fingerprint tells that a value is another, not what it was; six letters for each field
make a meeting with forty participations some kilobytes longer. Who forges one fools only the own form.
"""

import base64
import hashlib
import json
from collections.abc import Sequence
from typing import Any

from dialogues.admin.keeping.shown import compared, content_of, values_of

LETTERS = 6
OWN = ""  # where the fields of the record itself stand, beside those of its rows

Prints = dict[str, dict[str, dict[str, str]]]


def fingerprint(values: list[str]) -> str:
    told = json.dumps(compared(values), ensure_ascii=False).encode()
    return base64.urlsafe_b64encode(hashlib.blake2b(told, digest_size=6).digest())[:LETTERS].decode()


def opened_with(form: Any, formsets: Sequence[Any]) -> str:
    """The fingerprints of a form as it is drawn from the record, and of its saved rows, as one short text."""
    told = {OWN: _told({OWN: form})}
    for formset in formsets:
        told[formset.prefix] = _told({str(row.instance.pk): row for row in formset.initial_forms})
    return json.dumps(told, separators=(",", ":"))


def _told(forms: dict[str, Any]) -> list[Any]:
    """The names of the fields once, then for each form its fingerprints in their order."""
    drawn = {
        key: {bound.name: fingerprint(values_of(bound)) for bound in content_of(form)}
        for key, form in forms.items()
    }
    names = sorted({name for prints in drawn.values() for name in prints})
    return [
        names,
        {key: "".join(prints.get(name, "-" * LETTERS) for name in names) for key, prints in drawn.items()},
    ]


def read(text: str) -> Prints:
    """The fingerprints by group of rows, row and field. Without any where the text is none of ours."""
    try:
        told = json.loads(text)
        return {
            group: {
                key: {name: prints[place * LETTERS :][:LETTERS] for place, name in enumerate(names)}
                for key, prints in rows.items()
            }
            for group, (names, rows) in told.items()
        }
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}
