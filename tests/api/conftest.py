"""The cast of the API's tests, and a client that holds every answer against the published schema."""

from typing import Any

import pytest
from django.test import Client

from tests import cast
from tests.api.contract import check
from tests.clearing import publish

API = "/api/v1/"


class Reader:
    """Reads the API. Each answer is checked against the schema before a test sees it."""

    def __init__(self) -> None:
        self.client = Client(headers={"accept": "*/*"})

    def answer(self, path: str, query: Any = None, **headers: str) -> Any:
        """The checked response to a GET, of whatever status."""
        path = path if path.startswith("/") else API + path
        response = self.client.get(path, query, headers=headers)
        check(response, path)
        return response

    def get(self, path: str, query: Any = None, **headers: str) -> Any:
        """The body of an answer that must be a 200."""
        response = self.answer(path, query, **headers)
        assert response.status_code == 200, response.content.decode()
        return response.json()

    def ids(self, path: str, query: Any = None) -> list[str]:
        """The ids that one page of a list shows."""
        return [record["id"] for record in self.get(path, query)["results"]]

    def errors(self, path: str, query: Any = None) -> list[dict[str, Any]]:
        """The errors of an answer that must be a 400."""
        response = self.answer(path, query)
        assert response.status_code == 400, response.content.decode()
        return response.json()["errors"]

    def walk(self, path: str, query: dict[str, Any]) -> list[str]:
        """The ids of all pages of a list, following `next`."""
        seen: list[str] = []
        page = self.get(path, query)
        while True:
            seen += [record["id"] for record in page["results"]]
            if page["next"] is None:
                return seen
            page = self.get(page["next"].removeprefix("http://testserver"))


@pytest.fixture(autouse=True)
def nobody_is_limited(settings) -> None:
    """The tests ask more in a minute than a reader may; those of the limits set their own."""
    settings.API_REQUESTS_A_MINUTE = 1_000_000


@pytest.fixture
def api(db) -> Reader:
    return Reader()


@pytest.fixture
def shown(db) -> dict[str, Any]:
    """A dialogue with two published meetings, the later of which reports on an outcome of the earlier."""
    cast.organization("us-doc", "Department of Commerce", sector="government")
    cast.organization(parent=cast.organization("us-doc"))
    cast.topic("safety", "Space safety", name_ja="宇宙の安全")
    cast.topic(parent=cast.topic("safety"))
    series = cast.dialogue(name_ja="宇宙に関する包括的日米対話")
    ninth = cast.full_meeting(series=series, title_ja="第9回会合", format="in_person")
    tenth = cast.meeting(
        "us-jp-cds-10", series, title_en="Tenth meeting", date="2025", edition=10, format="virtual"
    )
    cast.report(ninth.outcomes.get(), tenth)
    for record in (series, ninth, tenth):
        publish(record)
    return {"series": series, "ninth": ninth, "tenth": tenth}
