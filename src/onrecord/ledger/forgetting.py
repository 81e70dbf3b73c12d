"""A document of a ledger -> a tombstone in its place. The one way in which a ledger loses anything.

The tombstone holds hashes and the reason, so that neither the id nor the text comes back under any name.
"""

import json
from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, func, or_, select, union

from onrecord.ledger.audit import append_entry, digest_tombstone
from onrecord.ledger.captures import remove_captures
from onrecord.ledger.digests import digest_words
from onrecord.ledger.full_text import find_full_text
from onrecord.ledger.indexing import remove_index
from onrecord.ledger.quarantine import remove_failures
from onrecord.ledger.rows import decode_document
from onrecord.ledger.tables import (
    attempts,
    captures,
    documents,
    forgets,
    listings,
    records,
    returns,
    reviews,
    revisions,
    visits,
)
from onrecord.schema import Document

__all__ = ["FORGOTTEN", "forget_document", "has_forgotten"]

FORGOTTEN = "It was forgotten, and a ledger does not take back what it was told to forget."
"""Said of a document that is refused."""

_ANY = select(func.max(forgets.c.document))
_KNOWN = (
    select(forgets.c.document)
    .where(or_(forgets.c.id == bindparam("id"), forgets.c.texts.contains(bindparam("text"))))
    .limit(1)
)


def has_forgotten(connection: Connection, found: Iterable[Document]) -> bool:
    """Whether a document of one of these ids, or with one of these very texts, was forgotten."""
    if connection.execute(_ANY).scalar() is None:
        return False
    values = ({"id": digest_words(document.id), "text": digest_words(document.text)} for document in found)
    return any(connection.execute(_KNOWN, each).first() for each in values)


def forget_document(connection: Connection, number: int, *, why: str, time: str) -> None:
    """Put a tombstone for document `number`, and take away its bytes, records, index and words."""
    name = connection.execute(select(documents.c.id).where(documents.c.number == number)).scalar_one()
    stored = connection.execute(select(revisions.c.bytes).where(revisions.c.document == number)).scalars()
    texts = sorted({digest_words(decode_document(data).text) for data in stored})
    values = {"document": number, "id": digest_words(name), "texts": json.dumps(texts), "why": why, "time": time}
    connection.execute(forgets.insert(), values)
    tombstone = connection.execute(select(forgets).where(forgets.c.document == number)).one()
    append_entry(connection, "forget", number, number, digest_tombstone(tombstone))
    held = select(revisions.c.number).where(revisions.c.document == number)
    remove_index(connection, number)
    _remove_visits(connection, name)
    remove_failures(connection, id=digest_words(name), texts=texts)
    remove_captures(connection, id=digest_words(name))
    connection.execute(listings.delete().where(listings.c.document == number))
    connection.execute(reviews.delete().where(reviews.c.document == number))
    connection.execute(records.delete().where(records.c.revision.in_(held)))
    connection.execute(returns.delete().where(returns.c.revision.in_(held)))
    connection.execute(revisions.delete().where(revisions.c.document == number))
    connection.execute(documents.delete().where(documents.c.number == number))
    find_full_text(connection).tidy(connection)


def _remove_visits(connection: Connection, name: str) -> None:
    """Addresses tell names too."""
    places = union(
        select(visits.c.url).where(visits.c.document == name),
        select(captures.c.url).where(captures.c.id == digest_words(name), captures.c.url.is_not(None)),
    )
    connection.execute(attempts.delete().where(attempts.c.url.in_(places)))
    connection.execute(visits.delete().where(visits.c.url.in_(places)))
