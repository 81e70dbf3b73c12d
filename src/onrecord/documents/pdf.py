"""A PDF with a text layer -> its text, a page after each form feed. Never parses a PDF in its own process.

PDFium is fast and made of C++, and the file is a stranger's: it is read by a child process with bounds of time and
memory, and what kills the child is refused. The page of an offset is the number of form feeds before it, plus one.
"""

import json
import subprocess
import sys

from onrecord.errors import DocumentError

__all__ = ["page_of", "read_pdf"]

_SECONDS = 8  # releases take under 0.3 s, a report of 500 pages some 2
_WRONG = "It cannot be read as a PDF"


def page_of(text: str, offset: int) -> int:
    """The page on which this offset stands, counted from 1.

    >>> page_of("One.\\n\\fTwo.", 0), page_of("One.\\n\\fTwo.", 6)
    (1, 2)
    """
    return text.count("\f", 0, offset) + 1


def read_pdf(data: bytes) -> tuple[str, str | None]:
    """Text and title of a PDF. Raises DocumentError where it has no text layer, a password, or no end."""
    command = [sys.executable, "-m", "onrecord.documents.pdf_pages"]
    try:
        child = subprocess.run(command, input=data, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise DocumentError(f"{_WRONG} in {_SECONDS} seconds.", reason="too large") from error
    try:
        answer = json.loads(child.stdout)
    except ValueError as error:
        raise DocumentError(f"{_WRONG}: it broke the program that tried.", reason="unreadable") from error
    if "fault" in answer:
        raise DocumentError(f"{_WRONG}: {answer['fault']}.", reason="unreadable")
    text = "\n\f".join(answer["pages"])
    if not text.strip():
        raise DocumentError("The PDF has no text layer: it is a scan, to be put through OCR first.", reason="empty")
    return text, answer["title"] or None
