"""The explorer: a page that asks the API, and the files that it is made of."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.assets import Asset, assets
from graph.errors import NotFoundError

router = APIRouter(include_in_schema=False)
PREFIX = "/explorer/"
# Stricter than the documentation's: no inline style either. Pictures are drawn into data: and blob: addresses.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)


@router.get("/")
async def page(request: Request) -> Response:
    """Any view of it: the address holds what is shown, and the page reads it."""
    known = assets()
    answer = _answer(known.page, request, "no-cache")
    answer.status_code = 200 if known.complete else 503
    return answer


@router.get(PREFIX + "{version}/{name:path}")
async def file(version: str, name: str, request: Request) -> Response:
    """Another version than this service's is not kept, for it is answered with this one's file."""
    known = assets()
    asset = known.files.get(name)
    if asset is None:
        raise NotFoundError("the explorer has no such file; reload the page")
    lasting = version == known.version
    return _answer(asset, request, "public, max-age=31536000, immutable" if lasting else "no-store")


def _answer(asset: Asset, request: Request, kept: str) -> Response:
    headers = {"Cache-Control": kept, "Vary": "Accept-Encoding", "Content-Security-Policy": POLICY}
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(asset.packed, headers=headers, media_type=asset.media_type)
    return Response(asset.body, headers=headers, media_type=asset.media_type)
