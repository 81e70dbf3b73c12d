"""Text -> a Reading without a model: names as the test gives them, capitalised words as proper nouns."""

import re
from functools import cache
from pathlib import Path

from onrecord.beats import Beat, load_beat
from onrecord.records.reading import Name, NameLabel, Reading
from onrecord.records.sentences import find_sentences
from onrecord.schema import Document, ReaderVersion, Record

__all__ = ["empty_record", "packaged_beat", "plain_reading"]


def plain_reading(
    beat: Beat, text: str, *, names: dict[str, NameLabel] | None = None, publisher: str | None = None
) -> Reading:
    """Every occurrence of each name is tagged; longer names first, none overlapping."""
    document = Document(id="d", text=text, publisher=publisher)
    sentences = find_sentences(text)
    tags = tuple("PROPN" if word.text[0].isupper() else "X" for sentence in sentences for word in sentence.words)
    found: list[Name] = []
    for name, label in sorted((names or {}).items(), key=lambda item: -len(item[0])):
        for match in re.finditer(re.escape(name), text):
            if all(match.end() <= other.start or other.end <= match.start() for other in found):
                found.append(Name(match.start(), match.end(), label))
    return Reading(document, beat, sentences, tags, tuple(sorted(found, key=lambda name: name.start)))


def empty_record(reading: Reading) -> Record:
    """A record to which no stage has added yet."""
    return Record(reader=ReaderVersion(name="test", version="0"), document=reading.document)


@cache
def packaged_beat() -> Beat:
    """The packaged beat, for tests that cannot take the fixture."""
    return load_beat(Path(__file__).parents[2] / "src" / "onrecord" / "data" / "beats" / "enforcement")
