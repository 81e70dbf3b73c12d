"""A link -> JSON without ids of documents, and back: an id may name a person, and what lies beside a ledger must not.

In place of an id stands its position among the documents of the link, as {"@": 0}.
"""

import json
from functools import cache
from hashlib import blake2b
from typing import Any

from pydantic import TypeAdapter

from onrecord.links.echoes import Echo
from onrecord.links.episodes import Episode
from onrecord.links.proceedings import LinkedProceeding
from onrecord.links.replies import Reply
from onrecord.links.series import Series
from onrecord.schema import Id

__all__ = ["KINDS", "Link", "decode_link", "encode_link", "name_link"]

Link = Echo | Episode | LinkedProceeding | Series | Reply
KINDS: dict[str, type[Link]] = {
    "echo": Echo,
    "episode": Episode,
    "proceeding": LinkedProceeding,
    "series": Series,
    "reply": Reply,
}
"""The kinds of link by the name under which they are kept."""


def name_link(link: Link | str) -> int | None:
    """A hash of the id of an episode or of the number of a case, or of such a name; None for what has no name.

    It is a positive number of less than eight bytes, as every database holds it.
    """
    name = link
    if not isinstance(link, str):
        name = getattr(link, "number", None) or getattr(link, "id", None) or ""
    digest = blake2b(str(name).encode(), digest_size=7).digest()
    return int.from_bytes(digest, "big") if name else None


_FIELDS = frozenset(["document", "source", "documents", "mentions", "after", "ended_by"])
"""Fields that hold ids of documents; `mentions` holds pairs of one and the id of a person."""


def encode_link(kind: str, link: Link) -> tuple[bytes, tuple[Id, ...]]:
    """The link as JSON, and the documents that it names, in order of first mention."""
    documents: dict[Id, int] = {}
    plain = _swap(_codec(kind).dump_python(link, mode="json"), documents)
    return json.dumps(plain, separators=(",", ":")).encode(), tuple(documents)


def decode_link(kind: str, data: bytes, documents: tuple[Id, ...]) -> Link:
    """The link that `encode_link` wrote. Raises ValueError where a document is missing, or the data are damaged."""
    try:
        return _codec(kind).validate_python(_restore(json.loads(data), documents), strict=False)
    except (IndexError, KeyError, TypeError) as error:
        raise ValueError(f"a damaged link: {error}") from error


def _swap(value: Any, documents: dict[Id, int], *, field: str = "") -> Any:
    match value:
        case dict():
            return {name: _swap(item, documents, field=name) for name, item in value.items()}
        case [str() as document, str() as person] if field == "mentions":
            return [_number(document, documents), person]
        case list():
            return [_swap(item, documents, field=field) for item in value]
        case str() if field in _FIELDS:
            return _number(value, documents)
    return value


def _number(document: Id, documents: dict[Id, int]) -> dict[str, int]:
    return {"@": documents.setdefault(document, len(documents))}


def _restore(value: Any, documents: tuple[Id, ...]) -> Any:
    match value:
        case {"@": int() as position}:
            return documents[position]
        case dict():
            return {name: _restore(item, documents) for name, item in value.items()}
        case list():
            return [_restore(item, documents) for item in value]
    return value


@cache
def _codec(kind: str) -> TypeAdapter[Link]:
    return TypeAdapter(KINDS[kind])
