"""/users: who may come, in which role, invited, changed and sent away by an owner; /join: who was invited comes in."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from onrecord.desk.entrance import find_now
from onrecord.desk.forms import Form, OnForm
from onrecord.desk.openapi import describe_form
from onrecord.desk.rendering import render
from onrecord.desk.signin import find_users
from onrecord.errors import SignInError
from onrecord.users.managing import LASTING, Manager
from onrecord.users.roles import ROLES, Role

__all__ = ["routes"]

routes = APIRouter(tags=["users"], responses={404: {"description": "This desk has no users"}})

_PAGE: dict[int | str, dict[str, Any]] = {200: {"content": {"text/html": {"schema": {"type": "string"}}}}}
_WORTHLESS: dict[int | str, dict[str, Any]] = {403: {"description": "The invitation is good no more"}}


@routes.get("/users", response_class=HTMLResponse)
def show_users(request: Request) -> Response:
    """Who may come, who is there, who was invited, and what was done."""
    return _show(request, 200)


@routes.post("/users", responses=_PAGE, openapi_extra=describe_form("act", "name", "role"))
def change_users(request: Request, form: OnForm) -> Response:
    """Invite someone, or change or send away a user; an invitation is shown once, where it was made."""
    act, name = form.get("act", ""), form.get("name", "").strip()
    manager = _manage(request)
    try:
        if act == "invite":
            token = manager.invite(name, _read_role(form))
            return _show(request, 200, invited=name, link=str(request.url_for("show_join")) + f"?invitation={token}")
        _find_act(manager, act, form)(name)
    except SignInError as error:
        return _show(request, 422, reason=str(error))
    return RedirectResponse("/users", status_code=303)


@routes.get("/join", response_class=HTMLResponse, responses=_WORTHLESS)
def show_join(request: Request, invitation: str = "") -> Response:
    """The page on which someone who was invited chooses a password."""
    return _ask(request, invitation[:200], 200)


@routes.post("/join", openapi_extra=describe_form("invitation", "new", "again"))
def join(request: Request, form: OnForm) -> Response:
    """Someone who was invited is a user, and signs in."""
    token = form.get("invitation", "")[:200]
    if form.get("new") != form.get("again"):
        return _ask(request, token, 403, reason="The two passwords differ.")
    try:
        find_users(request).join(token, form.get("new", ""), now=find_now())
    except SignInError as error:
        return _ask(request, token, 403, reason=str(error))
    return RedirectResponse("/sign-in", status_code=303)


def _manage(request: Request) -> Manager:
    return find_users(request).manage(request.state.present.name, now=find_now())


def _find_act(manager: Manager, act: str, form: Form) -> Callable[[str], None]:
    match act:
        case "role":
            role = _read_role(form)
            return lambda name: manager.set_role(name, role)
        case "end":
            return manager.end_sessions
        case "remove":
            return manager.remove
        case "withdraw":
            return manager.withdraw
    raise SignInError("That form asks for something that is not done here.")


def _read_role(form: Form) -> Role:
    role = next((role for role in ROLES if role == form.get("role")), None)
    if role is None:
        raise SignInError(f"Choose a role: {', '.join(ROLES)}.")
    return role


def _show(request: Request, status: int, *, reason: str = "", invited: str = "", link: str = "") -> Response:
    manager = _manage(request)
    return render(
        request,
        "users.html",
        status,
        users=manager.present(),
        invitations=manager.invitations(),
        changes=manager.changes(),
        roles=ROLES,
        reason=reason,
        invited=invited,
        link=link,
        hours=int(LASTING.total_seconds() // 3600),
    )


def _ask(request: Request, token: str, status: int, *, reason: str = "") -> Response:
    try:
        found = find_users(request).find_invited(token, now=find_now())
    except SignInError as error:
        return render(request, "join.html", 403, invited=None, token="", reason=str(error))
    return render(request, "join.html", status, invited=found, token=token, reason=reason)
