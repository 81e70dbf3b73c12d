"""A ledger -> its links, as they were kept, or made anew where the ledger has changed since.

They are a function of the newest records alone. To make them takes some 20 ms a document, to take up what was kept less
than one; what is kept names no document, so that what a ledger forgets is not kept here.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import Connection, func, inspect, select

from onrecord.ledger.engine import telling, writing
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.tables import listings
from onrecord.links.encoding import KINDS, Link, decode_link, encode_link
from onrecord.links.links import Links, make_links
from onrecord.links.series import extend_series
from onrecord.links.tables import link_documents, link_states, links, metadata
from onrecord.schema import Id, IsoDate

__all__ = ["LINKER", "drop_links", "open_links"]

LINKER = "1"
"""Raised whenever links are made in another way: what an older one made is then made anew."""

_BATCH = 2_000  # rows written in one statement


def open_links(ledger: Ledger, *, as_of: IsoDate | None = None) -> Links:
    """The links of a ledger; `as_of` is the day up to which all that was published is known."""
    with telling(ledger.name):
        state = _find_state(ledger)
        found = _read_links(ledger, state)
        if found is None:
            found = make_links(ledger.records())
            _write_links(ledger, state, found)
        return _extend(ledger, found, as_of)


def drop_links(ledger: Ledger) -> None:
    """Take away all that is kept; the next question makes it again."""
    with telling(ledger.name), writing(ledger.engine) as connection:
        metadata.drop_all(connection)


def _find_state(ledger: Ledger) -> str:
    """A digest of which record of which document the links are to be made of."""
    whole = hashlib.sha256(f"links {LINKER}".encode())
    with ledger.engine.begin() as connection:
        rows = connection.execute(select(listings.c.document, listings.c.record).order_by(listings.c.document))
        for row in rows:
            whole.update(f" {row.document}:{row.record}".encode())
    return whole.hexdigest()


def _read_links(ledger: Ledger, state: str) -> Links | None:
    """What is kept; None where nothing is, where it is of another state, or where it cannot be read."""
    with ledger.engine.begin() as connection:
        if not inspect(connection).has_table("link_states"):
            return None
        if connection.execute(select(link_states.c.digest)).scalars().all() != [state]:
            return None
        try:
            by_kind = _decode(connection)
        except ValueError:
            return None
    return Links(*(tuple(by_kind[kind]) for kind in KINDS))  # type: ignore[arg-type] # each kind has its own type


def _decode(connection: Connection) -> dict[str, list[Link]]:
    query = (
        select(link_documents.c.link, listings.c.id)
        .join(listings, listings.c.document == link_documents.c.document)
        .order_by(link_documents.c.link, link_documents.c.position)
    )
    documents: dict[int, list[Id]] = defaultdict(list)
    for link, document in connection.execute(query):
        documents[link].append(document)
    by_kind: dict[str, list[Link]] = {kind: [] for kind in KINDS}
    for number, kind, data in connection.execute(select(links).order_by(links.c.number)):
        by_kind[kind].append(decode_link(kind, data, tuple(documents[number])))
    return by_kind


def _write_links(ledger: Ledger, state: str, made: Links) -> None:
    with writing(ledger.engine) as connection:
        metadata.create_all(connection)
        for table in (link_states, links, link_documents):
            connection.execute(table.delete())
        numbers = {row.id: row.document for row in connection.execute(select(listings.c.id, listings.c.document))}
        rows, places = [], []
        for number, (kind, link) in enumerate(_list_links(made)):
            data, documents = encode_link(kind, link)
            if not numbers.keys() >= set(documents):
                return  # another process forgot one meanwhile: what was made is told once, and not kept
            rows.append({"number": number, "kind": kind, "bytes": data})
            places += [
                {"link": number, "position": position, "document": numbers[document]}
                for position, document in enumerate(documents)
            ]
        for table, values in ((links, rows), (link_documents, places)):
            for start in range(0, len(values), _BATCH):
                connection.execute(table.insert(), values[start : start + _BATCH])
        connection.execute(link_states.insert().values(digest=state))


def _list_links(made: Links) -> Iterator[tuple[str, Link]]:
    kept: tuple[tuple[Link, ...], ...] = (made.echoes, made.episodes, made.proceedings, made.series, made.replies)
    for kind, each in zip(KINDS, kept, strict=True):
        yield from ((kind, link) for link in each)


def _extend(ledger: Ledger, made: Links, as_of: IsoDate | None) -> Links:
    """With the silences that last until that day."""
    if as_of is None or not made.series:
        return made
    ends = [series.documents[-1] for series in made.series]
    with ledger.engine.begin() as connection:
        query = select(listings.c.id, listings.c.published).where(listings.c.id.in_(ends))
        days = {row.id: row.published for row in connection.execute(query)}
        latest = connection.execute(select(func.max(listings.c.published))).scalar() or ""
    until = max(as_of, latest)
    series = tuple(extend_series(each, days[each.documents[-1]], until) for each in made.series)
    return Links(made.echoes, made.episodes, made.proceedings, series, made.replies)
