"""Users come in by their password, for a time, and what they were shown is written down for good."""

import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from onrecord.errors import SignInError
from onrecord.users.lockout import ADDRESS_LIMIT, NAME_LIMIT, WINDOW
from onrecord.users.users import IDLE, LASTS, Users, open_users

NOW = datetime(2031, 6, 1, 9, tzinfo=UTC)
WORDS = "three lamps in fog"
HERE = "192.0.2.7"


@pytest.fixture
def users(tmp_path: Path) -> Users:
    """One reviewer."""
    opened = open_users(tmp_path / "users.db")
    opened.add("mara", "reviewer", WORDS, now=NOW)
    return opened


def test_the_file_is_its_owner_s_alone(users: Users, tmp_path: Path) -> None:
    """And holds neither password nor token."""
    token = users.sign_in("mara", WORDS, address=HERE, now=NOW)
    path = tmp_path / "users.db"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    data = path.read_bytes()
    assert WORDS.encode() not in data
    assert token.encode() not in data


def test_who_signs_in_is_there(users: Users) -> None:
    """By the token alone; another one is nobody."""
    token = users.sign_in("mara", WORDS, address=HERE, now=NOW)
    session = users.find_session(token, now=NOW)
    assert session is not None
    assert (session.user.name, session.user.role) == ("mara", "reviewer")
    assert session.forms not in (token, "")
    assert users.find_session(token + "x", now=NOW) is None
    assert users.find_session("", now=NOW) is None


@pytest.mark.parametrize(
    ("name", "password"), [("mara", "wrong words here"), ("ines", WORDS), ("MARA", WORDS), ("", "")]
)
def test_who_does_not_is_told_no_more_than_that(users: Users, name: str, password: str) -> None:
    """The same words whether there is such a user or not."""
    with pytest.raises(SignInError, match=r"^That is not a name and its password\.$"):
        users.sign_in(name, password, address=HERE, now=NOW)


def test_a_session_ends(users: Users) -> None:
    """By itself, after a time without use or after a day, and for good when it is signed out."""
    token = users.sign_in("mara", WORDS, address=HERE, now=NOW)
    assert users.find_session(token, now=NOW + IDLE - timedelta(seconds=1)) is not None
    assert users.find_session(token, now=NOW + IDLE + timedelta(minutes=30)) is not None
    assert users.find_session(token, now=NOW + 3 * IDLE) is None
    assert users.find_session(token, now=NOW) is None
    kept = users.sign_in("mara", WORDS, address=HERE, now=NOW)
    for minutes in range(0, 12 * 60, 30):
        assert users.find_session(kept, now=NOW + timedelta(minutes=minutes)) is not None
    assert users.find_session(kept, now=NOW + LASTS) is None
    out = users.sign_in("mara", WORDS, address=HERE, now=NOW)
    users.sign_out(out)
    assert users.find_session(out, now=NOW) is None


def test_a_name_is_locked_after_failures(users: Users) -> None:
    """Even for the right password, and open again after the window."""
    for _ in range(NAME_LIMIT):
        with pytest.raises(SignInError, match="That is not"):
            users.sign_in("mara", "wrong words here", address=HERE, now=NOW)
    with pytest.raises(SignInError, match=r"try again in 1[56] minutes"):
        users.sign_in("mara", WORDS, address="198.51.100.2", now=NOW)
    assert users.sign_in("mara", WORDS, address=HERE, now=NOW + WINDOW)


def test_tries_at_once_count_like_tries_in_a_row(users: Users) -> None:
    """Who guesses with forty hands has no more guesses."""
    said: list[str] = []

    def guess() -> None:
        try:
            users.sign_in("mara", "wrong words here", address=HERE, now=NOW)
        except SignInError as error:
            said.append(str(error))

    threads = [Thread(target=guess) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum("That is not" in words for words in said) == NAME_LIMIT
    assert len(said) == 12


def test_an_address_is_locked_after_failures(users: Users) -> None:
    """Whoever it guesses at; another address is not."""
    with closing(sqlite3.connect(users._path)) as connection:
        for number in range(ADDRESS_LIMIT):
            values = (f"guess{number}", HERE, NOW.isoformat())
            connection.execute("INSERT INTO failures VALUES (NULL, ?, ?, ?)", values)
        connection.commit()
    with pytest.raises(SignInError, match="Too many"):
        users.sign_in("mara", WORDS, address=HERE, now=NOW)
    assert users.sign_in("mara", WORDS, address="198.51.100.2", now=NOW)


def test_what_changes_ends_the_sessions(users: Users) -> None:
    """Another role, another password, no user any more."""
    token = users.sign_in("mara", WORDS, address=HERE, now=NOW)
    users.set_role("mara", "editor")
    assert users.find_session(token, now=NOW) is None
    token = users.sign_in("mara", WORDS, address=HERE, now=NOW)
    users.set_password("mara", "four lamps in rain")
    assert users.find_session(token, now=NOW) is None
    token = users.sign_in("mara", "four lamps in rain", address=HERE, now=NOW)
    users.remove("mara")
    assert users.find_session(token, now=NOW) is None
    assert users.list() == ()


def test_wrong_users_are_not_made(users: Users) -> None:
    """Twice the same, a name that is none, a role that is none."""
    with pytest.raises(SignInError, match="already"):
        users.add("mara", "viewer", WORDS, now=NOW)
    with pytest.raises(SignInError, match="A name has"):
        users.add("<b>", "viewer", WORDS, now=NOW)
    with pytest.raises(SignInError, match="is no role"):
        users.add("ines", "king", WORDS, now=NOW)  # type: ignore[arg-type]
    with pytest.raises(SignInError, match="There is no user"):
        users.remove("ines")
    assert [user.name for user in users.list()] == ["mara"]


def test_views_only_grow(users: Users) -> None:
    """Who saw a hidden name stays written down."""
    users.note_view("mara", "/documents/hand", now=NOW)
    assert [(view.user, view.page) for view in users.views()] == [("mara", "/documents/hand")]
    with closing(sqlite3.connect(users._path)) as connection:
        for statement in ("DELETE FROM views", "UPDATE views SET user = 'ines'"):
            with pytest.raises(sqlite3.IntegrityError, match="views only grow"):
                connection.execute(statement)


def test_another_file_is_refused(tmp_path: Path) -> None:
    """A ledger, a text, a folder that is not there."""
    (tmp_path / "text.db").write_text("This is a text and no database at all. " * 20)
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE birds (name)")
        connection.commit()
    for name in ("text.db", "other.db", "none/users.db"):
        with pytest.raises(SignInError):
            open_users(tmp_path / name)
