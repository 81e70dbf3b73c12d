"""A desk -> pages, until it is stopped: on this machine for whoever has its token, or for users, here and elsewhere."""

import getpass
import secrets
import sys
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from onrecord.care import Viewer
from onrecord.desk.app import open_app
from onrecord.desk.binding import Binding, check_binding, find_hosts, listen
from onrecord.desk.desk import Desk
from onrecord.desk.entrance import Entrance, TokenEntrance, UserEntrance
from onrecord.users.users import Users

__all__ = ["find_user", "serve_desk"]

_IDLE = 75  # seconds until a connection is closed that nobody uses, as long as most servers wait: after five, a
# reader's next request came just then
_TURN = 0.001  # seconds until a thread gives way: a page passes from thread to thread some four times, and would wait
# each time for five milliseconds behind every other page


def serve_desk(desk: Desk, binding: Binding, *, users: Users, names: bool, announce: Callable[[str], None]) -> None:
    """Serve until interrupted; where and how one comes in is announced once.

    Raises LedgerError without a free port, SignInError where the desk may not answer there.
    """
    has_users = bool(users.list())
    check_binding(binding, has_users=has_users)
    token = None if has_users else secrets.token_urlsafe(24)
    app = open_app(desk, _find_entrance(users, token, names=names), hosts=find_hosts(binding))
    with listen(binding.port, binding.host) as listener:
        found = listener.getsockname()[1]
        scheme = "https" if binding.certificate else "http"
        place = f"{scheme}://{binding.names[0] if binding.names else binding.host}:{found}/"
        announce(f"The desk is open at {place}" + (f"?token={token}" if token else ""))
        if has_users:
            announce("Its users sign in by name and password.")
        announce("Private names are " + ("shown, but for victims, relatives and minors." if names else "hidden."))
        announce("Control-C closes it.")
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_keep_alive=_IDLE,
            proxy_headers=binding.proxy is not None,
            forwarded_allow_ips=binding.proxy or "",
            ssl_certfile=binding.certificate,
            ssl_keyfile=binding.key,
        )
        sys.setswitchinterval(_TURN)
        with suppress(KeyboardInterrupt):  # uvicorn closes in order, and then passes the interruption on
            uvicorn.Server(config).run(sockets=[listener])


def find_user() -> str:
    """How who started the desk is called on this machine: reviews are signed by it."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "owner"


def _find_entrance(users: Users, token: str | None, *, names: bool) -> Entrance:
    if token is None:
        return UserEntrance(users, names=names)
    viewer = Viewer(signed_in=True, may_see_names=names)
    return TokenEntrance(token, viewer, who=find_user(), views=users)
