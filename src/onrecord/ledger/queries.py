"""What a ledger asks its tables for again and again, as statements."""

from sqlalchemy import bindparam, func, select

from onrecord.ledger.rows import select_newest
from onrecord.ledger.standing import newest_revision
from onrecord.ledger.tables import documents, listings, records, revisions

__all__ = ["HAS", "NEWEST_OF", "NEWEST_OF_ALL", "REVISED", "UNREAD"]

HAS = (
    select(revisions.c.number, newest_revision(documents.c.number).label("newest"))
    .join(documents)
    .where(documents.c.id == bindparam("name"), revisions.c.digest == bindparam("hash"))
)
NEWEST_OF = select_newest().where(listings.c.id == bindparam("name"))
NEWEST_OF_ALL = select_newest().add_columns(listings.c.id).where(listings.c.id.in_(bindparam("names", expanding=True)))


UNREAD = (
    select(revisions.c.number, revisions.c.retrieved, revisions.c.bytes)
    .where(revisions.c.number > bindparam("last"))
    .where(
        ~select(records.c.number)
        .where(records.c.revision == revisions.c.number, records.c.reader == bindparam("reader_name"))
        .exists()
    )
    .order_by(revisions.c.number)
    .limit(bindparam("limit"))
)
REVISED = (
    select(documents.c.number, documents.c.id)
    .join(revisions)
    .where(documents.c.number > bindparam("last"))
    .group_by(documents.c.number, documents.c.id)
    .having(func.count() > 1)
    .order_by(documents.c.number)
    .limit(bindparam("limit"))
)
