"""Names, roles and passwords -> rows of users; a name and a password -> a session; a session's token -> who is there.

Every method is one transaction and may raise SignInError. Times are given, in UTC.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from onrecord.errors import SignInError
from onrecord.users.feed_keys import FeedKeys
from onrecord.users.lockout import ADDRESS_LIMIT, NAME_LIMIT, WINDOW, find_end
from onrecord.users.managing import Invitation, Manager, accept_invitation, find_invited
from onrecord.users.naming import check_name
from onrecord.users.passwords import check_password, hash_password, is_password
from onrecord.users.roles import Role, check_role
from onrecord.users.tables import connect_users, create_users
from onrecord.users.tokens import digest_token, make_token

__all__ = ["IDLE", "LASTS", "Session", "User", "Users", "View", "open_users"]

LASTS = timedelta(hours=12)
"""After which a session ends whatever happens: a day at the desk."""

IDLE = timedelta(hours=1)
"""After which a session ends in which nothing was asked for."""

_SEEN = timedelta(minutes=1)  # how exactly it is known when a session was last seen


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Someone who may come to the desk."""

    name: str
    role: Role
    made: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Someone who is there; `forms` is the word that every form of this session must give back."""

    user: User
    forms: str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Who was shown a page on which names stood that are hidden from others, and when."""

    user: str
    time: str
    page: str


def open_users(path: Path) -> "Users":
    """The users in this file, made where there is none."""
    create_users(path)
    return Users(path)


class Users:
    """Who may come to one desk."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, name: str, role: Role, password: str, *, now: datetime) -> User:
        """A new user."""
        check_name(name)
        check_role(role)
        hashed = hash_password(check_password(password, name))
        user = User(name=name, role=role, made=now.isoformat(timespec="seconds"))
        try:
            with connect_users(self._path) as connection:
                connection.execute("INSERT INTO users VALUES (?, ?, ?, ?)", (name, role, hashed, user.made))
        except SignInError as error:
            if isinstance(error.__cause__, sqlite3.IntegrityError):
                raise SignInError(f"There is a user {name} already.") from error
            raise
        return user

    def remove(self, name: str) -> None:
        """No user any more; open sessions end, and a feed key opens nothing."""
        self._change(name, "DELETE FROM users WHERE name = ?", (name,))

    def set_role(self, name: str, role: Role) -> None:
        """Another role; open sessions end."""
        self._change(name, "UPDATE users SET role = ? WHERE name = ?", (role, name))

    def set_password(self, name: str, password: str) -> None:
        """Another password; open sessions end, and a feed key opens nothing."""
        hashed = hash_password(check_password(password, name))
        self._change(name, "UPDATE users SET hash = ? WHERE name = ?", (hashed, name))

    @property
    def feed_keys(self) -> FeedKeys:
        """The keys by which their feed readers come in."""
        return FeedKeys(self._path)

    def list(self) -> tuple[User, ...]:
        """Every user, by name."""
        with connect_users(self._path) as connection:
            rows = connection.execute("SELECT name, role, made FROM users ORDER BY name").fetchall()
        return tuple(User(**dict(row)) for row in rows)

    def sign_in(self, name: str, password: str, *, address: str, now: datetime) -> str:
        """The token of a new session. Raises SignInError, which does not tell whether there is such a user."""
        time = now.isoformat()
        with connect_users(self._path) as connection:  # a try counts as failed until it is right, however many come
            connection.execute("BEGIN IMMEDIATE")
            self._refuse_locked(connection, name, address, now)
            connection.execute("INSERT INTO failures VALUES (NULL, ?, ?, ?)", (name[:200], address, time))
            connection.execute("COMMIT")
            row = connection.execute("SELECT hash FROM users WHERE name = ?", (name,)).fetchone()
        right = is_password(password[:2_000], row["hash"] if row else None)
        if not right:
            raise SignInError("That is not a name and its password.")
        with connect_users(self._path) as connection:
            token = make_token()
            connection.execute("DELETE FROM failures WHERE name = ?", (name,))
            connection.execute("DELETE FROM failures WHERE time < ?", ((now - 2 * WINDOW).isoformat(),))
            connection.execute("DELETE FROM sessions WHERE begun < ?", ((now - LASTS).isoformat(),))
            connection.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", (digest_token(token), name, time, time))
        return token

    def find_session(self, token: str, *, now: datetime) -> Session | None:
        """Who holds this token; None where the session has ended, or never was."""
        query = "SELECT name, role, made, begun, seen FROM sessions JOIN users ON name = user WHERE digest = ?"
        with connect_users(self._path) as connection:
            row = connection.execute(query, (digest_token(token),)).fetchone()
            if row is None:
                return None
            begun, seen = datetime.fromisoformat(row["begun"]), datetime.fromisoformat(row["seen"])
            if now - begun >= LASTS or now - seen >= IDLE:
                connection.execute("DELETE FROM sessions WHERE digest = ?", (digest_token(token),))
                return None
            if now - seen >= _SEEN:
                values = (now.isoformat(), digest_token(token))
                connection.execute("UPDATE sessions SET seen = ? WHERE digest = ?", values)
        user = User(name=row["name"], role=row["role"], made=row["made"])
        return Session(user=user, forms=digest_token(f"forms {token}"))

    def sign_out(self, token: str) -> None:
        """End a session."""
        with connect_users(self._path) as connection:
            connection.execute("DELETE FROM sessions WHERE digest = ?", (digest_token(token),))

    def note_view(self, user: str, page: str, *, now: datetime) -> None:
        """Write down that someone was shown a page with names that are hidden from others."""
        with connect_users(self._path) as connection:
            values = (user, now.isoformat(timespec="seconds"), page[:2_000])
            connection.execute("INSERT INTO views VALUES (NULL, ?, ?, ?)", values)

    def views(self, *, limit: int = 1_000) -> tuple[View, ...]:
        """Who was shown what, the latest first."""
        query = "SELECT user, time, page FROM views ORDER BY number DESC LIMIT ?"
        with connect_users(self._path) as connection:
            return tuple(View(**dict(row)) for row in connection.execute(query, (limit,)))

    def manage(self, who: str, *, now: datetime) -> Manager:
        """What this owner does now, written down as theirs."""
        return Manager(self._path, who, now=now)

    def find_invited(self, token: str, *, now: datetime) -> Invitation:
        """Who may join by this token."""
        return find_invited(self._path, token, now=now)

    def join(self, token: str, password: str, *, now: datetime) -> str:
        """The name of the user who joined by this token."""
        return accept_invitation(self._path, token, password, now=now)

    def _change(self, name: str, statement: str, values: tuple[str, ...]) -> None:
        with connect_users(self._path) as connection:
            connection.execute("BEGIN IMMEDIATE")
            if connection.execute(statement, values).rowcount != 1:
                raise SignInError(f"There is no user {name}; `onrecord users list` lists them.")
            connection.execute("DELETE FROM sessions WHERE user = ?", (name,))
            connection.execute("COMMIT")

    def _refuse_locked(self, connection: sqlite3.Connection, name: str, address: str, now: datetime) -> None:
        for column, value, limit in (("name", name[:200], NAME_LIMIT), ("address", address, ADDRESS_LIMIT)):
            query = f"SELECT time FROM failures WHERE {column} = ? AND time > ? ORDER BY number"  # noqa: S608 - our names
            rows = connection.execute(query, (value, (now - WINDOW).isoformat())).fetchall()
            end = find_end([datetime.fromisoformat(row["time"]) for row in rows], limit=limit, now=now)
            if end is not None:
                minutes = int((end - now).total_seconds() // 60) + 1
                raise SignInError(f"Too many sign-ins failed; try again in {minutes} minutes.")
