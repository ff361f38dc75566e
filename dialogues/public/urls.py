"""The addresses of the public pages. `config.urls` puts them under the language: nothing or `ja/`."""

from django.urls import path

from dialogues.public import views

app_name = "public"

urlpatterns = [
    path("", views.home, name="home"),
    path("dialogues/", views.dialogues, name="dialogues"),
    path("dialogues/<slug:slug>/", views.record, {"kind": "dialogue"}, name="dialogue"),
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/<slug:slug>/", views.record, {"kind": "meeting"}, name="meeting"),
    path("organizations/", views.organizations, name="organizations"),
    path("organizations/<slug:slug>/", views.record, {"kind": "organization"}, name="organization"),
    path("people/", views.people, name="people"),
    path("people/<slug:slug>/", views.record, {"kind": "person"}, name="person"),
]
