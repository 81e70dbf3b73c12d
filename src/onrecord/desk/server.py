"""A desk -> pages: it answers on this machine, and nowhere else, until it is stopped."""

import secrets
import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from onrecord.care import Viewer
from onrecord.desk.app import make_app
from onrecord.desk.desk import Desk
from onrecord.errors import LedgerError

__all__ = ["listen", "serve_desk"]

_TRIES = 20  # ports after the one asked for


def serve_desk(desk: Desk, *, port: int, names: bool, announce: Callable[[str], None]) -> None:
    """Serve until interrupted; the address and its token are announced once. Raises LedgerError without a free port."""
    token = secrets.token_urlsafe(24)
    app = make_app(desk, token=token, viewer=Viewer(signed_in=True, may_see_names=names))
    with listen(port) as listener:
        found = listener.getsockname()[1]
        announce(f"The desk is open at http://127.0.0.1:{found}/?token={token}")
        announce("Private names are " + ("shown, but for victims, relatives and minors." if names else "hidden."))
        announce("Control-C closes it.")
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
        with suppress(KeyboardInterrupt):  # uvicorn closes in order, and then passes the interruption on
            uvicorn.Server(config).run(sockets=[listener])


def listen(port: int) -> socket.socket:
    """A socket on this machine's own address: the port asked for, else one of the next; 0 takes any."""
    for number in range(port, min(port + _TRIES, 65536)) if port else (0,):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(("127.0.0.1", number))
        except OSError:
            listener.close()
        else:
            return listener
    raise LedgerError(f"No port from {port} on is free; name another with --port.")
