"""Style, script and sign of the pages: our own files, the same for everyone; the one thing that a browser may keep."""

import hashlib
from functools import cache
from importlib.resources import files

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from onrecord.exports.html import load_asset

__all__ = ["ASSETS", "routes"]

routes = APIRouter(include_in_schema=False)

_MEDIA = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_OF_REVIEW = frozenset(["css", "js"])
ASSETS = frozenset([*(f"/onrecord.{kind}" for kind in _MEDIA), *(f"/review.{kind}" for kind in _OF_REVIEW)])
"""Their addresses, of which nobody is asked who they are."""
_KEPT = "max-age=600"  # seconds: for so long a page may have the style of the OnRecord that was here before


@routes.get("/onrecord.{kind}")
async def send_asset(request: Request, kind: str) -> Response:
    """The style, the script or the sign; at once, and not after the pages that are being made."""
    if kind not in _MEDIA:
        raise HTTPException(404, "There is no such file.")
    return _send(request, load_asset(f"onrecord.{kind}"), kind)


@routes.get("/review.{kind}")
async def send_review_asset(request: Request, kind: str) -> Response:
    """The style or the script of the pages of reviews."""
    if kind not in _OF_REVIEW:
        raise HTTPException(404, "There is no such file.")
    return _send(request, _load_review_asset(kind), kind)


def _send(request: Request, text: str, kind: str) -> Response:
    headers = {"ETag": _make_tag(text), "Cache-Control": _KEPT}
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(text, media_type=_MEDIA[kind], headers=headers)


@cache
def _load_review_asset(kind: str) -> str:
    return (files("onrecord.desk") / "pages" / f"review.{kind}").read_text(encoding="utf-8")


@cache
def _make_tag(text: str) -> str:
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
