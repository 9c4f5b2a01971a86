"""The words for what can happen to a rule."""

from django.utils.translation import gettext_lazy as _

from dangvu.kernel.contracts import Spelling, Verbs
from dangvu.regulations.showing import rule_named

VERBS = Verbs(
    {
        "regulations.override_rule": _("ghi giá trị riêng của quy định"),
        "regulations.withdraw_override": _("bỏ giá trị riêng của quy định"),
    },
    area="administration",
)

SPELLINGS = (
    Spelling(
        ("regulations.Override.rule", "regulations.override_rule.rule", "regulations.withdraw_override.rule"),
        rule_named,
    ),
)
