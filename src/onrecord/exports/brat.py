"""A record as shown -> a standoff file of brat beside its text, and the configuration that shows it there.

Offsets are code points, half-open. A mark that runs over a line is cut there, as brat wants it.
"""

import re
from collections.abc import Iterator

from onrecord.exports.annotations import LABELS, TIES, Annotation, find_annotations, find_ties
from onrecord.schema import Record, Span

__all__ = ["CONFIGURATION", "write_standoff"]

_LINE = re.compile(r"[^\s](?:[^\n\r\t\v\f\x1c-\x1f\x85\u2028\u2029]*[^\s])?")
CONFIGURATION = (
    "[entities]\n" + "".join(f"{label}\n" for label in LABELS) + "\n[relations]\n"
    "<OVERLAP> Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n"
    + "".join(f"{tie} Arg1:<ENTITY>, Arg2:<ENTITY>\n" for tie in TIES)
    + "\n[events]\n\n[attributes]\n"
)
"""annotation.conf, to stand in the same folder."""


def write_standoff(record: Record) -> str:
    """The lines of the .ann file; T is a mark, # a note with its values, R a tie."""
    numbers: dict[str, int] = {}
    lines: list[str] = []
    count = 0
    for annotation in find_annotations(record):
        for span in annotation.spans:
            count += 1
            numbers.setdefault(annotation.id, count)
            lines.append(_tell_mark(count, annotation, span))
            if numbers[annotation.id] == count:
                told = "; ".join(f"{field}={' '.join(value.split())}" for field, value in annotation.values)
                lines.append(f"#{count}\tAnnotatorNotes T{count}\t{annotation.id}: {told}")
    for number, tie in enumerate(find_ties(record), 1):
        lines.append(f"R{number}\t{tie.label} Arg1:T{numbers[tie.source]} Arg2:T{numbers[tie.target]}")
    return "".join(f"{line}\n" for line in lines)


def _tell_mark(number: int, annotation: Annotation, span: Span) -> str:
    pieces = list(_cut_lines(span))
    places = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
    return f"T{number}\t{annotation.label} {places}\t{' '.join(piece.text for piece in pieces)}"


def _cut_lines(span: Span) -> Iterator[Span]:
    """The parts of a span that stand on one line each, without the space around them."""
    for match in _LINE.finditer(span.text):
        yield Span(start=span.start + match.start(), end=span.start + match.end(), text=match.group())
