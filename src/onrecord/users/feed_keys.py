"""A user -> the one key by which a feed reader, which cannot sign in, asks for feeds in that user's name.

A key is kept as its SHA-256 alone: who lost it makes another. Every method is one transaction, and may raise
SignInError.
"""

from datetime import datetime
from pathlib import Path

from onrecord.users.tables import connect_users
from onrecord.users.tokens import digest_token, make_token

__all__ = ["FeedKeys"]


class FeedKeys:
    """The keys of one desk, one a user at most."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def make(self, user: str, *, now: datetime) -> str:
        """A new key, told this once; the one before opens nothing any more."""
        key = make_token()
        values = (user, digest_token(key), now.isoformat(timespec="seconds"))
        with connect_users(self._path) as connection:
            connection.execute("INSERT OR REPLACE INTO feed_keys VALUES (?, ?, ?)", values)
        return key

    def remove(self, user: str) -> None:
        """No key any more, if there was one."""
        with connect_users(self._path) as connection:
            connection.execute("DELETE FROM feed_keys WHERE user = ?", (user,))

    def find(self, key: str) -> str | None:
        """Whose key this is; None where it is nobody's, or was taken away."""
        with connect_users(self._path) as connection:
            row = connection.execute("SELECT user FROM feed_keys WHERE digest = ?", (digest_token(key),)).fetchone()
        return row["user"] if row else None

    def find_time(self, user: str) -> str | None:
        """When the key of a user was made (ISO 8601, UTC); None where there is none."""
        with connect_users(self._path) as connection:
            row = connection.execute("SELECT made FROM feed_keys WHERE user = ?", (user,)).fetchone()
        return row["made"] if row else None
