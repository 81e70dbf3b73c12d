"""A record and the people to hide in it -> every stretch of words that names one of them.

A name is found as a mention, in part ("Vale", "VALE", "Vale’s"), with and without accents, in an address or a handle.
A word of a name is left where it is plainly another's: an official's name, a town, an agency, a month.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import unquote

from onrecord.schema import Person, Record

__all__ = ["Aliases", "Stretch"]

_WORD = re.compile(r"[^\W_]+(?:'[^\W\d_]+)*")
_SILENT = "\u0300-\u036f\u00ad\u200b-\u200d"  # accents as characters of their own, marks that print as nothing
_TOKEN = re.compile(rf"[^\W_](?:[^\W_]|[{_SILENT}]|'(?=[^\W\d_]))*")
_BETWEEN = r"[\s\-‐‑\"“”'‘’()]{1,3}"
_INNER = rf"(?:[^\W\d_]\.|d'|de|la|las|los|del|van|der|von|bin|ibn|al|el|da|dos|di|du|y|[A-ZÀ-Þ]\w+){_BETWEEN}"
_GAP = re.compile(rf"{_BETWEEN}(?:{_INNER}){{0,2}}|,\s")
"""What may stand between two words of one name: initials, particles, a middle name, a nickname’s marks, a comma."""
_ADDRESS = re.compile(r"\S*(?:@|://|www\.|#)[^\s\"“”<>()]*[\w/]")
_SIGNS = ("@", "://", "www.", "#")  # without one of which there is no address
_IN_PLACE = re.compile(r"\b(?:in|near|outside)\s+$", re.IGNORECASE)
_JOINT = r"[\-‐‑]\n?"
_COMPOUND_BEFORE = re.compile(rf"(?:[A-ZÀ-Þ][^\W\d_]+{_JOINT})+$")
_COMPOUND_AFTER = re.compile(rf"(?:{_JOINT}[A-ZÀ-Þ][^\W\d_]+)+")
"""The rest of a double name of which the reader found a part: "Vale-" before "Roe"."""
_CAPITAL_AFTER = re.compile(r"[^\S\n][A-ZÀ-Þ][^\W\d_]")
_DOUBTFUL = frozenset(
    "a an and any april are as at august be but by can day do for from go grace he her his hope i if ii iii in is it "
    "iv jr june jury king long march may me might miss more mr mrs ms dr my no not now of off on one or our out page "
    "she so sr the they to two under up us we what when who why will you judge officer deputy detective sheriff agent "
    "chief senator justice mayor governor president defendant suspect victim man woman boy girl male female de la las "
    "los del van der von bin ibn al el da dos di du y".split()
)
"""Words that may be part of a name and mostly are none: hidden only in a mention or beside another word of the name."""
_OPEN_KINDS = frozenset(["agency", "court", "government", "newsroom"])
_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv", "esq"])
_LONG = 6  # letters from which a name is found inside a longer word of an address ("arvelobakery")

_UNPLAIN = re.compile(r"[^\x00-\x7f“”–—…•]")  # letters and marks whose small form, or place in a word, may be another

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words from start to end that name one of these people, by id, in the order of the record."""

    start: int
    end: int
    owners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Hit:
    """Words that may name one of their owners; `sure` where they do so standing alone."""

    start: int
    end: int
    owners: frozenset[str]
    words: frozenset[str]
    sure: bool


class Aliases:
    """The words by which hidden people are named, and where words are not theirs."""

    def __init__(self, record: Record, hidden: Sequence[Person]) -> None:
        self._record = record
        self._hidden = {person.id: person for person in hidden}
        self._names = {person.id: _split(person.name or "") for person in hidden}
        self._owners = _find_owners(self._names)
        shown = [person for person in record.people if person.name and person.id not in self._hidden]
        self._shown_words = frozenset(word for person in shown for word in _split(person.name or ""))
        self._shown_mentions = [(span.start, span.end) for person in shown for span in person.mentions]
        self._shown = shown
        self._places = frozenset(_fold(place.name).lower() for place in record.places)

    @cached_property
    def _shown_names(self) -> re.Pattern[str]:
        return _any_of(person.name or "" for person in self._shown)

    @cached_property
    def _open_names(self) -> re.Pattern[str]:
        return _any_of(_find_open_names(self._record))

    def find_in_text(self) -> list[Stretch]:
        """The stretches of the document's text, in order, none overlapping."""
        text = self._record.document.text
        mentions = [hit for person in self._hidden.values() for hit in self._find_mentions(person)]
        taken = _join_ranges([(hit.start, hit.end) for hit in mentions] + self._shown_mentions)
        days = _join_ranges((time.span.start, time.span.end) for time in self._record.times)
        strays = (hit for hit in self._find_strays(text, days) if not _overlaps(taken, hit.start, hit.end))
        return self._join(text, [*mentions, *strays])

    def find(self, words: str) -> list[Stretch]:
        """The stretches of words from elsewhere than the text, in order, none overlapping."""
        strays = tuple(self._find_strays(words, []))
        if not strays:
            return []
        taken = _join_ranges(match.span() for match in self._shown_names.finditer(_fold(words)))
        return self._join(words, [hit for hit in strays if not _overlaps(taken, hit.start, hit.end)])

    def cut_address(self, address: str) -> str | None:
        """The address where it names nobody hidden, else its site, else nothing."""
        if not self._named_in(address):
            return address
        site = re.match(r"[a-z]+://[^/?#@]+/", address)
        return site.group() if site and not self._named_in(site.group()) else None

    def _find_mentions(self, person: Person) -> Iterator[_Hit]:
        """A person's mentions by name, without the title before and the possessive after it."""
        own = frozenset(self._names[person.id])
        titles = _DOUBTFUL | frozenset(_split(person.title or "")) - own
        for mention in person.mentions:
            found = [match for match in _TOKEN.finditer(_fold(mention.text)) if not match.group().islower()]
            while len(found) > 1 and found[0].group().lower() in titles:
                found.pop(0)
            words = frozenset(word for match in found for _, _, word in _find_words(match))
            if words and (words & own or (len(found) == len(mention.text.split()) and not words <= titles)):
                end = mention.start + found[-1].end() - (2 if found[-1].group().lower().endswith("'s") else 0)
                yield _Hit(mention.start + found[0].start(), end, frozenset([person.id]), words, sure=True)

    def _find_strays(self, text: str, days: Sequence[Range]) -> Iterator[_Hit]:
        """Words of hidden names wherever they stand, and addresses that hold one."""
        folded = _fold(text)
        doubtful: list[Range] | None = None
        for token in self._find_tokens(folded):
            for start, end, word in _find_words(token):
                if owners := self._owners.get(word):
                    if doubtful is None:  # in most words nobody is named
                        doubtful = _join_ranges([*days, *(match.span() for match in self._open_names.finditer(folded))])
                    sure = not (_overlaps(doubtful, start, end) or self._is_doubtful(folded, start, end, word))
                    yield _Hit(start, end, owners, frozenset([word]), sure)
        for match in _ADDRESS.finditer(text) if any(sign in text for sign in _SIGNS) else ():
            if owners := self._named_in(match.group()):
                yield _Hit(match.start(), match.end(), owners, frozenset(), sure=True)

    def _find_tokens(self, folded: str) -> Iterator[re.Match[str]]:
        """All tokens, or where case and spelling are plain those with a word of a hidden name in them."""
        if _UNPLAIN.search(folded):
            yield from _TOKEN.finditer(folded)
            return
        small = folded.lower()  # as long as the text itself
        known = [word for word in self._owners if word in small]
        for start, end in _find_around(small, known):
            tokens = _TOKEN.finditer(folded, start, end)
            yield from (token for token in tokens if any(word in small[token.start() : token.end()] for word in known))

    def _is_doubtful(self, text: str, start: int, end: int, word: str) -> bool:
        """A small letter, a common word, an official's name, "in Jackson", or "Dana Roe" where Dana Vale is hidden."""
        if text[start].islower() or word in _DOUBTFUL or word in self._shown_words:
            return True
        if word in self._places and _IN_PLACE.search(text, max(0, start - 12), start):
            return True
        is_last = any(self._names[owner][-1] == word for owner in self._owners[word])
        shouted = (
            text[start:end].isupper() and (after := re.match(r"\s(\w+)", text[end : end + 40])) and after[1].isupper()
        )
        return not is_last and not shouted and _CAPITAL_AFTER.match(text, end) is not None

    def _widen(self, text: str, hit: _Hit) -> _Hit:
        """A sure hit with the rest of a double name, which is not another person's and no place's."""
        if not hit.sure:
            return hit
        before = _COMPOUND_BEFORE.search(text, max(0, hit.start - 60), hit.start)
        after = _COMPOUND_AFTER.match(text, hit.end)
        start = before.start() if before and self._is_free(before.group()) else hit.start
        end = after.end() if after and self._is_free(after.group()) else hit.end
        return replace(hit, start=start, end=end)

    def _is_free(self, words: str) -> bool:
        """Whether these words name nobody and no place that is known."""
        known = self._owners.keys() | self._shown_words | self._places
        return known.isdisjoint(_split(words))

    def _named_in(self, address: str) -> frozenset[str]:
        """Ids of those whose name an address spells out, whole or run together."""
        plain = _fold(unquote(address)).lower()
        words, letters = frozenset(re.findall(r"[^\W\d_]+", plain)), re.sub(r"[\W\d_]", "", plain)
        found = set[str]()
        for owner, name in self._names.items():
            known = [word for word in name if word not in _DOUBTFUL and word not in self._shown_words]
            run = name[0] + name[-1] if len(name) > 1 else name[0]
            if len(name) > 1 and words & {name[0][0] + name[-1], name[-1] + name[0][0], name[0] + name[-1][0]}:
                found.add(owner)  # mvoss, vossm, marav
            if any(word in words or (len(word) >= _LONG and word in letters) for word in known) or run in letters:
                found.add(owner)
        return frozenset(found)

    def _join(self, text: str, hits: Iterable[_Hit]) -> list[Stretch]:
        """Hits that overlap or stand side by side as one name, without those that remain doubtful."""
        joined: list[_Hit] = []
        for hit in sorted((self._widen(text, hit) for hit in hits), key=lambda hit: (hit.start, -hit.end)):
            last = joined[-1] if joined else None
            if last and hit.start < last.end:
                joined[-1] = _unite(last, hit, sure=last.sure or hit.sure)
            elif last and last.owners & hit.owners and self._is_one_name(text, last, hit):
                joined[-1] = _unite(last, hit, sure=True)
            else:
                joined.append(hit)
        order = list(self._hidden)
        return [Stretch(hit.start, hit.end, tuple(sorted(hit.owners, key=order.index))) for hit in joined if hit.sure]

    def _is_one_name(self, text: str, first: _Hit, second: _Hit) -> bool:
        """Whether two hits of one person are parts of one name; a name broken by a line is not yet at its last word."""
        gap = text[first.end : second.start]
        if "\n" in gap and any(self._names[owner][-1] in first.words for owner in first.owners):
            return False
        if len(gap) > 60 or gap.count("\n") > 1 or first.words & second.words:
            return False
        return _GAP.fullmatch(gap) is not None and self._shown_words.isdisjoint(_split(gap))


def _find_around(text: str, words: Iterable[str]) -> list[Range]:
    """Where in a text one of these words stands, with all around it up to white space; in order, each once."""
    found = set[Range]()
    for word in words:
        end = 0
        while (at := text.find(word, end)) >= 0:
            start = at
            while start > end and not text[start - 1].isspace():
                start -= 1
            end = at + len(word)
            while end < len(text) and not text[end].isspace():
                end += 1
            found.add((start, end))
    return sorted(found)


def _unite(first: _Hit, second: _Hit, *, sure: bool) -> _Hit:
    owners = first.owners & second.owners or first.owners
    return _Hit(first.start, max(first.end, second.end), owners, first.words | second.words, sure)


def _find_owners(names: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    """Each word of a hidden name -> the ids of all who bear it."""
    owners: dict[str, set[str]] = defaultdict(set)
    for owner, words in names.items():
        for word in words:
            owners[word].add(owner)
    return {word: frozenset(bearers) for word, bearers in owners.items()}


def _find_open_names(record: Record) -> Iterator[str]:
    """Names of several words that are a place's or an office's, whoever else bears one of the words."""
    for place in record.places:
        yield from (name for name in (place.name, *(span.text for span in place.mentions)) if " " in name)
    for organization in record.organizations:
        if organization.kind in _OPEN_KINDS:
            names = (organization.name, *(span.text for span in organization.mentions))
            yield from (name for name in names if " " in name)


def _find_words(token: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """Start, end and lower-case form of a token without its possessive, and of its parts: "O'Dell's", "l'Homme"."""
    start, end, plain = token.start(), token.end(), token.group().lower()
    if plain.endswith("'s"):
        end, plain = end - 2, plain[:-2]
    yield start, end, plain if plain.isascii() else re.sub(f"[{_SILENT}]", "", plain)
    if "'" in plain:
        for part in re.finditer(r"[^']+", plain):
            yield start + part.start(), start + part.end(), re.sub(f"[{_SILENT}]", "", part.group())


def _split(name: str) -> list[str]:
    """The words of a name without initials, lower-case and plain; never empty for a name that has a letter."""
    plain = re.sub(f"[{_SILENT}]", "", _fold(unicodedata.normalize("NFC", name)))
    words = [word.lower() for word in _WORD.findall(plain)]
    return [word for word in words if len(word) > 1 and word not in _SUFFIXES] or words or [plain.strip().lower()]


def _fold(text: str) -> str:
    """The text with plain letters and apostrophes in place of accented and curly ones; offsets are kept."""
    if text.isascii():
        return text
    plain = {ord(character): unicodedata.normalize("NFKD", character)[0] for character in set(text)}
    return text.translate(plain | {ord("’"): "'", ord("‘"): "'"})


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Any of these phrases as whole words, longest first, whatever its case and line breaks."""
    plain = sorted({_fold(phrase).strip() for phrase in phrases} - {""}, key=lambda phrase: (-len(phrase), phrase))
    spelled = [r"\s+".join(map(re.escape, phrase.split())) for phrase in plain]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(spelled) or '(?!)'})(?![^\W_])", re.IGNORECASE)


def _join_ranges(ranges: Iterable[Range]) -> list[Range]:
    """The same ground in order, without overlaps."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _overlaps(ranges: Sequence[Range], start: int, end: int) -> bool:
    index = bisect_right(ranges, (start, end)) - 1
    before = index >= 0 and ranges[index][1] > start
    return before or (index + 1 < len(ranges) and ranges[index + 1][0] < end)
