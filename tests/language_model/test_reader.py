"""A model proposes over a real socket; the rules decide: nothing above what the text states, nobody else's offense."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import ROOT
from tests.language_model.conftest import Model, answer, content, drip, huge, raw, silence
from tests.records.conftest import PlainTagger

from onrecord.beats import Beat
from onrecord.errors import EndpointError
from onrecord.language_model.endpoint import Endpoint, Patience
from onrecord.language_model.reader import LanguageModelReader, open_language_model_reader
from onrecord.language_model.tally import Tally
from onrecord.records.gazetteer import Gazetteer, load_gazetteer
from onrecord.records.reader import StandardReader
from onrecord.schema import Document, Record, encode_record

QUICK = Patience(connect=1, whole=0.5, size=1_000_000)


@dataclass(frozen=True)
class Readers:
    """The same rules without and with a model, over plain tags: what the encoder learns tomorrow changes no test."""

    standard: StandardReader
    beat: Beat
    gazetteer: Gazetteer

    def ask(self, model: Model) -> LanguageModelReader:
        """A reader that asks the model of the test, and knows nothing yet."""
        endpoint = Endpoint(address=model.address, model="small", patience=QUICK)
        return LanguageModelReader(
            beat=self.beat, tagger=PlainTagger(), gazetteer=self.gazetteer, endpoint=endpoint, tally=Tally()
        )


@pytest.fixture(scope="session")
def readers(beat: Beat) -> Readers:
    """Over the packaged beat and gazetteer."""
    gazetteer = load_gazetteer(ROOT / "src" / "onrecord" / "data" / "gazetteer")
    return Readers(StandardReader(beat=beat, tagger=PlainTagger(), gazetteer=gazetteer), beat, gazetteer)


def offense(person: str, words: str, disposition: str, around: str = "") -> dict[str, str]:
    """An offense as a model proposes it."""
    return {"person": person, "offense": words, "disposition": disposition, "around": around}


def statement(source: str, cue: str, *words: str, around: str = "") -> dict[str, Any]:
    """A statement as a model proposes it."""
    return {"source": source, "cue": cue, "content": list(words), "around": around}


def told(record: Record) -> list[tuple[str, str, str]]:
    """Who is said to have which offense, and how far the law has got."""
    return [(p.name or p.mentions[0].text, o.span.text, o.disposition) for p in record.people for o in p.offenses]


Told = tuple[str, str, str]
VALE = "Dana Vale"

# The text; what the model proposes as who, what and how far; what it adds to what the rules find alone. `signal
# jamming` is an offense of no beat.
OFFENSES: list[tuple[str, list[Told], list[Told]]] = [
    # What the rules could not know, they judge when they are told of it.
    ("Dana Vale was arrested for signal jamming.",
     [(VALE, "signal jamming", "arrested")], [(VALE, "signal jamming", "arrested")]),
    ("Dana Vale faces signal jamming charges.",
     [(VALE, "signal jamming", "charged")], [(VALE, "signal jamming", "charged")]),
    ("Dana Vale was sentenced on Monday to two years in prison for signal jamming.",
     [(VALE, "signal jamming", "sentenced")], [(VALE, "signal jamming", "sentenced")]),
    ("Prosecutors accused Dana Vale, 28, of burglary and signal jamming.",
     [(VALE, "signal jamming", "charged"), (VALE, "burglary", "charged")], [(VALE, "signal jamming", "charged")]),
    ("Deputies arrested Dana Vale for signal jamming.",
     [(VALE, "signal jamming", "arrested")], [(VALE, "signal jamming", "arrested")]),
    # A conviction that the text does not state is none, whatever the model says.
    ("Dana Vale was arrested for signal jamming.",
     [(VALE, "signal jamming", "convicted")], [(VALE, "signal jamming", "arrested")]),
    ("Dana Vale faces signal jamming charges.",
     [(VALE, "signal jamming", "sentenced")], [(VALE, "signal jamming", "charged")]),
    ("Dana Vale was charged with burglary.", [(VALE, "burglary", "convicted")], []),
    ("Dana Vale was convicted or charged with theft and signal jamming.",
     [(VALE, "signal jamming", "convicted")], [(VALE, "signal jamming", "charged")]),
    ("Dana Vale pleaded not guilty to theft and signal jamming.",
     [(VALE, "signal jamming", "pleaded")], [(VALE, "signal jamming", "charged")]),
    ("Dana Vale was not charged with signal jamming.", [(VALE, "signal jamming", "convicted")], []),
    ("Dana Vale was never convicted of signal jamming.", [(VALE, "signal jamming", "convicted")], []),
    ("Dana Vale was arrested on Friday. If convicted of signal jamming, Vale faces five years in prison.",
     [(VALE, "signal jamming", "convicted")], []),
    ("Dana Vale could be sentenced to two years in prison for signal jamming.",
     [(VALE, "signal jamming", "sentenced")], []),
    ("Dana Vale gave a lecture on signal jamming.", [(VALE, "signal jamming", "suspected")], []),
    ("Dana Vale was arrested on Friday. The law against signal jamming is old.",
     [(VALE, "signal jamming", "arrested")], []),
    # The weaker word of both: what a model doubts is not stated.
    ("Dana Vale has a signal jamming conviction.",
     [(VALE, "signal jamming", "charged")], [(VALE, "signal jamming", "charged")]),
    ("Dana Vale has a signal jamming conviction.",
     [(VALE, "signal jamming", "dismissed")], [(VALE, "signal jamming", "charged")]),
    ("A jury acquitted Dana Vale of burglary.", [(VALE, "burglary", "convicted")], [(VALE, "burglary", "acquitted")]),
    ("Dana Vale was acquitted of theft and signal jamming.",
     [(VALE, "signal jamming", "convicted")], [(VALE, "signal jamming", "acquitted")]),
    # Another's offense.
    ("Jon Roe was convicted of theft. Dana Vale was arrested for signal jamming.",
     [("Jon Roe", "signal jamming", "convicted"), (VALE, "theft", "convicted")], []),
    ("Dana Vale watched on Monday as another man was convicted of theft and signal jamming.",
     [(VALE, "theft", "convicted"), (VALE, "signal jamming", "convicted")], []),
    ("Dana Vale’s brother was convicted of signal jamming.", [(VALE, "signal jamming", "convicted")], []),
    ("Judge Ines Falk convicted Jon Roe of signal jamming.", [("Ines Falk", "signal jamming", "convicted")], []),
    ("Dana Vale was charged with the murder of Jon Roe.", [("Jon Roe", "murder", "convicted")], []),
    ("Jon Roe Sr. was convicted of theft. Jon Roe Jr. was arrested for signal jamming.",
     [("Jon Roe", "signal jamming", "arrested")], []),
    # What the text does not contain, or not so.
    ("Dana Vale was arrested for jamming.", [(VALE, "signal jamming", "arrested")], []),
    ("Dana Vale was arrested for signal jamming.", [("Dana P. Vale", "signal jamming", "arrested")], []),
    ("Dana Vale was arrested for Signal Jamming.", [(VALE, "signal jamming", "arrested")], []),
    # Words that carry their own evidence, another's name or half a sentence name no offense.
    ("Dana Vale was convicted of theft and charged with signal jamming, in Halden.",
     [(VALE, "charged with signal jamming", "convicted")], []),
    ("Dana Vale was arrested for conspiracy; Vale said of Roe: convicted of signal jamming.",
     [(VALE, "convicted of signal jamming", "convicted"), (VALE, "of Roe", "convicted")], []),
    ("Dana Vale was charged with a plan to get Jon Roe convicted of signal jamming.",
     [(VALE, "convicted of signal jamming", "convicted")], []),
    ("Dana Vale was convicted of theft while Jon Roe was arrested for signal jamming.",
     [(VALE, "theft while Jon Roe was arrested for signal jamming", "convicted")], []),
    ("Dana Vale was arrested for signal jamming.", [(VALE, "Dana Vale", "convicted")], []),
    ("Dana Vale was convicted in Halden.", [(VALE, "Halden", "convicted"), (VALE, "in", "convicted")], []),
    ("Dana Vale was convicted of a violent crime.", [(VALE, "violent crime", "convicted")], []),
    # What was read stays as it was read.
    ("Dana Vale was charged with hate crime.", [(VALE, "crime", "charged")], []),
    ("Dana Vale was sentenced to a year in prison for theft.", [(VALE, "prison for theft", "charged")], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "proposed", "added"), OFFENSES, ids=[f"{t[:60]} {p[0]}" for t, p, _ in OFFENSES])
def test_offenses(model: Model, readers: Readers, text: str, proposed: list[Told], added: list[Told]) -> None:
    """Kept where the rules bear them out, with the weaker word of both; everything else is dropped."""
    document = Document(id="d1", text=text)
    model.say(answer(offenses=[offense(*fact) for fact in proposed], statements=[]))
    record, alone = readers.ask(model).read(document), readers.standard.read(document)
    assert [fact for fact in told(record) if fact not in told(alone)] == added
    assert set(told(alone)) <= set(told(record))


def test_a_person_whom_the_encoder_missed_is_read_by_the_rules(model: Model, readers: Readers) -> None:
    """Name and offense are proposed; role, disposition and mentions are the rules' own, and identifiers in order."""
    text = "In Halden, tekla oru mbeki-Sand Quorrin was charged with theft. Jon Roe was charged with arson."
    model.say(answer(offenses=[offense("Sand Quorrin", "theft", "convicted")]))
    record = readers.ask(model).read(Document(id="d1", text=text))
    assert told(record) == [("Sand Quorrin", "theft", "charged"), ("Jon Roe", "arson", "charged")]
    assert [(p.id, p.role, p.offenses[0].id) for p in record.people] == [
        ("p1", "subject", "x1"),
        ("p2", "subject", "x2"),
    ]


def test_a_name_that_bears_no_offense_leaves_no_trace(model: Model, readers: Readers) -> None:
    """A model cannot put people into a record."""
    document = Document(id="d1", text="Dana Vale was charged with theft in Upper Quorrin Flats near Old Sand Hollow.")
    proposed = [offense("Upper Quorrin Flats", "theft", "charged"), offense("Old Sand Hollow", "theft", "charged")]
    model.say(answer(offenses=proposed))
    assert readers.ask(model).read(document).people == readers.standard.read(document).people


STATEMENTS: list[tuple[str, dict[str, Any], list[tuple[str, str, str, str]]]] = [
    ("Ines Falk blamed the fire on a lamp.", statement("Ines Falk", "blamed", "the fire on a lamp"),
     [("Ines Falk", "blamed", "the fire on a lamp", "assert")]),
    ("Ines Falk denied the charge.", statement("Ines Falk", "denied", "the charge"),
     [("Ines Falk", "denied", "the charge", "deny")]),
    # The words must be the text's, and be there.
    ("Ines Falk blamed the fire on a lamp.", statement("Ines Falk", "said", "the fire on a lamp"), []),
    ("Ines Falk blamed the fire on a lamp.", statement("Ines Falk", "blamed", "the lamp"), []),
    ("Ines Falk blamed the fire on a lamp.", statement("Falk’s office", "blamed", "the fire on a lamp"), []),
    ("Ines Falk blamed the fire on a lamp.", statement("Ines Falk", "fire", "a lamp"), []),
    ("Ines Falk blamed the fire on a lamp.", statement("Ines Falk", "blamed"), []),
    # And one must have said them.
    ("Ines Falk did not say that it burned down.", statement("Ines Falk", "say", "that it burned down"), []),
    ("Ines Falk would say that it burned down.", statement("Ines Falk", "say", "that it burned down"), []),
    ("Ines Falk was told that it burned down.", statement("Ines Falk", "told", "that it burned down"), []),
    ("Ines Falk told Jon Roe that it burned down.", statement("Jon Roe", "told", "that it burned down"), []),
    ("Ines Falk left. Jon Roe blamed a lamp.", statement("Ines Falk", "blamed", "a lamp"), []),
    ("Ines Falk denied the charge. Two men were seen there.",
     statement("Ines Falk", "denied", "Two men were seen there"), []),
    ("Ines Falk denied the charge.", statement("Falk", "denied", "the charge"), []),  # half of who said it
    ("Ines Falk denied the charge.", statement("Ines Falk", "denied the", "charge"), []),  # more than words of saying
    ("Ines Falk denied the charge.", statement("Ines Falk", "denied", "charge"), []),  # not what stands beside them
    ("Ines Falk and Jon Roe denied the charge.", statement("Ines Falk", "denied", "the charge"), []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "proposed", "added"), STATEMENTS, ids=[f"{t} {p}" for t, p, _ in STATEMENTS])
def test_statements(
    model: Model,
    readers: Readers,
    text: str,
    proposed: dict[str, Any],
    added: list[tuple[str, str, str, str]],
) -> None:
    """Source, cue, content and the act, which is the cue's."""
    document = Document(id="d1", text=text)
    model.say(answer(offenses=[], statements=[proposed]))
    record, alone = readers.ask(model).read(document), readers.standard.read(document)
    new = [s for s in record.statements if s.content not in [one.content for one in alone.statements]]
    assert [(s.source.text, s.cue.text, s.content[0].text, s.act) for s in new if s.source and s.cue] == added
    assert len(record.statements) == len(alone.statements) + len(added)


def test_what_became_of_proposals_is_counted(model: Model, readers: Readers) -> None:
    """Each by its fate, and told in one sentence."""
    text = "Dana Vale was charged with theft. Dana Vale faces signal jamming charges. Jon Roe spoke of theft."
    model.say(
        answer(
            offenses=[
                offense("Dana Vale", "theft", "charged", "charged with theft"),
                offense("Dana Vale", "signal jamming", "convicted"),
                offense("Dana Vale", "theft", "charged"),
                offense("Dana Vale", "arson", "charged"),
                offense("Jon Roe", "theft", "charged", "spoke of theft"),
                offense("Jon Roe", "spoke of theft", "charged"),
                {"person": "Jon Roe"},
                "theft",
                offense("Dana Vale", "theft", "hanged"),
            ],
            statements=["theft"],
        )
    )
    reading = readers.ask(model)
    reading.read(Document(id="d1", text=text))
    assert +reading.tally.fates == {
        "known": 1, "weakened": 1, "at several places": 1, "not in the text": 1, "malformed": 4,
        "not borne out by the rules": 2,
    }  # fmt: skip
    assert reading.tally.describe() == (
        "The language model was asked about 1 documents and proposed 10 facts: 1 were known, 1 added (1 of them "
        "weakened), 8 dropped (1 at several places, 4 malformed, 2 not borne out by the rules, 1 not in the text)."
    )


def test_the_record_names_the_model_and_the_standard_reader(model: Model, readers: Readers) -> None:
    """So that what a model had a hand in can be told, and read again without it."""
    model.say(answer(offenses=[], statements=[]))
    record = readers.ask(model).read(Document(id="d1", text="Dana Vale was charged with theft."))
    assert record.reader.name == "language_model"
    assert "+small+" in record.reader.version
    assert record.reader.version.endswith(f"standard-{readers.standard.version.version}")


@pytest.mark.parametrize(
    "reply",
    [raw(b"oops"), raw(b"{}", status=500), content("prose"), content("{}", finish="length"), silence, drip, huge],
    ids=["no JSON", "500", "prose", "cut", "slow", "dripping", "huge"],
)
def test_a_document_without_an_answer_is_read_by_the_standard_reader(
    model: Model, readers: Readers, reply: Any
) -> None:
    """Under its own name, byte for byte, and the reason is told: no document is lost."""
    model.say(reply)
    document = Document(id="d1", text="Dana Vale was charged with theft.")
    reading = readers.ask(model)
    assert encode_record(reading.read(document)) == encode_record(readers.standard.read(document))
    assert "could not be used" in reading.tally.describe()


def test_three_documents_without_an_answer_end_the_run(model: Model, readers: Readers) -> None:
    """In a row: a good one between them counts anew."""
    model.say(raw(b"oops"), raw(b"oops"), answer(), raw(b"oops"))
    reading = readers.ask(model)
    documents = [Document(id=f"d{n}", text="Dana Vale was charged with theft.") for n in range(6)]
    for document in documents[:5]:
        reading.read(document)
    with pytest.raises(EndpointError, match="3 times in a row") as caught:
        reading.read(documents[5])
    assert caught.value.lasting


def test_a_text_that_is_too_long_is_not_sent(model: Model, readers: Readers) -> None:
    """It is read without the model."""
    document = Document(id="d1", text="Dana Vale was charged with theft.\n" * 1800)
    reading = readers.ask(model)
    assert reading.read(document).reader == readers.standard.version
    assert model.asked == []
    assert sum(reading.tally.unusable.values()) == 1


def test_the_question_holds_the_text_and_the_form_of_the_answer(model: Model, readers: Readers) -> None:
    """As an OpenAI-compatible endpoint takes them."""
    model.say(answer())
    readers.ask(model).read(Document(id="d1", text="Dana Vale was charged with theft."))
    asked = model.asked[0]
    assert asked["messages"][-1] == {"role": "user", "content": "Dana Vale was charged with theft."}
    assert asked["response_format"]["type"] == "json_schema"
    assert set(asked["response_format"]["json_schema"]["schema"]["properties"]) == {"offenses", "statements"}


def test_the_reader_as_packaged(model: Model) -> None:
    """With the models and data of the package."""
    model.say(answer())
    packaged = open_language_model_reader(Endpoint(address=model.address, model="small"))
    assert packaged.read(Document(id="d1", text="Dana Vale was charged with theft.")).reader == packaged.version


TEXT = (
    "Dana Vale, 28, of Port Halden was charged with theft. Jon Roe was convicted of arson in May; Vale, he said, "
    "“was never there.” A third man, Emil Sandor, was not charged. If convicted, Vale faces five years for signal "
    "jamming. Judge Ines Falk dismissed the robbery charge against Roe. Prosecutors said they would not appeal."
)
WORDS = TEXT.split()


def _stretch(at: int, length: int) -> str:
    return " ".join(WORDS[at : at + length]).strip(".,;")


STRETCH = st.builds(_stretch, st.integers(0, len(WORDS) - 1), st.integers(1, 6)) | st.text(max_size=6)
DISPOSITION = st.sampled_from(["convicted", "pleaded", "sentenced", "charged", "acquitted", "history"])
PROPOSED = st.lists(
    st.builds(offense, st.sampled_from(["Dana Vale", "Jon Roe", "Emil Sandor", "Ines Falk", "Vale", "he"]) | STRETCH,
              STRETCH, DISPOSITION, st.just(TEXT) | STRETCH), max_size=12,
)  # fmt: skip
SAID = st.lists(st.builds(statement, STRETCH, STRETCH, STRETCH), max_size=6)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(offenses=PROPOSED, statements=SAID)
def test_no_answer_states_what_the_text_does_not(
    model: Model, readers: Readers, offenses: Sequence[dict[str, str]], statements: Sequence[dict[str, Any]]
) -> None:
    """Whatever a model proposes: only Roe is convicted, of arson; every span is the text's; what was read stays."""
    model.say(answer(offenses=offenses, statements=statements))
    record = readers.ask(model).read(Document(id="d1", text=TEXT))
    proven = {fact for fact in told(record) if fact[2] in ("pleaded", "convicted", "sentenced")}
    assert proven == {("Jon Roe", "arson", "convicted")}
    assert set(told(readers.standard.read(record.document))) <= set(told(record))
    spans = [o.span for p in record.people for o in p.offenses] + [m for p in record.people for m in p.mentions]
    spans += [part for s in record.statements for part in (*s.content, s.source, s.cue) if part]
    assert all(TEXT[span.start : span.end] == span.text for span in spans)
    assert len({o.id for p in record.people for o in p.offenses}) == sum(len(p.offenses) for p in record.people)
