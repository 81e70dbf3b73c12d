"""What tests of the ledger share: records of invented documents, made without a model."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from onrecord.schema import Document, Event, Figure, Person, ReaderVersion, Record, Statement

MakeRecord = Callable[..., Record]


@pytest.fixture(scope="session")
def make_record() -> MakeRecord:
    """A record that says: an official said that a man was arrested, two in all."""

    def make(id: str = "d1", *, version: str = "1", text: str | None = None, retrieved: str | None = None) -> Record:  # noqa: A002
        text = text or "Sheriff Ansel Brandt said that Corvin Hale was arrested in Port Halden. Two men were held."
        document = Document(id=id, text=text, title="Corvin Hale arrested", published="2031-05-06", retrieved=retrieved)
        record = Record(reader=ReaderVersion(name="plain", version=version), document=document)
        span = document.span
        if "Corvin Hale" not in text:
            return record
        brandt, hale, arrested = text.index("Ansel"), text.index("Corvin"), text.index("arrested")
        names = (span(brandt, brandt + 12),), (span(hale, hale + 11),)
        official = Person(id="p1", kind="person", role="official", name="Ansel Brandt", mentions=names[0])
        private = Person(id="p2", kind="person", role="subject", name="Corvin Hale", mentions=names[1])
        said = Statement(
            id="s1", source=span(0, 20), speaker="p1", cue=None, content=(span(26, 71),), mode="indirect", act="assert"
        )
        event = Event(id="e1", type="arrest", trigger=span(arrested, arrested + 8), factuality="alleged")
        figure = Figure(
            id="f1", span=span(72, 75), low=2, high=2, approximate=False, unit="people", measures="detention"
        )
        return replace(record, people=(official, private), statements=(said,), events=(event,), figures=(figure,))

    return make
