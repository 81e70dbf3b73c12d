"""The tables in which links are kept beside a ledger. Nothing in them is true by itself: dropped, they are made again.

They hold numbers of documents and offsets, never an id, a name or a word.
"""

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, Table, Text

__all__ = ["link_documents", "link_states", "links", "metadata"]

metadata = MetaData()

_WORDS = Text().with_variant(Text(collation="C"), "postgresql")
_WHOLE = Integer().with_variant(BigInteger(), "postgresql")

link_states = Table(  # one row: of which records, and by which linker, the links were made
    "link_states", metadata, Column("digest", _WORDS, primary_key=True)
)

links = Table(
    "links",
    metadata,
    Column("number", _WHOLE, primary_key=True, autoincrement=False),
    Column("kind", _WORDS, nullable=False),
    Column("bytes", LargeBinary, nullable=False),  # JSON, with the position of a document in place of its id
)

link_documents = Table(
    "link_documents",
    metadata,
    Column("link", _WHOLE, primary_key=True, autoincrement=False),
    Column("position", _WHOLE, primary_key=True, autoincrement=False),
    Column("document", _WHOLE, nullable=False, index=True),
)
