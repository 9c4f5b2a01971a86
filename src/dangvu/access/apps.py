"""The access room as a Django app, and what it offers to the others."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import LeftOut, register
from dangvu.kernel.policy import answer_with


class AccessConfig(AppConfig):
    """Accounts and what they may do where."""

    name = "dangvu.access"
    label = "access"
    verbose_name = _("Tài khoản và quyền")

    def ready(self) -> None:
        """Answer for permissions; say what becomes of posts in a reorganisation, and what is not counted."""
        from dangvu.access.answers import Posts  # noqa: PLC0415 - models are ready only now
        from dangvu.access.areas import AREAS  # noqa: PLC0415 - likewise
        from dangvu.access.relations import HOLDING, RELATIONS  # noqa: PLC0415 - likewise

        answer_with(Posts())
        register(*AREAS, *RELATIONS, HOLDING)
        register(
            LeftOut("access.AccountRecord", "accounts are of the office's own system, not of its subject"),
            LeftOut("access.Grant", "likewise"),
            LeftOut("access.AdministratorMode", "the trail tells every stay"),
        )
