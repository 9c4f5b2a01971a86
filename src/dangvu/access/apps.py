"""The access room as a Django app, and what it offers to the others."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangvu.access.policy import READ
from dangvu.access.verbs import SPELLINGS, VERBS
from dangvu.kernel.contracts import Api, LeftOut, MenuEntry, MenuGroup, Pages, register
from dangvu.kernel.policy import answer_with


class AccessConfig(AppConfig):
    """Accounts and what they may do where."""

    name = "dangvu.access"
    label = "access"
    verbose_name = _("Tài khoản và quyền")

    def ready(self) -> None:
        """Answer for permissions; bring the pages; say what becomes of posts, and what is not counted."""
        from allauth.mfa.signals import authentication_failed  # noqa: PLC0415 - models are ready only now

        from dangvu.access.adapters import note_wrong_code  # noqa: PLC0415 - likewise
        from dangvu.access.answers import Posts  # noqa: PLC0415 - likewise
        from dangvu.access.areas import AREAS  # noqa: PLC0415 - likewise
        from dangvu.access.panels import BAND, PANELS  # noqa: PLC0415 - likewise
        from dangvu.access.relations import HOLDING, RELATIONS  # noqa: PLC0415 - likewise
        from dangvu.access.tidying import TIDYINGS  # noqa: PLC0415 - likewise

        answer_with(Posts())
        authentication_failed.connect(note_wrong_code, dispatch_uid="dangvu.access")
        register(*AREAS, *RELATIONS, HOLDING, BAND, *PANELS, VERBS, *SPELLINGS, *TIDYINGS)
        register(
            Pages(prefix="account/", urls="dangvu.access.signing_urls"),
            Pages(prefix="", urls="dangvu.access.urls"),
            Api("access/", "dangvu.access.api.router"),
            MenuEntry(_("Tài khoản"), "access:accounts", MenuGroup.SETTINGS, 10, READ),
            MenuEntry(_("Ai được xem, vì sao"), "access:who", MenuGroup.SETTINGS, 11, READ),
            MenuEntry(_("Ứng dụng"), "access:clients", MenuGroup.SETTINGS, 12, READ),
        )
        register(
            LeftOut("access.AccountRecord", "accounts are of the office's own system, not of its subject"),
            LeftOut("access.Grant", "likewise"),
            LeftOut("access.AdministratorMode", "the trail tells every stay"),
            LeftOut("access.ApiClientRecord", "programs are of the office's own system, not of its subject"),
            LeftOut("access.ClientGrant", "likewise"),
        )
