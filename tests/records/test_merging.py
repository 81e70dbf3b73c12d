"""Rules keep the quotations, the encoder gives the bounds and what is told without marks."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from onrecord.records.attributions import Attribution
from onrecord.records.merging import merge_attributions
from onrecord.records.quotations import find_quotations
from onrecord.records.reading import Reading, SpeechProposal
from onrecord.schema import Act

Told = tuple[str | None, str | None, tuple[str, ...], Act]


def _place(text: str, words: str | None) -> tuple[int, int] | None:
    if words is None:
        return None
    start = text.index(words)
    return start, start + len(words)


def _merge(reading: Reading, ruled: list[Told], proposed: list[Told]) -> list[Told]:
    text = reading.document.text
    attributions = [
        Attribution(_place(text, source), _place(text, cue), tuple(_place(text, one) or (0, 0) for one in content), act)
        for source, cue, content, act in ruled
    ]
    speech = tuple(
        SpeechProposal(
            _place(text, source), _place(text, cue) or (0, 0), tuple(_place(text, c) or (0, 0) for c in said)
        )
        for source, cue, said, _ in proposed
    )
    merged = merge_attributions(replace(reading, speech=speech), attributions, find_quotations(text))

    def show(span: tuple[int, int] | None) -> str | None:
        return text[span[0] : span[1]] if span else None

    return [(show(o.source), show(o.cue), tuple(show(c) or "" for c in o.content), o.act) for o in merged]


QUOTED = "Dana Vale said today, “We act.” Nobody denied it, she added."
CASES = [
    # expected; by rules; by the encoder
    ([("Dana Vale", "said", ("“We act.”",), "assert")], [("Dana Vale", "said", ("“We act.”",), "assert")], []),
    (  # the same quotation: the encoder's bounds, the rules' act
        [("Dana Vale", "said today", ("“We act.”",), "promise")],
        [("Dana Vale", "said", ("“We act.”",), "promise")],
        [("Dana Vale", "said today", ("“We act.”",), "assert")],
    ),
    (  # a source that only the rules have is kept
        [("Dana Vale", "said today", ("“We act.”",), "assert")],
        [("Dana Vale", "said", ("“We act.”",), "assert")],
        [(None, "said today", ("“We act.”",), "assert")],
    ),
    (  # what is told without marks is the encoder's: the rules' version goes, the encoder's stays
        [("she", "added", ("Nobody denied it",), "assert")],
        [("Dana Vale", "denied", ("it",), "deny")],
        [("she", "added", ("Nobody denied it",), "assert")],
    ),
]


MARKED = "“Morning Ledger” told it. Vale said that “three men” of the county were there, and “they ran away”."
OWN = [
    # expected; by rules; by the encoder
    ([], [(None, None, ("“Morning Ledger”",), "assert")], []),  # a title
    (  # a word or two inside what somebody says
        [("Vale", "said", ("that “three men” of the county were there",), "assert")],
        [("Vale", "said", ("“three men”",), "assert"), (None, None, ("“three men”",), "assert")],
        [("Vale", "said", ("that “three men” of the county were there",), "assert")],
    ),
    ([(None, None, ("“they ran away”",), "assert")], [(None, None, ("“they ran away”",), "assert")], []),
]


@pytest.mark.parametrize(("expected", "ruled", "proposed"), OWN)
def test_a_title_and_a_word_in_marks_are_no_statement(
    read_plainly: Callable[..., Reading], expected: list[Told], ruled: list[Told], proposed: list[Told]
) -> None:
    """Where the encoder says nothing at all, the rules alone are taken as they are."""
    elsewhere: Told = ("Morning Ledger", "told", ("it",), "assert")
    told = _merge(read_plainly(MARKED), ruled, [*proposed, elsewhere])
    assert [one for one in told if one != elsewhere] == expected


@pytest.mark.parametrize(("expected", "ruled", "proposed"), CASES)
def test_each_finder_gives_what_it_is_better_at(
    read_plainly: Callable[..., Reading], expected: list[Told], ruled: list[Told], proposed: list[Told]
) -> None:
    assert _merge(read_plainly(QUOTED), ruled, proposed) == expected


def test_a_quotation_that_the_rules_give_to_another_statement_stays_there(read_plainly: Callable[..., Reading]) -> None:
    reading = read_plainly("Dana Vale said, “We act.”\n“And on.”")
    ruled: list[Told] = [("Dana Vale", "said", ("“We act.”",), "assert"), ("Dana Vale", None, ("“And on.”",), "assert")]
    assert _merge(reading, ruled, [("Dana Vale", "said", ("“We act.”", "“And on.”"), "assert")]) == ruled


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Ada Quill was charged with theft.", "charged", "theft"),
        ("Ada Quill pleaded guilty to theft.", "pleaded guilty", "theft"),
        ("Ada Quill pleaded guilty to a theft that shook Orvane.", "pleaded guilty", "a theft that shook Orvane"),
        ("Ada Quill did not say why.", "did not say", "why"),
    ],
)
def test_a_step_of_the_law_or_what_was_not_said_is_no_statement(
    read_plainly: Callable[..., Reading], text: str, cue: str, content: str
) -> None:
    assert _merge(read_plainly(text), [], [("Ada Quill", cue, (content,), "assert")]) == []


def test_what_nobody_says_by_no_verb_of_speech_is_no_statement(read_plainly: Callable[..., Reading]) -> None:
    assert _merge(read_plainly("The day is kept in May."), [], [(None, "is kept", ("May",), "assert")]) == []
