"""What an account must do before anything else opens: change a given password, set up its second factor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from dangvu.access.models import Account

ALWAYS_OPEN = frozenset({"account_logout", "set_language", "set_theme"})
PASSWORD = "account_change_password"  # noqa: S105 - the name of a page
FACTORS = frozenset(
    {
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
    }
)


class FirstThingsMiddleware:
    """Leads whoever has not done the first things to where they are done."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the views do."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponse], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Lead to the page of the first thing that is owed; nothing when the account owes none, or is already there."""
        account = request.user
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not isinstance(account, Account) or name in ALWAYS_OPEN:
            return None
        if account.temporary_until is not None:
            if name == PASSWORD:
                return None
            return HttpResponseRedirect(reverse(PASSWORD))
        if account.owes_factor and name not in FACTORS:
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return None
