"""Building the API out of what the rooms answer, and its own answers to what none of them can."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.urls import re_path
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.module_loading import import_string
from django.utils.translation import get_language_from_request, gettext_lazy, override
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.security import HttpBearer

from dangvu.access.api_auth import actor_of_token
from dangvu.access.asking import Asking
from dangvu.home.api.malformed import findings_of, unreadable
from dangvu.kernel.contracts import Api, registered
from dangvu.kernel.findings import Finding, Refusal
from dangvu.kernel.policy import Actor
from dangvu.ui.answering import NOT_FOUND, status_of
from dangvu.ui.programs import FindingOut

UNAUTHENTICATED, METHOD_NOT_ALLOWED, UNPROCESSABLE = 401, 405, 422

REFUSALS = {
    400: "Cannot be answered or done; the findings say why",
    401: "No token, or one that is not valid",
    403: "Not permitted",
    404: "Does not exist, or lies outside what the token may see",
    409: "Somebody else has changed it meanwhile",
    422: "Malformed; the findings name the parameters",
}
"""How every operation may refuse, with findings in sentences."""


def addresses(api: NinjaAPI) -> tuple[list[Any], str, str]:
    """The addresses of the API, to be mounted; it asks for tokens, not for signing in."""
    patterns, app, name = api.urls
    for pattern in patterns:
        assert pattern.callback
        pattern.callback = login_not_required(_answering(pattern.callback))
    return [*patterns, re_path("", csrf_exempt(login_not_required(_answering(_nowhere))))], app, name


def _answering(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view of an address, in the language that the program asks for; methods are refused like all else.

    Pages do not listen to what browsers ask for, which nobody has chosen; whoever writes a program has.
    """

    @wraps(view)
    def answer(request: HttpRequest, **arguments: Any) -> HttpResponse:
        language = get_language_from_request(request)
        with override(language):
            response = view(request, **arguments)
            if isinstance(response, HttpResponseNotAllowed):
                response = _unknown_method(request, response.headers["Allow"])
        response.headers["Content-Language"] = language
        patch_vary_headers(response, ["Accept-Language"])
        return response

    return answer


def _unknown_method(request: HttpRequest, allowed: str) -> HttpResponse:
    """The answer to a method that an address does not know."""
    message = _("địa chỉ này không nhận %(method)s, chỉ nhận %(allowed)s; hãy xem /api/openapi.json.")
    content = _written([Finding("api.no-method", message % {"method": request.method, "allowed": allowed})])
    return JsonResponse(content, status=METHOD_NOT_ALLOWED, headers={"Allow": allowed})


def _nowhere(_request: HttpRequest) -> HttpResponse:
    """The answer at every address that is none of an operation: in the form of all answers."""
    return JsonResponse(_written([_missing_finding()]), status=NOT_FOUND)


class Findings(Schema):
    """Why something could not be answered or done; nothing has been changed."""

    findings: list[FindingOut]


class ProgramAsking(Asking):
    """What a program asks: under its token, with the same parameters as in the address of a page."""

    def __init__(self, request: HttpRequest, actor: Actor) -> None:
        super().__init__(request)
        self.__dict__["actor"] = actor


class DescribedApi(NinjaAPI):
    """An API that says of every operation how it refuses."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The description of the API, its refusals included."""
        described = super().get_openapi_schema(**options)
        described["components"].setdefault("schemas", {}).update(_parts(Findings))
        content = {"application/json": {"schema": {"$ref": "#/components/schemas/Findings"}}}
        for path in described["paths"].values():
            for operation in path.values():
                for status, meaning in REFUSALS.items():
                    operation["responses"].setdefault(status, {"description": meaning, "content": content})
        return described


def _parts(schema: type[Schema]) -> dict[str, Any]:
    """A schema and those within it, as parts of the description."""
    found = schema.model_json_schema(ref_template="#/components/schemas/{model}")
    return {**found.pop("$defs", {}), schema.__name__: found}


class Token(HttpBearer):
    """``Authorization: Bearer …`` with the token of a client."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The client as an actor; ``None`` for a token that is none, or no longer."""
        actor = actor_of_token(token, timezone.now())
        if actor is not None:
            request.asking = ProgramAsking(request, actor)  # type: ignore[attr-defined]
        return actor


def build_api() -> NinjaAPI:
    """The API of all rooms that answer to programs."""
    api = DescribedApi(
        title="Dangvu",
        version="1",
        description=str(gettext_lazy("Sổ sách của cấp ủy: mỗi con số đều có nguồn. Mọi câu hỏi đều theo ngày.")),
        auth=Token(),
        docs_url=None,
        urls_namespace="api",
    )
    for offer in registered(Api):
        api.add_router(offer.prefix, import_string(offer.router))
    _answer_refusals(api)
    return api


def _answer_refusals(api: NinjaAPI) -> None:
    @api.exception_handler(Refusal)
    def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
        return _findings(api, request, refusal.findings, status_of(refusal.findings))

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, _missing: Http404) -> HttpResponse:
        return _findings(api, request, [_missing_finding()], NOT_FOUND)

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
        message = _("thiếu mã truy cập, hoặc mã không còn hiệu lực; hãy gửi tiêu đề “Authorization: Bearer …”.")
        return _findings(api, request, [Finding("api.no-token", message)], UNAUTHENTICATED)

    @api.exception_handler(ValidationError)
    def malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return _findings(api, request, list(findings_of(error.errors)), UNPROCESSABLE)

    @api.exception_handler(HttpError)
    def unread(request: HttpRequest, error: HttpError) -> HttpResponse:
        return _findings(api, request, [unreadable()], error.status_code)


def _missing_finding() -> Finding:
    return Finding("api.missing", _("không có bản ghi này trong phạm vi được xem; hãy kiểm tra địa chỉ."))


def _findings(api: NinjaAPI, request: HttpRequest, findings: Sequence[Finding], status: int) -> HttpResponse:
    return api.create_response(request, _written(findings), status=status)


def _written(findings: Sequence[Finding]) -> dict[str, Any]:
    return {"findings": [{"code": f.code, "message": str(f.message), "place": f.place} for f in findings]}
