"""Who may sign in: whoever proves to own an account that is open today."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone

from dangvu.access.models import Account
from dangvu.access.signing_in import open_accounts


class OpenAccounts(AuthenticationBackend):
    """Lets in accounts that are open today, and no longer those that have been closed while somebody was signed in."""

    def get_user(self, user_id: Any) -> Account | None:
        """The account of a session, in one statement, since every page asks."""
        found = open_accounts(timezone.now()).filter(pk=user_id).first()
        if found is None:
            return None
        found.owes_factor = found.bound
        assert isinstance(found, Account)
        return found

    def user_can_authenticate(self, user: Any) -> bool:
        """Whether the account is open at this moment, and its password has not run out."""
        now = timezone.now()
        lapsed = user.temporary_until is not None and user.temporary_until <= now
        return not lapsed and open_accounts(now).filter(pk=user.pk).exists()

    def _check_password(self, user: AbstractBaseUser | None, password: str) -> AbstractBaseUser | None:
        """A closed account is answered like a wrong password: nobody learns that it exists."""
        if user is None:
            return None
        self._did_check_password = True
        return user if user.check_password(password) and self.user_can_authenticate(user) else None
