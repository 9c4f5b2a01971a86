"""The words for the verbs of this room's acts."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "statistics.promise_target": _("giao chỉ tiêu phấn đấu"),
    "statistics.correct_target": _("đính chính chỉ tiêu phấn đấu"),
    "statistics.withdraw_target": _("rút chỉ tiêu phấn đấu"),
    "statistics.define_indicator": _("đặt chỉ tiêu thống kê riêng"),
    "statistics.retire_indicator": _("thôi dùng chỉ tiêu thống kê riêng"),
}
