"""An owner at the desk -> users invited, changed and sent away; each change and who made it is a row that stays.

An invitation is a token that is good once and for a time: who has it chooses the password, and nobody else knows it.
Every method is one transaction and may raise SignInError. Times are given, in UTC.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from onrecord.errors import SignInError
from onrecord.users.naming import check_name
from onrecord.users.passwords import check_password, hash_password
from onrecord.users.roles import Role, check_role
from onrecord.users.tables import connect_users
from onrecord.users.tokens import digest_token, make_token

__all__ = ["LASTING", "Act", "Change", "Invitation", "Manager", "Presence", "accept_invitation", "find_invited"]

LASTING = timedelta(hours=48)
"""After which an invitation is good no more."""

Act = Literal["invited", "withdrawn", "joined", "role", "sessions ended", "removed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """A user, how many sessions of theirs are open, and when they last asked for something."""

    name: str
    role: Role
    made: str
    sessions: int
    seen: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """Someone who may still join; who has invited them, and until when it is good."""

    name: str
    role: Role
    who: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What was done to a user, by whom and when."""

    time: str
    who: str
    act: Act
    user: str
    role: Role | None


class Manager:
    """What one owner does at one time; an owner does nothing to themselves, so that one is always left."""

    def __init__(self, path: Path, who: str, *, now: datetime) -> None:
        self._path = path
        self._who = who
        self._now = now

    def invite(self, name: str, role: Role) -> str:
        """The token by which someone joins under this name, in this role; a new one makes an older one worthless."""
        check_name(name)
        check_role(role)
        token = make_token()
        values = (_digest(token), name, role, self._who, (self._now + LASTING).isoformat(timespec="seconds"))
        with connect_users(self._path) as connection:
            connection.execute("BEGIN IMMEDIATE")
            if connection.execute("SELECT 1 FROM users WHERE name = ?", (name,)).fetchone():
                raise SignInError(f"There is a user {name} already.")
            connection.execute("DELETE FROM invitations WHERE name = ?", (name,))
            connection.execute("INSERT INTO invitations VALUES (?, ?, ?, ?, ?)", values)
            self._note(connection, "invited", name, role)
            connection.execute("COMMIT")
        return token

    def withdraw(self, name: str) -> None:
        """Nobody joins under this name any more."""
        with connect_users(self._path) as connection:
            connection.execute("BEGIN IMMEDIATE")
            if connection.execute("DELETE FROM invitations WHERE name = ?", (name,)).rowcount != 1:
                raise SignInError(f"Nobody is invited as {name}.")
            self._note(connection, "withdrawn", name, None)
            connection.execute("COMMIT")

    def set_role(self, name: str, role: Role) -> None:
        """Another role; open sessions end."""
        check_role(role)
        self._change(name, "UPDATE users SET role = ? WHERE name = ?", (role, name), "role", role)

    def end_sessions(self, name: str) -> None:
        """Whoever is signed in under this name has to sign in again."""
        self._change(name, "UPDATE users SET name = name WHERE name = ?", (name,), "sessions ended", None)

    def remove(self, name: str) -> None:
        """No user any more; open sessions end, reviews of that name stay."""
        self._change(name, "DELETE FROM users WHERE name = ?", (name,), "removed", None)

    def present(self) -> tuple[Presence, ...]:
        """Every user, by name."""
        query = (
            "SELECT name, role, made, count(digest) AS sessions, max(seen) AS seen "
            "FROM users LEFT JOIN sessions ON user = name GROUP BY name ORDER BY name"
        )
        with connect_users(self._path) as connection:
            return tuple(Presence(**dict(row)) for row in connection.execute(query))

    def invitations(self) -> tuple[Invitation, ...]:
        """Those that are good now, by name."""
        query = "SELECT name, role, who, until FROM invitations WHERE until > ? ORDER BY name"
        with connect_users(self._path) as connection:
            rows = connection.execute(query, (self._now.isoformat(timespec="seconds"),)).fetchall()
        return tuple(Invitation(**dict(row)) for row in rows)

    def changes(self, *, limit: int = 100) -> tuple[Change, ...]:
        """What was done at the desk, the latest first."""
        query = "SELECT time, who, act, user, role FROM changes ORDER BY number DESC LIMIT ?"
        with connect_users(self._path) as connection:
            return tuple(Change(**dict(row)) for row in connection.execute(query, (limit,)))

    def _change(self, name: str, statement: str, values: tuple[str, ...], act: Act, role: Role | None) -> None:
        if name == self._who:
            raise SignInError("You change nothing of your own; another owner can, or `onrecord users`.")
        with connect_users(self._path) as connection:
            connection.execute("BEGIN IMMEDIATE")
            if connection.execute(statement, values).rowcount != 1:
                raise SignInError(f"There is no user {name}.")
            connection.execute("DELETE FROM sessions WHERE user = ?", (name,))
            self._note(connection, act, name, role)
            connection.execute("COMMIT")

    def _note(self, connection: sqlite3.Connection, act: Act, name: str, role: Role | None) -> None:
        _note(connection, self._now, self._who, act, name, role)


def find_invited(path: Path, token: str, *, now: datetime) -> Invitation:
    """Who may join by this token. Raises SignInError where it is good no more, or never was."""
    with connect_users(path) as connection:
        return _find_invited(connection, token, now)


def accept_invitation(path: Path, token: str, password: str, *, now: datetime) -> str:
    """The name of the user who joined, by a password of their own; the invitation is used up."""
    invited = find_invited(path, token, now=now)
    hashed = hash_password(check_password(password, invited.name))
    with connect_users(path) as connection:
        connection.execute("BEGIN IMMEDIATE")
        invited = _find_invited(connection, token, now)  # by another request meanwhile
        connection.execute("DELETE FROM invitations WHERE digest = ?", (_digest(token),))
        values = (invited.name, invited.role, hashed, now.isoformat(timespec="seconds"))
        if connection.execute("INSERT OR IGNORE INTO users VALUES (?, ?, ?, ?)", values).rowcount != 1:
            raise SignInError(f"There is a user {invited.name} already.")
        _note(connection, now, invited.name, "joined", invited.name, invited.role)
        connection.execute("COMMIT")
    return invited.name


def _find_invited(connection: sqlite3.Connection, token: str, now: datetime) -> Invitation:
    query = "SELECT name, role, who, until FROM invitations WHERE digest = ? AND until > ?"
    row = connection.execute(query, (_digest(token), now.isoformat(timespec="seconds"))).fetchone()
    if row is None:
        raise SignInError("That invitation is used up, or too old, or was taken back: ask for another one.")
    return Invitation(**dict(row))


def _note(connection: sqlite3.Connection, now: datetime, who: str, act: Act, user: str, role: Role | None) -> None:
    values = (now.isoformat(timespec="seconds"), who, act, user, role)
    connection.execute("INSERT INTO changes VALUES (NULL, ?, ?, ?, ?, ?)", values)


def _digest(token: str) -> str:
    return digest_token(f"invitation {token}")
