"""The two members of staff: an editor and a publisher."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.admin.desk import at_the_desk, member


@pytest.fixture
def editor(db) -> User:
    return member("editor", "Editors")


@pytest.fixture
def publisher(db) -> User:
    return member("publisher", "Publishers")


@pytest.fixture
def editing(editor) -> Client:
    return at_the_desk(editor)


@pytest.fixture
def clearing(publisher) -> Client:
    return at_the_desk(publisher)


@pytest.fixture(autouse=True)
def static_files_as_they_lie(settings):
    """No manifest: pages name the static files without the hash that `collectstatic` gives them."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.WHITENOISE_AUTOREFRESH = True
