"""Links and the records that they join -> the rows by which lists of them are put in order (tables.py: `listed_…`)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete

from onrecord.ledger.index import find_private_words
from onrecord.ledger.marks import is_open_name, mark_body
from onrecord.links.claim_rows import list_events, list_figures
from onrecord.links.echoes import Echo
from onrecord.links.encoding import Link, name_link
from onrecord.links.origins import ANNOUNCING
from onrecord.links.proceedings import LinkedProceeding
from onrecord.links.reliances import Reliance
from onrecord.links.replies import Reply
from onrecord.links.series import Series
from onrecord.links.tables import (
    OF_DOCUMENTS,
    OF_LINKS,
    listed_echoes,
    listed_events,
    listed_figures,
    listed_lapses,
    listed_omissions,
    listed_series,
    listed_sources,
    listed_statuses,
)
from onrecord.schema import Disposition, Id, Omission, Record

__all__ = [
    "ANSWERED",
    "DERIVED",
    "OWED",
    "SAID",
    "fill_lists",
    "find_silent",
    "forget_documents",
    "forget_links",
    "number_body",
]

OWED: frozenset[Disposition] = frozenset(["arrested", "charged", "suspected"])
"""Dispositions after which an outcome is owed."""

_DECIDED: frozenset[Disposition] = frozenset(["pleaded", "convicted", "sentenced", "acquitted"])
"""Of one offense of a person, that is news of the others too; a charge that falls leaves the others as they were."""

SAID = 0
"""The state of an omission that a text states."""

DERIVED = 1
"""Of one that no text states."""

ANSWERED = 2
"""Of one that a later document gives, stated or not."""

Row = dict[str, Any]
Numbers = Mapping[Id, int]


def fill_lists(
    connection: Connection,
    numbered: Mapping[int, Link],
    reliances: Iterable[Reliance],
    records: Iterable[Record],
    numbers: Numbers,
) -> None:
    """Write the rows of these links, by number, and of these documents, whose numbers are given by id."""
    known = {record.document.id: record for record in records}
    rows: dict[Table, list[Row]] = {table: [] for table in (*OF_LINKS, *OF_DOCUMENTS)}
    replied: set[tuple[Id, Id]] = set()
    for number, link in numbered.items():
        match link:
            case LinkedProceeding():
                rows[listed_statuses] += _list_statuses(number, link, known, numbers)
            case Series():
                rows[listed_series].append(_list_series(number, link, known))
                rows[listed_lapses] += _list_lapses(number, link)
            case Echo():
                rows[listed_echoes].append(_list_echo(number, link, known, numbers))
            case Reply():
                replied.add((link.document, link.omission))
    for record in known.values():
        number, private = numbers[record.document.id], find_private_words(record)
        rows[listed_omissions] += ({"document": number, **row} for row in _list_omissions(record, replied, private))
        rows[listed_events] += ({"document": number, **row} for row in list_events(record, private))
        rows[listed_figures] += ({"document": number, **row} for row in list_figures(record, private))
    rows[listed_sources] += (_list_source(reliance, numbers) for reliance in reliances)
    for table, values in rows.items():
        if values:
            connection.execute(table.insert(), values)


def forget_links(connection: Connection, numbers: Sequence[int]) -> None:
    """Take away the rows of these links."""
    for table in OF_LINKS if numbers else ():
        connection.execute(
            delete(table).where(table.c.link == bindparam("gone")), [{"gone": number} for number in numbers]
        )


def forget_documents(connection: Connection, documents: Sequence[int]) -> None:
    """Take away the rows of these documents."""
    for table in OF_DOCUMENTS:
        connection.execute(delete(table).where(table.c.document.in_(documents)))


def find_silent(record: Record, omission: Omission) -> str | None:
    """The body that left something out: the one that the text names, or else the announcer whose own text it is."""
    named = next((body.name for body in record.organizations if body.id == omission.about), None)
    return named or (record.document.publisher if record.document.kind in ANNOUNCING else None)


def number_body(name: str) -> int:
    """How the lists call a body."""
    return name_link(mark_body(name)) or 0


def _list_statuses(number: int, case: LinkedProceeding, known: Mapping[Id, Record], numbers: Numbers) -> Iterator[Row]:
    day = max(known[document].document.published or "" for document in case.documents)
    decided = {status.person for status in case.statuses if status.disposition in _DECIDED}
    for position, status in enumerate(case.statuses):
        yield {
            "link": number,
            "position": position,
            "name": name_link(case),
            "document": numbers[case.documents[0]],
            "owed": int(status.disposition in OWED and status.person not in decided),
            "day": day,
        }


def _list_series(number: int, series: Series, known: Mapping[Id, Record]) -> Row:
    return {
        "link": number,
        "name": name_link(series),
        "period": series.period,
        "grace": series.grace,
        "day": known[series.documents[-1]].document.published,
    }


def _list_lapses(number: int, series: Series) -> Iterator[Row]:
    for position, lapse in enumerate(series.lapses):
        yield {"link": number, "position": position, "name": name_link(series), "day": lapse.first_missed}


def _list_echo(number: int, echo: Echo, known: Mapping[Id, Record], numbers: Numbers) -> Row:
    one, two = (known[document].document for document in (echo.document, echo.source))
    return {
        "link": number,
        "one": name_link(one.publisher or one.id),
        "two": name_link(two.publisher or two.id),
        "sentences": len(echo.sentences),
        "document": numbers[echo.document],
        "source": numbers[echo.source],
    }


def _list_omissions(record: Record, replied: set[tuple[Id, Id]], private: frozenset[str]) -> Iterator[Row]:
    events = {event.id for event in record.events}
    day = record.document.published
    for position, omission in enumerate(record.omissions if day else ()):
        answered = (record.document.id, omission.id) in replied
        if answered or omission.span is not None or omission.about in events:
            state = ANSWERED if answered else _find_state(omission)
            name = find_silent(record, omission)
            yield {
                "position": position,
                "body": number_body(name) if name and is_open_name(name, private) else 0,
                "state": state,
                "day": day,
            }


def _find_state(omission: Omission) -> int:
    return SAID if omission.stated else DERIVED


def _list_source(reliance: Reliance, numbers: Numbers) -> Row:
    return {
        "document": numbers[reliance.document],
        "body": name_link(reliance.body),
        "sentences": reliance.sentences,
        "cited": int(reliance.cited),
        "alone": int(reliance.alone),
        "start": reliance.passage.start,
        "end": reliance.passage.end,
        "publication": numbers[reliance.publication] if reliance.publication is not None else None,
    }
