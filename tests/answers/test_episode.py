"""An event side by side: what each document repeats, claims, and how many sources know it apart."""

from collections import Counter

from tests.answers.shelf import open_examples

from onrecord.answers.episode import ToldEvent, describe_episode


def describe(document: str, *, most: int = 30) -> ToldEvent:
    """The event of a document of the examples."""
    library = open_examples()
    return describe_episode(library, library.episode(document), most=most)


def test_every_sentence_is_its_own_or_repeated() -> None:
    """The wire repeats all of the release; the local paper quotes one sentence and adds seven."""
    event = describe("dha-0312")
    counted = {
        telling.citation.document: Counter(sentence.kind for sentence in telling.sentences)
        for telling in event.tellings
    }
    assert counted["dha-0312"] == {"own": 7}
    assert counted["wire-0312"] == {"copied": 3, "near": 1, "quoted": 1}
    assert (counted["sc-0313"]["own"], counted["sc-0313"]["quoted"]) == (7, 1)
    for telling in event.tellings:
        assert telling.count("own") == counted[telling.citation.document]["own"]


def test_repeated_sentences_point_to_both_ends() -> None:
    """Words here and words there, and whether the number is another."""
    event = describe("dha-0312")
    repeated = [sentence for telling in event.tellings for sentence in telling.sentences if sentence.kind != "own"]
    assert all(sentence.citation and sentence.source for sentence in repeated)
    (changed,) = (sentence for sentence in repeated if sentence.changed)
    assert changed.citation is not None
    assert changed.source is not None
    assert ("64" in changed.citation.span.text, "46" in changed.source.span.text) == (True, True)


def test_a_source_counts_once() -> None:
    """46 stands in three documents and has one source; a copy with another number is no source for it."""
    event = describe("dha-0312")
    counts = {claim.low: claim for claim in event.claims if claim.kind == "count"}
    assert (len(counts[46].told), counts[46].independent) == (3, 1)
    assert [told.reason for told in counts[46].told] == ["announced", "repeated", "attributed"]
    assert [told.reason for told in counts[64].told] == ["altered"]
    for claim in event.claims:
        for told in claim.told:
            assert event.tellings[told.column].citation.document == told.citation.document


def test_what_counts_are_to_each_other_is_told_once() -> None:
    """46 and 64 differ; nine are among the 46."""
    said = ["".join(map(str, each.says)) for each in describe("dha-0312").relations]
    assert sum("differ" in each for each in said) == 1
    assert any("is inside 46" in each for each in said)


def test_only_so_many_tellings_are_laid_side_by_side() -> None:
    """The first ones; claims are of those alone."""
    event = describe("dha-0312", most=2)
    assert len(event.tellings) == 2
    assert {told.column for claim in event.claims for told in claim.told} <= {0, 1}
