"""Users are invited, changed and sent away by an owner; who did it is written down for good."""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from onrecord.errors import SignInError
from onrecord.users.managing import LASTING, Manager
from onrecord.users.users import Users, open_users

NOW = datetime(2031, 6, 1, 9, tzinfo=UTC)
WORDS = "three lamps in fog"
HERE = "192.0.2.7"


@pytest.fixture
def users(tmp_path: Path) -> Users:
    """An owner and a reviewer."""
    opened = open_users(tmp_path / "users.db")
    opened.add("mara", "owner", WORDS, now=NOW)
    opened.add("ines", "reviewer", WORDS, now=NOW)
    return opened


@pytest.fixture
def owner(users: Users) -> Manager:
    """What the owner does."""
    return users.manage("mara", now=NOW)


def said(owner: Manager) -> list[tuple[str, str, str, str | None]]:
    """What was done, the first first."""
    return [(change.who, change.act, change.user, change.role) for change in reversed(owner.changes())]


def test_who_is_invited_joins_once(users: Users, owner: Manager, tmp_path: Path) -> None:
    """By a password of their own; the file holds neither token nor password."""
    token = owner.invite("anton", "editor")
    assert [(each.name, each.role, each.who) for each in owner.invitations()] == [("anton", "editor", "mara")]
    assert users.find_invited(token, now=NOW).name == "anton"
    assert users.join(token, "four lamps in rain", now=NOW) == "anton"
    assert users.sign_in("anton", "four lamps in rain", address=HERE, now=NOW)
    assert owner.invitations() == ()
    with pytest.raises(SignInError, match="used up"):
        users.join(token, "five lamps in snow", now=NOW)
    assert said(owner) == [("mara", "invited", "anton", "editor"), ("anton", "joined", "anton", "editor")]
    assert token.encode() not in (tmp_path / "users.db").read_bytes()


@pytest.mark.parametrize("worthless", ["late", "withdrawn", "replaced", "guessed"])
def test_an_invitation_that_is_good_no_more(users: Users, owner: Manager, worthless: str) -> None:
    """Nobody joins by it."""
    token, now = owner.invite("anton", "editor"), NOW
    match worthless:
        case "late":
            now = NOW + LASTING
        case "withdrawn":
            owner.withdraw("anton")
        case "replaced":
            owner.invite("anton", "viewer")
        case _:
            token = "guess"
    with pytest.raises(SignInError, match="ask for another"):
        users.join(token, "four lamps in rain", now=now)
    assert [user.name for user in users.list()] == ["ines", "mara"]


def test_a_password_that_is_too_easy_uses_nothing_up(users: Users, owner: Manager) -> None:
    """The invitation is good until someone has joined."""
    token = owner.invite("anton", "editor")
    with pytest.raises(SignInError, match="12"):
        users.join(token, "short", now=NOW)
    assert users.join(token, "four lamps in rain", now=NOW) == "anton"


def test_two_join_at_once(users: Users, owner: Manager) -> None:
    """One of them does."""
    token, joined = owner.invite("anton", "editor"), list[str]()

    def join() -> None:
        with suppress(SignInError):
            joined.append(users.join(token, "four lamps in rain", now=NOW))

    threads = [Thread(target=join) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert joined == ["anton"]


def test_each_change_ends_sessions(users: Users, owner: Manager) -> None:
    """Of that user alone."""
    changes: list[Callable[[], None]] = [
        lambda: owner.set_role("ines", "editor"),
        lambda: owner.end_sessions("ines"),
    ]
    for change in changes:
        token, other = (users.sign_in(name, WORDS, address=HERE, now=NOW) for name in ("ines", "mara"))
        assert {each.name: each.sessions for each in owner.present()}["ines"] == 1
        change()
        assert users.find_session(token, now=NOW) is None
        assert users.find_session(other, now=NOW) is not None
    owner.remove("ines")
    assert [each.name for each in owner.present()] == ["mara"]
    assert [act for _, act, _, _ in said(owner)] == ["role", "sessions ended", "removed"]


def test_an_owner_is_always_left(owner: Manager) -> None:
    """Nobody takes away their own role, sessions or name."""
    changes: list[Callable[[], None]] = [
        lambda: owner.set_role("mara", "viewer"),
        lambda: owner.remove("mara"),
        lambda: owner.end_sessions("mara"),
    ]
    for change in changes:
        with pytest.raises(SignInError, match="nothing of your own"):
            change()
    assert said(owner) == []


def test_what_cannot_be(owner: Manager) -> None:
    """It is said why, and nothing is written down."""
    changes: list[tuple[Callable[[], object], str]] = [
        (lambda: owner.invite("ines", "viewer"), "There is a user ines"),
        (lambda: owner.invite("no name", "viewer"), "A name has"),
        (lambda: owner.invite("anton", "king"), "no role"),  # type: ignore[arg-type]
        (lambda: owner.set_role("ines", "king"), "no role"),  # type: ignore[arg-type]
        (lambda: owner.remove("nobody"), "no user nobody"),
        (lambda: owner.withdraw("nobody"), "Nobody is invited"),
    ]
    for change, words in changes:
        with pytest.raises(SignInError, match=words):
            change()
    assert said(owner) == []


def test_changes_only_grow(owner: Manager, tmp_path: Path) -> None:
    """In the file itself."""
    owner.end_sessions("ines")
    with closing(sqlite3.connect(tmp_path / "users.db")) as connection:
        for statement in ("DELETE FROM changes", "UPDATE changes SET who = 'nobody'"):
            with pytest.raises(sqlite3.IntegrityError, match="only grow"):
                connection.execute(statement)


def test_a_file_of_before_is_brought_up(users: Users, owner: Manager, tmp_path: Path) -> None:
    """Its users and views stay."""
    users.note_view("ines", "/documents/a", now=NOW)
    with closing(sqlite3.connect(tmp_path / "users.db")) as connection:
        connection.executescript(
            "DROP TABLE invitations; DROP TABLE changes; DROP TRIGGER users_remove_feed_key; "
            "DROP TRIGGER users_renew_feed_key; DROP TABLE feed_keys; PRAGMA user_version = 1;"
        )
    again = open_users(tmp_path / "users.db")
    assert [user.name for user in again.list()] == ["ines", "mara"]
    assert [view.page for view in again.views()] == ["/documents/a"]
    assert again.manage("mara", now=NOW + timedelta(days=1)).invite("anton", "viewer")
