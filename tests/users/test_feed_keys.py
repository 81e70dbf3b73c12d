"""Keys of feed readers: made, renewed, taken away; and kept in a file of users that an older OnRecord made."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.errors import SignInError
from onrecord.users.tables import VERSION, connect_users
from onrecord.users.users import open_users

PASSWORD = "three lamps in fog"
NOW = datetime(2031, 5, 6, 8, 0, tzinfo=UTC)


def test_a_user_has_one_key_at_most(tmp_path: Path) -> None:
    """Each is another, and who has none is told so."""
    keys = open_users(tmp_path / "users.db").feed_keys
    assert (keys.find("x"), keys.find_time("ines")) == (None, None)
    first, second, other = keys.make("ines", now=NOW), keys.make("ines", now=NOW), keys.make("jon", now=NOW)
    assert len({first, second, other}) == 3
    assert [keys.find(key) for key in (first, second, other)] == [None, "ines", "jon"]
    assert keys.find_time("ines") == "2031-05-06T08:00:00+00:00"
    keys.remove("ines")
    keys.remove("ines")
    assert [keys.find(key) for key in (second, other)] == [None, "jon"]


def test_a_key_goes_with_its_user_and_with_the_password(tmp_path: Path) -> None:
    """However the user is removed, and does not come back with one of the same name; another role changes nothing."""
    users = open_users(tmp_path / "users.db")
    users.add("ines", "owner", PASSWORD, now=NOW)
    key = users.feed_keys.make("ines", now=NOW)
    users.set_role("ines", "viewer")
    assert users.feed_keys.find(key) == "ines"
    with connect_users(tmp_path / "users.db") as connection:
        connection.execute("DELETE FROM users")
    users.add("ines", "owner", PASSWORD, now=NOW)
    assert users.feed_keys.find(key) is None
    key = users.feed_keys.make("ines", now=NOW)
    users.set_password("ines", PASSWORD + "!")
    assert users.feed_keys.find(key) is None


def test_an_older_file_of_users_is_brought_up(tmp_path: Path) -> None:
    """Its users stay; a file of a newer OnRecord is refused."""
    path = tmp_path / "users.db"
    open_users(path).add("ines", "owner", PASSWORD, now=NOW)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "DROP TRIGGER users_remove_feed_key; DROP TRIGGER users_renew_feed_key; DROP TABLE feed_keys; "
            "PRAGMA user_version = 2;"
        )
    users = open_users(path)
    assert [user.name for user in users.list()] == ["ines"]
    assert users.feed_keys.find(users.feed_keys.make("ines", now=NOW)) == "ines"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(SignInError, match="is no file of users of this OnRecord"):
        open_users(path)
