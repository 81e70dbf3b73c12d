"""What people reviewed is written as gold: each string stands in the text at the place that is named."""

import json

import pytest
from tests.hand import make_record
from tests.links.corpus import read_corpus

from onrecord.exports.gold import describe_gold, encode_gold, find_nth
from onrecord.schema import Record, Span

KEYS = {"quotes": "quote", "subjects": "mention", "events": "trigger", "figures": "text", "omissions": "text"}
RECORDS = [make_record(), *read_corpus()]


def locate(text: str, words: str, nth: int) -> Span:
    """The nth place, as the guidelines count."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Span(start=start, end=start + len(words), text=words)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.document.id)
def test_every_string_leads_back_to_its_words(record: Record) -> None:
    """Read again, the places are those of the record."""
    gold = json.loads(encode_gold(record))
    text = gold["text"]
    found = {key: [locate(text, each[name], each["nth"]) for each in gold[key]] for key, name in KEYS.items()}
    assert found["events"] == [event.trigger for event in record.events]
    assert found["figures"] == [figure.span for figure in record.figures]
    assert found["omissions"] == [each.span for each in record.omissions if each.stated and each.span]
    subjects = [person for person in record.people if person.role == "subject" and person.mentions]
    assert found["subjects"] == [person.mentions[0] for person in subjects]
    for person, entry in zip(subjects, gold["subjects"], strict=True):
        offenses = [locate(text, each["offense"], each["nth"]) for each in entry["history"]]
        assert offenses == [offense.span for offense in person.offenses]
        assert [each["disposition"] for each in entry["history"]] == [o.disposition for o in person.offenses]
    for quote in found["quotes"]:
        assert not set(quote.text) & set("“”")


def test_a_quote_has_its_speaker_and_no_marks() -> None:
    """One entry a pair of marks."""
    quotes = describe_gold(make_record())["quotes"]
    assert [quote["quote"] for quote in quotes] == [
        "Nobody wants violent offenders walking free,",
        "Our officers will keep going.",
    ]
    assert {quote["speaker"] for quote in quotes} == {"Maren Holloway"}


def test_places_are_counted_as_they_overlap() -> None:
    """Like the scorer does."""
    assert find_nth("aaa", Span(start=1, end=3, text="aa")) == 2
