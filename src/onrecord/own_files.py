"""A path -> a small SQLite file beside a ledger, which its owner alone may read: of users, of webhooks.

Such a file is in no dump of the ledger.
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import OnRecordError

__all__ = ["OwnFile"]

_WAIT = 10.0  # seconds for another process; what is written is some rows


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFile:
    """A kind of file: `named` as its option is, and `steps` the statements that make one of each older version new.

    Version 0 is an empty file. Whatever is wrong with a file is said by an `error`.
    """

    named: str
    version: int
    steps: Mapping[int, str]
    error: type[OnRecordError]

    def create(self, path: Path) -> None:
        """Make the file where there is none, and bring an older one up."""
        if not path.exists():
            try:
                path.touch(mode=0o600)
            except OSError as error:
                raise self.error(f"{path} cannot be made: {error.strerror or error}.") from error
        with self.connect(path) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version == self.version:
                return
            found = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            if version not in self.steps or (version == 0 and found):
                raise self.error(
                    f"{path} is no file of {self.named} of this OnRecord; name another one with --{self.named} FILE."
                )
            connection.executescript(
                f"BEGIN IMMEDIATE;{self.steps[version]}PRAGMA user_version = {self.version};COMMIT;"
            )
        os.chmod(path, 0o600)  # noqa: PTH101 - of the file, also where it was made by someone else's rules

    @contextmanager
    def connect(self, path: Path) -> Iterator[sqlite3.Connection]:
        """One connection for one transaction: kept where the block ends, and undone where it raises."""
        try:
            with closing(sqlite3.connect(path, timeout=_WAIT, isolation_level=None)) as connection:
                connection.row_factory = sqlite3.Row
                connection.execute("PRAGMA foreign_keys = ON")
                connection.execute("PRAGMA secure_delete = ON")
                yield connection
        except sqlite3.DatabaseError as error:
            raise self.error(f"{path} cannot be used as the file of {self.named}: {error}.") from error
