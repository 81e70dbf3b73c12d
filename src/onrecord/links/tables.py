"""The tables in which links are kept beside a ledger. Nothing in them is true by itself: dropped, they are made again.

They hold numbers of documents, hashes and offsets, never an id, a name or a word.
"""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, Table, Text

__all__ = ["link_documents", "link_pairs", "linked", "linkers", "links", "metadata"]

metadata = MetaData()

_WORDS = Text().with_variant(Text(collation="C"), "postgresql")
_WHOLE = Integer().with_variant(BigInteger(), "postgresql")

linkers = Table(  # one row: who made the links, how many times, and up to which entry of the ledger's chain
    "linkers",
    metadata,
    Column("linker", _WORDS, primary_key=True),
    Column("turn", _WHOLE, nullable=False),
    Column("head", _WHOLE, nullable=False),
)

linked = Table(  # each document that is linked, with its keys as unsigned numbers of eight bytes, sorted
    "linked",
    metadata,
    Column("document", _WHOLE, primary_key=True, autoincrement=False),
    Column("record", _WHOLE, nullable=False),  # the newest one of the document when it was linked
    Column("review", _WHOLE, nullable=False),
    Column("held", LargeBinary, nullable=False),
)

link_pairs = Table(  # every two documents that were weighed and not found too light, both ways round
    "link_pairs",
    metadata,
    Column("one", _WHOLE, primary_key=True, autoincrement=False),
    Column("two", _WHOLE, primary_key=True, autoincrement=False),
)

links = Table(
    "links",
    metadata,
    Column("number", _WHOLE, primary_key=True, autoincrement=False),
    Column("kind", _WORDS, nullable=False),
    Column("name", _WHOLE),  # a hash of the id or number by which it is asked for
    Column("bytes", LargeBinary, nullable=False),  # JSON, with the position of a document in place of its id
    Index("links_name", "name"),
    Index("links_kind", "kind"),
)

link_documents = Table(
    "link_documents",
    metadata,
    Column("link", _WHOLE, primary_key=True, autoincrement=False),
    Column("position", _WHOLE, primary_key=True, autoincrement=False),
    Column("document", _WHOLE, nullable=False),
    Index("link_documents_document", "document"),
)
