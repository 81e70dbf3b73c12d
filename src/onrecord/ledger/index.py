"""A record -> the rows of the index, made from the record alone: dropped and made again, they are the same.

Words that name private people are not in the full text: nobody finds a document by such a name.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any, get_type_hints

from onrecord.ledger.marks import find_marks
from onrecord.ledger.tables import FACTS, facts
from onrecord.schema import Record, Span

__all__ = ["PLAIN", "Row", "fact_rows", "find_private_words", "is_private", "listing_row", "search_row"]

Cell = str | int | float | bool | None
Row = dict[str, Cell]

_OPEN_ROLES = frozenset(["official", "judge"])  # they act in office; everyone else is private (design.md, Care)
_OF_AGE = 18
_WORD = re.compile(r"[^\W\d_]{2,}")
_SPLIT = re.compile(f"({_WORD.pattern})")
_TOKEN = re.compile(r"\S+")
_SIGNS = ("@", "://", "www.", "#")  # of an address
_SILENT = re.compile("[\u00ad\u200b-\u200d]")  # marks that print as nothing
_LONG = 5  # letters from which a name is found inside a longer word of an address
PLAIN = frozenset(
    "an and any are as at bin but by can da de del der di do dos dr du el for he her his if in is it la las los may me "
    "might mr mrs ms my no not of on or our she so the they to two up us van von we what when who why will you".split()
)
"""Words that may be part of a name and mostly are none: in small letters they stay."""


def listing_row(record: Record, *, review: int = 0) -> Row:
    """What a list shows of a document, whose newest review has this number."""
    document = record.document
    return {
        "id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "kind": document.kind,
        "published": document.published,
        "language": document.language,
        "review": review,
    }


def fact_rows(record: Record, number: int) -> dict[str, list[tuple[Cell, ...]]]:
    """The rows of each table of facts, in the order of the record and with the columns in that of the table.

    `number` is the record's in the ledger.
    """
    rows = {key: [(number, *take(item)) for item in getattr(record, key)] for key, take in _TAKE.items()}
    if "\0" in record.document.text:  # which a text of PostgreSQL cannot hold
        return {key: [tuple(map(_replace_nul, row)) for row in found] for key, found in rows.items()}
    return rows


def _replace_nul(cell: Cell) -> Cell:
    return cell.replace("\0", "\ufffd") if isinstance(cell, str) else cell


def search_row(record: Record, number: int) -> Row:
    """What a document is found by: the words of title, publisher and text without private names; and marks."""
    private = find_private_words(record)
    document = record.document
    title, publisher, text = (
        _hide(words or "", private) for words in (document.title, document.publisher, document.text)
    )
    marks = " ".join(sorted(find_marks(record, private)))
    return {"rowid": number, "title": title, "publisher": publisher, "text": text, "marks": marks}


def find_private_words(record: Record) -> frozenset[str]:
    """Words of private names, folded: all of a name, and of its mentions those with a capital."""
    words: set[str] = set()
    for person in record.people:
        if person.name and is_private(person.role, person.age):
            words |= {_fold(word) for word in _WORD.findall(unicodedata.normalize("NFC", person.name))}
            said = (word for span in person.mentions for word in _WORD.findall(unicodedata.normalize("NFC", span.text)))
            words |= {_fold(word) for word in said if word[0].isupper() and _fold(word) not in PLAIN}
    return frozenset(words)


def is_private(role: str, age: int | None) -> bool:
    """Whether a name is not for everybody: of all but adults who act in office."""
    return role not in _OPEN_ROLES or (age is not None and age < _OF_AGE)


def _take_columns(key: str, item: type) -> Callable[[Any], tuple[Cell, ...]]:
    """What takes the values of all columns of a table of facts but `record` from an item."""
    names, hints = facts[key].c.keys(), get_type_hints(item)
    paths: list[str] = []
    for field in fields(item):
        edges = [f"{field.name}.{edge}" for edge in ("start", "end") if f"{field.name}_{edge}" in names]
        paths += edges or [field.name] * (field.name in names)
    assert [path.replace(".", "_") for path in paths] == names[1:], "columns stand in the order of the fields"
    if all(hints[path.split(".")[0]] is Span for path in paths if "." in path):
        return attrgetter(*paths)  # at once
    takes = [_take_edge(*path.split(".")) if "." in path else attrgetter(path) for path in paths]
    return lambda item: tuple(take(item) for take in takes)


def _take_edge(name: str, edge: str) -> Callable[[Any], Cell]:
    """What takes one end of a span that may be None."""
    take, of = attrgetter(name), attrgetter(edge)
    return lambda item: None if (span := take(item)) is None else of(span)


_TAKE = {key: _take_columns(key, item) for key, item in FACTS.items()}


def _hide(words: str, private: frozenset[str]) -> str:
    """The words without private ones, whatever their case and accents, and without addresses that spell one."""
    plain = words if words.isascii() else _SILENT.sub("", unicodedata.normalize("NFC", words))
    if not private:
        return plain
    if any(sign in plain for sign in _SIGNS):
        plain = _TOKEN.sub(lambda found: "" if _is_spelled(found.group(), private) else found.group(), plain)
    return _cut(plain, private) if _is_plain(plain) else _cut_folded(plain, private)


def _is_plain(words: str) -> bool:
    """Whether its letters are those of English, so that small letters stand where great ones did."""
    return words.isascii() or not any(sign.isalnum() for sign in set(words) if not sign.isascii())


def _cut(words: str, private: frozenset[str]) -> str:
    """Plain words without private ones: to look for each private word is sooner than to look at every word."""
    small, cuts = words.lower(), list[tuple[int, int]]()
    for word in private:
        at = small.find(word) if word.isalpha() else -1
        while at >= 0:
            end = at + len(word)
            alone = not (small[at - 1 : at].isalpha() or small[end : end + 1].isalpha())
            if alone and not _is_common(words[at:end]):
                cuts.append((at, end))
            at = small.find(word, at + 1)
    if not cuts:
        return words
    cuts.sort()
    edges = [0, *(edge for cut in cuts for edge in cut), len(words)]
    return "".join(words[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))


def _cut_folded(words: str, private: frozenset[str]) -> str:
    """Words without private ones, each compared without its accents."""
    pieces = _SPLIT.split(words)  # every second is a word
    hidden = {word for word in set(pieces[1::2]) if _fold(word) in private and not _is_common(word)}
    if not hidden:
        return words
    pieces[1::2] = ["" if word in hidden else word for word in pieces[1::2]]
    return "".join(pieces)


def _is_common(word: str) -> bool:
    return word[0].islower() and word in PLAIN


def _is_spelled(token: str, private: frozenset[str]) -> bool:
    """Whether these letters without a space are an address with a private word in it."""
    if not any(sign in token for sign in _SIGNS):
        return False
    letters = _fold(token)
    return any(len(word) >= _LONG and word in letters for word in private)


def _fold(word: str) -> str:
    """Small letters without accents, as the full text compares them."""
    if word.isascii():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).casefold()
