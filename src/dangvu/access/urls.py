"""The addresses of accounts, posts and programs."""

from __future__ import annotations

from django.urls import path

from dangvu.access.views import accounts, clients, reasons, security

app_name = "access"

urlpatterns = [
    path("account/", security.security, name="security"),
    path("account/sessions/end/", security.end_other_sessions, name="end_other_sessions"),
    path("account/sessions/<int:session_id>/end/", security.end_session, name="end_session"),
    path("account/administration/", security.enter_mode, name="enter_mode"),
    path("account/administration/leave/", security.leave_mode, name="leave_mode"),
    path("settings/accounts/", accounts.accounts, name="accounts"),
    path("settings/accounts/open/", accounts.open_one, name="open_account"),
    path("settings/accounts/<uuid:account_id>/", accounts.account, name="account"),
    path("settings/accounts/<uuid:account_id>/close/", accounts.close_one, name="close_account"),
    path("settings/accounts/<uuid:account_id>/password/", accounts.temporary_password, name="temporary_password"),
    path("settings/accounts/<uuid:account_id>/second/", accounts.forget_factors, name="forget_factors"),
    path("settings/accounts/<uuid:account_id>/posts/", accounts.give_post, name="give_post"),
    path("settings/accounts/<uuid:account_id>/posts/<int:grant_id>/end/", accounts.end_one_post, name="end_post"),
    path("settings/permissions/", reasons.who, name="who"),
    path("settings/clients/", clients.clients, name="clients"),
    path("settings/clients/open/", clients.open_one, name="open_client"),
    path("settings/clients/<uuid:client_id>/token/", clients.renew, name="renew_token"),
    path("settings/clients/<uuid:client_id>/close/", clients.close_one, name="close_client"),
]
