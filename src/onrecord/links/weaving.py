"""Documents that are new, changed or gone -> the links that they touch, made anew, and no others.

What is linked with what depends on the keys that two documents have in common, on how many have a key, and on what else
was weighed against either. So with the documents that changed are taken: all that have a key in common with them, all
that have a key which has become common or a menu's, and from there on all that were weighed against each other. What
two texts may have repeated of each other is seen by less (sketches.py), as many have some words in a row in common.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import numpy as np
from sqlalchemy import Connection, bindparam, delete, func, select

from onrecord.ledger.chunks import cut_up
from onrecord.ledger.review_rows import find_reviews
from onrecord.ledger.rows import decode_row, select_newest
from onrecord.ledger.tables import audit, listings
from onrecord.links.echoes import Sift
from onrecord.links.encoding import KINDS, Link, encode_link, name_link
from onrecord.links.key_index import Held, KeyIndex, decode_keys, encode_keys, make_context
from onrecord.links.keys import DATED, find_keys
from onrecord.links.links import Links, Woven, weave_links
from onrecord.links.lists import fill_lists, forget_documents, forget_links
from onrecord.links.sketches import encode_sketch, sketch_sentences
from onrecord.links.tables import link_documents, link_pairs, linked, links
from onrecord.schema import Id, Record

__all__ = ["Waiting", "find_changes", "hold_documents", "weave_changes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What is known of a document that is not linked yet, by its newest record and review, of these numbers."""

    record: int
    review: int
    held: Held

    def is_of(self, newest: Mapping[str, int]) -> bool:
        """Whether they still are."""
        return (self.record, self.review) == (newest["record"], newest["review"])


def find_changes(connection: Connection, *, since: int = 0) -> tuple[list[int], list[int]]:
    """Numbers of documents that are new or changed, by day, and of those that are gone.

    Only those are looked at that an entry of the chain after `since` is about.
    """
    acts = select(audit.c.document).where(audit.c.number > since)
    newest = listings.outerjoin(linked, linked.c.document == listings.c.document)
    changed = (
        select(listings.c.document)
        .select_from(newest)
        .where(
            linked.c.record.is_(None) | (linked.c.record != listings.c.record) | (linked.c.review != listings.c.review)
        )
        .order_by(listings.c.published, listings.c.document)
    )
    gone = select(linked.c.document).where(~linked.c.document.in_(select(listings.c.document)))
    if since:
        changed = changed.where(listings.c.document.in_(acts))
        gone = gone.where(linked.c.document.in_(acts))
    return list(connection.execute(changed).scalars()), sorted(connection.execute(gone).scalars())


def hold_documents(connection: Connection, documents: Sequence[int]) -> dict[int, Waiting]:
    """What is known of each of these without its record."""
    waiting: dict[int, Waiting] = {}
    for some in cut_up(documents):
        newest = _find_newest(connection, some)
        waiting |= {
            document: Waiting(**newest[document], held=_hold(record))
            for document, record in _load(connection, some).items()
        }
    return waiting


def weave_changes(
    connection: Connection,
    index: KeyIndex,
    changed: Sequence[int],
    gone: Sequence[int],
    waiting: Mapping[int, Waiting] = MappingProxyType({}),
) -> None:
    """Link anew what these documents touch; `index` has the keys of all that is linked, and is brought up to date.

    What is known of those that were `waiting` is not found again where the document has not changed since.
    """
    lost = {document for document in (*changed, *gone) if document in index}
    touched = {*changed, *_find_partners(connection, lost)}
    records = _load(connection, changed)
    newest = _find_newest(connection, changed)
    fresh = {document: _recall(waiting.get(document), newest[document], record) for document, record in records.items()}
    moved = index.exchange(lost, fresh)
    prints, days = moved.find_grown(["print"]), moved.find_grown(DATED)
    touched |= moved.find_owners(np.setdiff1d(moved.find_changed(), np.concatenate([prints, days])))
    touched |= index.find_parted(_find_pairs(connection, moved.find_owners(prints)), prints)
    touched |= _find_paired_by_day(connection, moved.find_owners(days))
    touched = {document for document in touched if document in index}
    reached = _close(connection, touched | index.find_neighbors(touched))
    reached = {document for document in reached if document in index}
    _write(connection, {*reached, *lost}, fresh, newest, index)
    known = records | _load(connection, sorted(reached - records.keys()))
    chosen = [known[document] for document in sorted(reached)]
    numbers = {known[document].document.id: document for document in reached}
    context = make_context(index.find_over(index.collect(reached)))
    _add(connection, weave_links(chosen, context, _make_sift(index, numbers)), numbers, chosen)


def _make_sift(index: KeyIndex, numbers: Mapping[Id, int]) -> Sift:
    """Who of these documents may repeat whom is told by their sketches."""
    return lambda pairs: index.find_repeating([(numbers[document], numbers[other]) for document, other in pairs])


def _recall(known: Waiting | None, newest: Mapping[str, int], record: Record) -> Held:
    return known.held if known is not None and known.is_of(newest) else _hold(record)


def _hold(record: Record) -> Held:
    published, publisher = record.document.published, record.document.publisher
    return Held(
        decode_keys(encode_keys(find_keys(record))),
        date.fromisoformat(published).toordinal() if published else 0,
        (name_link(publisher) or 0) if publisher is not None else 0,
        sketch_sentences(record),
    )


def _load(connection: Connection, documents: Sequence[int]) -> dict[int, Record]:
    found: dict[int, Record] = {}
    for some in cut_up(documents):
        query = select_newest().where(listings.c.document.in_(some))
        rows = connection.execute(query).all()
        said = find_reviews(connection, {row.document for row in rows if row.review})
        found |= {row.document: decode_row(row, said) for row in rows}
    return found


def _find_partners(connection: Connection, documents: Collection[int]) -> set[int]:
    """All that was weighed against one of these."""
    ordered, found = sorted(documents), set[int]()
    for some in cut_up(ordered):
        query = select(link_pairs.c.two).where(link_pairs.c.one.in_(some))
        found.update(connection.execute(query).scalars())
    return found


def _find_pairs(connection: Connection, documents: set[int]) -> set[tuple[int, int]]:
    """Every two of these that were weighed against each other."""
    ordered, found = sorted(documents), set[tuple[int, int]]()
    for some in cut_up(ordered):
        query = select(link_pairs).where(link_pairs.c.one.in_(some))
        found.update((row.one, row.two) for row in connection.execute(query) if row.one < row.two in documents)
    return found


def _find_paired_by_day(connection: Connection, documents: set[int]) -> set[int]:
    """Of these documents, and of those that were weighed against one, all that were only as both tell of one day."""
    ordered, found = sorted(documents), set[int]()
    for some in cut_up(ordered):
        query = select(link_pairs).where(link_pairs.c.one.in_(some), link_pairs.c.by_day == 1)
        found.update(document for row in connection.execute(query) for document in (row.one, row.two))
    return found


def _close(connection: Connection, documents: set[int]) -> set[int]:
    """With all that was weighed against one of them, and what was against those, to the end."""
    reached, fresh = set(documents), set(documents)
    while fresh:
        fresh = _find_partners(connection, fresh) - reached
        reached |= fresh
    return reached


def _write(
    connection: Connection,
    stale: set[int],
    fresh: Mapping[int, Held],
    newest: Mapping[int, Mapping[str, int]],
    index: KeyIndex,
) -> None:
    """Take away what was made of these documents, and note what is known of the new ones."""
    ordered = sorted(stale)
    for some in cut_up(ordered):
        held = connection.execute(select(link_documents.c.link).where(link_documents.c.document.in_(some)).distinct())
        numbers = [{"gone": number} for number in held.scalars()]
        if numbers:
            connection.execute(delete(links).where(links.c.number == bindparam("gone")), numbers)
            connection.execute(delete(link_documents).where(link_documents.c.link == bindparam("gone")), numbers)
            forget_links(connection, [row["gone"] for row in numbers])
        connection.execute(delete(link_pairs).where(link_pairs.c.one.in_(some)))
        forget_documents(connection, some)
    _forget(connection, [document for document in ordered if document in fresh or document not in index])
    rows = [
        {
            "document": document,
            **newest[document],
            "day": held.day,
            "publisher": held.publisher,
            "held": held.keys.astype("<u8").tobytes(),
            "sketch": encode_sketch(held.sketch),
        }
        for document, held in sorted(fresh.items())
    ]
    if rows:
        connection.execute(linked.insert(), rows)


def _forget(connection: Connection, documents: Sequence[int]) -> None:
    for some in cut_up(documents):
        connection.execute(delete(linked).where(linked.c.document.in_(some)))


def _find_newest(connection: Connection, documents: Sequence[int]) -> dict[int, dict[str, int]]:
    """Of each document the numbers of its newest record and its newest review."""
    found: dict[int, dict[str, int]] = {}
    for some in cut_up(documents):
        query = select(listings.c.document, listings.c.record, listings.c.review).where(listings.c.document.in_(some))
        rows = connection.execute(query)
        found |= {row.document: {"record": row.record, "review": row.review} for row in rows}
    return found


def _add(
    connection: Connection,
    woven: Woven,
    numbers: Mapping[Id, int],
    records: Sequence[Record],
) -> None:
    number = connection.execute(select(func.coalesce(func.max(links.c.number), 0))).scalar_one()
    rows: list[dict[str, object]] = []
    places: list[dict[str, object]] = []
    numbered: dict[int, Link] = {}
    for number, (kind, link) in enumerate(_list_links(woven.links), number + 1):  # noqa: B020 - it goes on from the last
        numbered[number] = link
        data, documents = encode_link(kind, link)
        rows.append({"number": number, "kind": kind, "name": name_link(link), "bytes": data})
        places += [
            {"link": number, "position": position, "document": numbers[document]}
            for position, document in enumerate(documents)
        ]
    partners = [
        {"one": numbers[one], "two": numbers[two], "by_day": int(pair in woven.by_day)}
        for pair in sorted(woven.pairs)
        for one, two in (pair, pair[::-1])
    ]
    for table, values in ((links, rows), (link_documents, places), (link_pairs, partners)):
        if values:
            connection.execute(table.insert(), values)
    fill_lists(connection, numbered, woven.reliances, records, numbers)


def _list_links(made: Links) -> list[tuple[str, Link]]:
    kept: tuple[tuple[Link, ...], ...] = (made.echoes, made.episodes, made.proceedings, made.series, made.replies)
    return [(kind, link) for kind, each in zip(KINDS, kept, strict=True) for link in each]
