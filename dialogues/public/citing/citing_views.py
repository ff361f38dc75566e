"""The files that cite a record. Each costs one query."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from dialogues.public.citing.files import CITED, FORMS, TEXT, Form
from dialogues.public.citing.works import work
from dialogues.public.lists.asking import refuse
from dialogues.public.serving import finding, public_ids  # noqa: F401  gives addresses their <id:…>
from dialogues.public.serving.addresses import LISTS
from dialogues.public.serving.answering import View, answers
from dialogues.public.serving.sending import sent


def cited(kind: str, form: Form) -> View:
    """The view of one form for one kind."""

    @answers
    def answered(request: HttpRequest, slug: str) -> HttpResponse:
        publication = finding.found(request, f"public:{form.address_name(kind)}", kind, slug)
        if isinstance(publication, HttpResponse):
            return publication
        refuse(request, *request.GET)
        newest: int = publication.newest  # type: ignore[attr-defined]
        body = form.written(work(request, publication)).encode()
        filename = "" if form is TEXT else f"space-dialogues-{slug}.{form.ending}"
        return sent(request, body, f"{form.type}; charset=utf-8", newest, filename=filename)

    return answered


urlpatterns: list[URLPattern] = [
    path(f"{LISTS[kind]}/<id:slug>/{form.path}", cited(kind, form), name=form.address_name(kind))
    for kind in CITED
    for form in FORMS
]
