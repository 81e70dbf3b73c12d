"""Two readings of one text become one: what was read stays, what is new has a rule and a hint, and the weaker word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language_model.confirming import confirm_offenses, is_told, loses_statements
from onrecord.language_model.proposals import OffenseHint
from onrecord.records.reading import SpeechProposal
from onrecord.schema import Disposition, Document, Offense, Person, ReaderVersion, Record, Role, Span, Statement

TEXT = "Dana Vale and Jon Roe: theft, signal jamming, arson. Falk said no."
DOCUMENT = Document(id="d1", text=TEXT)
DISPOSITIONS: tuple[Disposition, ...] = (
    "history", "suspected", "wanted", "arrested", "charged", "pleaded", "convicted", "sentenced", "acquitted",
    "dismissed",
)  # fmt: skip


def span(words: str) -> Span:
    """Where words stand."""
    start = TEXT.index(words)
    return DOCUMENT.span(start, start + len(words))


def person(name: str, *told: tuple[str, Disposition], role: Role = "subject") -> Person:
    """Somebody with offenses."""
    offenses = tuple(
        Offense(id="x0", span=span(words), disposition=how, sentence=span("no") if how == "sentenced" else None)
        for words, how in told
    )
    return Person(id=name, kind="person", role=role, name=name, mentions=(span(name),), offenses=offenses)


def record(*people: Person) -> Record:
    """What a reader made of the text."""
    return Record(reader=ReaderVersion(name="standard", version="1"), document=DOCUMENT, people=people)


def hint(name: str, words: str, how: Disposition) -> OffenseHint:
    """What a model proposes, anchored."""
    places = tuple((span(part).start, span(part).end) for part in (name, words))
    return OffenseHint(places[1], (places[0],), name, how)


def told(found: Record) -> list[tuple[str, str, str]]:
    """Who has which offense, how far."""
    return [(p.id, o.span.text, o.disposition) for p in found.people for o in p.offenses]


VALE, ROE = "Dana Vale", "Jon Roe"


@pytest.mark.parametrize(
    ("rules", "said", "becomes"),
    [
        ("charged", "convicted", "charged"),  # the rules' word, where it is the weaker
        ("convicted", "charged", "charged"),  # the model's, where that is
        ("convicted", "convicted", "convicted"),
        ("sentenced", "convicted", "convicted"),
        ("convicted", "acquitted", "charged"),  # in doubt about guilt, what both say
        ("pleaded", "dismissed", "charged"),
        ("charged", "dismissed", "charged"),
        ("acquitted", "convicted", "acquitted"),  # what clears a person stands by the rules alone
        ("dismissed", "sentenced", "dismissed"),
        ("convicted", "history", "history"),
    ],
)
def test_the_weaker_word_of_both(rules: Disposition, said: Disposition, becomes: str) -> None:
    """By the rules, by the model, together."""
    second = record(person(VALE, ("signal jamming", rules)))
    confirmed = confirm_offenses(record(person(VALE)), second, [hint(VALE, "signal jamming", said)])
    assert told(confirmed.record) == [(VALE, "signal jamming", becomes)]
    assert confirmed.fates == ("kept" if becomes == said else "weakened",)


@given(rules=st.sampled_from(DISPOSITIONS), said=st.lists(st.sampled_from(DISPOSITIONS), max_size=4))
def test_nothing_rises_above_the_rules(rules: Disposition, said: list[Disposition]) -> None:
    """Guilt needs the rules' word; a sentence's words stand with a sentence alone; without a hint there is nothing."""
    second = record(person(VALE, ("signal jamming", rules)))
    hints = [hint(VALE, "signal jamming", one) for one in said]
    offenses = [o for p in confirm_offenses(record(person(VALE)), second, hints).record.people for o in p.offenses]
    assert len(offenses) == bool(said)
    proven: tuple[Disposition, ...] = ("pleaded", "convicted", "sentenced")
    for offense in offenses:
        if offense.disposition in proven:
            assert rules in proven[proven.index(offense.disposition) :]
            assert set(said) & set(proven)
        assert (offense.sentence is not None) == (offense.disposition == "sentenced")


def test_what_was_read_stays_as_it_was() -> None:
    """Whatever the second reading makes of its words."""
    first = record(person(VALE, ("signal jamming", "convicted")), person(ROE, ("theft", "charged")))
    second = record(person(VALE, ("jamming", "charged")), person(ROE))
    confirmed = confirm_offenses(first, second, [hint(VALE, "jamming", "charged")])
    assert told(confirmed.record) == told(first)
    assert confirmed.fates == ("known",)


def test_what_no_hint_asks_for_is_not_taken() -> None:
    """A term that a model proposes for one person names no offense of another."""
    second = record(person(VALE, ("arson", "charged")), person(ROE, ("arson", "charged")))
    confirmed = confirm_offenses(record(person(VALE), person(ROE)), second, [hint(ROE, "arson", "charged")])
    assert told(confirmed.record) == [(ROE, "arson", "charged")]
    assert confirmed.names == {ROE}


def test_words_that_the_rules_now_give_to_another_leave_the_first() -> None:
    """With a person more before their eyes; to both, where they give them to both."""
    first = record(person(VALE, ("theft", "convicted")))
    asked = [hint(ROE, "theft", "convicted")]
    moved = record(person(VALE), person(ROE, ("theft", "convicted")))
    assert told(confirm_offenses(first, moved, asked).record) == [(ROE, "theft", "convicted")]
    both = record(person(VALE, ("theft", "convicted")), person(ROE, ("theft", "convicted")))
    assert told(confirm_offenses(first, both, asked).record) == [
        (VALE, "theft", "convicted"), (ROE, "theft", "convicted"),
    ]  # fmt: skip


def test_a_name_of_two_people_means_nobody() -> None:
    """And one of none neither."""
    namesake = Person(id="p9", kind="person", role="subject", name="Vale", mentions=(span("Vale"),))
    second = record(person(VALE, ("arson", "charged")), namesake)
    confirmed = confirm_offenses(record(person(VALE), namesake), second, [hint(VALE, "arson", "charged")])
    assert (told(confirmed.record), confirmed.fates) == ([], ("not borne out by the rules",))


@pytest.mark.parametrize("second", [record(), record(person(VALE, role="victim"))])
def test_where_a_subject_would_be_lost_the_first_record_stands(second: Record) -> None:
    """Nothing is taken from the second."""
    first = record(person(VALE, ("theft", "charged")))
    confirmed = confirm_offenses(first, second, [hint(VALE, "arson", "charged")])
    assert confirmed.record is first
    assert confirmed.fates == ("not borne out by the rules",)


def test_offenses_are_numbered_in_the_order_of_the_text() -> None:
    """Over all people."""
    first = record(person(VALE, ("arson", "charged")), person(ROE))
    second = record(person(VALE, ("arson", "charged")), person(ROE, ("theft", "charged")))
    found = confirm_offenses(first, second, [hint(ROE, "theft", "charged")]).record
    assert [(o.id, o.span.text) for p in found.people for o in p.offenses] == [("x2", "arson"), ("x1", "theft")]


SAID = Statement(
    id="s1", source=span("Falk"), speaker=None, cue=span("said"), content=(span("no"),), mode="indirect", act="assert"
)


def test_statements_are_told_by_their_cue_or_their_content() -> None:
    """And lost when one of them is in no way there."""
    first = Record(reader=ReaderVersion(name="a", version="1"), document=DOCUMENT, statements=(SAID,))
    cue, words, other = ((span(part).start, span(part).end) for part in ("said", "no", "theft"))
    assert is_told(first, SpeechProposal(None, cue, (other,)))
    assert is_told(first, SpeechProposal(None, other, (words,)))
    assert not is_told(first, SpeechProposal(words, other, (other,)))
    assert loses_statements(first, record())
    assert not loses_statements(record(), first)
