"""The head of a text -> its title and publisher, and what kind of document it is. None where the text does not tell."""

import re
from dataclasses import dataclass
from itertools import pairwise

from onrecord.documents.addresses import split_any
from onrecord.documents.dates import find_dateline, find_published
from onrecord.documents.marks import load_marks
from onrecord.schema import DocumentKind

__all__ = ["Heading", "find_heading", "find_kind", "find_opening"]

_HEAD_LINES = 40  # menus before the repeated headline took up to 30 on the pages of ../shared/docs
_LONGEST = 300  # code points; the longest headline of ../shared/gold has 262
_HEAD = 8000  # code points in which a heading is sought
_BLOCK = 8  # lines of a press contact: name, office, telephone, address, "for immediate release"
_CONTACT = re.compile(r"\b(?:press |media )?contact(?:o|s)?\s*:", re.I)
_REACHED = re.compile(r"\w@\w|\b\d{3}[-.) ]{1,2}\d{3}[-. ]\d{4}\b|^para publicaci[oó]n inmediata\W*$", re.I)
_WRAPPED = 3  # lines over which a headline is broken, below a block that is
_NARROW = 100  # code points of such a line
_FEWEST = 4  # words; shorter first lines are bylines and menus
_OPENING = re.compile(
    r"^(?:for immediate release|(?:press|news|media) release|media advisory|para publicaci[oó]n inmediata)\s*"
    r"[:–—-]+\s*",
    re.I,
)
_PARTING = re.compile(r"\s+[|–—•·-]\s+|\s*\|\s*")
_SITE = re.compile(r"(?:(?:of|the|for|and|in|&|[^a-z\W][\w.,’'-]*)(?: |$)){1,10}")  # a name: no verb, no small noun
_MENU = re.compile(
    r"skip to (?:main )?content|home|menu|search|scroll to top|print|share|advertisement|back to top", re.I
)
_SENTENCE_END = re.compile(r"[.;,:]\W{0,2}$")
_TITLE_END = re.compile(r"\b(?:jr|sr|inc|co|corp|st|u\.s|d\.c|calif)\.$", re.I)


@dataclass(frozen=True, slots=True)
class Heading:
    """Title and publisher as printed at the head of a text."""

    title: str | None = None
    publisher: str | None = None


def find_heading(text: str) -> Heading:
    """A first line "Headline - Site" whose headline comes again is both; else a first line that looks like one."""
    lines = _list_lines(text)
    if not lines or len(lines[0]) > _LONGEST:
        return Heading()
    if _CONTACT.search(head := text[: text.find(lines[0])]):
        first = _OPENING.sub("", lines[0]) or lines[0]
        title = " ".join([first, *_list_wrapped(lines)]) if _is_headline(first, text) else None
        return Heading(title, _find_office(head))
    title, publisher = _part_site(lines[0], " ".join(lines[1:]))
    title = _OPENING.sub("", title) or title
    return Heading(title if publisher or _is_headline(title, text) else None, publisher)


def _find_office(head: str) -> str | None:
    """The office of a press contact, where one line is its name."""
    lines = (line.strip() for line in head.split("\n"))
    return next((line for line in lines if _SITE.fullmatch(line) and _is_office(line)), None)


def _is_office(words: str) -> bool:
    return any(office in _fold(words) for office in load_marks().publishers)


def _list_wrapped(lines: list[str]) -> list[str]:
    """The lines on which a headline goes on that is broken: with capitals, no end of a sentence and no dateline."""
    found: list[str] = []
    for before, line in pairwise(lines[: _WRAPPED + 1]):
        words = re.findall(r"[^\W\d_]{4,}", line)
        capitals = sum(word[0].isupper() for word in words)
        if len(before) > _NARROW or len(line) > _NARROW or not words or capitals < 0.6 * len(words):
            break
        if line.startswith("(") or _SENTENCE_END.search(line) or find_dateline(line) or _is_notice(line):
            break
        found.append(line)
    return found


def find_opening(text: str) -> str:
    """How a text begins, behind what only says that it is a release, of which day, and who is to be asked."""
    return " ".join(_list_lines(text)) or " ".join(text[:_HEAD].split())


def _list_lines(text: str) -> list[str]:
    """The first lines behind menus, notices and the block of a press contact."""
    lines = [line.strip() for line in text[:_HEAD].split("\n")]
    lines = [line for line in lines if line and not _MENU.fullmatch(line)][:_HEAD_LINES]
    while lines:
        last = 0  # line to be left out
        if _CONTACT.search(lines[0]):
            last = max(
                at for at, line in enumerate(lines[:_BLOCK]) if not at or _REACHED.search(line) or _is_notice(line)
            )
        elif not _is_notice(lines[0]):
            break
        lines = lines[last + 1 :]
    return lines


def find_kind(text: str, *, publisher: str | None, url: str | None) -> DocumentKind:
    """`release` where the text or its publisher says that an office announces; else `article`."""
    marks = load_marks()
    head = [line.strip().lower() for line in text[:3000].split("\n")][:_HEAD_LINES]
    name = (publisher or "").lower().replace("’", "'")
    host = split_any(url or "").hostname or ""
    announced = (
        any(line.startswith(marks.openings) for line in head)
        or any(office in name for office in marks.publishers)
        or host.endswith(marks.hosts)
    )
    return "release" if announced else "article"


def _is_notice(line: str) -> bool:
    """A line that says no more than that this is a release, or its day."""
    return (bool(find_published(line)) and len(line.split()) <= 4) or line.lower().strip(
        " :–—-"
    ) in load_marks().openings


def _part_site(line: str, rest: str) -> tuple[str, str | None]:
    """A line "Headline - Site" in two: where the headline comes again below, or the site is an office."""
    below = _fold(rest)
    for parting in reversed(list(_PARTING.finditer(line))):
        title, site = line[: parting.start()].strip(), line[parting.end() :].strip()
        if " " in title and _SITE.fullmatch(site) and (_fold(title) in below or _is_office(site)):
            return title, site
    return line, None


def _fold(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").replace("‘", "'").split())


def _is_headline(line: str, text: str) -> bool:
    """Followed by a text; no sentence, date or notice. A short one with a stop counts when a longer line follows."""
    rest = text.partition(line)[2]
    if not rest.strip() or len(line.split()) < _FEWEST or " > " in line:
        return False
    if find_published(line) or find_dateline(line) or line.lower().startswith(load_marks().openings):
        return False
    if _SENTENCE_END.search(line) and not _TITLE_END.search(line):
        follows = rest.partition("\n")[2].partition("\n")[0]
        return len(line) <= 100 and line.endswith(".") and ". " not in line and len(follows) > len(line)
    return True
