"""Document + Beat -> Record: the contents page of reading. Pure: no clock, no network, no random, no set order.

Each stage is one file, named after the key of the record that it fills; it sees the reading (the document with its
sentences, tags and names) and the record as the stages before it left it.
"""

from dataclasses import replace
from pathlib import Path
from typing import Protocol

from onrecord.beats import Beat, load_beat
from onrecord.records.events import find_events
from onrecord.records.explaining import Explanation, explain_fact
from onrecord.records.figures import find_figures
from onrecord.records.gazetteer import Gazetteer, load_gazetteer
from onrecord.records.labels import find_labels
from onrecord.records.offenses import attach_offenses
from onrecord.records.omissions import find_omissions
from onrecord.records.organizations import find_organizations
from onrecord.records.people import all_people, find_people, told_people
from onrecord.records.places import find_places
from onrecord.records.proceedings import find_proceedings
from onrecord.records.reading import Reading, Tagger, open_reading
from onrecord.records.references import find_references
from onrecord.records.statements import find_statements
from onrecord.records.tagger import EncoderTagger
from onrecord.records.times import find_times
from onrecord.schema import Document, Id, ReaderVersion, Record

__all__ = ["Reader", "StandardReader", "open_reader"]

RULES = "10"  # changes with every change of a rule that can change a record
_DATA = Path(__file__).parent.parent / "data"


class Reader(Protocol):
    """Document -> Record: the same text and the same version give the same bytes."""

    @property
    def version(self) -> ReaderVersion:
        """Name and version, as they stand in each record."""
        ...

    def read(self, document: Document, /) -> Record:
        """What one document states."""
        ...


class StandardReader:
    """Reads by rules over sentences, tags and names, with the vocabularies of a beat."""

    def __init__(self, *, beat: Beat, tagger: Tagger, gazetteer: Gazetteer) -> None:
        self._beat = beat
        self._tagger = tagger
        self._gazetteer = gazetteer
        self.version = ReaderVersion(
            name="standard", version=f"{RULES}+{beat.name}-{beat.version}+{tagger.version}+places-{gazetteer.version}"
        )

    def read(self, document: Document, /) -> Record:
        """What one document states."""
        return self._fill(self._open(document))

    def explain(self, document: Document, fact: Id) -> Explanation:
        """Why a fact stands in the record of a document. ReaderError where the record has no such fact."""
        reading = self._open(document)
        return explain_fact(reading, self._fill(reading), fact, gazetteer=self._gazetteer)

    def _open(self, document: Document) -> Reading:
        return open_reading(document, beat=self._beat, tagger=self._tagger)

    def _fill(self, reading: Reading) -> Record:
        """The record stage by stage; each line needs only what stands above it.

        Only people are sought in lists of other pages too, so that their names are hidden; nothing is told of them.
        """
        told = reading.told
        record = Record(reader=self.version, document=reading.document)
        record = replace(record, times=find_times(told, record))
        record = replace(record, organizations=find_organizations(told, record))
        record = replace(record, places=find_places(told, record, gazetteer=self._gazetteer))
        people = find_people(reading, record)
        record = replace(record, people=told_people(reading, people))
        record = replace(record, statements=find_statements(told, record))
        record = replace(record, events=find_events(told, record))
        record = replace(record, people=attach_offenses(told, record))
        record = replace(record, figures=find_figures(told, record))
        record = replace(record, proceedings=find_proceedings(told, record))
        record = replace(record, labels=find_labels(told, record))
        record = replace(record, references=find_references(told, record))
        record = replace(record, omissions=find_omissions(told, record))
        return replace(record, people=all_people(people, record.people))


def open_reader(beat: str = "enforcement") -> StandardReader:
    """The reader as packaged. Loads models and data: make one and keep it. Raises BeatError or ReaderError."""
    return StandardReader(
        beat=load_beat(_DATA / "beats" / beat),
        tagger=EncoderTagger(_DATA / "models" / "reader"),
        gazetteer=load_gazetteer(_DATA / "gazetteer"),
    )
