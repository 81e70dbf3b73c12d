"""What a user calls a document, its id or its handle -> its number in the ledger."""

import re

from sqlalchemy import Connection, select

from onrecord.documents.document import make_handle
from onrecord.ledger.batch import Batch
from onrecord.ledger.quarantine import find_name
from onrecord.ledger.rows import find_document
from onrecord.ledger.tables import listings

__all__ = ["admit_failed", "find_id", "find_number"]


def find_number(connection: Connection, name: str) -> int | None:
    """The number of the document of this id or handle."""
    number = find_document(connection, name)
    if number is None and (known := find_id(connection, name)):
        number = find_document(connection, known)
    return number


def find_id(connection: Connection, handle: str) -> str | None:
    """The id that this handle stands for. All ids are gone through: a second for a million, and no column more."""
    if not re.fullmatch(r"[0-9a-f]{16}", handle):
        return None
    ids = connection.execute(select(listings.c.id)).scalars()
    return next((id for id in ids if make_handle(id) == handle), None)  # noqa: A001 - the word of the record


def admit_failed(connection: Connection, name: str) -> int | None:
    """A document that is only in quarantine is taken in first, so that its tombstone tells what is not to come back."""
    found = find_name(connection, name)
    batch = Batch(connection, found)
    numbers = [batch.add_document(document)[0] for document in found]
    batch.write()
    return numbers[-1] if numbers else None
