"""A request -> itself, or a refusal: who may come in and do what, by which name the desk is called, what a page may do.

Requests that call the desk by another name than its own are refused, so that no page elsewhere can read it by a name
that it points here. What changes anything must come from a page of this desk and give back the word of its session.
"""

import time
from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import parse_qs, urlsplit

from fastapi import Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect
from starlette.routing import BaseRoute

from onrecord.care import Viewer
from onrecord.desk.assets import ASSETS
from onrecord.desk.entrance import Entrance, Present, is_same
from onrecord.desk.pace import Pace
from onrecord.desk.rights import find_right, is_feed

__all__ = ["BODY_LIMIT", "HOSTS", "POLICY", "Gate"]

HOSTS = frozenset(["127.0.0.1", "localhost", "[::1]"])
BODY_LIMIT = 64_000
"""Bytes of a form; the longest reason has 8,000. There is nothing to upload: any other kind of body is refused."""

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "same-origin",  # under no-referrer a browser does not say where a form comes from
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_SAFE = frozenset(["GET", "HEAD"])
_WRONG_KEY = (
    "That key opens no feed here, or no more: make another one on the page of your account, and use its address."
)
_STRICT = {"Strict-Transport-Security": "max-age=31536000"}

Next = Callable[[Request], Awaitable[Response]]
Refuse = Callable[[Request, int, str], Response]


class Gate:
    """The middleware before every page: `request.state.present` is who is there, `.viewer` what they may see."""

    def __init__(
        self, entrance: Entrance, refuse: Refuse, *, routes: Sequence[BaseRoute], hosts: frozenset[str] = HOSTS
    ) -> None:
        self._routes = routes
        self._entrance = entrance
        self._refuse = refuse
        self._hosts = hosts
        self._pace = Pace()

    async def __call__(self, request: Request, call_next: Next) -> Response:
        """Answer a request, or refuse it; every answer has the headers."""
        request.state.present, request.state.viewer = None, Viewer()
        response = await self._answer(request, call_next)
        response.headers.update(_HEADERS | (_STRICT if request.url.scheme == "https" else {}))
        response.headers.setdefault("Cache-Control", "no-store")
        if "key" in request.query_params:
            response.headers["Referrer-Policy"] = "no-referrer"
        return response

    async def _answer(self, request: Request, call_next: Next) -> Response:
        host = request.headers.get("host", "")
        if host.rpartition(":")[0] not in self._hosts and host not in self._hosts:
            return Response("This desk does not answer to that name.", status_code=421, media_type="text/plain")
        if (traded := self._entrance.trade(request)) is not None:
            return traded
        right = find_right(self._routes, dict(request.scope))
        is_asset = request.method in _SAFE and request.url.path in ASSETS
        present = None if is_asset else await run_in_threadpool(self._find, request)
        request.state.present, request.state.viewer = present, present.viewer if present else Viewer()
        if right != "anyone":
            if present is None:
                return self._refuse(request, 403, _WRONG_KEY if self._has_key(request) else "")
            if not present.may(right):
                return self._refuse(
                    request, 403, f"That is for whoever is {right} of this desk; you are {present.role}."
                )
        if request.method not in _SAFE and (wrong := await self._check_change(request, present)):
            return self._refuse(request, *wrong)
        response = await call_next(request)
        if right != "anyone" and present is not None and present.viewer.may_see_names and response.status_code == 200:
            page = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            await run_in_threadpool(self._entrance.note_view, present, page)
        return response

    def _find(self, request: Request) -> Present | None:
        """Who is there: whoever's key the address of a feed has, and else whom a cookie tells."""
        if self._has_key(request):
            return self._entrance.find_reader(request.query_params["key"])
        return self._entrance.find(request)

    def _has_key(self, request: Request) -> bool:
        return "key" in request.query_params and is_feed(self._routes, dict(request.scope))

    async def _check_change(self, request: Request, present: Present | None) -> tuple[int, str] | None:
        """Why a request that would change something is refused; None where it is not."""
        caller = present.name if present else f"address {request.client.host if request.client else ''}"
        if self._pace.is_too_fast(caller, time.monotonic()):
            return 429, "That was too much in a minute; wait a little."
        if _comes_from_elsewhere(request):
            return 403, "That form is not of this desk."
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/x-www-form-urlencoded":
            return 415, "This desk takes forms, and nothing else."
        if "transfer-encoding" in request.headers:
            return 400, "A form says how long it is before it begins."
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > BODY_LIMIT:
            return 413, f"A form has up to {BODY_LIMIT:,} bytes."
        if present is not None:
            try:
                body = (await request.body()).decode("utf-8", "replace")
            except ClientDisconnect:  # nobody is left to be told
                return 400, "The form was cut off."
            given = parse_qs(body, max_num_fields=200).get("forms", [""])[0] if body.count("&") < 200 else ""
            if not is_same(given, present.forms):
                return 403, "That form is of another session, or too old: load the page again."
        return None


def _comes_from_elsewhere(request: Request) -> bool:
    """Whether a browser says that the page that sent this is not of this desk; other programs say nothing."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return True
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host", "")
