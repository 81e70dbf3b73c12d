"""Records in, episodes out: which documents tell of one event. To tell two for one is the worse error."""

from random import Random

from tests.links.corpus import read_corpus, truth
from tests.links.matters import make_matter

from onrecord.links.echoes import find_echoes
from onrecord.links.episodes import Episode, link_episodes
from onrecord.links.proceedings import link_proceedings
from onrecord.schema import Record


def _link(records: list[Record]) -> tuple[Episode, ...]:
    echoes = find_echoes(records)
    return link_episodes(records, echoes, link_proceedings(records, echoes))


def _find(episodes: tuple[Episode, ...], document: str) -> set[str]:
    return next(set(episode.documents) for episode in episodes if document in episode.documents)


def test_the_corpus_as_marked_by_hand() -> None:
    """B-cubed F1 of 0.95 at least, and no two events told for one."""
    episodes = _link(list(read_corpus()))
    marked = {document: set(row["documents"]) for row in truth("episode") for document in row["documents"]}
    found = {document: _find(episodes, document) & marked.keys() for document in marked}
    both = {document: len(found[document] & marked[document]) for document in marked}
    precision = sum(both[document] / len(found[document]) for document in marked) / len(marked)
    recall = sum(both[document] / len(marked[document]) for document in marked) / len(marked)
    assert precision == 1.0
    assert 2 * precision * recall / (precision + recall) >= 0.95


def test_why_documents_are_one_episode_is_said() -> None:
    """The reasons that hold it together, and the weakest score of a document in it."""
    episode = next(each for each in _link(list(read_corpus())) if "mbt-0313" in each.documents)
    assert episode.documents == ("dha-0312b", "mbt-0313")
    assert episode.score is not None
    assert episode.score >= 3
    assert "the same kind of event on the same day" in episode.reasons


def test_two_raids_on_one_day_are_two_episodes() -> None:
    """By one agency, announced on one day."""
    episodes = _link(list(read_corpus()))
    assert not _find(episodes, "dha-0312") & _find(episodes, "dha-0312b")


def test_charge_and_conviction_are_two_events_of_one_case() -> None:
    """The case joins them, and no episode does."""
    charge = make_matter("a", "charged", published="2031-05-01", age=24, number="31-cr-1")
    verdict = make_matter("b", "convicted", published="2031-05-08", age=24, number="31-cr-1")
    assert [episode.documents for episode in _link([charge, verdict])] in ([("a",), ("b",)], [("b",), ("a",)])


def test_two_sentences_of_one_day_are_two_episodes() -> None:
    """In one court, before one judge, told by one office or by two newspapers."""
    court = {"published": "2031-05-08", "court": "Halden Harbor Court"}
    for publisher in ("office", None):
        one = make_matter("a", "sentenced", name="Adan Fell", age=24, publisher=publisher, **court)
        two = make_matter("b", "sentenced", name="Jory Stamm", age=29, publisher=publisher, **court)
        assert len(_link([one, two])) == 2


def test_two_reports_of_one_sentence_are_one_episode() -> None:
    """By the person, whom the case knows in both."""
    one = make_matter("a", "sentenced", published="2031-05-08", age=24, number="31-cr-1")
    two = make_matter("b", "sentenced", published="2031-05-08", age=24, number="31-cr-1")
    assert [episode.documents for episode in _link([one, two])] == [("a", "b")]


def test_every_document_is_in_one_episode_whatever_their_order() -> None:
    """And a document alone has no score."""
    records = list(read_corpus())
    whole = _link(records)
    assert sorted(document for episode in whole for document in episode.documents) == sorted(
        record.document.id for record in records
    )
    assert all((episode.score is None) == (len(episode.documents) == 1) for episode in whole)
    Random(8317).shuffle(records)
    assert _link(records) == whole


def test_a_new_document_changes_only_the_episode_that_it_touches() -> None:
    """Every other stays as it was."""
    records = list(read_corpus())
    whole = _link(records)
    for record in records[8:14]:
        rest = _link([other for other in records if other is not record])
        assert {episode for episode in whole if record.document.id not in episode.documents} <= set(rest)
