"""Of somebody else than the people of the record; the cases read aloud: the evidence begins behind the bar."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.records.plain_readings import packaged_beat, plain_reading

from onrecord.records.cast import Cast
from onrecord.records.dispositions import Finding
from onrecord.records.reading import NameLabel
from onrecord.records.strangers import find_stranger, is_of_another
from onrecord.schema import Person

SUBJECT, OTHER, COMPANY = "Dana Vale", "Orrin Dremov", "Halden Foods"
TAKEN_FOR_ONE = "Lornish National"  # by a tagger, in a headline
ANOTHERS = [
    "A company |convicted of fraud owns the house",
    "Dana Vale left when the company was |convicted of fraud",
    "The bakery |pleaded guilty to fraud",
    "The nursing home was later |convicted of fraud",
    "Dana Vale, whose husband was |convicted of forgery",
    "Dana Vale, whose former business partner |pleaded guilty to forgery",
    "The witness, who was |convicted of perjury",
    "The victim who had been |convicted of theft",
    "Orrin Dremov, the witness, was |convicted of perjury",
    "Orrin Dremov was later |convicted of perjury",
    "Dana Vale said that Orrin Dremov was |convicted of perjury",
    "Halden Foods |pleaded guilty to fraud",
    "Halden Foods was |convicted of fraud",
    "Her employer, Halden Foods, was |convicted of fraud",
]
HERS = [
    "Dana Vale was |convicted of fraud",
    "Dana Vale, who ran the company, was |convicted of fraud",
    "Dana Vale, who owned the bakery, was |convicted of fraud",
    "Dana Vale, who owned Halden Foods, was |convicted of fraud",
    "Dana Vale of Halden Foods was |convicted of fraud",
    "Lornish National |Pleads Guilty to fraud",
    "Halden Foods said that Dana Vale |pleaded guilty to fraud",
    "Dana Vale, whose brother lives in Lorn, was |convicted of fraud",
    "Dana Vale, whose sentence was read aloud, was |convicted of fraud",
    "Dana Vale, who threatened the witness, was |convicted of fraud",
]
STRANGERS = [
    ("another man, who was", "Dana Vale knew another man, who was"),
    ("her brother", "The mayor says that her brother"),
    ("A co-defendant has", "A co-defendant has"),
    ("Two other men have been", "Two other men have been"),
    ("a Lorn man was", "In an unrelated case, a Lorn man was"),
    ("Her brother received five", "Her brother received five"),
    ("a judge who was", "She worked for a judge who was"),
    ("a couple was", "She won a case in which a couple was"),
    (None, "A judge"),
    (None, "A storm was"),
    (None, "Dana Vale was"),
    (None, "The defendant was"),
]


def is_anothers(marked: str) -> bool:
    before, _, after = marked.partition("|")
    labels: dict[str, NameLabel] = {
        SUBJECT: "person",
        OTHER: "person",
        COMPANY: "organization",
        TAKEN_FOR_ONE: "organization",
    }
    reading = plain_reading(packaged_beat(), before + after, names=labels)
    spans = {
        name: [reading.span(n.start, n.end) for n in reading.names if before[n.start : n.end] == name]
        for name in labels
    }
    subject = Person(id="p1", kind="person", role="subject", name=SUBJECT, mentions=tuple(spans[SUBJECT]))
    cast = Cast((subject,), tuple(spans[OTHER]))
    finding = Finding(len(before), len(before) + len(after.rpartition(" ")[0]), "convicted", ())
    return is_of_another(reading, cast, reading.sentences[0], finding)


@pytest.mark.parametrize("text", ANOTHERS)
def test_of_another(text: str) -> None:
    """A company, a relative, a witness or somebody else who is named bears what is said of them."""
    assert is_anothers(text)


@pytest.mark.parametrize("text", HERS)
def test_of_the_subject(text: str) -> None:
    """A company or a witness that only stands beside the subject takes nothing from her."""
    assert not is_anothers(text)


@pytest.mark.parametrize(("expected", "before"), STRANGERS)
def test_strangers(expected: str | None, before: str) -> None:
    """Words at the end that bring in somebody else, and only people."""
    match = find_stranger(plain_reading(packaged_beat(), before), before + " ")
    assert (match.group().strip() if match else None) == expected


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["whose", "husband", "was", ",", SUBJECT, OTHER, COMPANY, "the witness", "who"]), max_size=12
    )
)
def test_any_words(words: list[str]) -> None:
    """Never raises; the same words give the same answer."""
    marked = " ".join(words) + " |convicted of fraud"
    assert is_anothers(marked) is is_anothers(marked)
