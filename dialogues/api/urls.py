"""The addresses of the API, version 1."""

from django.urls import path, re_path

from dialogues.api.change_views import ChangesView, CheckpointView
from dialogues.api.docs import ConventionsView, DocsView, SchemaView
from dialogues.api.dump_views import FileView, ManifestView
from dialogues.api.facet_views import FacetsView
from dialogues.api.format_views import ListFileView, RecordFileView, endings_of_lists, endings_of_records
from dialogues.api.resources import RESOURCES
from dialogues.api.views import IndexView, ListView, NowhereView, RecordView, RevisionsView

app_name = "api"
ID_BEFORE_AN_ENDING = "[A-Za-z0-9][A-Za-z0-9.-]*?"

urlpatterns = [
    path("", IndexView.as_view(), name="index"),
    path("changes/", ChangesView.as_view(), name="changes"),
    path("changes/checkpoint/", CheckpointView.as_view(), name="checkpoint"),
    path("dumps/latest/manifest.json", ManifestView.as_view(), name="dump-manifest"),
    path("dumps/<int:revision>/<str:name>", FileView.as_view(), name="dump-file"),
    path("openapi.json", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(), name="docs"),
    path("conventions/", ConventionsView.as_view(), name="conventions"),
]
for resource in RESOURCES:
    urlpatterns += [
        path(f"{resource.name}/", ListView.as_view(resource=resource), name=resource.name),
        path(
            f"{resource.name}/facets/", FacetsView.as_view(resource=resource), name=f"{resource.name}-facets"
        ),
        re_path(
            rf"^{resource.name}/(?P<id>[A-Za-z0-9][A-Za-z0-9.-]*)/$",
            RecordView.as_view(resource=resource),
            name=f"{resource.name}-record",
        ),
        re_path(
            rf"^{resource.name}/(?P<id>[A-Za-z0-9][A-Za-z0-9.-]*)/revisions/$",
            RevisionsView.as_view(resource=resource),
            name=f"{resource.name}-revisions",
        ),
    ]
    urlpatterns += [
        path(f"{resource.name}.json", ListView.as_view(resource=resource, schema=None)),
        re_path(
            rf"^{resource.name}/(?P<id>{ID_BEFORE_AN_ENDING})\.json$",
            RecordView.as_view(resource=resource, schema=None),
        ),
        *(
            path(
                f"{resource.name}.{ending}",
                ListFileView.as_view(resource=resource, ending=ending),
                name=f"{resource.name}-{ending}",
            )
            for ending in endings_of_lists(resource.kind)
        ),
    ]
    if endings := endings_of_records(resource.kind):
        either = "|".join(ending.replace(".", r"\.") for ending in endings)
        # Before `.json`: what ends in `.csl.json` is no record called `….csl`.
        urlpatterns.insert(
            0,
            re_path(
                rf"^{resource.name}/(?P<id>{ID_BEFORE_AN_ENDING})\.(?P<ending>{either})$",
                RecordFileView.as_view(resource=resource),
                name=f"{resource.name}-record-file",
            ),
        )
urlpatterns += [re_path(r"", NowhereView.as_view(), name="nowhere")]
