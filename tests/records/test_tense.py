"""Whether the words around a time expression look ahead."""

from collections.abc import Callable

import pytest

from onrecord.records.reading import Reading
from onrecord.records.tense import looks_ahead

CASES = [
    (True, "He will appear in court on [Friday]."),
    (True, "The hearing is scheduled for [Friday]."),
    (True, "The judge set the sentencing for [Friday]."),
    (True, "On [Friday], the panel will decide."),
    (True, "Police said the trial will begin [Friday]."),
    (True, "The book is due to be published in [May]."),
    (True, "The program is to run through [May]."),
    (True, "Vale is next due in court on [May 14]."),
    (True, "The next court date is [May 14]."),
    (True, "She returns to court on [May 14], the clerk said."),
    (True, "Judge Vale will sentence Fell on [June 12]."),
    (False, "Man Who Fell on [June 12]"),
    (False, "He was due in court on [May 14]."),
    (False, "He was next due in court on [May 14]."),
    (False, "He failed to appear on [Friday]."),
    (False, "He was arrested on [Friday]."),
    (False, "Police said [Friday] that the trial will begin."),
    (None, "The raid on [Friday]"),
]


@pytest.mark.parametrize(("expected", "text"), CASES)
def test_looks_ahead(expected: bool | None, text: str, read_plainly: Callable[..., Reading]) -> None:
    """The nearest verb decides; without one nothing is said."""
    start, end = text.index("["), text.index("]") - 1
    reading = read_plainly(text.replace("[", "").replace("]", ""))
    words = reading.words_in(start, end)
    assert looks_ahead(reading, words.start, words.stop) is expected
