"""The addresses that crawlers ask for, outside the languages."""

from django.urls import path

from dialogues.public.crawling import crawling_views

app_name = "crawling"
urlpatterns = [
    path("sitemap.xml", crawling_views.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", crawling_views.sitemap_part, name="sitemap_part"),
    path("robots.txt", crawling_views.robots_txt, name="robots"),
]
