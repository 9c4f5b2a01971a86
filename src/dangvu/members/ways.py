"""The acts that a page offers on a member, and when each of them makes sense."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from dangvu.members.forms import acts
from dangvu.members.queries import Profile

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Way:
    """An act: its name as a verb, its form, what is said when it is done, and whether it fits a member of that day.

    ``many`` offers it for several members at once.
    """

    code: str
    label: StrOrPromise
    form: type[acts.ActForm]
    done: StrOrPromise
    fits: Callable[[Profile], bool]
    many: bool = False


def _here(shown: Profile) -> bool:
    return shown.affiliation is not None


def _has_status(status: str) -> Callable[[Profile], bool]:
    return lambda shown: _here(shown) and shown.status is not None and shown.status.status == status


WAYS: Mapping[str, Way] = {
    way.code: way
    for way in (
        Way(
            "recognize",
            _("Công nhận chính thức"),
            acts.RecognizeForm,
            _("Đã ghi công nhận đảng viên chính thức."),
            _has_status("probationary"),
            many=True,
        ),
        Way(
            "transfer",
            _("Chuyển sinh hoạt"),
            acts.TransferForm,
            _("Đã ghi chuyển sinh hoạt."),
            _here,
            many=True,
        ),
        Way("move-out", _("Chuyển ra ngoài đảng bộ"), acts.MoveOutForm, _("Đã ghi chuyển ra ngoài đảng bộ."), _here),
        Way("qualify", _("Ghi trình độ"), acts.QualifyForm, _("Đã ghi trình độ."), _here),
        Way("occupation", _("Ghi nghề nghiệp"), acts.OccupationForm, _("Đã ghi nghề nghiệp."), _here),
        Way(
            "join-youth-union",
            _("Ghi là đoàn viên"),
            acts.JoinYouthUnionForm,
            _("Đã ghi là đoàn viên."),
            lambda shown: _here(shown) and shown.youth_union is None,
        ),
        Way(
            "leave-youth-union",
            _("Ghi trưởng thành Đoàn"),
            acts.LeaveYouthUnionForm,
            _("Đã ghi trưởng thành Đoàn."),
            lambda shown: _here(shown) and shown.youth_union is not None,
        ),
        Way(
            "exempt",
            _("Miễn công tác và sinh hoạt"),
            acts.ExemptForm,
            _("Đã ghi miễn công tác và sinh hoạt."),
            lambda shown: _here(shown) and shown.exemption is None,
        ),
        Way(
            "end-exemption",
            _("Cho tham gia lại"),
            acts.EndExemptionForm,
            _("Đã ghi tham gia công tác và sinh hoạt trở lại."),
            lambda shown: _here(shown) and shown.exemption is not None,
        ),
        Way("leave", _("Cho ra khỏi danh sách"), acts.LeaveForm, _("Đã ghi ra khỏi danh sách đảng viên."), _here),
        Way(
            "receive",
            _("Tiếp nhận trở lại"),
            acts.ReceiveForm,
            _("Đã ghi tiếp nhận trở lại."),
            lambda shown: not _here(shown) and shown.status is not None,
        ),
        Way(
            "readmit",
            _("Kết nạp lại"),
            acts.ReadmitForm,
            _("Đã ghi kết nạp lại."),
            lambda shown: not _here(shown) and shown.status is None,
        ),
    )
}


def ways_for(shown: Profile) -> Sequence[Way]:
    """The acts that fit a member as the file stands on the day."""
    return [way for way in WAYS.values() if way.fits(shown)]
