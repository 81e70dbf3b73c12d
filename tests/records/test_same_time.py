"""What happened together has one time; the cases read aloud: the undated word that shares it, then the sentence.

The dated word stands between asterisks, the other between underscores.
"""

import pytest

from onrecord.records.reader import StandardReader
from onrecord.records.reading import open_reading
from onrecord.records.same_time import is_verb, share_times
from onrecord.schema import Document, Span, Time

TOGETHER = [
    "Dana Vale was _arraigned_ and *released* on Monday.",
    "Dana Vale was *arrested* on Monday and _charged_.",
    "Dana Vale _pleaded_ not guilty at her *arraignment* today.",
    "Dana Vale was _arrested_ during the March *raid*.",
    "A *raid* on May 3 led to the _arrest_ of Dana Vale.",
    "Deputies *arrested* two men on Monday, _charging_ them with theft.",
    "A judge on Monday *granted* a motion to _dismiss_ the charges.",
    "A jury _acquitted_ him of theft but *convicted* him of arson on Monday.",
]
APART = [
    "Dana Vale was *arrested* in May. She was _sentenced_ later.",
    "Dana Vale was *arrested* in May; she was _sentenced_ later.",
    "Dana Vale was _released_ before deputies *arrested* her again in May.",
    "Dana Vale was *arrested* in May despite an old _conviction_.",
    "Dana Vale, who was *arrested* in May, was _convicted_.",
]


def shares(reader: StandardReader, marked: str) -> bool:
    text = marked.replace("*", "").replace("_", "")
    document = Document(id="d", text=text)
    reading = open_reading(document, beat=reader._beat, tagger=reader._tagger)
    dated, other = (reading.word_at(text.index(marked.split(mark)[1])) for mark in "*_")
    time = Time(id="t1", span=Span(start=0, end=1, text=text[0]), type="DATE", value="2025-05-03")
    found = share_times(reading, sorted([dated, other]), {dated: time})
    assert found[dated] == time
    return other in found


@pytest.mark.parametrize("text", TOGETHER)
def test_together(reader: StandardReader, text: str) -> None:
    """Joined verbs, an act and its hearing or raid, a cause and what came of it at once."""
    assert shares(reader, text)


@pytest.mark.parametrize("text", APART)
def test_apart(reader: StandardReader, text: str) -> None:
    """Another sentence or clause has its own time, which nobody guesses."""
    assert not shares(reader, text)


def test_verbs(reader: StandardReader) -> None:
    """A participle before its noun has no time of its own."""
    text = "The arrested man waited. Deputies arrested him."
    reading = open_reading(Document(id="d", text=text), beat=reader._beat, tagger=reader._tagger)
    first, second = (index for index, word in enumerate(reading.words) if word.lower == "arrested")
    assert (is_verb(reading, first), is_verb(reading, second)) == (False, True)
