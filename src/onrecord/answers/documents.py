"""A record -> a citation that stands for the whole document: its first sentence."""

from onrecord.answers.answer import Citation, cite
from onrecord.links.days import find_sentence
from onrecord.schema import Record

__all__ = ["cite_whole"]


def cite_whole(record: Record) -> Citation:
    """The first sentence of a document."""
    text = record.document.text
    start, end = find_sentence(record, len(text) - len(text.lstrip()))
    return cite(record, record.document.span(start, max(end, start + 1)))
