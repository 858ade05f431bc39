"""Addresses of people. Of allauth's pages only those that this site offers."""

from allauth.account import views as allauth_views
from django.conf import settings
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from accounts import views

form_page = require_http_methods(["GET", "HEAD", "POST"])
page = require_http_methods(["GET", "HEAD"])

urlpatterns: list[URLPattern] = [
    path("account/profiel/", views.profile, name="profile"),
    path("account/gedempt/", views.muted, name="muted"),
    path("account/gedempt/<uuid:person_id>/", views.unmute, name="unmute"),
    path("account/login/", form_page(allauth_views.login), name="account_login"),
    path("account/logout/", form_page(allauth_views.logout), name="account_logout"),
    path("account/inactive/", page(allauth_views.account_inactive), name="account_inactive"),
    path("account/signup/", form_page(allauth_views.signup), name="account_signup"),
    path(
        "account/reauthenticate/",
        form_page(allauth_views.reauthenticate),
        name="account_reauthenticate",
    ),
    path("account/email/", form_page(allauth_views.email), name="account_email"),
    path(
        "account/confirm-email/",
        form_page(allauth_views.email_verification_sent),
        name="account_email_verification_sent",
    ),
    path(
        "account/password/change/",
        form_page(allauth_views.password_change),
        name="account_change_password",
    ),
    path(
        "account/password/set/",
        form_page(allauth_views.password_set),
        name="account_set_password",
    ),
    path(
        "account/password/reset/",
        form_page(allauth_views.password_reset),
        name="account_reset_password",
    ),
    path(
        "account/password/reset/confirm/",
        form_page(allauth_views.confirm_password_reset_code),
        name="account_confirm_password_reset_code",
    ),
    path(
        "account/password/reset/complete/",
        form_page(allauth_views.complete_password_reset),
        name="account_complete_password_reset",
    ),
    path(
        "account/login/code/",
        form_page(allauth_views.request_login_code),
        name="account_request_login_code",
    ),
    path(
        "account/login/code/confirm/",
        form_page(allauth_views.confirm_login_code),
        name="account_confirm_login_code",
    ),
    path("beheer/mensen/", views.people, name="people"),
    path("beheer/mensen/<uuid:person_id>/rollen/", views.person_roles, name="person_roles"),
]

if settings.LOCAL:
    urlpatterns.append(path("postvak/", views.mailbox, name="mailbox"))
