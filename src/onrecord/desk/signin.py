"""/sign-in, /sign-out and /account: who comes to the desk by name and password; /views: who was shown hidden names."""

from datetime import timedelta

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from onrecord.desk.entrance import UserEntrance, find_now, give_cookie, name_cookie
from onrecord.desk.feeds import FOLLOWED
from onrecord.desk.forms import Form, OnForm
from onrecord.desk.openapi import describe_form
from onrecord.desk.rendering import render, render_error
from onrecord.errors import SignInError
from onrecord.users.users import LASTS, Users

__all__ = ["find_users", "refuse", "routes"]

routes = APIRouter(tags=["users"], responses={404: {"description": "This desk has no users"}})


@routes.get("/sign-in", response_class=HTMLResponse)
def show_sign_in(request: Request) -> Response:
    """The page that asks for name and password, or where the token is to be had."""
    return _ask(request, 200, "")


@routes.post("/sign-in", openapi_extra=describe_form("name", "password", "next"))
def sign_in(request: Request, form: OnForm) -> Response:
    """Begin a session, under a new token whatever was there before, and go where one wanted to go."""
    users = find_users(request)
    address = request.client.host if request.client else ""
    try:
        token = users.sign_in(form.get("name", ""), form.get("password", ""), address=address, now=find_now())
    except SignInError as error:
        return _ask(request, 403, str(error), form)
    response = RedirectResponse(_find_next(form.get("next", "")), status_code=303)
    give_cookie(request, response, token, lasts=LASTS)
    return response


@routes.post("/sign-out", openapi_extra=describe_form())
def sign_out(request: Request) -> Response:
    """End the session, here and in the file of users."""
    find_users(request).sign_out(request.cookies.get(name_cookie(request), ""))
    response = RedirectResponse("/sign-in", status_code=303)
    give_cookie(request, response, "", lasts=timedelta(0))
    return response


@routes.get("/account", response_class=HTMLResponse)
def show_account(request: Request) -> Response:
    """Who one is on this desk, another password, and the key for feed readers."""
    return _show_account(request)


@routes.post("/account/feed-key", openapi_extra=describe_form("act"))
def change_feed_key(request: Request, form: OnForm) -> Response:
    """Make a key for feed readers, which is told this once, in the place of the one before; or take it away."""
    kept = request.app.state.entrance.find_keys(request.state.present)
    if kept is None:
        raise HTTPException(404, "This desk keeps no feed keys.")
    keys, name = kept
    if form.get("act") == "make":
        return _show_account(request, key=keys.make(name, now=find_now()))
    if form.get("act") != "remove":
        raise HTTPException(422, "Say whether to make a key or to take it away.")
    keys.remove(name)
    return RedirectResponse("/account#feeds", status_code=303)


@routes.post("/account", openapi_extra=describe_form("password", "new", "again"))
def set_password(request: Request, form: OnForm) -> Response:
    """Another password, for who knows the present one; every session of that name ends."""
    users, name = find_users(request), request.state.present.name
    if form.get("new") != form.get("again"):
        return _show_account(request, 403, reason="The two new passwords differ.")
    try:
        address = request.client.host if request.client else ""
        users.sign_in(name, form.get("password", ""), address=address, now=find_now())
        users.set_password(name, form.get("new", ""))
    except SignInError as error:
        return _show_account(request, 403, reason=str(error))
    return RedirectResponse("/sign-in", status_code=303)


@routes.get("/views", response_class=HTMLResponse)
def show_views(request: Request) -> Response:
    """Who was shown pages with names that are hidden from others, the latest first."""
    return render(request, "views.html", views=find_users(request).views())


def refuse(request: Request, status: int, reason: str) -> Response:
    """What a request is told that the gate does not let through: without a reason, how to come in."""
    if reason or request.url.path.endswith(".json"):
        return render_error(request, status, reason or "Sign in first.")
    return _ask(request, status, "")


def find_users(request: Request) -> Users:
    """The users of this desk. Raises HTTPException where it has none."""
    entrance = request.app.state.entrance
    if not isinstance(entrance, UserEntrance):
        raise HTTPException(404, "This desk has no users: `onrecord users add` makes the first.")
    return entrance.users


def _show_account(request: Request, status: int = 200, *, reason: str = "", key: str = "") -> Response:
    """The page of whoever is there; `key` has just been made."""
    kept = request.app.state.entrance.find_keys(request.state.present)
    made = kept[0].find_time(kept[1]) if kept else None
    feeds = [(title, f"{request.base_url}feeds/{name}.atom?key={key}") for name, title in FOLLOWED] if key else []
    return render(request, "account.html", status, reason=reason, made=made, feeds=feeds)


def _ask(request: Request, status: int, reason: str, form: Form | None = None) -> Response:
    if not request.app.state.entrance.asks_for_password:
        wrong = "That is not the token of this desk." if "token" in request.query_params else ""
        reason = wrong or "This desk needs the token that it printed when it was started."
        return render(request, "refused.html", status, reason=reason)
    known = form or {}
    wanted = known.get("next") or (request.url.path if request.method == "GET" else "/")
    return render(
        request, "sign_in.html", status, reason=reason, name=known.get("name", "")[:200], wanted=_find_next(wanted)
    )


def _find_next(wanted: str) -> str:
    """A page of this desk, whatever was asked for: never //elsewhere, nor anything with a backslash in it."""
    plain = wanted.startswith("/") and not wanted.startswith("//") and wanted.isprintable() and "\\" not in wanted
    return wanted[:2_000] if plain and not wanted.startswith("/sign-in") else "/"
