"""Every error as a problem document (RFC 9457, application/problem+json): one shape for all of them."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api import request_id
from api.headers import SECURITY_HEADERS
from graph.errors import (
    CasusError,
    SchemaTooNewError,
    SchemaTooOldError,
    StoreError,
    StoreTimeoutError,
    StoreUnavailableError,
)

log = logging.getLogger("casus.api")
MEDIA_TYPE = "application/problem+json"
_CODES = {400: "bad_request", 404: "not_found", 405: "method_not_allowed", 413: "over_limit", 415: "unsupported_media"}
# A store's own words name files and hosts of the server: they are for its log, these for its clients.
_STORE = {
    StoreUnavailableError.code: "the store cannot be used now; try again later",
    StoreTimeoutError.code: "the question took longer than its limit (CASUS_QUERY_SECONDS); narrow it",
    SchemaTooOldError.code: "the store is older than this Casus; whoever runs it must call `casus store migrate`",
    SchemaTooNewError.code: "the store is newer than this Casus; whoever runs it must install a newer Casus",
    StoreError.code: "the store failed",
}


class FieldProblem(BaseModel):
    where: str = Field(description="`query/since`, `body/text`: the part of the request, then the way to the field.")
    code: str
    detail: str


class Problem(BaseModel):
    """An error. `code` is for machines and stays the same; `detail` is one line for people: what, and what to do."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str = Field(description="The path that was asked for.")
    code: str
    errors: list[FieldProblem] | None = Field(None, description="With `invalid_request`: each field that is wrong.")
    request_id: str | None = Field(None, description="What the log of the service calls this request.")


def respond(
    path: str,
    status: int,
    code: str,
    detail: str,
    errors: list[FieldProblem] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    problem = Problem(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        instance=path,
        code=code,
        errors=errors,
        request_id=request_id.current(),
    )
    # ASCII escapes carry whatever a client put into a name or a path, lone surrogates too.
    body = json.dumps(problem.model_dump(exclude_none=True))
    return Response(body, status, headers=dict(headers or {}), media_type=MEDIA_TYPE)


def answer(error: CasusError, method: str, path: str, retry_after: int) -> Response:
    """The problem that an error is to clients. `retry_after`: seconds, said where trying again makes sense."""
    headers = {"Retry-After": str(retry_after)} if error.status in {429, 503} else {}
    if error.status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="casus"'
    detail = str(error)
    if error.status >= 500:
        log.warning("%s %s: %s: %s", method, path, error.code, error)
    if isinstance(error, StoreError):
        detail = f"{_STORE.get(error.code, _STORE[StoreError.code])} (the log of the service says more)"
    return respond(path, error.status, error.code, detail, headers=headers)


async def _casus(request: Request, error: Exception) -> Response:
    assert isinstance(error, CasusError)  # noqa: S101 - registered for this class alone
    return answer(error, request.method, request.url.path, request.app.state.settings.retry_after)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class alone
    code = _CODES.get(error.status_code, "http_error")
    return respond(request.url.path, error.status_code, code, error.detail, headers=error.headers)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this class alone
    errors = [
        FieldProblem(
            where="/".join(str(part) for part in item["loc"]),
            code=item["type"],
            detail=item["msg"].removeprefix("Value error, "),
        )
        for item in error.errors()
    ]
    said = "; ".join(f"{item.where}: {item.detail}" for item in errors[:3])
    return respond(request.url.path, 422, "invalid_request", f"the request is not valid: {said}", errors)


async def _unexpected(request: Request, error: Exception) -> Response:
    incident = secrets.token_hex(4)
    log.error("incident %s at %s %s", incident, request.method, request.url.path, exc_info=error)
    detail = f"something went wrong inside Casus; the log of the service has it as incident {incident}"
    # The server's last resort stands outside guard and observer, which set these everywhere else.
    headers = {**SECURITY_HEADERS, request_id.HEADER: request_id.current() or incident}
    return respond(request.url.path, 500, "internal", detail, headers=headers)


def install(app: FastAPI) -> None:
    app.add_exception_handler(CasusError, _casus)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _unexpected)
