"""What an address asks documents to have -> the query that `onrecord search` has too."""

import re
from typing import Annotated, Literal, get_args

from fastapi import Depends
from fastapi import Query as Parameter

from onrecord.answers.search import Query
from onrecord.desk.parameters import Day, Value, Words
from onrecord.schema import Disposition, DocumentKind

__all__ = ["DISPOSITIONS", "KINDS", "AskedFor", "Type"]

KINDS: tuple[str, ...] = get_args(DocumentKind)
"""Kinds of documents that can be chosen."""

DISPOSITIONS: tuple[str, ...] = get_args(Disposition)
"""Dispositions that a document can state of someone."""

Type = Annotated[
    str, Parameter(pattern=r"^[a-z_]*$", max_length=40, description="an event type of the beat; empty for any")
]


def _read_query(
    q: Words = "",
    event: Type = "",
    status: Disposition | Literal[""] = "",
    place: Value = "",
    body: Value = "",
    publisher: Value = "",
    kind: DocumentKind | Literal[""] = "",
    since: Day = "",
    until: Day = "",
) -> Query:
    """Words without a letter or a digit ask for nothing, nor does what is left empty."""
    return Query(
        words=q if re.search(r"\w", q) else "",
        event=event or None,
        status=status or None,
        place=place.strip() or None,
        body=body.strip() or None,
        publisher=publisher.strip() or None,
        kind=kind or None,
        since=since or None,
        until=until or None,
    )


AskedFor = Annotated[Query, Depends(_read_query)]
"""What a page of findings is asked for."""
