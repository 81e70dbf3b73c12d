"""How far the law has got is read from evidence words in the same clause; the cases read aloud."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records.dispositions import find_findings, find_heading, find_undoing, weaker
from onrecord.records.offense_phrases import index_terms
from onrecord.records.reader import StandardReader
from onrecord.records.reading import Reading, open_reading
from onrecord.schema import Document

CASES = [
    # "and Ada Roe of murder": the verb is understood, and the murder is hers
    ([("convicted", ["theft"])], "Dana Vale was convicted of theft, and Ada Roe of murder."),
    ([("convicted", ["theft"])], "Dana Vale was convicted of theft, while Ada Roe, 31, of murder in Lorn."),
    # expected: disposition and offenses, then the sentence
    ([("charged", ["arson"])], "She was charged with arson."),
    ([("charged", ["arson", "perjury"])], "She was charged with arson and perjury."),
    ([("charged", ["burglary"])], "Burglary? No: she faces burglary charges."),
    ([("convicted", ["arson"])], "A jury found her guilty of arson."),
    ([("pleaded", ["forgery"])], "He pleaded guilty on Monday to two counts of forgery."),
    ([("charged", ["forgery"])], "He pleaded not guilty to forgery."),
    ([("acquitted", ["murder"])], "He was acquitted of murder."),
    ([("sentenced", ["robbery"])], "He got five years in prison for robbery."),
    ([("wanted", ["homicide"])], "He is wanted for homicide."),
    ([("charged", ["robbery"])], "He is wanted on robbery charges."),
    ([("arrested", ["theft"])], "He was arrested on suspicion of theft."),
    ([("history", ["theft", "assault"])], "His criminal history includes theft and assault."),
    ([("charged", ["robbery"])], "He was convicted or charged with robbery."),
    ([("dismissed", ["arson"])], "The judge dismissed arson charges against him."),
    ([], "If convicted of arson, he faces ten years."),
    ([], "Had she been convicted of arson, she would have lost the house."),
    ([], "She could have been convicted of arson."),
    ([], "He denied that he had pleaded guilty to arson."),
    ([], "It is not true that she was convicted of arson."),
    ([], "Prosecutors want her sentenced to ten years in prison for arson."),
    ([], "Prosecutors urged the judge to sentence her to five years in prison for arson."),
    ([("charged", ["arson"])], "Prosecutors asked the jury to find her guilty of arson."),
    ([("charged", ["arson"])], "She rejected a deal to plead guilty to arson."),
    ([("charged", ["arson"])], "The mayor said she should be convicted of arson."),
    ([], "A petition demands that she be sentenced to prison for arson."),
    ([], "She faces ten years in prison for arson."),
    ([], "She could spend ten years in prison for arson."),
    ([], "She is looking at ten years in prison for arson."),
    ([], "The sentencing guidelines call for ten years in prison for arson."),
    ([], "The sentence for arson is ten years in prison."),
    ([], "A conviction for arson carries ten years in prison."),
    ([], "People convicted of arson can get ten years."),
    ([("sentenced", ["arson"])], "She is serving ten years in prison for arson."),
    ([("sentenced", ["arson"])], "She got ten years in prison for arson."),
    ([("acquitted", ["arson"])], "A jury found her not guilty of arson."),
    ([], "Her lawyer said she is not guilty of arson."),
    ([], "She maintains that she is not guilty of arson."),
    ([("charged", ["arson"])], "Until she is convicted of arson, she is presumed innocent."),
    ([], "The jury was unable to find her guilty of arson."),
    ([("charged", ["arson"])], "Only a jury can find her guilty of arson."),
    ([], "Was she convicted of arson?"),
    ([], "The article wrongly stated that she was convicted of arson."),
    ([], "An earlier version of this article said that she was convicted of arson."),
    ([], "He has yet to plead guilty to arson."),
    ([("charged", ["forgery"])], "She withdrew her guilty plea to forgery."),
    ([("charged", ["forgery"])], "The judge allowed him to withdraw his guilty plea to forgery."),
    ([("charged", ["forgery"])], "The judge rejected his guilty plea to forgery."),
    ([("pleaded", ["forgery"])], "She asked to withdraw her guilty plea to forgery."),
    ([], "She was never charged with arson."),
    ([], "Anyone convicted of arson loses the licence."),
    ([], "Reporters there face harassment every day."),
    ([], "The murder shocked the town."),
]


def read(reader: StandardReader, text: str) -> Reading:
    return open_reading(Document(id="d", text=text), beat=reader._beat, tagger=reader._tagger)


def find(reader: StandardReader, text: str) -> list[tuple[str, list[str]]]:
    reading = read(reader, text)
    terms = index_terms(reading.beat, text)
    return [
        (finding.disposition, [text[phrase.start : phrase.end] for phrase in finding.phrases])
        for sentence in reading.sentences
        for finding in find_findings(reading, sentence, terms)
    ]


@pytest.mark.parametrize(("expected", "text"), CASES)
def test_findings(reader: StandardReader, expected: list[tuple[str, list[str]]], text: str) -> None:
    """Evidence governs the offenses of its clause or list; the hypothetical and the denied are none."""
    assert find(reader, text) == expected


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (True, "The court vacated his conviction."),
        (True, "The conviction was overturned."),
        (False, "He asked the court to vacate his conviction."),
        (False, "The court refused to vacate his conviction."),
        (False, "His conviction stands."),
    ],
)
def test_undoing(reader: StandardReader, *, expected: bool, text: str) -> None:
    """A conviction is undone by a court that did so, not by one that was asked to."""
    reading = read(reader, text)
    assert find_undoing(reading, reading.sentences[0]) is expected


def test_a_line_that_leads_to_a_list(reader: StandardReader) -> None:
    """The evidence stands in the line that ends with a colon."""
    reading = read(reader, "Vale is charged with:\n• Bribery")
    heading = find_heading(reading, reading.sentences[0])
    assert heading is not None
    assert heading.disposition == "charged"
    assert find_heading(reading, reading.sentences[1]) is None


def test_weaker() -> None:
    """An alternative counts as its weaker branch."""
    assert weaker("convicted", "charged") == "charged"
    assert weaker("arrested", "convicted") == "arrested"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([text for _, text in CASES] + ["\n", "“", ":", "(", " or ", "not "]), max_size=8))
def test_any_text(reader: StandardReader, pieces: list[str]) -> None:
    """Never raises; every phrase stands inside the text; the same text gives the same findings."""
    text = " ".join(pieces)
    assert find(reader, text) == find(reader, text)
