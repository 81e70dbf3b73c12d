"""Text -> counted claims: which numbers claim something, how many at least and at most, of what."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records.figures import find_figures
from onrecord.records.reader import StandardReader
from onrecord.records.reading import Reading
from onrecord.records.times import find_times
from onrecord.schema import Document, Event, Figure, Place, ReaderVersion, Record, Statement

VERSION = ReaderVersion(name="test", version="1")
Read = Callable[..., Reading]


def _figures(reading: Reading, **found: object) -> tuple[Figure, ...]:
    record = Record(reader=VERSION, document=reading.document)
    times = find_times(reading, record)
    return find_figures(reading, Record(reader=VERSION, document=reading.document, times=times, **found))  # type: ignore[arg-type]


# Expected: words, low, high, unit, measures.
CLAIMS = [
    # People, by the verb that tells of them.
    [("more than 170", 171, None, "people", "arrest"), "Agents arrested more than 170 people on Monday."],
    [("Two", 2, 2, "people", "charge"), "Two Lorn men were charged with arson."],
    [("12", 12, 12, "people", "remove"), "The agency deported 12 illegal immigrants."],
    [("three", 3, 3, "people", "victim"), "He shot three victims."],
    [("dozens", 24, None, "people", "other"), "The gang has dozens of members."],
    [("nine", 9, 9, "people", "charge"), "The nine defendants met in a bar."],
    # Charges, by what became of them.
    [("three", 3, 3, "other", "charge"), "She is charged with three counts of arson."],
    [("eight", 8, 8, "other", "charge"), "An eight-count indictment was read."],
    [("one", 1, 1, "other", "convict"), "He was convicted of one count of arson."],
    [("two", 2, 2, "other", "plead"), "He pleaded guilty to two felony counts of arson."],
    # Arrests, cases, things, weights.
    [("503", 503, 503, "arrests", "arrest"), "The sweep led to 503 arrests."],
    [("more than 200", 201, None, "items", "other"), "They seized more than 200 pistols."],
    [("more than 60", 60, None, "other", "other"), "They seized more than 60 pounds of marijuana."],
    [("25", 25, 25, "other", "other"), "He spent 25 years in prison for it."],
    # Money.
    [("more than $8,000", 8000, None, "dollars", "other"), "They stole more than $8,000 from her."],
    [("$250,000", 250000, 250000, "dollars", "release"), "He is held on $250,000 bail."],
    [("$2.5 million", 2500000, 2500000, "dollars", "rule"), "The court ordered $2.5 million in restitution."],
    # Shares.
    [("80%", 80, 80, "percent", "other"), "The share fell by 80%."],
    [("nearly half", None, 50, "percent", "other"), "That is nearly half of the budget."],
]


@pytest.mark.parametrize("case", CLAIMS, ids=lambda case: str(case[1]))
def test_claims(case: list[object], read_plainly: Read) -> None:
    """A number that counts what the beat follows is a figure with its bounds, unit and measure."""
    expected, text = case
    found = [(one.span.text, one.low, one.high, one.unit, one.measures) for one in _figures(read_plainly(text))]
    assert found == [expected]


NO_CLAIMS = [
    # Ages, dates, times, addresses, telephone and case numbers, names with a number.
    "A 28-year-old man, aged 28, was seen.",
    "Ilse Vantongeren, 44, of Lorn, was seen.",
    "The boys are ages 13, 15 and 17.",
    "On May 5, 2025, at 3 p.m. he was seen.",
    "He lives at 2216 Royal Lane in the 1100 block of Elm Street.",
    "Call 555-0199 or (555) 555-0199.",
    "He is a member of the Nine Keys gang.",
    "Case No. 23-CR-101, Section 1201 of Title 18",
    "He is a member of MS-13 and bought an F-150.",
    "He worked there from 2004 to 2012.",
    # What a law or a judge measures out, and thresholds inside an offense's name.
    "He faces up to 20 years in prison and a fine of $10,000.",
    "She was sentenced to 12 years in prison.",
    "The charge is punishable by a maximum of 99 years.",
    "one hour later, grand theft over $950",
    # Things that nobody reports, and "one of".
    "He drove 40 miles and fired 13 shots at two windows.",
    "She wrote an 83-page opinion.",
    "He is one of the men. One defendant fled.",
    "They worked on hundreds of leads and visited several stores.",
]


@pytest.mark.parametrize("text", NO_CLAIMS)
def test_no_claims(text: str, read_plainly: Read) -> None:
    """Numbers that name, date, age or threaten claim nothing."""
    assert [one.span.text for one in _figures(read_plainly(text))] == []


def test_a_number_without_a_noun_goes_on_counting(read_plainly: Read) -> None:
    """Fifty-four were placed: of the people counted before."""
    figures = _figures(read_plainly("Agents arrested 11 people; 54 were detained and 32 were released."))
    assert [(one.low, one.unit, one.measures) for one in figures] == [
        (11, "people", "arrest"),
        (54, "people", "arrest"),
        (32, "people", "release"),
    ]


def test_a_part_is_tied_to_its_whole(read_plainly: Read) -> None:
    """Four of the seven are part of the seven, and 12 of them of the figure before."""
    four, seven, twelve = _figures(read_plainly("Four of the seven defendants fled. 12 of them were found."))
    assert (four.part_of, seven.part_of, twelve.part_of) == (seven.id, None, None)  # 12 is no part of seven
    ninety, twelve = _figures(read_plainly("They arrested 90 people. 12 of them were found."))
    assert (ninety.part_of, twelve.part_of) == (None, ninety.id)


def test_a_figure_is_tied_to_the_rest_of_the_record(read_plainly: Read) -> None:
    """Its place, its days, its event and the statement that makes the claim."""
    text = "The sheriff said agents arrested 90 people in Lorn in April 2025."
    reading = read_plainly(text)

    def span(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    (figure,) = _figures(
        reading,
        places=(Place(id="l1", name="Lorn", kind="city", mentions=(reading.span(*span("Lorn")),)),),
        events=(Event(id="e1", type="arrest", trigger=reading.span(*span("arrested"))),),
        statements=(
            Statement(
                id="s1", source=reading.span(*span("The sheriff")), speaker=None, cue=reading.span(*span("said")),
                content=(reading.span(text.index("agents"), len(text)),), mode="indirect", act="assert",
            ),
        ),
    )  # fmt: skip
    assert (figure.place, figure.event, figure.statement) == ("l1", "e1", "s1")
    assert (figure.start, figure.end, figure.measures) == ("2025-04-01", "2025-04-30", "arrest")


_PIECES = st.sampled_from(
    "more than 170 people were arrested $ 2.5 million % dozens of the ( 6 ) between 20 and 30 at least one - count "
    "nearly half 0 99999999999999999999 + plus hundreds thousands a million one in five including , . “ years served "
    "\n charged 2,000 0/0 three out every".split(" ")
)


@settings(deadline=None, max_examples=200)
@given(st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=16).map(" ".join)))
def test_any_text_is_survived(read_plainly: Read, text: str) -> None:
    """Any text gives figures that stand in it, in order, none overlapping, and the same ones again."""
    reading = read_plainly(text)
    figures = _figures(reading)
    assert figures == _figures(reading)
    ids = [figure.id for figure in figures]
    for index, figure in enumerate(figures):
        assert text[figure.span.start : figure.span.end] == figure.span.text
        assert index == 0 or figures[index - 1].span.end <= figure.span.start
        assert figure.part_of is None or (figure.part_of in ids and figure.part_of != figure.id)
        assert figure.low is None or figure.high is None or figure.low <= figure.high


def test_a_part_of_which_only_the_place_is_told(reader: StandardReader) -> None:
    """It counts what the whole does, and the whole is not of the place of its part."""
    text = "Officers arrested 212 people in the state on May 4, among them 61 in Boston."
    whole, part = reader.read(Document(id="d", text=text, published="2031-05-05")).figures
    assert (whole.low, whole.place, whole.measures) == (212, None, "arrest")
    assert (part.low, part.part_of, part.measures, part.start) == (61, whole.id, "arrest", "2031-05-04")
    assert part.place is not None
