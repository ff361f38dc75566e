"""The pages that explain the API: in the site's look, under its policy, and true."""

import re

import pytest
from django.test import Client

PAGES = ("/api/v1/docs/", "/api/v1/conventions/")


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_the_pages_lead_to_each_other_and_mark_where_one_is(path):
    html = Client().get(path).content.decode()
    current = re.findall(r'<a href="([^"]+)" aria-current="true">', html)
    assert current == [path]
    assert {f'<a href="{one}"' in html for one in PAGES} == {True}
    assert 'style="' not in html
    assert "<style" not in html


@pytest.mark.django_db
def test_the_limits_that_are_told_are_those_that_hold(settings):
    settings.API_REQUESTS_A_MINUTE = 77
    text = " ".join(re.sub(r"<[^>]+>", "", Client().get("/api/v1/conventions/").content.decode()).split())
    assert "77 requests a minute for an address without a key" in text
    assert (
        "At most 500 records on a page; 500 values of one parameter; 5 values of q, each of 200 characters."
        in text
    )


@pytest.mark.django_db
def test_every_address_that_the_conventions_name_answers(settings, tmp_path):
    settings.DUMPS_ROOT = tmp_path
    html = Client().get("/api/v1/conventions/").content.decode()
    named = set(re.findall(r'href="(/[^"]*)"', html)) - {"/static/public/site.css"}
    statuses = {path: Client().get(path).status_code for path in named if not path.startswith("/static/")}
    # There is no dump before one was made.
    assert {path: status for path, status in statuses.items() if status != 200} == {
        "/api/v1/dumps/latest/manifest.json": 404
    }
