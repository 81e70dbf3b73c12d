"""A plan of a desk -> pages, until it is stopped: on this machine for whoever has its token, or for users, anywhere.

One process makes a page at a time, as Python does; several share one address, and who comes next goes to any of them.
"""

import getpass
import secrets
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import uvicorn

from onrecord.answers.datasets import Dataset
from onrecord.care import Viewer
from onrecord.desk.app import open_app
from onrecord.desk.binding import Binding, check_binding, find_hosts, listen
from onrecord.desk.desk import Desk
from onrecord.desk.entrance import Entrance, TokenEntrance, UserEntrance
from onrecord.desk.following import follow, keep_linked
from onrecord.desk.state import State
from onrecord.desk.workers import keep_working, watch_parent
from onrecord.ledger.ledger import find_ledger
from onrecord.users.users import open_users
from onrecord.watch.sources import Source

__all__ = ["Plan", "find_user", "serve_desk"]

_IDLE = 75  # seconds until a connection is closed that nobody uses, as long as most servers wait: after five, a
# reader's next request came just then
_TURN = 0.001  # seconds until a thread gives way: a page passes from thread to thread some four times, and would wait
# each time for five milliseconds behind every other page


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a desk is opened with: its ledger, the file of its users, where it answers, and whether it shows names."""

    ledger: str
    users: Path
    binding: Binding
    names: bool
    sources: tuple[Source, ...] = ()
    datasets: tuple[Dataset, ...] = ()


def serve_desk(plan: Plan, *, announce: Callable[[str], None], processes: int = 1) -> None:
    """Serve until interrupted; where and how one comes in is announced once.

    Raises LedgerError without a ledger or a free port, or where the processes keep ending; SignInError where the desk
    may not answer there.
    """
    find_ledger(plan.ledger).close()
    has_users, binding = bool(open_users(plan.users).list()), plan.binding
    check_binding(binding, has_users=has_users)
    token = None if has_users else secrets.token_urlsafe(24)
    with listen(binding.port, binding.host) as listener:
        found = listener.getsockname()[1]
        scheme = "https" if binding.certificate else "http"
        place = f"{scheme}://{binding.names[0] if binding.names else binding.host}:{found}/"
        announce(f"The desk is open at {place}" + (f"?token={token}" if token else ""))
        if has_users:
            announce("Its users sign in by name and password.")
        announce("Private names are " + ("shown, but for victims, relatives and minors." if plan.names else "hidden."))
        announce("Control-C closes it.")
        with suppress(KeyboardInterrupt):  # uvicorn closes in order, and then passes the interruption on
            if processes == 1:
                _answer(plan, token, listener)
                return
            with keep_linked(plan.ledger):
                keep_working(partial(_answer, plan, token, listener, with_others=True), processes)


def find_user() -> str:
    """How who started the desk is called on this machine: reviews are signed by it."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "owner"


def _answer(plan: Plan, token: str | None, listener: socket.socket, *, with_others: bool = False) -> None:
    """Make pages for who comes to this socket, until interrupted; or until the process ends that began this one."""
    binding = plan.binding
    with find_ledger(plan.ledger) as ledger:
        desk = Desk(ledger, sources=plan.sources, datasets=plan.datasets, state=State(links=not with_others))
        config = uvicorn.Config(
            open_app(desk, _find_entrance(plan, token), hosts=find_hosts(binding)),
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
        server = uvicorn.Server(config)
        if with_others:
            watch_parent(lambda: setattr(server, "should_exit", True))
        with follow(desk):
            server.run(sockets=[listener])


def _find_entrance(plan: Plan, token: str | None) -> Entrance:
    users = open_users(plan.users)
    if token is None:
        return UserEntrance(users, names=plan.names)
    viewer = Viewer(signed_in=True, may_see_names=plan.names)
    return TokenEntrance(token, viewer, who=find_user(), views=users)
