"""One address of each page type of the desk, with the records that it needs."""

import json
from typing import Any

from tests.sites import Site

RECORDS = """
import json
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group, User
from dialogues import publishing
from dialogues.models import ApiKey, Bypass, SentBack, Source, Topic, Track, Webhook
from dialogues.partners import keys
from tests import cast
user = User.objects.create_user("keeper", password="{password}", is_staff=True)
user.groups.set(Group.objects.all())
TOTP.activate(user, "{secret}")
meeting = cast.full_meeting("axe-meeting", cast.dialogue("axe-dialogue"), summary_en="Words.", status="planned")
cast.claim(meeting, "ordinal", 1); cast.claim(meeting, "ordinal", 2)
for of, fact in ((meeting.dialogue, "established"), (cast.organization(), "exists_from"), (cast.person(), "name")):
    cast.claim(of, fact, "2013", as_stated="in 2013", where="page 2"); cast.claim(of, fact, "2014", preferred=True)
meeting.statements.create(person=cast.person(), text_en="x"); meeting.images.create(alt_en="x")
meeting.places.create(city_en="Tokyo")
type(meeting).objects.filter(pk=meeting.pk).update(submitted_at="2026-01-01T00:00Z", submitted_by=user)
key = keys.new_key("Partner", ["webhooks"], by=user)[0]
hook = Webhook.objects.create(key=key, url="https://example.org/hook")
other = cast.person("axe-other", "Don Grave")
# Both public, so that their merge asks why.
publishing.publish(cast.person(), by=None, bypass="Planted.")
publishing.publish(other, by=None, bypass="Planted.")
SentBack.objects.create(kind="person", record_id=other.pk, note="See page 2.", at="2026-01-01T00:00Z", by=user, to=user)
corrected = cast.topic("axe-corrected", "Before")
publishing.publish(corrected, by=None, bypass="Planted.")
Topic.objects.filter(pk=corrected.pk).update(name_en="After", submitted_at="2026-01-01T00:00Z")
# More than a page of a list holds: its links to the others are walked too.
Topic.objects.bulk_create(Topic(slug=f"axe-{{n}}", name_en=f"Planted {{n}}") for n in range(101))
print(json.dumps(dict(
    meeting=meeting.pk, dialogue=meeting.dialogue_id, organization=cast.organization().pk, person=cast.person().pk,
    other=other.pk, party=cast.party("US").pk, topic=cast.topic().pk, source=Source.objects.first().pk,
    track=Track.objects.first().pk, outcome=meeting.outcomes.get().pk, apikey=key.pk, webhook=hook.pk, user=user.pk,
    bypass=Bypass.objects.first().pk, corrected=corrected.pk,
)))
"""

RECORD_KINDS = {
    "dialogues": (
        "meeting",
        "dialogue",
        "source",
        "topic",
        "track",
        "outcome",
        "apikey",
        "webhook",
        "bypass",
    ),
    "participants": ("organization", "person", "party"),
    "auth": ("user",),
}
LISTS_ONLY = ("dialogues/revision", "dialogues/delivery", "auth/group")


def planted(site: Site) -> dict[str, str]:
    """Plants one record of each kind and an account that sees everything; returns the pages by their names."""
    made = RECORDS.format(password=site.password, secret=site.codes.secret)
    said = site.manage("shell", "--no-imports", "--command", made)
    return pages(json.loads(said.splitlines()[-1]))


def pages(keys: dict[str, Any]) -> dict[str, str]:
    found = {"home": "/admin/", "import": "/admin/import/", "history of all": "/admin/audit/"}
    for name in (
        "sent-back",
        "in-review",
        "bypasses",
        "past",
        "disputes",
        "languages",
        "unsourced",
        "dead-links",
    ):
        found[f"list: {name}"] = f"/admin/work/{name}/"
    for name in ("password/", "security/", "security/passkeys/", "sessions/"):
        found[f"account: {name}"] = f"/admin/account/{name}"
    for place in LISTS_ONLY:
        found[place] = f"/admin/{place}/"
    for room, kinds in RECORD_KINDS.items():
        for kind in kinds:
            address = f"/admin/{room}/{kind}/"
            found[f"{kind}, list"] = address
            found[f"{kind}, form"] = f"{address}{keys[kind]}/change/"
    found |= {
        "meeting, new": "/admin/dialogues/meeting/add/",
        "person, new": "/admin/participants/person/add/",
    }
    meeting = f"/admin/dialogues/meeting/{keys['meeting']}"
    found |= {
        "meeting, review": f"{meeting}/changes/",
        "correction, review": f"/admin/dialogues/topic/{keys['corrected']}/changes/",
        "sent back, review": f"/admin/participants/person/{keys['other']}/changes/",
        "sent back, form": f"/admin/participants/person/{keys['other']}/change/",
        "meeting, history": f"{meeting}/history/",
        "meeting, delete": f"{meeting}/delete/",
        "meetings, searched": "/admin/dialogues/meeting/?q=ninth&status__exact=planned",
        "deleted meetings": "/admin/audit/meeting/deleted/",
        "person, merge": f"/admin/participants/person/{keys['person']}/merge/?other={keys['other']}&stays=this",
    }
    return found
