"""Where a message may be sent: over HTTPS, to an address of the public internet, and nowhere else.

The name is looked up once, every address that it has must be a public one, and the connection is made to the address
that was looked at: a name that changes its answer in between (DNS rebinding) leads nowhere else. A redirect is never
followed. Nobody keeps the sender for long: not by silence, and not by an answer that trickles.
WEBHOOKS_ANYWHERE=1 lifts this for one's own machine.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

SECONDS = 15
MOST_READ = 2_000
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")


class BadTarget(Exception):
    """An address to which nothing is sent. The message says why, in words for staff."""


@dataclass(frozen=True)
class Answer:
    """What a receiver answered: the status, and the beginning of the body."""

    status: int
    body: str

    @property
    def taken(self) -> bool:
        """Whether the message was taken (Standard Webhooks: any 2xx). A redirect is none."""
        return 200 <= self.status < 300


def checked(url: str) -> SplitResult:
    """The parts of an address. Raises BadTarget where its form is none that is sent to."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise BadTarget("This is no address.") from None
    schemes = ("https", "http") if settings.WEBHOOKS_ANYWHERE else ("https",)
    if parts.scheme not in schemes:
        raise BadTarget("The address must begin with https://.")
    if not parts.hostname or parts.username or parts.password:
        raise BadTarget("The address must name a host, and no user or password.")
    if port is not None and not (settings.WEBHOOKS_ANYWHERE or port in (443, 8443)):
        raise BadTarget("The port must be 443 or 8443.")
    if any(ord(letter) <= 32 or ord(letter) == 127 for letter in url):
        raise BadTarget("The address holds a space or a control character.")
    return parts


def addresses(host: str, port: int) -> list[str]:
    """The addresses that a host has, all public ones. Raises BadTarget where it has none, or one that is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise BadTarget(f"The host “{host}” was not found ({error}).") from None
    numbers = list(dict.fromkeys(str(one[4][0]) for one in found))
    if not settings.WEBHOOKS_ANYWHERE:
        for number in numbers:
            if not _is_public(number):
                raise BadTarget(f"The host “{host}” has the address {number}, which is not a public one.")
    return numbers


def _is_public(number: str) -> bool:
    known = ipaddress.ip_address(number.partition("%")[0])
    inner = getattr(known, "sixtofour", None) or known
    # What lies outside may be an address of IPv4 in other clothes (mapped, compatible, translated: 64:ff9b::/96).
    unicast = known.version == 4 or known in _GLOBAL_UNICAST
    return unicast and known.is_global and inner.is_global and not known.is_multicast


def post(url: str, body: bytes, headers: dict[str, str]) -> Answer:
    """Sends a body to an address. Raises BadTarget, or OSError and HTTPException where nobody answers."""
    parts = checked(url)
    host = str(parts.hostname)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    number = addresses(host, port)[0]
    connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    made = socket.create_connection((number, port), timeout=SECONDS)
    # The timeout of a socket is one of each reading, and begins anew with every byte: this one is of the whole.
    ended = threading.Timer(SECONDS, lambda: _shut(made))
    ended.daemon = True
    ended.start()
    try:
        if parts.scheme == "https":
            made = ssl.create_default_context().wrap_socket(
                made, server_hostname=host, do_handshake_on_connect=False
            )
            made.do_handshake()
        connection.sock = made
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        return Answer(answer.status, answer.read(MOST_READ).decode(errors="replace"))
    finally:
        ended.cancel()
        made.close()
        connection.close()


def _shut(made: socket.socket) -> None:
    """Ends a connection under the hands of whoever reads from it."""
    with contextlib.suppress(OSError):
        socket.socket.shutdown(made, socket.SHUT_RDWR)
