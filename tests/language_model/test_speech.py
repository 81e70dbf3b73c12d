"""Source, cue and content stand together as an attribution does, or they are none."""

import pytest
from tests.records.conftest import PlainTagger

from onrecord.beats import Beat
from onrecord.language_model.question import ProposedStatement
from onrecord.language_model.speech import anchor_speech
from onrecord.records.reading import SpeechProposal, open_reading
from onrecord.schema import Document

TEXT = (
    "The mill burned, denied Ines Falk. Jon Roe blamed an old lamp. Roe had not blamed her crew. It is said to be old."
)


@pytest.mark.parametrize(
    ("source", "cue", "content", "fate"),
    [
        ("Jon Roe", "blamed", "an old lamp", None),
        ("Ines Falk", "denied", "The mill burned", None),  # the source may stand behind
        ("Jon Roe", "blames", "an old lamp", "not in the text"),
        ("Jon Roe", "blamed", "a new lamp", "not in the text"),
        ("Roe", "blamed", "her crew", "at several places"),
        ("Roe", "blamed", "an old lamp", "not borne out by the rules"),  # half a name
        ("Jon Roe", "old", "an old lamp", "no words of saying"),
        ("Jon Roe", "lamp", "an old", "no words of saying"),
        ("It", "said", "to be old", "no words of saying"),  # nobody says it
        ("Ines Falk", "denied", "an old lamp", "not borne out by the rules"),  # of another sentence
        ("Ines Falk", "denied", "burned", "not borne out by the rules"),  # a word of it
        ("lamp", "denied", "The mill burned", "not borne out by the rules"),
    ],
)
def test_speech(beat: Beat, source: str, cue: str, content: str, fate: str | None) -> None:
    """Who, by which words, what; why it is none."""
    reading = open_reading(Document(id="d1", text=TEXT), beat=beat, tagger=PlainTagger())
    around = "Jon Roe blamed an old lamp" if "old" in content or cue == "old" else ""
    found = anchor_speech(reading, ProposedStatement(source=source, cue=cue, content=(content,), around=around))
    assert (None if isinstance(found, SpeechProposal) else found) == fate
