"""Documents as shown -> files by which a page finds them without a server: words in shards, titles in blocks.

A shard holds the words that begin with the same two letters, so that a search loads as many files as it has words. The
files are scripts that call one function: a page from a disk may load those, and nothing is evaluated.
"""

import json
import re
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Iterator

from onrecord.documents.document import make_handle
from onrecord.exports.wording import name_document
from onrecord.schema import Document

__all__ = ["BLOCK", "SearchIndex", "find_words"]

BLOCK = 200
"""Documents whose titles stand in one file."""

_WORD = re.compile(r"[^\W_]{2,}")
_COMMON = frozenset(
    "an and are as at be by for from had has he her his in is it its of on or she that the they to was were "
    "with".split()
)


def find_words(text: str) -> set[str]:
    """The words that a text is found by: small letters without accents, of two letters or more, no common ones.

    >>> sorted(find_words("The Señor’s bail, $75,000"))
    ['000', '75', 'bail', 'senor']
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    return set(_WORD.findall(plain)) - _COMMON


class SearchIndex:
    """Numbers documents as they come; holds four bytes a word and document, and of each document a line."""

    def __init__(self) -> None:
        self._places: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self._lines: list[tuple[str, str, str, str]] = []

    def add(self, document: Document) -> None:
        """A document as shown."""
        title = name_document(document)
        line = (make_handle(document.id), title, document.publisher or "", document.published or "")
        for word in find_words(" ".join((document.text, title, document.publisher or ""))):
            self._places[word].append(len(self._lines))
        self._lines.append(line)

    def write(self) -> Iterator[tuple[str, str]]:
        """Name and text of each file."""
        shards: defaultdict[str, dict[str, list[int]]] = defaultdict(dict)
        for word in sorted(self._places):
            shards[word[:2]][word] = self._places[word].tolist()
        for start, words in shards.items():
            yield f"index/{_name(start)}.js", _call("addWords", words)
        for number in range(0, len(self._lines), BLOCK):
            yield f"index/block-{number // BLOCK}.js", _call("addLines", [number, self._lines[number : number + BLOCK]])
        yield (
            "index/known.js",
            _call("addKnown", {"shards": sorted(map(_name, shards)), "block": BLOCK, "common": sorted(_COMMON)}),
        )


def _name(start: str) -> str:
    """The name of a shard, in letters that every disk takes: the code points of its two letters."""
    return "-".join(f"{ord(letter):x}" for letter in start)


def _call(function: str, value: object) -> str:
    """A script that hands a value to a function of search.js; no tag can end in it."""
    data = json.dumps(value, ensure_ascii=True, separators=(",", ":")).replace("</", "<\\/")
    return f"{function}({data});\n"
