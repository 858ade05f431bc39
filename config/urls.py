"""The map of the site."""

from django.urls import URLPattern, URLResolver, include, path

from config import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("discussions.urls")),
    path("", include("articles.urls")),
    path("", include("accounts.urls")),
    path("livez", views.livez, name="livez"),
    path("readyz", views.readyz, name="readyz"),
    path("stijlgids/", views.styleguide, name="styleguide"),
    path("contact/", views.contact, name="contact"),
    path("over/", views.about, name="about"),
]

handler400 = "config.views.bad_request"
handler500 = "config.views.server_error"
