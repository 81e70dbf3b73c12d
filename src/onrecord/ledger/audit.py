"""What happened to a ledger -> a chain of hashes: each entry seals all that were before it.

An entry names a row by its digest and never by its words, so that it can outlive what is forgotten. Works inside a
transaction that its caller began.
"""

import json
from collections.abc import Iterator
from typing import Any, Literal

from sqlalchemy import Connection, bindparam, desc, func, select

from onrecord.ledger.digests import digest_words
from onrecord.ledger.faults import Fault
from onrecord.ledger.tables import audit, documents, forgets, records, returns, reviews, revisions

__all__ = ["Act", "append_entry", "chain_hash", "digest_return", "digest_tombstone", "find_head", "verify_chain"]

Act = Literal["document", "revision", "return", "record", "review", "forget"]

_HEAD = select(audit.c.number, audit.c.hash).order_by(desc(audit.c.number)).limit(1)
_INSERT = audit.insert()
_FORGOTTEN = select(forgets.c.document).where(forgets.c.document == bindparam("number"))
_START = "0" * 64


def chain_hash(before: str, act: str, document: int, row: int, digest: str) -> str:
    """The hash of an entry that follows one with the hash `before`; hexadecimal."""
    return digest_words(json.dumps([before, act, document, row, digest]))


def find_head(connection: Connection) -> tuple[int, str]:
    """The number and hash of the last entry; 0 and zeros where there is none."""
    head = connection.execute(_HEAD).first()
    return (head.number, head.hash) if head else (0, _START)


def append_entry(connection: Connection, act: Act, document: int, row: int, digest: str) -> None:
    """Seal that row `row` of document `document` was added, or that it was forgotten."""
    number, before = find_head(connection)
    sealed = chain_hash(before, act, document, row, digest)
    values = {"number": number + 1, "act": act, "document": document, "row": row, "digest": digest, "hash": sealed}
    connection.execute(_INSERT, values)


def digest_tombstone(tombstone: Any) -> str:
    """SHA-256 of what a tombstone says."""
    values = [tombstone.document, tombstone.id, tombstone.texts, tombstone.why, tombstone.time]
    return digest_words(json.dumps(values))


def digest_return(revision: int, after: int, retrieved: str) -> str:
    """SHA-256 of what is known of a text that stood there again."""
    return digest_words(json.dumps([revision, after, retrieved]))


def verify_chain(connection: Connection) -> Iterator[Fault]:
    """Entries changed, cut out or without their row, and rows without their entry."""
    before, last = _START, 0
    counts: dict[str, int] = dict.fromkeys(_TABLES, 0)
    while entries := connection.execute(_PAGE, {"last": last}).all():
        for entry in entries:
            place = f"audit {entry.number}"
            expected = chain_hash(before, entry.act, entry.document, entry.row, entry.digest)
            if entry.hash != expected or entry.number != last + 1:
                message = "The chain is broken here: this entry, or one before it, was changed or taken out."
                yield Fault(document=_name(connection, entry.document), place=place, message=message)
            if wrong := _check_row(connection, entry, counts):
                yield Fault(document=_name(connection, entry.document), place=place, message=wrong)
            before, last = entry.hash, entry.number
    for act, table in _TABLES.items():
        stored = connection.execute(select(func.count()).select_from(table)).scalar_one()
        if stored > counts[act]:
            message = f"{stored - counts[act]} rows of {table.name} have no entry: they were not written by OnRecord."
            yield Fault(document="", place="audit", message=message)


_TABLES = {
    "document": documents,
    "revision": revisions,
    "return": returns,
    "record": records,
    "review": reviews,
    "forget": forgets,
}
_PAGE = select(audit).where(audit.c.number > bindparam("last")).order_by(audit.c.number).limit(1000)
_ID = select(documents.c.id).where(documents.c.number == bindparam("number"))
_RETURN = select(returns.c.revision, returns.c.after, returns.c.retrieved).where(returns.c.number == bindparam("row"))
_DIGESTS = {
    act: select(table.c.digest).where(table.c.number == bindparam("row"))
    for act, table in (("revision", revisions), ("record", records), ("review", reviews))
}


def _check_row(connection: Connection, entry: Any, counts: dict[str, int]) -> str | None:
    """What is wrong with the row that an entry seals; rows of a forgotten document are gone by right."""
    if entry.act == "forget":
        tombstone = connection.execute(select(forgets).where(forgets.c.document == entry.document)).first()
        counts["forget"] += tombstone is not None
        right = tombstone is not None and digest_tombstone(tombstone) == entry.digest
        return None if right else "The tombstone that it seals is gone or was changed."
    if connection.execute(_FORGOTTEN, {"number": entry.document}).first():
        return None
    stored = _find_digest(connection, entry)
    counts[entry.act] += stored is not None
    if stored is None:
        return f"The {entry.act} that it seals is gone, and was not forgotten."
    return None if stored == entry.digest else f"The {entry.act} that it seals was changed."


def _find_digest(connection: Connection, entry: Any) -> str | None:
    if entry.act == "document":
        name = connection.execute(_ID, {"number": entry.document}).scalar()
        return None if name is None else digest_words(name)
    if entry.act == "return":
        row = connection.execute(_RETURN, {"row": entry.row}).first()
        return None if row is None else digest_return(*row)
    found: str | None = connection.execute(_DIGESTS[entry.act], {"row": entry.row}).scalar()
    return found


def _name(connection: Connection, number: int) -> str:
    found: str | None = connection.execute(_ID, {"number": number}).scalar()
    return found or ""
