"""A user of PostgreSQL -> one who may read a ledger and add to it, and has no right to change or remove what is there.

The triggers refuse that to everybody; but who owns the tables can take triggers away. Who fetches and reads needs no
more than this: only forgetting, bringing up an older ledger and making the index anew are the owner's.
"""

from sqlalchemy import Connection, text

from onrecord.errors import LedgerError
from onrecord.ledger.tables import TRUTH, facts, ledger, listings, names

__all__ = ["grant_adding"]

_USER = text("SELECT 1 FROM pg_roles WHERE rolname = :name")


def grant_adding(connection: Connection, user: str) -> None:
    """Let this user, who is there already, add to the ledger. LedgerError where it is a file, or there is none."""
    if connection.dialect.name != "postgresql":
        raise LedgerError("A file has no users: its permissions say who may write to it.")
    if connection.execute(_USER, {"name": user}).first() is None:
        raise LedgerError(f"PostgreSQL knows no user {user}; make one, as createuser does.")
    quoted = connection.dialect.identifier_preparer.quote(user)
    truth = ", ".join(table.name for table in TRUTH)
    index = ", ".join([listings.name, names.name, *(table.name for table in facts.values()), "words"])
    for statement in (
        f"REVOKE ALL ON {truth}, {index}, {ledger.name} FROM {quoted}",
        f"GRANT SELECT ON {truth}, {index}, {ledger.name} TO {quoted}",
        f"GRANT INSERT ON {truth}, {index} TO {quoted}",
        f"GRANT UPDATE ON {listings.name} TO {quoted}",  # the newest record of a document
    ):
        connection.exec_driver_sql(statement)
