"""A request -> itself, or a refusal: who may come in, by which name the desk is called, and what a page may do.

The token that the desk prints comes in once, in the address; after that a cookie says the same. Requests that call
the desk by another name than this machine's are refused, so that no page elsewhere can read it by a name of its own.
"""

import hashlib
import hmac
from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from onrecord.care import Viewer

__all__ = ["HOSTS", "POLICY", "Gate"]

HOSTS = frozenset(["127.0.0.1", "localhost", "[::1]"])
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_OPEN = frozenset(["/onrecord.css", "/onrecord.js"])  # our own files, the same for everyone

Next = Callable[[Request], Awaitable[Response]]


class Gate:
    """The middleware before every page: `request.state.viewer` is who looks; `refuse` makes the page for others."""

    def __init__(self, token: str, viewer: Viewer, refuse: Callable[[Request, str], Response]) -> None:
        self._token = token
        self._viewer = viewer
        self._pass = hashlib.sha256(b"onrecord desk " + token.encode()).hexdigest()
        self._refuse = refuse

    async def __call__(self, request: Request, call_next: Next) -> Response:
        """Answer a request, or refuse it; every answer has the headers."""
        response = await self._answer(request, call_next)
        response.headers.update(_HEADERS)
        return response

    async def _answer(self, request: Request, call_next: Next) -> Response:
        host = request.headers.get("host", "")
        if host.rpartition(":")[0] not in HOSTS and host not in HOSTS:
            return Response("This desk does not answer to that name.", status_code=421, media_type="text/plain")
        if (given := request.query_params.get("token")) is not None:
            return self._let_in(request, given)
        if request.url.path in _OPEN or _is_same(request.cookies.get(_cookie_name(request), ""), self._pass):
            request.state.viewer = self._viewer
            return await call_next(request)
        return self._refuse(request, "This desk needs the token that it printed when it was started.")

    def _let_in(self, request: Request, given: str) -> Response:
        """Trade the right token for a cookie, and take it out of the address."""
        if not _is_same(given, self._token):
            return self._refuse(request, "That is not the token of this desk.")
        others = [(key, value) for key, value in request.query_params.multi_items() if key != "token"]
        path = "/" + request.url.path.lstrip("/")  # never //elsewhere
        response = RedirectResponse(path + (f"?{urlencode(others)}" if others else ""), status_code=303)
        response.set_cookie(_cookie_name(request), self._pass, httponly=True, samesite="strict", path="/")
        return response


def _cookie_name(request: Request) -> str:
    """Cookies do not know ports: two desks on one machine need two names."""
    return f"onrecord-{request.url.port or 80}"


def _is_same(given: str, expected: str) -> bool:
    """In a time that tells nothing of how much of it was right."""
    return hmac.compare_digest(given.encode(), expected.encode())
