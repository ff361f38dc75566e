"""What a webhook is told, and how it can tell that we said it: Standard Webhooks (standardwebhooks.com), version 1.

The body is thin: that there are changes, up to which revision, and where they are. What changed stands in the change
feed alone, so that a message that comes late, twice or never tells nothing wrong and loses nothing.
"""

import base64
import datetime as dt
import hashlib
import hmac
import json

from dialogues.models.partners import Delivery

TYPE = "register.changed"


def body_of(delivery: Delivery) -> bytes:
    """The message: the same bytes at every attempt."""
    said = {
        "type": TYPE,
        "timestamp": delivery.created_at.isoformat(),
        "data": {"revision": delivery.revision, "changes": "/api/v1/changes/"},
    }
    return json.dumps(said, separators=(",", ":")).encode()


def headers_of(delivery: Delivery, body: bytes, now: dt.datetime) -> dict[str, str]:
    """Id, time of the attempt and signature. The id is the same at every attempt: a receiver drops what it has seen."""
    name, moment = f"msg_{delivery.pk.hex}", str(int(now.timestamp()))
    return {
        "Content-Type": "application/json",
        "User-Agent": "Space-Dialogues-Webhooks/1",
        "webhook-id": name,
        "webhook-timestamp": moment,
        "webhook-signature": f"v1,{signature(delivery.webhook.secret, name, moment, body)}",
    }


def signature(secret: str, name: str, moment: str, body: bytes) -> str:
    """The HMAC-SHA256 over id, time and body, in base64."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = b".".join([name.encode(), moment.encode(), body])
    return base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
