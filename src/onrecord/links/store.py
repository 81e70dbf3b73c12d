"""A ledger -> its links: those that were kept, and where documents came, changed or went, those they touch made anew.

They are a function of the newest records alone: kept, mended or made from nothing they are the same. What is kept names
no document, so that what a ledger forgets is not kept here.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

from sqlalchemy import Connection, func, inspect, select
from sqlalchemy.exc import DBAPIError

from onrecord.ledger.audit import find_head
from onrecord.ledger.engine import telling, writing
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.tables import audit, listings
from onrecord.ledger.untouched import find_untouched
from onrecord.links.encoding import KINDS, Link, decode_link
from onrecord.links.key_index import Held, KeyIndex, decode_keys
from onrecord.links.links import Links
from onrecord.links.planning import order_documents
from onrecord.links.proceedings import tell_apart
from onrecord.links.series import extend_series
from onrecord.links.sketches import decode_sketch
from onrecord.links.tables import link_documents, linked, linkers, links, metadata
from onrecord.links.weaving import Waiting, find_changes, hold_documents, weave_changes
from onrecord.schema import Id, IsoDate

__all__ = ["LINKER", "Linker", "Made", "drop_forgotten", "drop_links", "find_made", "open_links", "refresh_links"]

LINKER = "18"
"""Raised whenever links are made in another way: what an older one made is then made anew."""

_BATCH = 5_000  # documents linked in one transaction: they and those they touch are in memory, some 100 KB each
_PAGE = 5_000  # documents whose keys are taken up at once


def open_links(ledger: Ledger, *, as_of: IsoDate | None = None) -> Links:
    """The links of a ledger; `as_of` is the day up to which all that was published is known."""
    refresh_links(ledger)
    with telling(ledger.name):
        try:
            found = _read_links(ledger)
        except ValueError:  # damaged: they are no truth that could be lost
            drop_links(ledger)
            refresh_links(ledger)
            found = _read_links(ledger)
        return _extend(ledger, found, as_of)


def refresh_links(ledger: Ledger, *, batch: int = _BATCH) -> None:
    """Link what is not linked yet; killed at any instant, what was linked stays, and the rest follows the next time."""
    Linker().refresh(ledger, batch=batch)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Of which state links are: the entry of the chain up to which all is linked, and how often they were changed."""

    head: int
    turn: int


def find_made(ledger: Ledger) -> Made | None:
    """Of which state the links are that are kept; None where there are none that this linker made."""
    with telling(ledger.name):
        try:
            with ledger.engine.begin() as connection:
                found = connection.execute(select(linkers)).one_or_none()
        except DBAPIError:
            if _is_known(ledger):
                raise
            return None  # the tables are not there, or another process took them away
    return Made(head=found.head, turn=found.turn) if found is not None and found.linker == LINKER else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Left:
    """What is still to be linked after a batch, as long as the ledger and its links are of this state."""

    head: int
    turn: int
    documents: list[int]


class Linker:
    """Who links the documents of one ledger again and again: their keys are kept in memory from one time to the next.

    Of a hundred thousand documents it takes seconds to take them up, and some 300 MB to keep them.
    """

    def __init__(self) -> None:
        self._index: KeyIndex | None = None
        self._turn = 0  # that the index is of
        self._left: _Left | None = None
        self._is_ready = False
        self._lock = Lock()

    def refresh(self, ledger: Ledger, *, batch: int = _BATCH) -> None:
        """Link what is not linked yet; killed at any instant, what was linked stays."""
        with telling(ledger.name):
            if not self._is_ready or find_made(ledger) is None:
                _make_tables(ledger)
                self._is_ready = True
            waiting = _plan(ledger, batch) if _is_behind(ledger) else {}
            while _is_behind(ledger):  # each batch in a transaction of its own
                with self._lock:
                    try:
                        with writing(ledger.engine) as connection:
                            self._link_some(connection, batch, waiting)
                    except BaseException:
                        self._index = self._left = None  # they may be ahead of what is kept
                        raise
            self._left = None

    def take_up(self, ledger: Ledger) -> None:
        """Read the keys of all that is linked before they are needed, so that nobody who writes waits for it."""
        with telling(ledger.name), self._lock:
            if _is_known(ledger):
                with ledger.engine.begin() as connection:
                    self._turn = connection.execute(select(linkers.c.turn)).scalar_one()
                    self._index = _read_keys(connection)

    def _link_some(self, connection: Connection, batch: int, waiting: dict[int, Waiting]) -> None:
        """Link so many documents of those that came, changed or went since an entry of the chain."""
        before = connection.execute(select(linkers)).one()
        newest = find_head(connection)[0]
        if self._left is not None and (self._left.head, self._left.turn) == (newest, before.turn):
            changed, gone = self._left.documents, list[int]()
        else:
            changed, gone = _find_waiting(connection, before.head, waiting)
        some, left = changed[:batch], changed[batch:]
        turn = before.turn
        if some or gone:
            if self._index is None or self._turn != turn:  # another process may have linked meanwhile
                self._index = _read_keys(connection)
            known = {number: waiting.pop(number) for number in some if number in waiting}
            weave_changes(connection, self._index, some, gone, known)
            self._turn = turn = turn + 1
        self._left = _Left(head=newest, turn=turn, documents=left)
        connection.execute(linkers.update().values(turn=turn, head=before.head if left else newest))


def _find_waiting(connection: Connection, since: int, waiting: Mapping[int, Waiting]) -> tuple[list[int], list[int]]:
    """The documents that changed since an entry of the chain, first those that wait, in their order; and the gone."""
    changed, gone = find_changes(connection, since=since)
    changed = _pass_over(connection, changed, since)
    places = {document: place for place, document in enumerate(waiting)}
    return sorted(changed, key=lambda document: places.get(document, len(places))), gone


def _plan(ledger: Ledger, batch: int) -> dict[int, Waiting]:
    """Of documents that are more than a batch what is known of each, in the order in which they are linked."""
    with ledger.engine.begin() as connection:
        head: int = connection.execute(select(linkers.c.head)).scalar_one()
        changed, _ = find_changes(connection, since=head)
        if len(changed) <= batch:
            return {}
        waiting = hold_documents(connection, changed)
    return {document: waiting[document] for document in order_documents({n: w.held for n, w in waiting.items()})}


def _make_tables(ledger: Ledger) -> None:
    """Where links are not kept yet, or were made in another way."""
    if not _is_known(ledger):
        drop_links(ledger)
        with writing(ledger.engine) as connection:
            metadata.create_all(connection)
            connection.execute(linkers.insert().values(linker=LINKER, turn=0, head=0))


def _pass_over(connection: Connection, changed: list[int], since: int) -> list[int]:
    """Those of these documents whose records have changed; of the others it is noted that they were looked at."""
    reviewed = (
        select(linked.c.document, linked.c.review, listings.c.review.label("newest"))
        .join(listings, listings.c.document == linked.c.document)
        .where(linked.c.record == listings.c.record, linked.c.review != listings.c.review)
        .where(listings.c.document.in_(select(audit.c.document).where(audit.c.number > since)))
    )
    rows = {row.document: row for row in connection.execute(reviewed)} if changed else {}
    untouched = find_untouched(connection, {document: row.review for document, row in rows.items()})
    for document in sorted(untouched):
        noted = linked.update().where(linked.c.document == document)
        connection.execute(noted.values(review=rows[document].newest))
    return [document for document in changed if document not in untouched] if untouched else changed


def _is_behind(ledger: Ledger) -> bool:
    """Whether the chain of the ledger has grown since all of it was linked."""
    with ledger.engine.begin() as connection:
        head: int = connection.execute(select(linkers.c.head)).scalar_one()
        return head != find_head(connection)[0]


def drop_links(ledger: Ledger) -> None:
    """Take away all that is kept; the next question makes it again."""
    with telling(ledger.name), writing(ledger.engine) as connection:
        metadata.drop_all(connection)


def drop_forgotten(ledger: Ledger) -> None:
    """Take out of what is kept all that came from documents that are gone; what is new waits for the next question."""
    with telling(ledger.name):
        if not _is_known(ledger):
            drop_links(ledger)
            return
        with writing(ledger.engine) as connection:
            before = connection.execute(select(linkers)).one()
            _, gone = find_changes(connection, since=before.head)
            if gone:
                weave_changes(connection, _read_keys(connection), [], gone)
                connection.execute(linkers.update().values(turn=before.turn + 1))


def _is_known(ledger: Ledger) -> bool:
    """Whether what is kept was made by this linker."""
    with ledger.engine.begin() as connection:
        if not inspect(connection).has_table("linkers"):
            return False
        return connection.execute(select(linkers.c.linker)).scalars().all() == [LINKER]


def _read_keys(connection: Connection) -> KeyIndex:
    index, last = KeyIndex(), 0
    query = select(linked).order_by(linked.c.document).limit(_PAGE)
    while rows := connection.execute(query.where(linked.c.document > last)).all():
        index.add({row.document: _hold(row) for row in rows})
        last = rows[-1].document
    return index


def _hold(row: Any) -> Held:
    return Held(decode_keys(bytes(row.held)), row.day, row.publisher, decode_sketch(bytes(row.sketch)))


def _read_links(ledger: Ledger) -> Links:
    """What is kept, in the order in which links are made. Raises ValueError where it is damaged."""
    query = (
        select(link_documents.c.link, listings.c.id)
        .join(listings, listings.c.document == link_documents.c.document)
        .order_by(link_documents.c.link, link_documents.c.position)
    )
    documents: dict[int, list[Id]] = defaultdict(list)
    by_kind: dict[str, list[Link]] = {kind: [] for kind in KINDS}
    with ledger.engine.begin() as connection:
        for link, document in connection.execute(query):
            documents[link].append(document)
        for number, kind, data in connection.execute(select(links.c.number, links.c.kind, links.c.bytes)):
            by_kind[kind].append(decode_link(kind, data, tuple(documents[number])))
    return _order(Links(*(tuple(by_kind[kind]) for kind in KINDS)))  # type: ignore[arg-type] # each kind has its own type


def _order(found: Links) -> Links:
    return Links(
        tuple(sorted(found.echoes, key=lambda echo: (echo.document, echo.source))),
        tuple(sorted(found.episodes, key=lambda episode: episode.id)),
        tell_apart(found.proceedings),
        tuple(sorted(found.series, key=lambda series: series.id)),
        tuple(sorted(found.replies, key=lambda reply: (reply.document, reply.omission))),
    )


def _extend(ledger: Ledger, made: Links, as_of: IsoDate | None) -> Links:
    """With the silences that last until that day, or until that of the last document where it is later."""
    if not made.series:
        return made
    ends = [series.documents[-1] for series in made.series]
    with ledger.engine.begin() as connection:
        query = select(listings.c.id, listings.c.published).where(listings.c.id.in_(ends))
        days = {row.id: row.published for row in connection.execute(query)}
        latest = connection.execute(select(func.max(listings.c.published))).scalar() or ""
    until = max(as_of or "", latest)
    series = tuple(extend_series(each, days[each.documents[-1]], until) for each in made.series)
    return Links(made.echoes, made.episodes, made.proceedings, series, made.replies)
