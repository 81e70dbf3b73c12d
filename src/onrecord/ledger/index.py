"""A record -> the rows of the index, made from the record alone: dropped and made again, they are the same.

Words that name private people are not in the full text: nobody finds a document by such a name.
"""

import re
import unicodedata
from dataclasses import fields

from onrecord.ledger.tables import facts
from onrecord.schema import Person, Record, Span

__all__ = ["Row", "fact_rows", "listing_row", "search_row"]

Row = dict[str, str | int | float | bool | None]

_OPEN_ROLES = frozenset(["official", "judge"])  # they act in office; everyone else is private (design.md, Care)
_OF_AGE = 18
_WORD = re.compile(r"[^\W\d_]{2,}")
_ADDRESS = re.compile(r"\S*(?:@|://|www\.|#)\S*")
_SILENT = re.compile("[\u00ad\u200b-\u200d]")  # marks that print as nothing
_LONG = 5  # letters from which a name is found inside a longer word of an address
_PLAIN = frozenset(
    "an and any are as at bin but by can da de del der di do dos dr du el for he her his if in is it la las los may me "
    "might mr mrs ms my no not of on or our she so the they to two up us van von we what when who why will you".split()
)
"""Words that may be part of a name and mostly are none: in small letters they stay."""


def listing_row(record: Record) -> Row:
    """What a list shows of a document."""
    document = record.document
    return {
        "id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "kind": document.kind,
        "published": document.published,
        "language": document.language,
    }


def fact_rows(record: Record, number: int) -> dict[str, list[Row]]:
    """The rows of each table of facts, in the order of the record; `number` is the record's in the ledger."""
    return {
        key: [_fact_row(item, number, table.c.keys()) for item in getattr(record, key)] for key, table in facts.items()
    }


def search_row(record: Record, number: int) -> Row:
    """The words a document is found by: title, publisher and text without the names of private people."""
    private = _private_words(record)
    document = record.document
    title, publisher, text = (
        _hide(words or "", private) for words in (document.title, document.publisher, document.text)
    )
    return {"rowid": number, "title": title, "publisher": publisher, "text": text}


def _fact_row(item: object, number: int, columns: list[str]) -> Row:
    row: Row = {"record": number}
    for field in fields(item):  # type: ignore[arg-type] # every item of a record is a dataclass
        value = getattr(item, field.name)
        if f"{field.name}_start" in columns:
            span: Span | None = value
            row[f"{field.name}_start"], row[f"{field.name}_end"] = (span.start, span.end) if span else (None, None)
        elif field.name in columns:
            row[field.name] = value
    return row


def _hide(words: str, private: frozenset[str]) -> str:
    """The words without private ones, whatever their case and accents, and without addresses that spell one."""
    plain = _SILENT.sub("", unicodedata.normalize("NFC", words))
    plain = _ADDRESS.sub(lambda found: "" if _is_spelled(found.group(), private) else found.group(), plain)
    return _WORD.sub(lambda found: "" if _is_private(found.group(), private) else found.group(), plain)


def _is_private(word: str, private: frozenset[str]) -> bool:
    return _fold(word) in private and not (word[0].islower() and word in _PLAIN)


def _is_spelled(address: str, private: frozenset[str]) -> bool:
    letters = _fold(address)
    return any(len(word) >= _LONG and word in letters for word in private)


def _private_words(record: Record) -> frozenset[str]:
    """Words of private names, folded: all of a name, and of its mentions those with a capital."""
    words: set[str] = set()
    for person in record.people:
        if person.name and _is_hidden(person):
            words |= {_fold(word) for word in _WORD.findall(unicodedata.normalize("NFC", person.name))}
            said = (word for span in person.mentions for word in _WORD.findall(unicodedata.normalize("NFC", span.text)))
            words |= {_fold(word) for word in said if word[0].isupper() and _fold(word) not in _PLAIN}
    return frozenset(words)


def _is_hidden(person: Person) -> bool:
    return person.role not in _OPEN_ROLES or (person.age is not None and person.age < _OF_AGE)


def _fold(word: str) -> str:
    """Small letters without accents, as the full text compares them."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).casefold()
