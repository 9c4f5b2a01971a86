"""Programs that ask the API: letting them in, giving them another token, and turning them away."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.utils.translation import gettext as _

from dangvu.access.checks import find_areas_beyond
from dangvu.access.models import ApiClient, ApiClientRecord, ClientGrant
from dangvu.access.places import reaches_of
from dangvu.access.policy import CHANGE
from dangvu.access.posts import Place
from dangvu.audit import trail
from dangvu.kernel.basis import Basis
from dangvu.kernel.contracts import Area, registered
from dangvu.kernel.findings import Finding, Refusal, refuse_if_any
from dangvu.kernel.policy import NOTHING, Actor, Permission, Reach, Verb, require

TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class ClientRight:
    """Something that a program may do, and where, seen from an organisation."""

    permission: Permission
    place: Place
    organization_id: UUID


def open_client(
    *, actor: Actor, day: date, basis: Basis, name: str, rights: Sequence[ClientRight]
) -> tuple[ApiClient, str]:
    """Let a program ask the API from ``day``; returns it with its token, of which only a hash is kept.

    Raises ``Refusal`` without a name or a right, and for rights that the actor does not hold.
    """
    require(actor, CHANGE, {right.organization_id for right in rights})
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with trail.act(actor=actor, verb="access.open_client", day=day, basis=basis) as act:
        refuse_if_any(_find_client_faults(actor, name, rights))
        client = ApiClient(token_hash=hash_of(token))
        act.identify([client])
        act.add([ApiClientRecord(client=client, name=name.strip(), valid_from=day)])
        act.add(_grant(client, right, day) for right in dict.fromkeys(rights))
        act.subject = client.pk
        act.details = {"name": name.strip()}
    return client, token


def renew_token(*, actor: Actor, client_id: UUID, reason: str) -> str:
    """Give a program another token; the old one opens nothing any more. Raises ``Refusal`` without a reason."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    _require_over(actor, client_id)
    verb = "access.renew_token"
    with trail.act(actor=actor, verb=verb, day=actor.day, subject=client_id, reason=reason.strip()) as act:
        record = _open_record(client_id, actor.day)
        if not reason.strip():
            raise Refusal.of("access.no-reason", _("thiếu lý do; hãy ghi ai đề nghị và vì sao."))
        ApiClient.objects.filter(pk=client_id).update(token_hash=hash_of(token))
        act.details = {"name": record.name}
    return token


def close_client(*, actor: Actor, day: date, basis: Basis, client_id: UUID) -> None:
    """Turn a program away from ``day``. Raises ``Refusal`` for one that is not let in on that day or later."""
    _require_over(actor, client_id)
    with trail.act(actor=actor, verb="access.close_client", day=day, basis=basis, subject=client_id) as act:
        record = _open_record(client_id, day)
        act.end([record], day)
        act.end(ClientGrant.objects.believed().filter(client=client_id, valid_to__gt=day), day)
        act.details = {"name": record.name}


def hash_of(token: str) -> str:
    """What is kept of a token: it has so much chance in it that nobody guesses it from this."""
    return hashlib.sha256(token.encode()).hexdigest()


def client_reach(client_id: UUID, permission: Permission, *, as_of: date, known_at: datetime | None = None) -> Reach:
    """Where a program holds ``permission``; who may change may also read."""
    verbs = {permission.verb} | ({Verb.CHANGE} if permission.verb is Verb.READ else set())
    grants = ClientGrant.objects.on(as_of, known_at).filter(client=client_id, area=permission.area, verb__in=verbs)
    placed = [(Place(place), one) for place, one in grants.values_list("place", "organization_id")]
    return reduce(or_, reaches_of(placed, as_of=as_of, known_at=known_at).values(), NOTHING) if placed else NOTHING


def _find_client_faults(actor: Actor, name: str, rights: Sequence[ClientRight]) -> Iterator[Finding]:
    if not name.strip():
        yield Finding("access.no-name", _("thiếu tên ứng dụng; hãy ghi ứng dụng nào, của ai."))
    if not rights:
        yield Finding("access.no-right", _("chưa chọn quyền nào; hãy chọn mảng dữ liệu mà ứng dụng cần."))
    labels = {area.code: str(area.label) for area in registered(Area)}
    beyond = find_areas_beyond(actor, [(one.permission, one.place, one.organization_id) for one in rights])
    if beyond:
        message = _("%(name)s không có đủ quyền để giao cho ứng dụng về: %(areas)s; hãy bớt mảng dữ liệu hoặc phạm vi.")
        areas = ", ".join(labels[area] for area in beyond)
        yield Finding("access.beyond-reach", message % {"name": actor.name, "areas": areas})


def _grant(client: ApiClient, right: ClientRight, day: date) -> ClientGrant:
    return ClientGrant(
        client=client,
        area=right.permission.area,
        verb=right.permission.verb,
        place=right.place,
        organization_id=right.organization_id,
        valid_from=day,
    )


def _require_over(actor: Actor, client_id: UUID) -> None:
    """Raise ``Refusal`` unless ``actor`` manages accounts wherever the program may do anything."""
    grants = ClientGrant.objects.believed().filter(client=client_id, valid_to__gt=actor.day)
    require(actor, CHANGE, set(grants.values_list("organization_id", flat=True)))


def _open_record(client_id: UUID, day: date) -> ApiClientRecord:
    record = ApiClientRecord.objects.believed().filter(client=client_id, valid_to__gt=day).first()
    if record is None:
        message = _("không có ứng dụng này, hoặc nó đã bị ngừng trước ngày đó; hãy mở danh sách để xem lại.")
        raise Refusal.of("access.no-client", message)
    assert isinstance(record, ApiClientRecord)
    return record
