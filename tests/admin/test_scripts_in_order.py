"""A script that takes jQuery as soon as it is read is read after it, whatever else a form brings along."""

from pathlib import Path

import pytest
from django.conf import settings

from dialogues.models import Dialogue, Meeting, Source
from participants.models import Organization, Person
from tests.admin.desk import address, page

TAKES_IT_AT_ONCE = {
    path.name
    for path in Path(settings.BASE_DIR, "static/admin_desk").glob("*.js")
    if "const $ = django.jQuery;" in path.read_text()
}


@pytest.mark.parametrize("model", [Meeting, Dialogue, Organization, Person, Source])
def test_a_form_reads_jquery_before_what_takes_it(editing, model):
    scripts = [script["src"] for script in page(editing, address(model(), "add")).select("script[src]")]
    names = [src.rsplit("/", 1)[-1] for src in scripts]
    there = names.index("jquery.init.js")
    assert [name for name in names[:there] if name in TAKES_IT_AT_ONCE] == []
    assert {name for name in names[there:] if name in TAKES_IT_AT_ONCE} != set()
    assert TAKES_IT_AT_ONCE & set(names[there:]) >= {"making.js", "choosing.js"}
