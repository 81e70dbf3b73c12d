"""Text is split into paragraphs, sentences and words; nothing is lost and every offset is right."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records.sentences import find_paragraphs, find_sentence_at, find_sentences, find_words

SENTENCES = [
    # one entry a text: the sentences expected, then the text
    (["He left.", "She stayed."], "He left. She stayed."),
    (["Mr. Orvane and Dr. Liss met at 3 p.m. in St. Aldor."], "Mr. Orvane and Dr. Liss met at 3 p.m. in St. Aldor."),
    (["The U.S. Attorney spoke."], "The U.S. Attorney spoke."),
    (["They met in the U.S.", "The talks failed."], "They met in the U.S. The talks failed."),
    (["“We will act.", "We will win,” said Mara Voss."], "“We will act. We will win,” said Mara Voss."),
    (["“It is over.”", "Voss left the room."], "“It is over.” Voss left the room."),
    (['"It is over."', "Voss left the room."], '"It is over." Voss left the room.'),
    (["Headline without a stop", "The text begins."], "Headline without a stop\nThe text begins."),
    (["He paid $2.5 million.", "Nobody asked."], "He paid $2.5 million. Nobody asked."),
    (["Was it late?", "No!", "It was early."], "Was it late? No! It was early."),
    (["No. 31-cr-0418 is pending."], "No. 31-cr-0418 is pending."),
    (["Ada G. Vale and J. B. Roe were there."], "Ada G. Vale and J. B. Roe were there."),
    (["It was plan B.", "The jury left."], "It was plan B. The jury left."),
    (["The officer (a sergeant.) left."], "The officer (a sergeant.) left."),
    (["• Tomas Quint, 34, of Halden", "• Ilya Dremov, 41"], "• Tomas Quint, 34, of Halden\n• Ilya Dremov, 41"),
    (["Smith Jr. was held.", "Jones Inc. paid."], "Smith Jr. was held. Jones Inc. paid."),
    ([], ""),
    ([], " \n\t "),
]


@pytest.mark.parametrize(("expected", "text"), SENTENCES)
def test_sentences(expected: list[str], text: str) -> None:
    """Abbreviations, quotations, headlines and lists end where a reader would end them."""
    assert [text[sentence.start : sentence.end] for sentence in find_sentences(text)] == expected


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("O’Brien ’s 28 - year - old son", "O’Brien’s 28-year-old son"),
        ("$ 2.5 million , 80 %", "$2.5 million, 80%"),
        ("U.S. v. Quint , No. 31 - cr - 0418", "U.S. v. Quint, No. 31-cr-0418"),
        ("the 1990s , at 3:15 p.m.", "the 1990s, at 3:15 p.m."),
        ("he didn ’t", "he didn’t"),
        ("1st and 22nd", "1st and 22nd"),
    ],
)
def test_words(expected: str, text: str) -> None:
    """A possessive, a hyphen and a currency mark stand alone; numbers and abbreviations stay whole."""
    assert " ".join(word.text for word in find_words(text)) == expected


LETTER = """March 4, 2031 Press desk: Orla Finch
Lorn County Prosecutor
Room 12, Quay House
To be printed at once: The prosecutor of Lorn County reports the end of a long trial in
the Harbor Arson Case
(LORN) – Dana Ruben Vale was found guilty and sentenced to nine years in prison for setting
two Port Halden warehouses on fire in 2029.
The court heard thirty people over five weeks, among them the night watchman of the port, who
had seen a boat leave the quay minutes before the first alarm.
A clerk of the port pleaded guilty last spring to a charge of forgery and was then sentenced
to probation.
"""


def test_the_head_of_a_letter_stays_apart_where_its_body_is_joined() -> None:
    """A line ends a paragraph where the next word would have found room on it."""
    paragraphs = [LETTER[start:end].replace("\n", " ") for start, end in find_paragraphs(LETTER)]
    assert paragraphs[:3] == LETTER.split("\n")[:3]
    assert [paragraph.split()[-1] for paragraph in paragraphs[3:]] == ["Case", "2029.", "alarm.", "probation."]


def test_text_broken_at_a_fixed_width_is_joined_into_paragraphs() -> None:
    """Lines of a PDF that break inside a sentence are one paragraph; a list mark begins another."""
    text = (
        "The district attorney of Halden County said today that a man of\n"
        "Port Halden was charged with armed robbery and with the theft of\n"
        "a motor vehicle after a search of several weeks in which three of\n"
        "the neighboring counties took part under the lead of the county’s\n"
        "sheriff and of his deputies.\n"
        "• a second charge that the office filed in the same court last week\n"
    )
    paragraphs = [text[start:end] for start, end in find_paragraphs(text)]
    assert [part.split()[0] for part in paragraphs] == ["The", "•"]


@given(st.text(alphabet=st.sampled_from("aB.?!\"“”‘’'()•- \n1,:é中…"), max_size=200) | st.text(max_size=200))
def test_nothing_is_lost(text: str) -> None:
    """Whatever the text, words stand in order where they say, cover all but white space, and fill their sentences."""
    words = [word for sentence in find_sentences(text) for word in sentence.words]
    assert all(text[word.start : word.end] == word.text for word in words)
    assert all(first.end <= second.start for first, second in pairwise(words))
    covered = "".join(word.text for word in words)
    assert covered == "".join(text.split())
    for sentence in find_sentences(text):
        assert (sentence.start, sentence.end) == (sentence.words[0].start, sentence.words[-1].end)


TEXTS = st.text(alphabet=st.sampled_from('aB.?!"“”() \n1,'), max_size=200)


@given(TEXTS, st.integers(0, 200))
def test_one_sentence_is_found_as_all_are(text: str, at: int) -> None:
    """Where a paragraph alone is split, its sentences are those of the whole text."""
    found = (sentence for sentence in find_sentences(text) if sentence.start <= at < sentence.end)
    assert find_sentence_at(text, at) == next(((each.start, each.end) for each in found), (at, at))


@given(st.text(max_size=200))
def test_first_counts_words(text: str) -> None:
    """A sentence knows how many words of the document stand before it."""
    count = 0
    for sentence in find_sentences(text):
        assert sentence.first == count
        count += len(sentence.words)
