"""The tables in which links are kept beside a ledger. Nothing in them is true by itself: dropped, they are made again.

They hold numbers of documents, days, hashes and offsets, never an id, a name or a word. Those that begin with `listed_`
hold what a list is put in order by, so that a page of it costs the same however long it is.
"""

from sqlalchemy import BigInteger, Column, Float, Index, Integer, LargeBinary, MetaData, Table, Text

__all__ = [
    "OF_DOCUMENTS",
    "OF_LINKS",
    "link_documents",
    "link_pairs",
    "linked",
    "linkers",
    "links",
    "listed_echoes",
    "listed_events",
    "listed_figures",
    "listed_lapses",
    "listed_omissions",
    "listed_series",
    "listed_sources",
    "listed_statuses",
    "metadata",
]

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
    Column("day", _WHOLE, nullable=False),  # since the year 1; 0 where it is not known
    Column("publisher", _WHOLE, nullable=False),  # a hash of its name; 0 where it is not known
    Column("held", LargeBinary, nullable=False),
    Column("sketch", LargeBinary, nullable=False),  # of its sentences, as unsigned numbers of eight bytes
)

link_pairs = Table(  # every two documents that were weighed and not found too light, both ways round
    "link_pairs",
    metadata,
    Column("one", _WHOLE, primary_key=True, autoincrement=False),
    Column("two", _WHOLE, primary_key=True, autoincrement=False),
    Column("by_day", _WHOLE, nullable=False),  # 1 where they were weighed only as they tell of one day
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


def _number(name: str, *, key: bool = False) -> Column[int]:
    return Column(name, _WHOLE, primary_key=key, autoincrement=False, nullable=False)


listed_statuses = Table(  # how far the law has got with one person and offense: `position` in those of the case
    "listed_statuses",
    metadata,
    _number("link", key=True),
    _number("position", key=True),
    _number("name"),  # as in links
    _number("document"),  # the first of the case: of two with one number it tells which is which
    _number("owed"),  # 1 where of the accusation no outcome is told
    Column("day", _WORDS, nullable=False),  # of the last document of the case; empty where it is not known
    Index("listed_statuses_day", "day", "name", "document", "position"),
    Index("listed_statuses_owed", "owed", "day", "name", "document", "position"),
)

listed_omissions = Table(  # `position` in those of the record
    "listed_omissions",
    metadata,
    _number("document", key=True),
    _number("position", key=True),
    _number("body"),  # a hash of the body that left it out; 0 where it is not known
    _number("state"),  # 0 said to be missing, 1 missing though nobody says so, 2 answered
    Column("day", _WORDS, nullable=False),  # of the document
    Index("listed_omissions_day", "state", "day", "document", "position"),
    Index("listed_omissions_body", "body", "state", "day", "document", "position"),
)

listed_series = Table(
    "listed_series",
    metadata,
    _number("link", key=True),
    _number("name"),
    _number("period"),
    _number("grace"),
    Column("day", _WORDS, nullable=False),  # of the last document
    Index("listed_series_name", "name"),
)

listed_lapses = Table(  # those that ended or are stale: one that lasts depends on the day of the question
    "listed_lapses",
    metadata,
    _number("link", key=True),
    _number("position", key=True),
    _number("name"),
    Column("day", _WORDS, nullable=False),  # first missed
    Index("listed_lapses_day", "day", "name", "position"),
)

listed_echoes = Table(  # who repeats whom: hashes of the publishers
    "listed_echoes",
    metadata,
    _number("link", key=True),
    _number("one"),
    _number("two"),
    _number("sentences"),
    _number("document"),
    _number("source"),
    Index("listed_echoes_pair", "one", "two", "document", "source", "sentences", "link"),
)

listed_sources = Table(  # on which body each document draws: a hash of its name
    "listed_sources",
    metadata,
    _number("document", key=True),
    _number("body", key=True),
    _number("sentences"),  # that are repeated
    _number("cited"),  # 1 where it is said to have said something, or a document of it is named
    _number("alone"),  # 1 where all that the document claims goes back to this body, and it draws on no other
    _number("start"),  # where the document shows it
    _number("end"),
    Column("publication", _WHOLE),  # a document that the body published; none where the first one names it
    Index("listed_sources_body", "body", "alone", "document", "sentences", "cited"),
)

listed_events = Table(  # those that happened on a day, or are planned: `position` in those of the record
    "listed_events",
    metadata,
    _number("document", key=True),
    _number("position", key=True),
    Column("day", _WORDS, nullable=False),
    Column("type", _WORDS, nullable=False),
    Column("factuality", _WORDS, nullable=False),
    Column("marks", LargeBinary, nullable=False),  # where and whose it is (claim_rows.py)
    sqlite_with_rowid=False,
)

listed_figures = Table(  # `position` in those of the record
    "listed_figures",
    metadata,
    _number("document", key=True),
    _number("position", key=True),
    Column("day", _WORDS, nullable=False),  # the first of those that it is of; empty where it is not known
    Column("measures", _WORDS, nullable=False),
    Column("unit", _WORDS, nullable=False),
    Column("low", Float(53)),
    Column("high", Float(53)),
    Column("marks", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

OF_LINKS = (listed_statuses, listed_series, listed_lapses, listed_echoes)
"""Lists whose rows go with a link."""

OF_DOCUMENTS = (listed_omissions, listed_sources, listed_events, listed_figures)
"""Lists whose rows are made anew with all links of a document."""
