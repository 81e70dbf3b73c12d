"""Records in, all links out, and the ways to look them up. What holds of every kind of link is tried on every kind."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.links.corpus import read_corpus

from onrecord.links.encoding import KINDS, Link, encode_link
from onrecord.links.key_index import Held, KeyIndex, decode_keys, encode_keys
from onrecord.links.keys import find_keys, read_context
from onrecord.links.links import Links, make_links, weave_links
from onrecord.links.sketches import sketch_sentences
from onrecord.schema import Id, Record

CORPUS = {record.document.id: record for record in read_corpus()}
SOME = st.lists(st.sampled_from(sorted(CORPUS)), unique=True, min_size=12, max_size=30)


@cache
def _whole() -> Links:
    return make_links(read_corpus())


def _list(links: Links, kind: str) -> Sequence[Link]:
    """The links of one kind, in the order of their maker."""
    by_kind: dict[str, Sequence[Link]] = dict(
        zip(KINDS, (links.echoes, links.episodes, links.proceedings, links.series, links.replies), strict=True)
    )
    return by_kind[kind]


def _documents(kind: str, link: Link) -> set[Id]:
    """The documents that a link names."""
    return set(encode_link(kind, link)[1])


def test_the_corpus_has_links_of_every_kind() -> None:
    """Else what follows would say nothing."""
    assert all(_list(_whole(), kind) for kind in KINDS)


@settings(max_examples=8, deadline=None)
@given(SOME, st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(chosen: list[Id], random: Random) -> None:
    """And made again of the same documents, links of every kind are the same."""
    records = [CORPUS[document] for document in chosen]
    made = make_links(records)
    assert make_links(records) == made
    random.shuffle(records)
    for kind in KINDS:
        assert _list(make_links(records), kind) == _list(made, kind), kind


def _reach(documents: set[Id], pairs: frozenset[tuple[Id, Id]]) -> set[Id]:
    """All that was weighed against one of these, and against those, to the end."""
    reached, fresh = set(documents), set(documents)
    while fresh:
        fresh = {other for pair in pairs if fresh & {*pair} for other in pair} - reached
        reached |= fresh
    return reached


def _hold(record: Record) -> Held:
    """As though each were of a publisher of its own: that touches more, never less."""
    day = date.fromisoformat(record.document.published).toordinal() if record.document.published else 0
    return Held(decode_keys(encode_keys(find_keys(record))), day, 0, sketch_sentences(record))


def _find_touched(records: Sequence[Record], pairs: frozenset[tuple[Id, Id]]) -> set[Id]:
    """What the first of these touches: all that have a key in common with it, and what was weighed against those."""
    index = KeyIndex()
    index.add({at: _hold(record) for at, record in enumerate(records)})
    neighbors = index.find_neighbors({0})
    return _reach({records[at].document.id for at in {0, *neighbors}}, pairs)


@settings(max_examples=8, deadline=None)
@given(SOME)
def test_a_new_document_changes_only_what_it_touches(chosen: list[Id]) -> None:
    """Links of every kind that name nothing that could be linked with it are as they were without it."""
    records = [CORPUS[document] for document in chosen]
    after = weave_links(records, read_context(records))
    before = weave_links(records[1:], read_context(records[1:]))
    touched = _find_touched(records, after.pairs | before.pairs)
    for kind in KINDS:
        without, with_it = (
            [link for link in _list(links, kind) if not _documents(kind, link) & touched]
            for links in (before.links, after.links)
        )
        assert without == with_it, kind


@pytest.mark.parametrize("kind", KINDS)
def test_a_link_names_documents_that_are_there(kind: str) -> None:
    """Every link of every kind."""
    assert all(_documents(kind, link) <= CORPUS.keys() for link in _list(_whole(), kind))


def test_where_links_are_looked_up() -> None:
    """By document, and an episode and a case by their ids."""
    whole = _whole()
    episode = whole.episode_of("dha-0312")
    assert episode is not None
    assert "dha-0312" in episode.documents
    assert whole.episode_of(episode.id) == episode
    case = whole.proceeding("31-cr-217")
    assert case is not None
    assert all(case in whole.proceedings_of(document) for document in case.documents)
    echoes = whole.echoes_of(episode.documents)
    assert echoes
    assert len(set(echoes)) == len(echoes)
    assert all({echo.document, echo.source} & {*episode.documents} for echo in echoes)


def test_what_is_not_there() -> None:
    """Is None, or nothing."""
    whole = _whole()
    assert (whole.episode_of("nothing"), whole.proceeding("nothing")) == (None, None)
    assert (list(whole.proceedings_of("nothing")), list(whole.echoes_of(["nothing"]))) == ([], [])


def test_nothing_is_made_of_nothing() -> None:
    """And one document is an episode by itself."""
    none: list[Record] = []
    assert make_links(none) == Links((), (), (), (), ())
    (episode,) = make_links(read_corpus()[:1]).episodes
    assert episode.documents == (read_corpus()[0].document.id,)
