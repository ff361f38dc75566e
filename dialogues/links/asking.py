"""How a link is asked whether it answers: politely, from the public internet alone, and without reading the page.

Only the heading is asked for, and the page where a site has no headings. The connection goes to an address that was
looked at (`dialogues.partners.targets`): records hold what anybody may have put into a release, and no link leads into
our own network. Where a link leads on, each step is looked at anew. httpx, because it can be told the
address to connect to, and the name to hold the certificate against.
"""

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpx

from dialogues.partners.targets import BadTarget, addresses

SECONDS = 15
MOST_STEPS = 5
HEADERS = {"User-Agent": "space-dialogues link check", "Accept": "*/*"}


@dataclass(frozen=True)
class Answer:
    """How a link answered: with which status, or why not; and where it leads."""

    status: int | None
    error: str = ""
    leads_to: str = ""


def ask(client: httpx.Client, url: str) -> Answer:
    """Asks a link. Raises nothing: that nobody answers is an answer."""
    here = url
    try:
        for _step in range(MOST_STEPS + 1):
            answer = _one(client, "HEAD", here)
            if answer.status_code >= 400:
                answer = _one(client, "GET", here)
            there = answer.headers.get("location")
            if not (300 <= answer.status_code < 400 and there):
                return Answer(answer.status_code, leads_to="" if here == url else here)
            here = urljoin(here, there)
    except (BadTarget, httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        return Answer(None, f"{type(error).__name__}: {error}", "" if here == url else here)
    return Answer(None, f"It leads on more than {MOST_STEPS} times.", here)


def client() -> httpx.Client:
    """A client that follows nothing by itself and takes no settings from its surroundings."""
    return httpx.Client(timeout=SECONDS, headers=HEADERS, follow_redirects=False, trust_env=False)


def _one(client: httpx.Client, method: str, url: str) -> httpx.Response:
    """One step, at an address of the host that is public."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        raise BadTarget("This is no address of a page.")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    number = addresses(parts.hostname, port)[0]
    place = f"[{number}]:{port}" if ":" in number else f"{number}:{port}"
    asked = urlunsplit((parts.scheme, place, parts.path or "/", parts.query, ""))
    name = parts.netloc if parts.port else parts.hostname
    with client.stream(
        method, asked, headers={"Host": name}, extensions={"sni_hostname": parts.hostname}
    ) as answer:
        return answer
