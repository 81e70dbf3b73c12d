"""Label Studio, brat and UIMA get the same marks, and read again they are those of the record."""

import io
import json
import re
from dataclasses import replace

import cassis
import pytest
from tests.hand import make_record
from tests.links.corpus import read_corpus

from onrecord.exports.annotations import LABELS, find_annotations, find_ties
from onrecord.exports.brat import CONFIGURATION, write_standoff
from onrecord.exports.cas import TYPE_SYSTEM, write_cas
from onrecord.exports.label_studio import describe_task, encode_tasks
from onrecord.reviews.placed import KEYS, list_facts
from onrecord.schema import Document, Event, Record

Mark = tuple[str, int, int]


def _wide() -> Record:
    """Letters that take two units of UTF-16, quotation marks, a line end and what XML cannot say."""
    text = '\U0001f6a8 Corvin "Ace" Hale & <b>two men</b> arrested\nby \x0bofficers \U0001f6a8 on Monday.'
    document = Document(id="wide", text=text)
    start = text.index("arrested")
    event = Event(id="e1", type="arrest", trigger=document.span(start, start + 8))
    over = Event(id="e2", type="arrest", trigger=document.span(start, text.index("officers") + 8))
    return Record(reader=make_record().reader, document=document, events=(event, over))


RECORDS = [make_record(), _wide(), *list(read_corpus())[:12]]
IDS = [record.document.id for record in RECORDS]


def find_marks(record: Record) -> set[Mark]:
    """Kind and place of every mark."""
    return {(each.label, span.start, span.end) for each in find_annotations(record) for span in each.spans}


def test_every_fact_with_words_is_marked() -> None:
    """And ties join two that are."""
    record = make_record()
    marked = {annotation.id for annotation in find_annotations(record)}
    assert {placed.fact.id for placed in list_facts(record)} - marked == {"m3"}
    assert set(LABELS) == {*KEYS, "offense"}
    ties = {(tie.label, tie.source, tie.target) for tie in find_ties(record)}
    assert {("of", "x1", "p2"), ("speaker", "s2", "p1"), ("subject", "e2", "p9"), ("event", "f2", "e2")} <= ties
    assert {each for tie in find_ties(record) for each in (tie.source, tie.target)} <= marked


@pytest.mark.parametrize("record", RECORDS, ids=IDS)
def test_label_studio_has_the_marks(record: Record) -> None:
    """Read from its JSON; every region's words stand in the text, every relation joins two regions."""
    (task,) = json.loads(encode_tasks([describe_task(record)]))
    text, result = task["data"]["text"], task["annotations"][0]["result"]
    regions = [each for each in result if each["type"] == "labels"]
    for each in regions:
        assert text[each["value"]["start"] : each["value"]["end"]] == each["value"]["text"]
    assert {(e["value"]["labels"][0], e["value"]["start"], e["value"]["end"]) for e in regions} == find_marks(record)
    known = {each["id"] for each in regions}
    relations = [each for each in result if each["type"] == "relation"]
    assert all({each["from_id"], each["to_id"]} <= known for each in relations)
    assert len(relations) == len(list(find_ties(record)))


LINE = re.compile(
    r"(?:T\d+\t[a-z]+ \d+ \d+(?:;\d+ \d+)*\t.+|#\d+\tAnnotatorNotes T\d+\t.+|R\d+\t[a-z_]+ Arg1:T\d+ Arg2:T\d+)"
)


@pytest.mark.parametrize("record", RECORDS, ids=IDS)
def test_brat_has_the_marks(record: Record) -> None:
    """Read from its lines; a mark over two lines is in two pieces, and no piece holds a line end."""
    text, marks = record.document.text, set[Mark]()
    for line in write_standoff(record).splitlines():
        assert LINE.fullmatch(line), line
        if not line.startswith("T"):
            continue
        _, place, words = line.split("\t")
        label, places = place.split(" ", 1)
        pieces = [tuple(map(int, piece.split())) for piece in places.split(";")]
        assert " ".join(text[start:end] for start, end in pieces) == words
        marks.add((label, pieces[0][0], pieces[-1][1]))
    trimmed = {
        (label, start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()))
        for label, start, end in find_marks(record)
        if (words := text[start:end])
    }
    assert marks == trimmed
    assert all(f"\n{label}\n" in CONFIGURATION for label in LABELS)


@pytest.mark.parametrize("record", RECORDS, ids=IDS)
def test_uima_has_the_marks(record: Record) -> None:
    """Read by another program (dkpro-cassis), which knows types and counts in its own way."""
    types = cassis.load_typesystem(io.BytesIO(TYPE_SYSTEM.encode()))
    cas = cassis.load_cas_from_xmi(io.BytesIO(write_cas(record).encode()), typesystem=types)
    assert cas.sofa_string == record.document.text.replace("\x0b", "\ufffd")
    marks = {(each.kind, each.begin, each.end) for each in cas.select("webanno.custom.OnRecord")}
    assert marks == find_marks(record)
    ties = {(t.label, t.Governor.fact, t.Dependent.fact) for t in cas.select("webanno.custom.OnRecordTie")}
    assert ties == {(tie.label, tie.source, tie.target) for tie in find_ties(record)}
    assert len(cas.select("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token")) > 5


def test_what_is_written_twice_is_the_same() -> None:
    """Byte for byte."""
    assert write_cas(make_record()) == write_cas(replace(make_record()))
    assert write_standoff(make_record()) == write_standoff(replace(make_record()))
