"""Text -> nothing, or a DocumentError that says why it is no document. Never changes the text.

Precise rather than complete: a wall that slips through is one poor record, a report refused is a document lost. So a
page is refused for its words only when it is short, speaks to its visitor, and says little else.
"""

import re

from onrecord.documents.marks import PageMarks, load_marks
from onrecord.errors import DocumentError, Reason

__all__ = ["TEXT_LIMIT", "screen_text"]

TEXT_LIMIT = 5_000_000
"""Bytes of UTF-8. A long novel has 3 MB; what is larger is an archive, to be split into its documents."""

_WALL_WORDS = 250  # the longest wall seen (Cloudflare 1020 with its footer) has 180
_BARE_WORDS = 40  # a title like "Access Denied" and a reference number, nothing else
_HEAD_LINES = 4  # a wall's title comes first, after at most the site's name and a repeated <title>
_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]"
)  # never typed; U+FFFD stands for bytes that made no sense
_CONTROL_SHARE = 0.02  # text in a wrong encoding has under 0.5 %, compressed or machine code over 15 %
_LETTER = re.compile(r"[^\W\d_]")
_QUOTED = re.compile(r"“[^”]{1,400}”|\"[^\"\n]{1,400}\"")


def screen_text(text: str) -> None:
    """Raise DocumentError where the text is empty, binary, too large, a wall, or an error or cookie page."""
    if len(text) > TEXT_LIMIT or len(text.encode("utf-8", "surrogatepass")) > TEXT_LIMIT:
        raise DocumentError(
            f"The text has more than {TEXT_LIMIT // 1_000_000} MB; split it into its documents.", reason="too large"
        )
    controls = len(_CONTROLS.findall(text[:100_000]))
    if controls > 2 + _CONTROL_SHARE * len(text[:100_000]):  # two stray marks spoil no text, however short
        raise DocumentError("This is not text but binary data.", reason="binary")
    if not _LETTER.search(text):
        raise DocumentError("There are no words in it.", reason="empty")
    _screen_words(text)


def _screen_words(text: str) -> None:
    if len(text) > 20 * _WALL_WORDS or len(text.split()) > _WALL_WORDS:
        return
    marks = load_marks()
    screens: tuple[tuple[Reason, PageMarks, str], ...] = (
        ("blocked", marks.blocked, "The site showed a wall for robots in place of the document"),
        ("no document", marks.no_document, "This is an error page or a notice, not a document"),
    )
    for reason, page, message in screens:
        found = _find_marks(text, page)
        if found:
            raise DocumentError(f"{message} ({found!r}).", reason=reason)


def _find_marks(text: str, page: PageMarks) -> str | None:
    """The first mark of a page that is no document; None where the marks do not suffice.

    Enough are two phrases, a title and a phrase, or a title with next to nothing else. What is quoted does not count.
    """
    plain = text.lower().replace("’", "'")
    said = " ".join(_QUOTED.sub(" ", plain).split())
    lines = [line.strip() for line in plain.splitlines() if line.strip()]
    titles = [line for line in lines[:_HEAD_LINES] if line.rstrip(".") in page.titles or line in page.titles]
    phrases = [phrase for phrase in page.phrases if phrase in said]
    bare = len(plain.split()) <= _BARE_WORDS
    enough = len(phrases) >= 2 or (phrases and (titles or bare)) or (titles and bare)
    return (titles + phrases)[0] if enough else None
