"""Keys of documents in, how many have a key and which documents have one in common out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.links.corpus import make_record

from onrecord.links.echoes import LEAST_REPRINT, WINDOW
from onrecord.links.key_index import Held, KeyIndex, Keys, decode_keys, encode_keys, make_context
from onrecord.links.keys import KINDS, LIMITS
from onrecord.links.sketches import Sketch, sketch_sentences


def _key(kind: str, number: int) -> int:
    return KINDS.index(kind) << 56 | number


def _keys(*keys: int) -> Keys:
    return decode_keys(encode_keys(keys))


NAME, PERSON, SENTENCE = _key("name", 1), _key("person", 1), _key("sentence", 1)


TOLD, OTHER = (
    sketch_sentences(make_record("d1", text, published="2031-05-01"))
    for text in (
        "The harbor office said nine crates of oil were taken from the barge on Friday night.",
        "Nobody in Ostrel has seen a winter as mild as this one since the records began.",
    )
)


def _hold(*keys: int, day: int = 1, publisher: int = 0, sketch: Sketch = TOLD) -> Held:
    return Held(_keys(*keys), day, publisher, sketch)


def _own(index: KeyIndex, *keys: int) -> set[int]:
    """Who has one of these keys, as is told when one goes that had all."""
    index.add({99: _hold(*keys)})
    return index.exchange({99}, {}).find_owners(_keys(*keys))


def _open(held: dict[int, Held]) -> KeyIndex:
    index = KeyIndex()
    index.add(held)
    return index


@given(st.sets(st.integers(0, 2**64 - 1), max_size=20))
def test_keys_are_kept_in_eight_bytes_each(keys: set[int]) -> None:
    """Sorted, and the same again."""
    assert decode_keys(encode_keys(keys)).tolist() == sorted(keys)
    assert len(encode_keys(keys)) == 8 * len(keys)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if LIMITS[kind] < 10_000])
def test_a_key_is_common_beyond_the_limit_of_its_kind(kind: str) -> None:
    """With so many documents it is not yet, with one more it is."""
    key = _key(kind, 7)
    index = _open(dict.fromkeys(range(LIMITS[kind]), _hold(key)))
    assert index.find_over(_keys(key)).tolist() == []
    index.add({LIMITS[kind]: _hold(key)})
    assert index.find_over(_keys(key)).tolist() == [key]
    index.remove({3})
    assert index.find_over(_keys(key)).tolist() == []


PRINT, PRINTS = _key("print", 1), [_key("print", at) for at in range(LEAST_REPRINT)]
NEIGHBORS: dict[str, tuple[Held, Held, bool]] = {
    "the same name": (_hold(NAME), _hold(NAME), True),
    "another name": (_hold(NAME), _hold(_key("name", 2)), False),
    "a person of that number": (_hold(NAME), _hold(PERSON), False),
    "the same matter": (_hold(_key("matter", 1)), _hold(_key("matter", 1)), True),
    "only the same day": (_hold(_key("day", 1)), _hold(_key("day", 1)), False),
    "a sentence of a menu": (_hold(SENTENCE), _hold(SENTENCE), False),
    "who tells of a body, and the body": (_hold(_key("teller", 1)), _hold(_key("told", 1)), True),
    "the body, and who tells of it": (_hold(_key("told", 1)), _hold(_key("teller", 1)), True),
    "two that tell of one body": (_hold(_key("teller", 1)), _hold(_key("teller", 1)), False),
    "words in common, soon": (_hold(PRINT), _hold(PRINT, day=WINDOW), True),
    "words in common, and no sentence": (_hold(PRINT), _hold(PRINT, sketch=OTHER), False),
    "many words in common, and no sentence": (_hold(*PRINTS), _hold(*PRINTS, sketch=OTHER, day=WINDOW + 9), False),
    "words in common, of one publisher": (_hold(PRINT, publisher=7), _hold(PRINT, publisher=7), False),
    "words in common, late": (_hold(PRINT), _hold(PRINT, day=WINDOW + 9), False),
    "many words in common, late": (_hold(*PRINTS), _hold(*PRINTS, day=WINDOW + 9), True),
    "words in common, undated": (_hold(PRINT), _hold(PRINT, day=0), False),
}


@pytest.mark.parametrize(("held", "asked", "expected"), NEIGHBORS.values(), ids=NEIGHBORS)
def test_who_could_be_linked(held: Held, asked: Held, *, expected: bool) -> None:
    """By a key in common; sentences and days are only counted, and words must be repeated of another and soon."""
    index = _open({5: held, 6: asked})
    assert (5 in index.find_neighbors({6})) == expected
    assert (6 in index.find_neighbors({5})) == expected


def test_what_too_many_have_links_nobody() -> None:
    """Though its owners are known."""
    index = _open(dict.fromkeys(range(LIMITS["name"] + 1), _hold(NAME)))
    assert index.find_neighbors({0}) == set()
    assert len(_own(index, NAME)) == LIMITS["name"] + 1


NEW, COMMON = _key("print", 900), _key("print", 901)
PARTED: dict[str, tuple[Held, Held, set[int]]] = {
    "with no other words in common": (_hold(NEW), _hold(NEW), {5, 6}),
    "with others too": (_hold(NEW, PRINT), _hold(NEW, PRINT), set()),
    "late": (_hold(NEW, PRINT), _hold(NEW, PRINT, day=WINDOW + 9), {5, 6}),
    "with other words only": (_hold(NEW, PRINT), _hold(PRINT), set()),
    "with others too that are common": (_hold(NEW, COMMON), _hold(NEW, COMMON), {5, 6}),
    "with no sentence in common": (_hold(NEW), _hold(NEW, sketch=OTHER), set()),
}


@pytest.mark.parametrize(("one", "two", "expected"), PARTED.values(), ids=PARTED)
def test_words_that_grow_common_part_those_that_have_no_others(one: Held, two: Held, expected: set[int]) -> None:
    """Everyone else that has them stays as linked as before."""
    index = _open({5: one, 6: two} | {10 + at: _hold(NEW, COMMON) for at in range(LIMITS["print"])})
    assert index.find_parted([(5, 6)], _keys(NEW)) == expected


def test_menus_are_told_from_what_is_common() -> None:
    """By their kind."""
    context = make_context(_keys(NAME, SENTENCE))
    assert (context.common, context.menus) == (frozenset([NAME]), frozenset([SENTENCE]))


SMALL = st.frozensets(st.sampled_from([_key(kind, at) for kind in ("name", "person", "sentence") for at in range(4)]))
STEPS = st.lists(st.tuples(st.integers(0, 6), SMALL, st.booleans()), max_size=20)


TABLE = st.dictionaries(st.integers(0, 9), SMALL, max_size=10)


@settings(max_examples=80, deadline=None)
@given(TABLE, TABLE, st.sets(st.integers(0, 9)))
def test_what_an_exchange_changes_is_what_was_counted_before_and_after(
    there: dict[int, frozenset[int]], came: dict[int, frozenset[int]], gone: set[int]
) -> None:
    """Of the keys that came or went; and each has the owners that it has afterwards, but where too many stay."""
    lost = (gone | came.keys()) & there.keys()
    went = set[int]().union(*(there[each] for each in lost))
    moved = _keys(*went.union(*came.values()))
    index = _open({document: _hold(*keys) for document, keys in there.items()})
    before = set(index.find_over(moved).tolist())
    exchange = index.exchange(lost, {document: _hold(*keys) for document, keys in came.items()})
    after = set(index.find_over(moved).tolist())
    assert exchange.keys.tolist() == moved.tolist()
    assert set(exchange.find_changed().tolist()) == before ^ after
    assert set(exchange.find_grown(["sentence"]).tolist()) == {
        key for key in after - before if key >> 56 == KINDS.index("sentence")
    }
    told = {key: _own(index, key) if key not in before or key in went else set() for key in moved.tolist()}
    assert {key: exchange.find_owners(_keys(key)) for key in moved.tolist()} == told


@settings(max_examples=80, deadline=None)
@given(st.lists(TABLE, max_size=6), st.sets(st.integers(0, 9)))
def test_what_is_common_is_known_as_if_it_were_counted_afresh(
    came: list[dict[int, frozenset[int]]], gone: set[int]
) -> None:
    """However many exchanges there were, and whatever they took away."""
    index, there = KeyIndex(), dict[int, frozenset[int]]()
    asked = _keys(*(_key(kind, at) for kind in ("name", "person", "sentence") for at in range(4)))
    for table in (*came, {}):
        lost = (gone | table.keys()) & there.keys()
        index.exchange(lost, {document: _hold(*keys) for document, keys in table.items()})
        there = {document: keys for document, keys in there.items() if document not in lost} | table
        afresh = _open({document: _hold(*keys) for document, keys in there.items()})
        assert index.find_over(asked).tolist() == afresh.find_over(asked).tolist()


@settings(max_examples=40, deadline=None)
@given(STEPS, SMALL)
def test_it_says_what_a_plain_table_says(steps: list[tuple[int, frozenset[int], bool]], asked: frozenset[int]) -> None:
    """Whatever came and went before."""
    index, plain = KeyIndex(), dict[int, frozenset[int]]()
    for document, keys, gone in steps:
        if document in plain:
            index.remove({document})
            del plain[document]
        if not gone:
            index.add({document: _hold(*keys)})
            plain[document] = keys
    owners = {document for document, keys in plain.items() if keys & asked}
    assert _own(index, *asked) == owners
    assert [document in index for document in range(7)] == [document in plain for document in range(7)]
    assert index.collect(plain).tolist() == sorted(set().union(*plain.values()))
    counts = {key: sum(key in keys for keys in plain.values()) for key in asked}
    over = sorted(key for key in asked if counts[key] > LIMITS[KINDS[key >> 56]])
    assert np.array_equal(index.find_over(_keys(*asked)), np.array(over, dtype=np.uint64))
