"""Style, script and sign of the pages: our own files, the same for everyone."""

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from onrecord.exports.html import load_asset

__all__ = ["routes"]

routes = APIRouter(include_in_schema=False)

_MEDIA = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


@routes.get("/onrecord.{kind}")
def send_asset(kind: str) -> Response:
    """The style, the script or the sign."""
    if kind not in _MEDIA:
        raise HTTPException(404, "There is no such file.")
    return Response(load_asset(f"onrecord.{kind}"), media_type=_MEDIA[kind])
