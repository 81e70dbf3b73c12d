"""What an address asks documents to have -> the query that `onrecord search` has too."""

import re
from typing import Annotated, Any, Literal, get_args

from fastapi import Depends
from fastapi import Query as Parameter

from onrecord.answers.search import Query
from onrecord.beats import list_event_types
from onrecord.desk.parameters import Day, Value, Words
from onrecord.ledger.marks import FactKind
from onrecord.schema import Disposition, DocumentKind

__all__ = ["AskedFor", "Type", "keep_asked", "list_choices"]

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
    fact: FactKind | Literal[""] = "",
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
        fact=fact or None,
    )


def keep_asked(query: Query) -> dict[str, str]:
    """What is asked for, by the names that addresses and forms have for it; empty where it is not."""
    names = (name for name in Query.__dataclass_fields__ if name != "words")
    return {"q": query.words, **{name: getattr(query, name) or "" for name in names}}


def list_choices() -> dict[str, Any]:
    """What can be chosen in a form, by the names that templates have for it."""
    return {
        "kinds": get_args(DocumentKind),
        "dispositions": get_args(Disposition),
        "facts": get_args(FactKind),
        "event_types": list_event_types(),
    }


AskedFor = Annotated[Query, Depends(_read_query)]
"""What a page of findings is asked for."""
