"""Omissions in, the later documents that answer them out."""

from random import Random

from tests.links.corpus import read_corpus, truth, words_of

from onrecord.links.echoes import find_echoes
from onrecord.links.episodes import link_episodes
from onrecord.links.proceedings import link_proceedings
from onrecord.links.replies import Reply, link_replies
from onrecord.links.series import find_series
from onrecord.schema import Record


def _link(records: list[Record]) -> tuple[Reply, ...]:
    echoes = find_echoes(records)
    episodes = link_episodes(records, echoes, link_proceedings(records, echoes))
    return link_replies(records, episodes, find_series(records), echoes)


def test_the_corpus_as_marked_by_hand() -> None:
    """Precision of 0.95 at least, and recall of 0.85."""
    found = {(reply.document, reply.kind, reply.answered.document) for reply in _link(list(read_corpus()))}
    marked = {(row["document"], row["kind"], row["reply"]) for row in truth("reply")}
    assert len(found & marked) / len(found) >= 0.95
    assert len(found & marked) / len(marked) >= 0.85


def test_the_words_that_answer() -> None:
    """A name for who was unnamed, a number for how many, a charge, a comment, the series itself."""
    records = read_corpus()
    words = words_of(records)
    found = {(reply.kind, reply.document): words(reply.answered) for reply in _link(list(records))}
    assert found["identity", "hhn-0325"] == "Marek Dunn"
    assert found["charges", "mbt-0414"] == "charged"
    assert found["total", "sc-0319"] == "27"
    assert found["total", "sc-0429"] == "318"
    assert found["comment", "sc-0429"].startswith("“A van is not a cell")
    assert "published again" in found["series", "hhn-0502"]


def test_a_reply_is_later_and_order_does_not_matter() -> None:
    """And it falls with the document that gave it."""
    records = list(read_corpus())
    days = {record.document.id: str(record.document.published) for record in records}
    whole = _link(records)
    assert all(days[reply.document] < days[reply.answered.document] for reply in whole)
    Random(8317).shuffle(records)
    assert _link(records) == whole
    for reply in whole[:3]:
        rest = _link([record for record in records if record.document.id != reply.answered.document])
        assert reply not in rest
        assert {other for other in whole if other.answered.document != reply.answered.document} <= set(rest)
