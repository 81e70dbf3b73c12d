"""A pattern holds where the words around its trigger are as it asks, and never beyond the sentence."""

import pytest
from tests.records.plain_readings import packaged_beat, plain_reading

from onrecord.patterns import parse_pattern
from onrecord.records.matching import matches


@pytest.mark.parametrize(
    ("expected", "pattern", "text"),
    [
        (True, "*taken* into custody", "She was taken into custody."),
        (False, "*taken* into custody", "She was taken home."),
        (True, "will be? *", "He will arrested"),
        (True, "if ... *convicted*", "if at the end of it convicted"),
        (False, "if ..2 *convicted*", "if at the end of it convicted"),
        (False, "if ... *convicted*", "if ; convicted"),
        (False, "*charged* !in|on", "charged in May"),
        (True, "*charged* !in|on", "charged"),
        (True, "^ *sentencing* $", "Sentencing"),
        (False, "*charges* against", "He faces charges. Against him stood nobody."),
        (True, "POSS *arrest*", "Vale’s arrest"),
        (True, "PROPN *arrest*", "Vale arrest"),
    ],
)
def test_patterns(expected: bool, pattern: str, text: str) -> None:
    """Read aloud: the pattern, then the text; the trigger is the word that the pattern marks."""
    parsed = parse_pattern(pattern)
    reading = plain_reading(packaged_beat(), text)
    at = [i for i, word in enumerate(reading.words) if not parsed.trigger or word.lower in parsed.trigger]
    assert any(matches(parsed, reading, index) for index in at) == expected
