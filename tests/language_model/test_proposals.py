"""Which words can be hints: those that stand in the text, and could name what they are said to name."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.records.conftest import PlainTagger

from onrecord.beats import Beat
from onrecord.language_model.proposals import OffenseHint, anchor_offense, find_new_names
from onrecord.language_model.question import ProposedOffense, ProposedStatement
from onrecord.language_model.speech import anchor_speech
from onrecord.records.reader import StandardReader
from onrecord.records.reading import Reading, SpeechProposal, open_reading
from onrecord.schema import Document, Person, ReaderVersion, Record

TEXT = (
    "Dana Vale was convicted of theft, while Jon Roe, 30, stood by. Vale faces signal jamming charges, and a count of "
    "Grand Theft Auto – once. “No comment,” said Ines Falk of U.S. Steel."
)


def open_text(beat: Beat, text: str = TEXT) -> tuple[Reading, Record]:
    """A text under plain tags, and a record that knows Dana Vale alone."""
    document = Document(id="d1", text=text)
    reading = open_reading(document, beat=beat, tagger=PlainTagger())
    people = (Person(id="p1", kind="person", role="subject", name="Dana Vale", mentions=(document.span(0, 9),)),)
    return reading, Record(reader=ReaderVersion(name="a", version="1"), document=document, people=people)


@pytest.mark.parametrize(
    ("words", "fate"),
    [
        ("theft", None),
        ("signal jamming", None),
        ("Grand Theft Auto", None),  # capitals, but an offense of the beat is in it
        ("arson", "not in the text"),
        ("Theft", "no words for an offense"),  # a noun cut off from its phrase
        ("convicted of theft", "no words for an offense"),  # carries its own evidence
        ("theft, while Jon Roe", "no words for an offense"),  # more than one clause
        ("jamming charges, and a count", "no words for an offense"),
        ("Jon Roe", "no words for an offense"),
        ("Dana Vale", "no words for an offense"),
        ("30", "no words for an offense"),
        ("Ines Falk", "no words for an offense"),  # capitals that name no offense
        ("Auto – once", "no words for an offense"),
        (".", "at several places"),
    ],
)
def test_words_for_an_offense(beat: Beat, words: str, fate: str | None) -> None:
    """A few words of one clause, with no person, no time and no evidence of the law in them."""
    found = anchor_offense(
        *open_text(beat), ProposedOffense(person="Dana Vale", offense=words, disposition="charged", around="")
    )
    assert (None if isinstance(found, OffenseHint) else found) == fate


def test_only_names_that_nobody_bears_are_new(beat: Beat) -> None:
    """Full names, as names are printed, at every place."""
    reading, record = open_text(beat)
    names = ("Dana Vale", "Jon Roe", "Vale", "stood by", "Ines Falk")
    hints = [OffenseHint((0, 1), ((TEXT.index(n), TEXT.index(n) + len(n)),), n, "charged") for n in names]
    assert sorted(find_new_names(reading, record, hints)) == ["Ines Falk", "Jon Roe"]


STRETCH = st.tuples(st.integers(0, len(TEXT)), st.integers(1, 40)).map(lambda at: TEXT[at[0] : at[0] + at[1]])
WORDS = STRETCH | st.text(max_size=5)


@given(source=WORDS, cue=WORDS, content=st.lists(WORDS, max_size=3), around=WORDS)
def test_no_proposal_is_too_strange(beat: Beat, source: str, cue: str, content: list[str], around: str) -> None:
    """A hint stands in the text and its parts apart; anything else is dropped with its reason."""
    reading, record = open_text(beat)
    speech = anchor_speech(reading, ProposedStatement(source=source, cue=cue, content=tuple(content), around=around))
    if isinstance(speech, SpeechProposal):
        parts = sorted([speech.cue, *speech.contents, *([speech.source] if speech.source else [])])
        assert {TEXT[slice(*part)] for part in parts} == {words.strip() for words in (source, cue, *content)}
        assert all(one[1] <= other[0] for one, other in pairwise(parts))
    offense = anchor_offense(
        reading, record, ProposedOffense(person=source, offense=cue, disposition="convicted", around=around)
    )
    if isinstance(offense, OffenseHint):
        assert TEXT[slice(*offense.term)] == cue.strip()
        assert all(TEXT[slice(*place)] == source.strip() for place in offense.person)


def test_texts_of_any_kind_are_survived(beat: Beat, reader: StandardReader) -> None:
    """Empty of sentences, of words, or of anything that could be said."""
    for text in ("U.S.", "…", "\n\n", "said", "a" * 5000, "\U0001f600 said \U0001f600"):
        reading, _ = open_text(beat, text + " " * 10)
        record = Record(reader=reader.version, document=reading.document)
        for words in (".", "said", "\U0001f600", "a", "U.S."):
            told = ProposedStatement(source=words, cue=words, content=(words,), around=text)
            assert not isinstance(anchor_speech(reading, told), SpeechProposal)
            offense = ProposedOffense(person=words, offense=words, disposition="charged", around=text)
            assert not isinstance(anchor_offense(reading, record, offense), OffenseHint)
