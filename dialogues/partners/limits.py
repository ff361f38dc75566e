"""How often one caller may ask: so many requests in each minute by the clock, counted for all web processes together.

One row a caller, in a table without a write-ahead log: what is lost in a crash is a minute's count. Callers without a
key are known by a keyed digest of their address (of its first 64 bits in IPv6, which one household shares), so that
the table tells nobody who asked.
"""

import hashlib
import hmac
import ipaddress
import logging
import re
import time
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, connection

from dialogues.models.partners import ApiKey

logger = logging.getLogger(__name__)

WINDOW = 60
_PORT = re.compile(r"^(?:([0-9.]+)|\[([0-9A-Fa-f:.]+)\])(?::[0-9]+)?$")

_COUNT = """
INSERT INTO dialogues_usage AS usage (who, minute, requests) VALUES (%s, %s, 1)
ON CONFLICT (who) DO UPDATE SET
    requests = CASE WHEN usage.minute = excluded.minute THEN usage.requests + 1 ELSE 1 END,
    minute = excluded.minute
RETURNING requests
"""


@dataclass(frozen=True)
class Allowance:
    """What a caller may ask in this minute, and what is left of it."""

    policy: str
    limit: int
    asked: int
    seconds_left: int

    @property
    def exceeded(self) -> bool:
        return self.asked > self.limit

    @property
    def headers(self) -> dict[str, str]:
        """As draft-ietf-httpapi-ratelimit-headers says it; with Retry-After (RFC 9110) where nothing is left."""
        left = max(0, self.limit - self.asked)
        told = {
            "RateLimit-Policy": f'"{self.policy}";q={self.limit};w={WINDOW}',
            "RateLimit": f'"{self.policy}";r={left};t={self.seconds_left}',
        }
        return told | ({"Retry-After": str(self.seconds_left)} if self.exceeded else {})


def count(key: ApiKey | None, address: str) -> Allowance | None:
    """Counts one request of a key, or of an address that came without one. None where it could not be counted.

    Reading goes on while the database that is written to is away: then nobody is limited, and the log says so.
    """
    minute, into = divmod(int(time.time()), WINDOW)
    who = f"key:{key.prefix}" if key else _digest(address)
    try:
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, [who, minute])
            (asked,) = cursor.fetchone()
    except DatabaseError:
        logger.exception("A request could not be counted; nobody is limited for now.")
        return None
    limit = key.requests_a_minute if key else settings.API_REQUESTS_A_MINUTE
    return Allowance("key" if key else "address", limit, asked, WINDOW - into)


def _digest(address: str) -> str:
    digest = hmac.new(settings.SECRET_KEY.encode(), f"address:{_caller(address)}".encode(), hashlib.sha256)
    return digest.hexdigest()


def _caller(address: str) -> str:
    """The address as far as it is one caller's: without the port that some proxies write, each time another."""
    try:
        known = ipaddress.ip_address(_PORT.sub(r"\1\2", address))
    except ValueError:
        return address  # a socket file, or what a proxy wrote: a caller of its own
    if known.version == 4:
        return str(known)
    # What a socket for both versions calls an address of IPv4: all of them share their first 64 bits.
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(ipaddress.ip_network((known, 64), strict=False).network_address)
