"""People of the desk: two who are not alike, and one who may do everything."""

import pytest
from django.contrib.auth.models import User


@pytest.fixture
def ann() -> User:
    return User.objects.create_user("ann")


@pytest.fixture
def bo() -> User:
    return User.objects.create_user("bo")


@pytest.fixture
def cy() -> User:
    return User.objects.create_superuser("cy")
