"""Messages go over HTTPS to the public internet, and nowhere else."""

import http.client
import socket
import threading
import time

import pytest

from dialogues.partners import targets


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "ftp://example.org/",
        "https://user:password@example.org/",
        "https:///nowhere",
        "https://example.org:22/",
        "https://example.org:99999/",
        "https://example.org/a b",
        "https://example.org/\r\nHost: other",
        "https://[::1",
        "",
    ],
)
def test_an_address_of_another_form_is_refused(url):
    with pytest.raises(targets.BadTarget):
        targets.checked(url)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
        "::1", "fd00::1", "fe80::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "localhost",
        "2130706433", "0x7f.1", "255.255.255.255",
        "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "::7f00:1", "::ffff:0:7f00:1", "fec0::1", "5f00::1",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_refused_however_it_is_written(host):
    with pytest.raises(targets.BadTarget, match="not a public one"):
        targets.addresses(host, 443)


def test_a_host_that_is_nowhere_is_said_to_be():
    with pytest.raises(targets.BadTarget, match="was not found"):
        targets.addresses("nowhere.invalid", 443)


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch):
    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 443)) for number in ("93.184.215.14", "10.0.0.1")
    ]
    monkeypatch.setattr(targets.socket, "getaddrinfo", lambda *_a, **_k: found)
    with pytest.raises(targets.BadTarget, match=r"10\.0\.0\.1"):
        targets.addresses("example.org", 443)


def test_the_connection_is_made_to_the_address_that_was_looked_at(receiver, monkeypatch):
    """A name that answers otherwise the second time is asked once only."""
    asked = []
    real = socket.getaddrinfo

    def once(host, *args, **kwargs):
        asked.append(host)
        return real("127.0.0.1" if host == "rebound.example" else host, *args, **kwargs)

    monkeypatch.setattr(targets.socket, "getaddrinfo", once)
    answer = targets.post(receiver.url.replace("127.0.0.1", "rebound.example"), b"{}", {})
    assert (answer.status, asked.count("rebound.example")) == (204, 1)
    assert receiver.received[0].headers["Host"].startswith("rebound.example:")


def test_a_redirect_is_not_followed(receiver):
    receiver.statuses = [302]
    answer = targets.post(receiver.url, b"{}", {})
    assert (answer.status, answer.taken) == (302, False)
    assert [one.path for one in receiver.received] == ["/"]


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n"])
def test_an_answer_that_trickles_keeps_nobody(settings, monkeypatch, head):
    settings.WEBHOOKS_ANYWHERE = True
    monkeypatch.setattr(targets, "SECONDS", 1)
    server = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def trickle() -> None:
        asked, _address = server.accept()
        with asked:
            asked.sendall(head)
            while not ended.wait(0.1):
                try:
                    asked.sendall(b"H")
                except OSError:
                    return

    thread = threading.Thread(target=trickle)
    thread.start()
    began = time.monotonic()
    try:
        try:
            answer = targets.post(f"http://127.0.0.1:{server.getsockname()[1]}/", b"{}", {})
            assert len(answer.body) < 30
        except (OSError, http.client.HTTPException):
            pass
        assert time.monotonic() - began < 3
    finally:
        ended.set()
        thread.join()
        server.close()
