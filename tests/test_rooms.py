"""The rooms of the house and which may import which; a new arrow fails here first."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# What each room may import of ours. A room is the longest name here that a module's own name begins with.
ARROWS = {
    "participants": {"participants"},
    "dialogues.models": {"participants", "dialogues.models"},
    "dialogues.disputes": {"participants.dates"},
    "dialogues.documents": {"participants", "dialogues.models", "dialogues.documents", "dialogues.disputes"},
    "dialogues.folding": set(),
    "dialogues.other_names": {"dialogues.documents", "dialogues.folding"},
    "dialogues.facets": {"dialogues.documents", "dialogues.folding", "dialogues.other_names"},
    "dialogues.reindexing": {
        "dialogues.models", "dialogues.documents", "dialogues.carrying", "dialogues.facets", "dialogues.turns",
    },
    "dialogues.readiness": {"dialogues.models"},
    "dialogues.likeness": set(),
    "dialogues.pairing": {"dialogues.likeness", "dialogues.models"},
    "dialogues.unsourced": {"participants", "dialogues.models", "dialogues.disputes"},
    "dialogues.naming": {"dialogues.models", "dialogues.documents"},
    "dialogues.carrying": {
        "dialogues.models", "dialogues.documents", "dialogues.facets", "dialogues.naming", "dialogues.turns",
    },
    "dialogues.publishing": {
        "participants", "dialogues.models", "dialogues.documents", "dialogues.carrying", "dialogues.naming",
        "dialogues.readiness", "dialogues.facets", "dialogues.turns", "dialogues.clearing", "dialogues.publishing",
    },
    "dialogues.joining": {"dialogues.documents", "dialogues.disputes"},
    "dialogues.pointing": {"participants", "dialogues.models"},
    "dialogues.merging": {
        "participants", "dialogues.models", "dialogues.documents", "dialogues.carrying", "dialogues.naming",
        "dialogues.readiness", "dialogues.turns", "dialogues.states", "dialogues.publishing", "dialogues.joining",
        "dialogues.pointing", "dialogues.merging",
    },
    "dialogues.turns": {"dialogues.models", "dialogues.documents", "dialogues.naming", "dialogues.clearing"},
    "dialogues.authorship": {"dialogues.models", "dialogues.documents"},
    "dialogues.clearing": {
        "dialogues.models", "dialogues.documents", "dialogues.readiness", "dialogues.authorship",
    },
    "dialogues.differences": set(),
    "dialogues.states": {"dialogues.models", "dialogues.documents", "dialogues.naming", "dialogues.differences"},
    "dialogues.filters": {
        "dialogues.filters", "dialogues.documents", "dialogues.models.publications", "dialogues.folding",
        "dialogues.other_names",
    },
    "dialogues.tables": {"dialogues.tables", "dialogues.models.publications"},
    # What stands at the top of the public side puts its rooms together; each room leans only on those before it.
    "dialogues.public": {"dialogues.public"},
    "dialogues.public.words": {"dialogues.public.words"},
    "dialogues.public.publications": {"dialogues.models.publications", "dialogues.public.words"},
    "dialogues.public.serving": {
        "dialogues.public.serving", "dialogues.models.publications", "dialogues.filters", "dialogues.public.words",
        "dialogues.public.publications",
    },
    "dialogues.public.facts": {
        "dialogues.public.facts", "dialogues.models.publications", "dialogues.disputes", "dialogues.public.words",
        "dialogues.public.publications", "dialogues.public.serving",
    },
    "dialogues.public.counts": {
        "dialogues.public.counts", "dialogues.models.publications", "dialogues.public.words",
        "dialogues.public.publications", "dialogues.public.serving",
    },
    "dialogues.public.lists": {
        "dialogues.public.lists", "dialogues.models.publications", "dialogues.filters", "dialogues.public.words",
        "dialogues.public.publications", "dialogues.public.serving", "dialogues.public.facts",
        "dialogues.public.counts",
    },
    "dialogues.public.pairs": {
        "dialogues.public.pairs", "dialogues.models.publications", "dialogues.public.words",
        "dialogues.public.publications", "dialogues.public.serving", "dialogues.public.facts",
        "dialogues.public.counts", "dialogues.public.lists",
    },
    "dialogues.public.search": {
        "dialogues.public.search", "dialogues.models.publications", "dialogues.filters", "dialogues.folding",
        "dialogues.public.words", "dialogues.public.publications", "dialogues.public.serving",
        "dialogues.public.facts", "dialogues.public.lists",
    },
    "dialogues.public.calendar": {
        "dialogues.public.calendar", "dialogues.models.publications", "participants.dates", "dialogues.public.words",
        "dialogues.public.publications", "dialogues.public.serving", "dialogues.public.facts",
        "dialogues.public.lists",
    },
    "dialogues.public.charts": {
        "dialogues.public.charts", "dialogues.public.words", "dialogues.public.serving", "dialogues.public.facts",
        "dialogues.public.counts", "dialogues.public.pairs",
    },
    "dialogues.public.citing": {
        "dialogues.public.citing", "dialogues.models.publications", "dialogues.public.words",
        "dialogues.public.serving", "dialogues.public.facts", "dialogues.public.lists",
    },
    "dialogues.public.linked_data": {
        "dialogues.public.linked_data", "dialogues.public.words", "dialogues.public.serving",
        "dialogues.public.facts",
    },
    "dialogues.public.subscriptions": {
        "dialogues.public.subscriptions", "dialogues.models.publications", "dialogues.tables",
        "dialogues.public.words", "dialogues.public.publications", "dialogues.public.serving",
        "dialogues.public.facts", "dialogues.public.lists", "dialogues.public.pairs", "dialogues.public.search",
    },
    "dialogues.public.crawling": {
        "dialogues.public.crawling", "dialogues.models.publications", "dialogues.public.words",
        "dialogues.public.publications", "dialogues.public.serving", "dialogues.public.lists",
        "dialogues.public.pairs", "dialogues.public.calendar",
    },
    "dialogues.public.pages": {
        "dialogues.public.pages", "dialogues.models.publications", "dialogues.filters", "dialogues.public.words",
        "dialogues.public.publications", "dialogues.public.serving", "dialogues.public.facts",
        "dialogues.public.counts", "dialogues.public.lists", "dialogues.public.pairs", "dialogues.public.search",
        "dialogues.public.charts", "dialogues.public.subscriptions",
    },
    "dialogues.public.codebook": {
        "dialogues.public.codebook", "dialogues.tables", "dialogues.public.words", "dialogues.public.serving",
        "dialogues.public.lists", "dialogues.public.search", "dialogues.public.pages",
    },
    "dialogues.public.records": {
        "dialogues.public.records", "dialogues.models.publications", "dialogues.public.words",
        "dialogues.public.publications", "dialogues.public.serving", "dialogues.public.facts",
        "dialogues.public.counts", "dialogues.public.lists", "dialogues.public.pairs", "dialogues.public.charts",
        "dialogues.public.citing", "dialogues.public.linked_data", "dialogues.public.pages",
    },
    "dialogues.api": {
        "dialogues.api", "dialogues.models.publications", "dialogues.filters", "dialogues.documents",
        "dialogues.public.subscriptions.calendars", "dialogues.public.subscriptions.lasting", "dialogues.public.citing",
        "dialogues.tables", "dialogues.models.partners", "dialogues.partners", "dialogues.proxies",
    },
    "dialogues.proxies": set(),
    "dialogues.audit": {"participants", "dialogues.models", "dialogues.proxies", "dialogues.audit"},
    "dialogues.partners": {"dialogues.partners", "dialogues.models.partners", "dialogues.models.publications"},
    "dialogues.links": {
        "participants", "dialogues.links", "dialogues.models", "dialogues.partners.targets",
    },
    "dialogues.templatetags": {"dialogues.public"},
    "dialogues.interchange": {
        "participants", "dialogues.interchange", "dialogues.models", "dialogues.publishing", "dialogues.readiness",
        "dialogues.turns", "dialogues.filters.near", "dialogues.likeness",
    },
    "dialogues.admin": {"participants", "dialogues", "config.admin_site"},
    "accounts": {"accounts", "dialogues.proxies"},
    "dialogues.management": {"dialogues", "config", "accounts.demo"},
    "dialogues.apps": {"participants.constraints"},
    "dialogues": {"participants"},
    "config": {
        "config", "dialogues.admin.home", "dialogues.admin.entry.finding", "dialogues.admin.importing",
        "dialogues.admin.import_rights", "dialogues.admin.entry.urls", "dialogues.admin.work.pages",
        "dialogues.admin.audit.pages", "dialogues.admin.keeping.presence",
    },
}  # fmt: skip


def modules():
    for room in ("config", "participants", "dialogues", "accounts"):
        for path in (ROOT / room).rglob("*.py"):
            if "migrations" not in path.parts:
                yield ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"), path


def imports(path, module):
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            start = ".".join([*above, *filter(None, [node.module])])
            yield from (f"{start}.{alias.name}" for alias in node.names)


def is_in(name, rooms):
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


def room_of(module):
    return max((room for room in ARROWS if is_in(module, [room])), key=len, default=None)


def test_no_room_imports_what_it_may_not():
    strangers = [
        f"{module} imports {name}"
        for module, path in modules()
        if (room := room_of(module))
        for name in imports(path, module)
        if is_in(name, ["participants", "dialogues", "config"]) and not is_in(name, ARROWS[room])
    ]
    assert strangers == []


def test_the_rooms_of_the_public_side_lean_on_one_another_in_one_direction():
    top = "dialogues.public"
    rooms = {f"{top}.{path.parent.name}" for path in (ROOT / "dialogues/public").glob("*/__init__.py")}
    rooms |= {f"{top}.publications"}
    assert {room for room in ARROWS if is_in(room, [top])} == rooms | {top}
    before = {room: {other for other in rooms - {room} if is_in(other, ARROWS[room])} for room in rooms}
    assert set(TopologicalSorter(before).static_order()) == rooms


def test_publishing_merging_carrying_and_reindexing_alone_write_publications():
    """Writing means: calling a method that writes on a queryset, or saving, in a module that names Publication."""
    writes = {
        "create",
        "update",
        "bulk_create",
        "bulk_update",
        "update_or_create",
        "get_or_create",
        "delete",
        "save",
    }
    writers = set()
    for module, path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in writes
            ):
                source = ast.unparse(node.func)
                if any(
                    name in source
                    for name in ("Publication.", "Revision.", "FormerSlug.", "publication.save")
                ):
                    writers.add(module)
    assert writers == {
        "dialogues.publishing.writing",
        "dialogues.publishing.redacting",
        "dialogues.merging.in_public",
        "dialogues.merging.in_step",
        "dialogues.merging.two_into_one",
        "dialogues.carrying",
        "dialogues.turns",
        "dialogues.reindexing",
    }


def test_the_table_of_rooms_sees_a_new_arrow(tmp_path):
    planted = tmp_path / "planted.py"
    planted.write_text("import participants.models\nfrom ..models.source import Source\n")
    found = [n for n in imports(planted, "dialogues.api.planted") if not is_in(n, ARROWS["dialogues.api"])]
    assert found == ["participants.models", "dialogues.models.source.Source"]


def test_every_module_has_a_room():
    assert [module for module, _path in modules() if room_of(module) is None] == []


def test_no_room_is_named_for_nothing():
    nameless = {"utils", "helpers", "common", "misc", "base", "services"}
    assert [module for module, path in modules() if nameless & set(module.split("."))] == []
