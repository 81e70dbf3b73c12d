"""Every fact of a record is a claim, with names in place of identifiers."""

from tests.hand import make_record

from onrecord.changes.claims import Claim, find_claims
from onrecord.schema import encode_record


def find(kind: str) -> list[Claim]:
    """The claims of one kind in the record made by hand."""
    return [claim for claim in find_claims(make_record()) if claim.kind == kind]


def test_every_fact_is_a_claim() -> None:
    """None of the record is left out."""
    record = make_record()
    offenses = [offense.id for person in record.people for offense in person.offenses]
    assert [claim.id for claim in find("offense")] == offenses
    assert len(find("affiliation")) == sum(len(person.affiliations) for person in record.people)
    for kind, key in (("figure", "figures"), ("event", "events"), ("person", "people"), ("statement", "statements"),
                      ("proceeding", "proceedings"), ("omission", "omissions"), ("label", "labels"),
                      ("reference", "references")):  # fmt: skip
        assert [claim.id for claim in find(kind)] == [item.id for item in getattr(record, key)]


def test_a_claim_says_what_the_record_says() -> None:
    """Of whom, and how far the law has got; no identifier of the record stands in it."""
    first = find("offense")[0]
    assert (first.values["person"], first.values["offense"]) == ("Tomas Arvelo Quint", "rape")
    assert (first.values["disposition"], first.values["sentence"]) == ("sentenced", "12 years in prison")
    (case,) = find("proceeding")
    assert (case.values["number"], case.values["parties"]) == ("31-cr-0418", "Emil Varga")
    ids = {claim.id for claim in find_claims(make_record())}
    assert not [claim for claim in find_claims(make_record()) if ids & {str(value) for value in claim.values.values()}]


def test_claims_are_grounded() -> None:
    """Their spans are the record's."""
    record = make_record()
    for claim in find_claims(record):
        for span in claim.spans:
            assert record.document.text[span.start : span.end] == span.text
    assert encode_record(record) == encode_record(make_record())
