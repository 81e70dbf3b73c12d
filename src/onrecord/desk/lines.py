"""A record, its document as shown -> one line of a list: which document, what it holds, where a word stands in it."""

import re
from collections import Counter
from dataclasses import dataclass

from onrecord.exports.wording import Standing, find_standing, name_document
from onrecord.schema import Document, DocumentKind, Id, IsoDate, Record

__all__ = ["Line", "Snippet", "describe_line", "find_snippet"]

_AROUND = 90  # characters of a snippet on either side of what was found


@dataclass(frozen=True, slots=True)
class Snippet:
    """Where a word that was searched for stands in the text as shown."""

    before: str
    found: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One document in a list; `title` its own, else how its text begins."""

    id: Id
    title: str
    publisher: str | None
    kind: DocumentKind
    published: IsoDate | None
    language: str
    url: str | None
    standings: dict[Standing, int]  # offenses by how far the law has got
    statements: int
    omissions: int
    snippet: Snippet | None


def describe_line(record: Record, document: Document, words: str = "") -> Line:
    """The line of a record, whose document is given as shown."""
    return Line(
        id=document.id,
        title=name_document(document),
        publisher=document.publisher,
        kind=document.kind,
        published=document.published,
        language=document.language,
        url=document.url,
        standings=_count_standings(record),
        statements=len(record.statements),
        omissions=len(record.omissions),
        snippet=find_snippet(document.text, words),
    )


def _count_standings(record: Record) -> dict[Standing, int]:
    offenses = [offense for person in record.people for offense in person.offenses]
    return dict(Counter(find_standing(offense.disposition) for offense in offenses))


def find_snippet(text: str, words: str) -> Snippet | None:
    """The first place where one of the words stands, with some of the text around it, cut at spaces.

    >>> find_snippet("The bureau declined to comment.", "comment")
    Snippet(before='The bureau declined to ', found='comment', after='.')
    """
    terms = sorted(set(re.findall(r"\w+", words)), key=lambda term: (-len(term), term))
    if not terms:
        return None
    match = re.search(rf"\b(?:{'|'.join(map(re.escape, terms))})\w*", text, re.IGNORECASE)
    if match is None:
        return None
    before, after = text[max(0, match.start() - _AROUND) : match.start()], text[match.end() : match.end() + _AROUND]
    if match.start() > _AROUND:
        before = "… " + before.split(" ", 1)[-1]
    if match.end() + _AROUND < len(text):
        after = after.rsplit(" ", 1)[0] + " …"
    return Snippet(before, match.group(), after)
