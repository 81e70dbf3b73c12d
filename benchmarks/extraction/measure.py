"""Main-text extraction: python -m benchmarks.extraction.measure [--shared ../shared].

F1 of shingles of four words, as the article-extraction benchmark counts them (precision and recall are means over
pages): ours against trafilatura alone. On invented pages of hard layouts (pages/, the expected text beside each), and
on pages of a real office whose own markup says what the body is. Exits with 1 where trafilatura alone is better on
either.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import trafilatura
from lxml.html import document_fromstring

from onrecord.documents.document import Given
from onrecord.documents.sources import open_document
from onrecord.errors import DocumentError

__all__ = ["compare_texts", "find_invented", "main", "score_alone", "score_ours"]

PAGES = Path(__file__).parent / "pages"
_WORDS = 4  # of a shingle
_BODY = "//div[contains(@class, 'field--name-field-pr-body')]//*[contains(concat(' ', @class, ' '), ' field__item ')]"
Page = tuple[str, bytes, str]


def main() -> int:
    """The exit code says whether ours is at least as good everywhere."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--each", action="store_true", help="tell each page")
    arguments = parser.parse_args()
    worse = False
    for name, pages in (("invented", list(find_invented())), ("real", list(_find_real(arguments.shared)))):
        ours, theirs = score_ours(pages, each=arguments.each), score_alone(pages, each=arguments.each)
        print(f"{name}, {len(pages)} pages: onrecord {_say(ours)}; trafilatura alone {_say(theirs)}")
        worse = worse or _combine(ours) < _combine(theirs)
    return 1 if worse else 0


def compare_texts(expected: str, found: str) -> tuple[float, float]:
    """Precision and recall of shingles of four words, each as often as it stands there."""
    wanted, given = _shingles(expected), _shingles(found)
    right = (wanted & given).total()
    return right / given.total() if given else 0.0, right / wanted.total() if wanted else 0.0


def score_ours(pages: list[Page], *, each: bool = False) -> tuple[float, float]:
    """Precision and recall of what OnRecord takes for the text."""
    return _score(pages, _extract_ours, each=each)


def score_alone(pages: list[Page], *, each: bool = False) -> tuple[float, float]:
    """The same of trafilatura, as it comes."""
    return _score(pages, _extract_alone, each=each)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + _WORDS]) for at in range(max(1, len(words) - _WORDS + 1)) if words)


def _score(pages: list[Page], extract: Callable[[bytes], str], *, each: bool) -> tuple[float, float]:
    """The means of precision and of recall."""
    found = [compare_texts(expected, extract(data)) for _, data, expected in pages]
    if each:
        for (name, _, _), (precision, recall) in zip(pages, found, strict=True):
            print(f"  {extract.__name__:14} {name:40.40} {precision:.3f} {recall:.3f}")
    count = max(1, len(found))
    return sum(precision for precision, _ in found) / count, sum(recall for _, recall in found) / count


def _combine(score: tuple[float, float]) -> float:
    return 2 * score[0] * score[1] / sum(score) if sum(score) else 0.0


def _say(score: tuple[float, float]) -> str:
    return f"F1 {_combine(score):.3f} (precision {score[0]:.3f}, recall {score[1]:.3f})"


def _extract_ours(data: bytes) -> str:
    try:
        return open_document(data, Given(url="https://office.example/news/1"), page=True).text
    except DocumentError:
        return ""


def _extract_alone(data: bytes) -> str:
    return trafilatura.extract(data, include_comments=False) or ""


def find_invented() -> Iterator[Page]:
    """Name, bytes and expected text of each page of a hard layout."""
    for path in sorted(PAGES.glob("*.html")):
        yield path.stem, path.read_bytes(), path.with_suffix(".txt").read_text(encoding="utf-8")


def _find_real(shared: Path) -> Iterator[Page]:
    """Pages whose markup names their body, without the title, which both leave to the document's own field."""
    for path in sorted(shared.glob("docs/federal/*.html")):
        data = path.read_bytes()
        bodies = document_fromstring(data.decode("utf-8", "replace")).xpath(_BODY)
        if bodies:
            yield path.stem, data, "\n".join(body.text_content() for body in bodies)


if __name__ == "__main__":
    sys.exit(main())
