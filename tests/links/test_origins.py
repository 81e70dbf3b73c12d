"""How many sources a claim has that know it apart, and why."""

import pytest
from tests.links.corpus import make_record, read_corpus, truth, words_of

from onrecord.links.echoes import find_echoes
from onrecord.links.origins import SourcedClaim, trace_claims
from onrecord.schema import Record

RECORDS = read_corpus()
ECHOES = find_echoes(RECORDS)


def _trace(documents: list[str]) -> tuple[SourcedClaim, ...]:
    return trace_claims([record for record in RECORDS if record.document.id in documents], ECHOES)


def _find(claims: tuple[SourcedClaim, ...], words: str) -> SourcedClaim:
    told = words_of(RECORDS)
    return next(claim for claim in claims if claim.kind == "count" and told(claim.sources[0].passage) == words)


@pytest.mark.parametrize("row", truth("sources"), ids=lambda row: str(row["value"]))
def test_counts_of_the_corpus_as_marked(row: dict[str, object]) -> None:
    """Copies, and what an office that has announced it is said to have told, are one source."""
    (episode,) = [each["documents"] for each in truth("episode") if set(row["documents"]) <= set(each["documents"])]  # type: ignore[call-overload]
    claims = [claim for claim in _trace(episode) if claim.kind == "count"]
    chosen = [c for c in claims if [s.passage.document for s in c.sources] == row["documents"]]
    assert row["independent"] in [claim.independent for claim in chosen]


def test_why_each_document_is_a_source_or_none() -> None:
    """Announced, repeated, attributed; altered where the copy has another number; unsourced where nobody is named."""
    raid = _trace(["dha-0312", "wire-0312", "cl-0312", "sc-0313"])
    assert [source.reason for source in _find(raid, "46").sources] == ["announced", "repeated", "attributed"]
    assert [source.reason for source in _find(raid, "64").sources] == ["altered"]
    harbor = _trace(["dha-0428", "wire-0428", "sc-0429"])
    assert [source.reason for source in _find(harbor, "1,140").sources] == ["announced", "repeated", "unsourced"]


def test_a_body_that_counts_for_itself_is_a_source() -> None:
    """The state police counted apart."""
    harbor = _trace(["dha-0428", "wire-0428", "sc-0429"])
    assert [(s.reason, s.source) for s in _find(harbor, "187").sources] == [("attributed", 0)]


def test_without_records_there_are_no_claims() -> None:
    """Nor without counts and events."""
    empty: Record = make_record("a", "Nothing is said here.", published="2031-05-01")
    assert trace_claims([empty], ()) == ()
    assert trace_claims([], ()) == ()
