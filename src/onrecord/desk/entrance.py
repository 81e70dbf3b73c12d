"""A request -> who is there, if anyone: whoever has the token of this desk, or a user who signed in.

Without users the desk is for whoever started it: the token it printed comes in once, in the address, and a cookie says
the same afterwards. With users it asks for name and password, and knows them by a session that ends.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from onrecord.care import Viewer
from onrecord.users.feed_keys import FeedKeys
from onrecord.users.roles import Role, is_enough
from onrecord.users.users import Users

__all__ = ["Entrance", "Present", "TokenEntrance", "UserEntrance", "find_now", "give_cookie", "is_same", "name_cookie"]

_NOBODY = ""  # whose the feed key of a desk without users is


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """Someone who is there: what they may do, what they may see, and the word that their forms must give back."""

    name: str
    role: Role
    forms: str
    viewer: Viewer

    def may(self, needed: Role) -> bool:
        """Whether their role is enough."""
        return is_enough(self.role, needed)


class Entrance(Protocol):
    """How people come in."""

    @property
    def asks_for_password(self) -> bool:
        """Whether there is a page to sign in."""

    def trade(self, request: Request) -> Response | None:
        """An answer to a request that brings its right of way along, None to any other."""

    def find(self, request: Request) -> Present | None:
        """Who is there."""

    def find_reader(self, key: str) -> Present | None:
        """Whose feed reader brings this key, as a viewer from whom names are hidden; nobody's where it is wrong."""

    def find_keys(self, present: Present) -> tuple[FeedKeys, str] | None:
        """Where the key of someone's feed reader is kept, and under which name; None where this desk keeps none."""

    def note_view(self, present: Present, page: str) -> None:
        """Write down that someone is shown a page with names that are hidden from others."""


class TokenEntrance:
    """Whoever has the token is the owner of the desk; `who` is how their reviews are signed."""

    asks_for_password = False

    def __init__(self, token: str, viewer: Viewer, *, who: str = "owner", views: Users | None = None) -> None:
        self._token = token
        self._viewer = viewer
        self._who = who
        self._views = views
        self._pass = hashlib.sha256(b"onrecord desk " + token.encode()).hexdigest()
        self._forms = hashlib.sha256(b"onrecord forms " + token.encode()).hexdigest()

    def trade(self, request: Request) -> Response | None:
        """Trade the right token for a cookie, and take it out of the address."""
        given = request.query_params.get("token")
        if given is None or not is_same(given, self._token):
            return None
        others = [(key, value) for key, value in request.query_params.multi_items() if key != "token"]
        path = "/" + request.url.path.lstrip("/")  # never //elsewhere
        response = RedirectResponse(path + (f"?{urlencode(others)}" if others else ""), status_code=303)
        give_cookie(request, response, self._pass)
        return response

    def find(self, request: Request) -> Present | None:
        """The owner, where the cookie is right; nobody where an address brings a wrong token."""
        wrong = "token" in request.query_params
        if wrong or not is_same(request.cookies.get(name_cookie(request), ""), self._pass):
            return None
        return Present(name=self._who, role="owner", forms=self._forms, viewer=self._viewer)

    def find_reader(self, key: str) -> Present | None:
        """That of the owner."""
        whose = self._views.feed_keys.find(key) if self._views else None
        return _let_read(self._who) if whose == _NOBODY else None

    def find_keys(self, present: Present) -> tuple[FeedKeys, str] | None:
        """Beside the views; the desk has nobody's name."""
        return (self._views.feed_keys, _NOBODY) if self._views else None

    def note_view(self, present: Present, page: str) -> None:
        """Where views are written down."""
        if self._views is not None:
            self._views.note_view(present.name, page, now=find_now())


class UserEntrance:
    """Users come in by their session; reviewers and those above see names, where the desk shows them at all."""

    asks_for_password = True

    def __init__(self, users: Users, *, names: bool) -> None:
        self.users = users
        self._names = names

    def trade(self, _: Request) -> Response | None:
        """Nothing comes in by an address."""
        return None

    def find(self, request: Request) -> Present | None:
        """Whose session the cookie is of."""
        token = request.cookies.get(name_cookie(request), "")
        session = self.users.find_session(token, now=find_now()) if token else None
        if session is None:
            return None
        sees = self._names and is_enough(session.user.role, "reviewer")
        viewer = Viewer(signed_in=True, may_see_names=sees)
        return Present(name=session.user.name, role=session.user.role, forms=session.forms, viewer=viewer)

    def find_reader(self, key: str) -> Present | None:
        """That of a user."""
        whose = self.users.feed_keys.find(key)
        return _let_read(whose) if whose else None  # the key of a time without users is nobody's

    def find_keys(self, present: Present) -> tuple[FeedKeys, str] | None:
        """By the name of the user."""
        return self.users.feed_keys, present.name

    def note_view(self, present: Present, page: str) -> None:
        """In the file of users."""
        self.users.note_view(present.name, page, now=find_now())


def _let_read(name: str) -> Present:
    """A feed reader has no session: there is no form that it could send."""
    return Present(name=name, role="viewer", forms="", viewer=Viewer(signed_in=True))


def name_cookie(request: Request) -> str:
    """Cookies do not know ports: two desks on one machine need two names. Over TLS one that no other host sets."""
    return "__Host-onrecord" if request.url.scheme == "https" else f"onrecord-{request.url.port or 80}"


def give_cookie(request: Request, response: Response, value: str, *, lasts: timedelta | None = None) -> None:
    """Let a browser bring this word along, here alone; over TLS never in the clear, without which it takes no __Host-.

    It lasts this long, or until the browser is closed; no time at all takes it away.
    """
    response.set_cookie(
        name_cookie(request),
        value,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
        path="/",
        max_age=int(lasts.total_seconds()) if lasts is not None else None,
    )


def is_same(given: str, expected: str) -> bool:
    """In a time that tells nothing of how much of it was right."""
    return hmac.compare_digest(given.encode(), expected.encode())


def find_now() -> datetime:
    """The time by the clock of this machine, in UTC."""
    return datetime.now(UTC)
