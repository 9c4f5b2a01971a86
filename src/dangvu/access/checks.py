"""Why an account or a post cannot be given as asked: a finding for each reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.access.covering import organizations_in
from dangvu.access.models import LOGIN_LENGTH, Account, AccountRecord
from dangvu.access.places import reaches_of
from dangvu.access.policy import CHANGE
from dangvu.access.posts import Place, PostType, post_types
from dangvu.kernel.contracts import Area, registered
from dangvu.kernel.days import write_day
from dangvu.kernel.findings import Finding
from dangvu.kernel.policy import Actor, Permission, reach
from dangvu.organizations.models import OrganizationRecord
from dangvu.organizations.rules import kind_name
from dangvu.regulations import codes, label

_LOGIN = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?", re.ASCII)


def find_account_faults(login: str, name: str, member: UUID | None, day: date) -> Iterator[Finding]:
    """What speaks against opening an account on a day."""
    if not _LOGIN.fullmatch(login) or len(login) > LOGIN_LENGTH:
        message = _("tên đăng nhập “%(login)s” không dùng được; chỉ dùng chữ thường không dấu, số, dấu chấm, gạch nối.")
        yield Finding("access.bad-login", message % {"login": login})
    elif Account.objects.filter(login=login).exists():
        message = _("tên đăng nhập “%(login)s” đã thuộc một tài khoản; hãy chọn tên khác.")
        yield Finding("access.taken-login", message % {"login": login})
    if not name.strip():
        yield Finding("access.no-name", _("thiếu họ và tên của người dùng tài khoản; hãy ghi đầy đủ."))
    if member and (other := AccountRecord.objects.believed().filter(member=member, valid_to__gt=day).first()):
        message = _("đảng viên này đã có tài khoản “%(login)s”; hãy dùng tài khoản đó hoặc khóa nó trước.")
        yield Finding("access.second-account", message % {"login": other.account.login})


def find_grant_faults(account_id: UUID, post: str, organization_id: UUID, day: date, until: date) -> Iterator[Finding]:
    """What speaks against holding a post at an organisation from ``day`` up to ``until``."""
    kinds = post_types(day)
    if post not in kinds:
        message = _("ngày %(day)s không có vị trí công tác “%(post)s”; các vị trí là: %(posts)s.")
        details = {"day": write_day(day), "post": post, "posts": ", ".join(codes("access/posts", on=day))}
        yield Finding("access.unknown-post", message % details)
        return
    yield from _find_unfit_places(kinds[post], organization_id, day, until)
    records = AccountRecord.objects.believed().filter(account=account_id)
    record = records.filter(valid_from__lte=day, valid_to__gte=until).first()
    if record is None:
        message = _("tài khoản này không mở trong suốt thời gian phân công; hãy xem ngày mở và ngày khóa của nó.")
        yield Finding("access.closed-account", message)
    elif record.member is None and any(place is Place.OWN_FILE for _right, place in kinds[post].rights):
        message = _("tài khoản của %(name)s không gắn với đảng viên nào nên không có hồ sơ của chính mình để xem.")
        yield Finding("access.no-member", message % {"name": record.name})


def _find_unfit_places(kind: PostType, organization_id: UUID, day: date, until: date) -> Iterator[Finding]:
    """That the organisation does not stand for as long as the post would be held, or is not of a kind that has it."""
    records = OrganizationRecord.objects.believed().filter(organization=organization_id, valid_to__gt=day)
    standing = list(records.order_by("valid_from"))
    if not standing or standing[0].valid_from > day:
        message = _("tổ chức được chọn không tồn tại vào ngày %(day)s; hãy chọn tổ chức khác hoặc ngày khác.")
        yield Finding("access.no-organization", message % {"day": write_day(day)})
        return
    record, end = standing[0], standing[-1].valid_to
    if end < until:
        message = _("tổ chức kết thúc ngày %(end)s, trước khi hết thời gian phân công; hãy chọn ngày kết thúc sớm hơn.")
        yield Finding("access.ending-organization", message % {"end": write_day(end)}, record.name)
    if record.kind not in kind.held_at:
        message = _("vị trí “%(post)s” không có ở cấp này; chỉ có ở: %(kinds)s.")
        names = ", ".join(kind_name(one, day) for one in sorted(kind.held_at))
        details = {"post": label("access/posts", kind.code, on=day), "kinds": names}
        yield Finding("access.wrong-kind", message % details, record.name)


def find_rights_beyond(actor: Actor, kind: PostType, organization_id: UUID) -> Iterator[Finding]:
    """That a post gives more than ``actor`` may do there: nobody gives, or takes, what is beyond the own reach.

    An administrator's post always does, since in administrator mode nothing is beyond its holder's reach.
    """
    given = [(permission, place, organization_id) for permission, place in kind.rights]
    beyond = [*([CHANGE.area] if kind.administrator else []), *find_areas_beyond(actor, given)]
    if beyond:
        labels = {area.code: str(area.label) for area in registered(Area)}
        message = _("vị trí “%(post)s” có quyền vượt quá quyền của %(name)s về: %(areas)s; hãy nhờ quản trị viên.")
        areas = ", ".join(labels[area] for area in dict.fromkeys(beyond))
        details = {"post": label("access/posts", kind.code, on=actor.day), "name": actor.name, "areas": areas}
        yield Finding("access.beyond-reach", message % details)


def find_areas_beyond(actor: Actor, rights: Iterable[tuple[Permission, Place, UUID]]) -> list[str]:
    """The areas in which rights, each with its place seen from an organisation, go beyond what ``actor`` may do."""
    beyond: list[str] = []
    for permission, place, organization_id in rights:
        own = reach(actor, permission)
        if own.everything or place is Place.OWN_FILE:
            continue
        meant = reaches_of([(place, organization_id)], as_of=actor.day, known_at=actor.at)[place, organization_id]
        given = organizations_in(meant, as_of=actor.day, known_at=actor.at)
        if given.exclude(pk__in=organizations_in(own, as_of=actor.day, known_at=actor.at)).exists():
            beyond.append(permission.area)
    return list(dict.fromkeys(beyond))
