"""The reference of the API runs in a browser, under the site's policy, and its conventions can be read by all."""

import pytest

from tests.browser.test_reading import AXE, STRUCTURE, faults_of

pytestmark = pytest.mark.xdist_group("reading")


def test_the_reference_shows_every_address_and_makes_no_fault(reader):
    reader.goto("/api/v1/docs/")
    reader.locator("#operations-meetings-meetings_list").wait_for()
    assert reader.get_by_role("link", name="Reference").get_attribute("aria-current") == "true"


@pytest.mark.parametrize("width", [320, 1280])
def test_the_conventions_have_no_fault_that_axe_finds(reader, width):
    reader.set_viewport_size({"width": width, "height": 900})
    reader.goto("/api/v1/conventions/")
    reader.evaluate(AXE)
    assert faults_of(reader, STRUCTURE) == []
