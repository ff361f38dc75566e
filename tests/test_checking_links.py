"""Links are asked politely, and one is dead only when it is gone or has failed for days."""

import datetime as dt
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import call_command
from django.utils import timezone

from dialogues.links import asking
from dialogues.models import Link
from tests import cast
from tests.admin.desk import address, at_the_desk, member, page


class Site(ThreadingHTTPServer):
    """A site with some pages, and the questions that it was asked."""

    def __init__(self):
        self.asked = []
        super().__init__(("127.0.0.1", 0), Page)

    def url(self, path):
        return f"http://localhost:{self.server_port}{path}"


class Page(BaseHTTPRequestHandler):
    def do_HEAD(self):
        self.server.asked.append((self.command, self.path, self.headers["Host"].partition(":")[0]))
        status = {
            "/there": 200, "/gone": 410, "/missing": 404, "/forbidden": 403, "/broken": 500, "/moved": 301,
            "/loop": 302, "/inside": 302, "/only-get": 405 if self.command == "HEAD" else 200,
        }[self.path]  # fmt: skip
        self.send_response(status)
        leads = {"/moved": "/there", "/loop": "/loop", "/inside": "http://10.0.0.1/"}
        if self.path in leads:
            self.send_header("Location", leads[self.path])
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *_arguments):
        pass


@pytest.fixture
def site():
    with Site() as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield made
        made.shutdown()


@pytest.fixture
def anywhere(settings):
    settings.WEBHOOKS_ANYWHERE = True


def asked(url):
    with asking.client() as client:
        return asking.ask(client, url)


@pytest.mark.parametrize(
    ("path", "status", "questions"),
    [
        ("/there", 200, ["HEAD"]),
        ("/only-get", 200, ["HEAD", "GET"]),
        ("/missing", 404, ["HEAD", "GET"]),
        ("/moved", 200, ["HEAD", "HEAD"]),
    ],
)
def test_the_heading_is_asked_for_and_the_page_where_there_is_none(site, anywhere, path, status, questions):
    answer = asked(site.url(path))
    assert (answer.status, answer.error) == (status, "")
    assert answer.leads_to == (site.url("/there") if path == "/moved" else "")
    assert [command for command, _path, _host in site.asked] == questions
    assert {host for _command, _path, host in site.asked} == {"localhost"}


def test_a_link_that_leads_in_a_circle_is_left(site, anywhere):
    assert asked(site.url("/loop")) == asking.Answer(
        None, "It leads on more than 5 times.", site.url("/loop")
    )


def test_no_link_leads_into_our_own_network(site):
    answer = asked(site.url("/there"))
    assert (answer.status, "not a public one" in answer.error, site.asked) == (None, True, [])


def test_no_link_leads_on_into_our_own_network(site, anywhere, settings, monkeypatch):
    where = asking.addresses

    def ours_alone(host, port):
        settings.WEBHOOKS_ANYWHERE = host == "localhost"
        return where(host, port)

    monkeypatch.setattr(asking, "addresses", ours_alone)
    answer = asked(site.url("/inside"))
    assert (answer.status, answer.leads_to) == (None, "http://10.0.0.1/")
    assert "10.0.0.1, which is not a public one" in answer.error


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "https://u:p@example.org/", "https:///x", "http://[::1", "x"]
)
def test_what_is_no_address_of_a_page_is_not_asked(url):
    assert asked(url).status is None


def days(*answers):
    link = Link(url="https://example.org/")
    for day, status in answers:
        link.note(dt.datetime(2026, 1, day, 12, tzinfo=dt.UTC), status, "" if status else "No answer.")
    return link.dead


@pytest.mark.parametrize(
    ("answers", "dead"),
    [
        ([(1, 404)], True), ([(1, 410)], True), ([(1, 200)], False), ([(1, 403)], False), ([(1, 429)], False),
        ([(1, None)], False), ([(1, None), (2, 500)], False), ([(1, None), (2, 500), (3, 503)], True),
        ([(1, None), (1, None), (1, None), (1, None)], False),
        ([(1, None), (2, None), (3, 200), (4, None)], False), ([(1, 404), (2, 200)], False),
    ],
)  # fmt: skip
def test_a_link_is_dead_when_it_is_gone_or_has_failed_on_three_days(answers, dead):
    assert days(*answers) is dead


def test_the_command_asks_every_link_once_and_goes_on_where_it_stopped(site, anywhere, db, capsys):
    source = cast.source(url=site.url("/gone"), archived_url=site.url("/there"))
    office = cast.organization(website=site.url("/missing"))
    meeting = cast.meeting()
    statement = meeting.statements.create(person=cast.person(), text_en="x", url=site.url("/broken"))
    Link.objects.create(url=site.url("/moved"))
    call_command("check_links", "--pause", "0")
    assert {link.url.rpartition("/")[2]: (link.status, link.dead) for link in Link.objects.all()} == {
        "gone": (410, True), "there": (200, False), "missing": (404, True), "broken": (500, False),
    }  # fmt: skip
    assert capsys.readouterr().out.splitlines()[-1] == "4 links were asked. 2 are dead: see the desk's home."
    site.asked.clear()
    call_command("check_links", "--pause", "0", "--verbosity", "0")
    assert site.asked == []
    Link.objects.filter(url=site.url("/broken")).update(days_failed=3, dead=True)
    rows = page(at_the_desk(member("editor", "Editors")), "/admin/work/dead-links/").select(".work-entries a")
    assert [row["href"] for row in rows] == [
        f"{address(source)}#id_url",
        f"{address(office)}#id_website",
        f"{address(meeting)}#statements-of-{statement.pk}-url",
    ]
    assert Link.objects.filter(checked_at__gt=timezone.now()).count() == 0
