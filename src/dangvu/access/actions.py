"""Opening and closing accounts, giving and ending posts, and administrator mode."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from dangvu.access.answers import holds_administration, is_in_mode
from dangvu.access.checks import find_account_faults, find_grant_faults, find_rights_beyond
from dangvu.access.models import Account, AccountRecord, AdministratorMode, Grant
from dangvu.access.policy import CHANGE
from dangvu.access.posts import post_types
from dangvu.audit import trail
from dangvu.kernel.basis import Basis
from dangvu.kernel.contracts import MemberFiles, registered
from dangvu.kernel.days import FOREVER
from dangvu.kernel.findings import Finding, Refusal, refuse_if_any
from dangvu.kernel.policy import Actor, denied, require
from dangvu.regulations import regulation


def open_account(
    *, actor: Actor, day: date, basis: Basis, login: str, name: str, member: UUID | None = None
) -> Account:
    """Open an account for ``name`` from ``day``; it permits nothing until a post is given to it.

    ``member`` is the member whose account it is, and whose own file a post may open: only whoever may give posts at the
    organisation that keeps the file (``kernel.contracts.MemberFiles``), or the operator, says so. Raises ``Refusal``
    for a name for signing in that is malformed or was ever given, and for a member's second account.
    """
    require(actor, CHANGE, _keepers(actor, member) if member else [])
    with trail.act(actor=actor, verb="access.open_account", day=day, basis=basis) as act:
        refuse_if_any(find_account_faults(login, name, member, day))
        account = Account(login=login)
        account.set_unusable_password()
        act.identify([account])
        act.add([AccountRecord(account=account, name=name.strip(), member=member, valid_from=day)])
        act.subject = account.pk
        act.details = {"login": login}
    return account


def close_account(*, actor: Actor, day: date, basis: Basis, account_id: UUID) -> None:
    """Close an account and end all its posts from ``day``; its name for signing in stays taken.

    Raises ``Refusal`` for the own account, one that is not open on that day or later, and one with a post that the
    actor may not end.
    """
    grants = _lasting(account_id, day)
    require(actor, CHANGE, {grant.organization_id for grant in grants})
    with trail.act(actor=actor, verb="access.close_account", day=day, basis=basis, subject=account_id) as act:
        records = list(AccountRecord.objects.believed().filter(account=account_id, valid_to__gt=day))
        if not records:
            message = _("không có tài khoản này, hoặc nó đã khóa trước ngày đó; hãy mở danh sách tài khoản để xem lại.")
            raise Refusal.of("access.no-account", message)
        if account_id == actor.account:
            message = _("không thể tự khóa tài khoản của mình; hãy nhờ một người khác có quyền phân công.")
            raise Refusal.of("access.own-account", message)
        refuse_if_any(finding for grant in grants for finding in _find_beyond(actor, grant.post, grant.organization_id))
        act.end(records, day)
        act.end(grants, day)
        act.details = {"posts": len(grants)}


def grant_post(
    *,
    actor: Actor,
    day: date,
    basis: Basis,
    account_id: UUID,
    post: str,
    organization_id: UUID,
    until: date = FOREVER,
) -> Grant:
    """Give an account a post (``access/posts``) at an organisation, from ``day`` up to and without ``until``.

    Raises ``Refusal`` when the post is unknown or not for that kind of organisation, when account or organisation do
    not last as long, when the account holds that post there already, and when the post gives more than the actor may
    do there, who is not in administrator mode.
    """
    require(actor, CHANGE, [organization_id])
    with trail.act(actor=actor, verb="access.grant_post", day=day, basis=basis, subject=account_id) as act:
        refuse_if_any(find_grant_faults(account_id, post, organization_id, day, until))
        refuse_if_any(_find_beyond(actor, post, organization_id))
        act.details = {"post": post, "organization": str(organization_id)}
        grant = Grant(account_id=account_id, post=post, organization_id=organization_id, valid_from=day, valid_to=until)
        return act.add([grant])[0]


def end_post(*, actor: Actor, day: date, basis: Basis, grant: Grant) -> None:
    """End a post from ``day``. Raises ``Refusal`` when it has ended, and for posts that the actor may not end.

    These are posts that give more than the actor may do there, and the own post by which the actor gives posts: nobody
    is left without anybody to turn to by mistake.
    """
    require(actor, CHANGE, [grant.organization_id])
    with trail.act(actor=actor, verb="access.end_post", day=day, basis=basis, subject=grant.account_id) as act:
        kind = post_types(day).get(grant.post)
        if grant.account_id == actor.account and kind and kind.gives(CHANGE.area):
            message = _("không thể tự kết thúc phân công cho mình quyền phân công; hãy nhờ một người khác có quyền đó.")
            raise Refusal.of("access.own-post", message)
        refuse_if_any(_find_beyond(actor, grant.post, grant.organization_id))
        act.end([grant], day)
        act.details = {"post": grant.post, "organization": str(grant.organization_id)}


def enter_administration(*, actor: Actor, reason: str) -> AdministratorMode:
    """Enter administrator mode for as long as ``access/administration_minutes`` says; the trail keeps ``reason``.

    Raises ``Refusal`` for somebody who holds no administrator's post, without a reason, and when already in it.
    """
    held = Grant.objects.on(actor.day, actor.at).filter(account=actor.account)
    if actor.account is None or not holds_administration(held, actor.day):
        raise denied(actor)
    verb = "access.enter_administration"
    with trail.act(actor=actor, verb=verb, day=actor.day, subject=actor.account, reason=reason) as act:
        if not reason.strip():
            raise Refusal.of("access.no-reason", _("thiếu lý do vào chế độ quản trị; hãy ghi định làm việc gì."))
        if is_in_mode(actor):
            raise Refusal.of("access.in-mode", _("đang ở chế độ quản trị; hãy rời chế độ này trước khi vào lại."))
        until = actor.at + timedelta(minutes=regulation("access/administration_minutes", on=actor.day))
        act.details = {"until": until.astimezone(timezone.get_current_timezone()).isoformat(timespec="minutes")}
        stay = AdministratorMode(account_id=actor.account, day=actor.day, until=until, reason=reason.strip())
        return act.add([stay])[0]


def leave_administration(*, actor: Actor) -> None:
    """Leave administrator mode before its time. Raises ``Refusal`` for somebody who is not in it."""
    verb = "access.leave_administration"
    with trail.act(actor=actor, verb=verb, day=actor.day, subject=actor.account) as act:
        stays = AdministratorMode.objects.believed().filter(account=actor.account, until__gt=actor.at)
        if not stays:
            raise Refusal.of("access.not-in-mode", _("không ở chế độ quản trị; hãy vào chế độ này khi cần."))
        act.supersede(stays)


def require_over(actor: Actor, account_id: UUID) -> None:
    """Raise ``Refusal`` unless ``actor`` may end every post of an account, today and in future."""
    grants = _lasting(account_id, actor.day)
    require(actor, CHANGE, {grant.organization_id for grant in grants})
    refuse_if_any(finding for grant in grants for finding in _find_beyond(actor, grant.post, grant.organization_id))


def _lasting(account_id: UUID, day: date) -> list[Grant]:
    """The posts of an account that last on a day or begin later."""
    return list(Grant.objects.believed().filter(account=account_id, valid_to__gt=day).order_by("id"))


def _keepers(actor: Actor, member: UUID) -> set[UUID]:
    """Where the file of a member is kept; the operator need not know."""
    keepers = {one for offer in registered(MemberFiles) for one in offer.keepers([member], actor.day, None).values()}
    if not keepers and not actor.operator:
        raise denied(actor)
    return keepers


def _is_administrator(actor: Actor) -> bool:
    """Whether nothing is beyond the actor's own reach: the operator, or somebody in administrator mode."""
    return actor.operator or is_in_mode(actor)


def _find_beyond(actor: Actor, post: str, organization_id: UUID) -> list[Finding]:
    kind = post_types(actor.day).get(post)
    if kind is None or _is_administrator(actor):
        return []
    return list(find_rights_beyond(actor, kind, organization_id))
