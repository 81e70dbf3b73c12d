"""What a person typed, and chose -> what the full text is asked for."""

import re
from dataclasses import dataclass

from onrecord.errors import LedgerError
from onrecord.ledger.marks import mark_month, mark_year
from onrecord.schema import IsoDate

__all__ = ["Sought", "seek", "split_search"]

_FIRST, _LAST = "1900-01-01", "2100-12-31"  # of documents whose days are looked for with one end open
_MONTHS = 24  # in a row that are looked for one by one; of a longer time the years


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """All of these terms, each a word or words in a row; of each group of marks one; published within these days."""

    terms: tuple[str, ...]
    marks: tuple[tuple[str, ...], ...] = ()
    since: IsoDate | None = None
    until: IsoDate | None = None


def seek(
    words: str,
    marks: tuple[tuple[str, ...], ...] = (),
    *,
    since: IsoDate | None = None,
    until: IsoDate | None = None,
) -> Sought:
    """What to look for; days are inclusive. Raises LedgerError where nothing is asked for."""
    days = _mark_days(since, until)
    groups = (*marks, *([days] if days else []))
    terms = split_search(words) if words.strip() or not groups else []
    return Sought(terms=tuple(terms), marks=groups, since=since, until=until)


def split_search(words: str) -> list[str]:
    """What a person typed as terms, each a word or "words in a row"; no mark is an operator. LedgerError for none."""
    found = re.findall(r'"([^"]*)"|([^\s"]+)', words)
    terms = [" ".join(re.findall(r"\w+", phrase or word)) for phrase, word in found]
    if not any(terms):
        raise LedgerError("Search for one word or more.")
    return [term for term in terms if term]


def _mark_days(since: IsoDate | None, until: IsoDate | None) -> tuple[str, ...]:
    """Marks of the months or years of a stretch of days, so that no others are gone through."""
    if since is None and until is None:
        return ()
    first, last = since or min(_FIRST, until or _FIRST), until or max(_LAST, since or _LAST)
    begin, end = (
        int(day[:4]) * 12 + int(day[5:7]) - 1 for day in (first, max(first, last))
    )  # nothing is before itself
    if end - begin < _MONTHS:
        return tuple(mark_month(f"{at // 12:04}-{at % 12 + 1:02}-01") for at in range(begin, end + 1))
    return tuple(mark_year(f"{year:04}-01-01") for year in range(begin // 12, end // 12 + 1))
