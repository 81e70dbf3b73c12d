"""Which role each address of the desk needs: a table that a person can read. What is not in it is refused to all but:

pages are for everyone who signed in, and what changes anything is the owner's.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from starlette.routing import BaseRoute, Match, Route

from onrecord.users.roles import Role

__all__ = ["RIGHTS", "Right", "find_right", "is_feed", "list_rights"]

Right = Role | Literal["anyone"]

_FEEDS = "/feeds/{name}.atom"
_PAGES: Role = "viewer"
_CHANGES: Role = "owner"

RIGHTS: dict[tuple[str, str], Right] = {
    ("GET", "/onrecord.{kind}"): "anyone",
    ("GET", "/sign-in"): "anyone",
    ("POST", "/sign-in"): "anyone",
    ("POST", "/sign-out"): "viewer",
    ("GET", "/account"): "viewer",
    ("POST", "/account"): "viewer",
    ("GET", "/join"): "anyone",
    ("POST", "/join"): "anyone",
    ("POST", "/account/feed-key"): "viewer",
    ("GET", "/views"): "owner",
    ("GET", "/users"): "owner",
    ("POST", "/users"): "owner",
    ("GET", "/review.{kind}"): "anyone",
    ("GET", "/review"): "reviewer",
    ("GET", "/review/{id:path}"): "reviewer",
    ("POST", "/reviews/{id:path}"): "reviewer",
    ("GET", "/codings"): "reviewer",
    ("GET", "/agreement"): "editor",
    ("GET", "/agreement.json"): "editor",
    ("GET", "/codings/{id:path}"): "editor",
    ("POST", "/codings/{id:path}"): "editor",
}
"""By method and address, as the routes spell it."""


def find_right(routes: Sequence[BaseRoute], scope: dict[str, Any]) -> Right:
    """What a request needs; of an address that no route has, what any page does."""
    method = "GET" if scope["method"] == "HEAD" else scope["method"]
    for route in routes:
        if isinstance(route, Route) and route.matches({**scope, "method": method})[0] == Match.FULL:
            return _find(method, route.path)
    return _PAGES if method == "GET" else _CHANGES


def is_feed(routes: Sequence[BaseRoute], scope: dict[str, Any]) -> bool:
    """Whether a request is for a feed: what a feed key opens, and nothing else."""
    found = (route for route in routes if route.matches(scope)[0] == Match.FULL)
    route = next(found, None)
    return isinstance(route, Route) and route.path == _FEEDS


def list_rights(routes: Sequence[BaseRoute]) -> Iterator[tuple[str, str, Right]]:
    """Method, address and right of every route, in their order."""
    for route in routes:
        if isinstance(route, Route):
            for method in sorted((route.methods or set()) - {"HEAD", "OPTIONS"}):
                yield method, route.path, _find(method, route.path)


def _find(method: str, path: str) -> Right:
    return RIGHTS.get((method, path), _PAGES if method == "GET" else _CHANGES)
