"""The tables of an older ledger -> those of this version, by the scripts in migrations/, one a version.

Which version a ledger is of stands in the ledger itself, so that an older OnRecord can tell what it does not know;
Alembic keeps the scripts in their order and gives them their operations. A script is never changed once it was
released: it makes the tables as they were in its version, and takes nothing from tables.py.
"""

import logging
from pathlib import Path

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from onrecord.ledger.indexing import remake_index
from onrecord.ledger.names import fill_names
from onrecord.ledger.tables import facts, listings, metadata, names

__all__ = ["migrate_tables"]

_MARKED = 8  # the first version whose full text has marks
_NAMED = 9  # the first that knows private people by their names
_FOLDER = Path(__file__).parent / "migrations"


def migrate_tables(connection: Connection, version: int) -> None:
    """Bring the tables up from this version, in the transaction of the caller."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    scripts = ScriptDirectory(_FOLDER, version_locations=[_FOLDER])
    newer = [script for script in scripts.walk_revisions() if int(script.revision) > version]
    with Operations.context(MigrationContext.configure(connection)):
        for script in reversed(newer):
            script.module.upgrade()
    if not _renew_index(connection, words=version < _MARKED) and version < _NAMED:
        fill_names(connection)


def _renew_index(connection: Connection, *, words: bool) -> bool:
    """An index of other columns, or `words` of older ways, is made anew from the bytes: a new field needs no script.

    Whether it was.
    """
    index = [listings, names, *facts.values()]
    found = inspect(connection)
    same = all({column["name"] for column in found.get_columns(table.name)} == set(table.c.keys()) for table in index)
    if same and not words:
        return False
    metadata.drop_all(connection, tables=index)
    metadata.create_all(connection, tables=index)
    remake_index(connection)
    return True
