"""The addresses of signing in: those of allauth that this house wants, under the names that allauth knows them by.

There is none for signing up, and none by which a forgotten password is reset: whoever manages accounts does that.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from dangvu.access.views.security import security

urlpatterns = [
    path("", security, name="mfa_index"),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("second/", factors.authenticate, name="mfa_authenticate"),
    path("second/confirm/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("codes/", totp.activate_totp, name="mfa_activate_totp"),
    path("codes/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("recovery/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery/renew/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("keys/", security, name="mfa_list_webauthn"),
    path("keys/add/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("keys/confirm/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("keys/login/", login_not_required(keys.login_webauthn), name="mfa_login_webauthn"),
    path("keys/<int:pk>/rename/", keys.edit_webauthn, name="mfa_edit_webauthn"),
    path("keys/<int:pk>/remove/", keys.remove_webauthn, name="mfa_remove_webauthn"),
]
