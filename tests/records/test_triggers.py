"""Which words report an occurrence, of which type, and how sure it is; the cases read aloud."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records.reader import StandardReader
from onrecord.records.reading import Reading, open_reading
from onrecord.records.triggers import find_triggers, judge_factuality, weigh_entry
from onrecord.schema import Document

CASES = [
    # expected: type, word and factuality of each trigger, then the sentence
    ("arrest arrested asserted", "Deputies arrested a baker."),
    ("arrest arrested asserted", "“You were arrested for it,” he told her."),
    ("charge charged asserted", "He charged you with arson."),
    ("arrest arrest asserted", "The arrest of a baker was announced on Monday."),
    ("charge charged asserted", "Dana Vale was charged with arson."),
    ("charge charges asserted", "Dana Vale faces charges of forgery."),
    ("charge charges asserted", "Dana Vale faces forgery charges."),
    ("charge indicted asserted", "A grand jury indicted Dana Vale."),
    ("plead pleaded asserted", "Dana Vale pleaded guilty to forgery."),
    ("convict convicted asserted", "A jury convicted Dana Vale of arson."),
    ("acquit acquitted asserted", "A jury acquitted Dana Vale."),
    ("sentence sentenced asserted", "Dana Vale was sentenced to five years in prison."),
    ("release released asserted", "Dana Vale was released on bail."),
    ("remove deported asserted", "Dana Vale was deported to Lorn."),
    ("arrest arrested asserted, charge charged asserted", "Dana Vale was arrested and charged with theft."),
]
PLANNED = [
    ("sentence sentenced planned", "Dana Vale will be sentenced in June."),
    ("sentence sentenced planned", "Dana Vale is scheduled to be sentenced on June 3."),
    ("plead plead planned", "Dana Vale is expected to plead guilty on Friday."),
    ("sentence sentencing planned", "Sentencing is set for June 3."),
]
MAYBE = [
    ("convict convicted possible", "If convicted, Dana Vale will lose the license."),
    ("convict convicted possible", "Dana Vale could be convicted of forgery."),
    ("arrest arrested possible", "Dana Vale would have been arrested at the border."),
    ("charge charged possible", "It is unclear whether Dana Vale was charged."),
]
NOT_SO = [
    ("arrest arrested negated", "Nobody was arrested."),
    ("charge charged negated", "Dana Vale has not been charged."),
    ("convict convicted negated", "Dana Vale was never convicted."),
    ("arrest arrested negated", "No one was arrested."),
    ("charge charged negated", "None of the men was charged."),
    ("convict convicted negated", "Neither woman has been convicted."),
    ("arrest arrested negated", "Deputies arrested nobody."),
]
NOTHING = [
    "The convicted man smiled.",
    "Seal Your Conviction",
    "If you were arrested and your case was dismissed, ask the clerk.",
    "Two arrested smugglers kept silent.",
    "The Arrest Records Act is forty years old.",
    "She was charged two dollars for the coffee.",
    "Her first sentence has nine words.",
    "The clinic charged patients a fee of $40.",
    "The phone was fully charged.",
    "He charged toward two officers.",
    "The weather was mild and the market was full.",
    "Anyone who is convicted loses the license.",
    "Anyone convicted of arson loses the license.",
    "People who are arrested must be told why.",
]


def read(reader: StandardReader, text: str) -> Reading:
    return open_reading(Document(id="d", text=text), beat=reader._beat, tagger=reader._tagger)


def find(reader: StandardReader, text: str) -> str:
    reading = read(reader, text)
    return ", ".join(
        f"{trigger.type} {reading.words[trigger.index].lower} {trigger.factuality}"
        for trigger in find_triggers(reading)
    )


@pytest.mark.parametrize(("expected", "text"), CASES)
def test_occurrences(reader: StandardReader, expected: str, text: str) -> None:
    """A verb or noun that reports what happened is a trigger of its type."""
    assert find(reader, text) == expected


@pytest.mark.parametrize(("expected", "text"), PLANNED)
def test_what_is_to_come(reader: StandardReader, expected: str, text: str) -> None:
    """What is scheduled or expected is planned, never asserted."""
    assert find(reader, text) == expected


@pytest.mark.parametrize(("expected", "text"), MAYBE)
def test_what_may_be(reader: StandardReader, expected: str, text: str) -> None:
    """What hangs on a condition, or would have come, is only possible."""
    assert find(reader, text) == expected


@pytest.mark.parametrize(("expected", "text"), NOT_SO)
def test_what_did_not_happen(reader: StandardReader, expected: str, text: str) -> None:
    """What the text denies is negated."""
    assert find(reader, text) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_no_occurrence(reader: StandardReader, text: str) -> None:
    """Attributes, names of laws, other senses and what holds of anyone report nothing."""
    assert find(reader, text) == ""


def test_why(reader: StandardReader) -> None:
    """What decided can be shown: the phrase that held, the one that excluded, the one that made it negated."""
    reading = read(reader, "Dana Vale was not charged, nor was she charged two dollars.")
    entry = next(entry for entry in reading.beat.triggers["charged"] if entry.event.name == "charge")
    first, second = (index for index, word in enumerate(reading.words) if word.lower == "charged")
    assert (weigh_entry(entry, reading, first).weight, weigh_entry(entry, reading, first).excluded) == (1, None)
    factuality, because = judge_factuality(entry, reading, first)
    assert factuality == "negated"
    assert because is not None
    held = weigh_entry(entry, reading, second)
    assert held.weight == 0
    assert held.excluded is not None
    assert "dollars" in held.excluded.line


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([*"nobody was not if charged arrested , . to be".split(), "Dana Vale", "\n"]), max_size=9)
)
def test_any_words(reader: StandardReader, words: list[str]) -> None:
    """Never raises; triggers ascend, one a word; the same text gives the same."""
    reading = read(reader, " ".join(words))
    found = find_triggers(reading)
    indexes = [trigger.index for trigger in found]
    assert indexes == sorted(set(indexes))
    assert all(0 <= index < len(reading.words) for index in indexes)
    assert found == find_triggers(reading)
