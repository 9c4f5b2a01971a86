"""The words for what can happen to a rule."""

from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import Verbs

VERBS = Verbs(
    {
        "regulations.override_rule": _("ghi giá trị riêng của quy định"),
        "regulations.withdraw_override": _("bỏ giá trị riêng của quy định"),
    },
    area="administration",
)
