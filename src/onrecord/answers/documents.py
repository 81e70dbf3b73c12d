"""A record -> a citation that stands for the whole document: its first sentence."""

from onrecord.answers.answer import Citation, cite
from onrecord.records.sentences import find_sentence_at
from onrecord.schema import Record

__all__ = ["cite_whole"]


def cite_whole(record: Record) -> Citation:
    """The first sentence of a document."""
    text = record.document.text
    start, end = find_sentence_at(text, len(text) - len(text.lstrip()))
    return cite(record, record.document.span(start, max(end, start + 1)))
