"""Records in, court cases over documents out. Nothing is raised by linking, and a name alone links nobody."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.links.corpus import read_corpus, truth
from tests.links.matters import make_matter

from onrecord.links.echoes import find_echoes
from onrecord.links.proceedings import LinkedProceeding, link_proceedings
from onrecord.schema import Disposition, Record

CHARGE = make_matter("charge", "charged", published="2031-03-21", age=24, number="31-cr-0217")
PAIRS = {
    "the same number": (make_matter("b", "convicted", published="2031-05-08", number="31-CR-217"), True),
    "the same number, the court told once": (
        make_matter("b", "convicted", published="2031-05-08", number="31-cr-217", court="Marlow Court"),
        True,
    ),
    "no number, age and offense": (make_matter("b", "convicted", published="2031-05-08", age=24), True),
    "robbery for armed robbery": (
        make_matter("b", "convicted", published="2031-05-08", age=24, offense="robbery"),
        True,
    ),
    "a birthday between": (make_matter("b", "convicted", published="2032-03-01", age=25, number="31-cr-217"), True),
    "the name alone": (make_matter("b", "convicted", published="2031-05-08", offense="arson"), False),
    "name and offense alone": (make_matter("b", "convicted", published="2031-05-08"), False),
    "name and age alone": (make_matter("b", "convicted", published="2031-05-08", age=24, offense="arson"), False),
    "another number": (make_matter("b", "convicted", published="2031-05-08", age=24, number="31-cr-300"), False),
    "another age": (make_matter("b", "convicted", published="2031-05-08", age=61, number="31-cr-217"), False),
    "another name": (
        make_matter("b", "convicted", published="2031-05-08", age=24, number="31-cr-217", name="Jory Stamm"),
        False,
    ),
    "of the age that he has by then": (
        make_matter("b", "convicted", published="2033-05-08", age=26, offense="robbery"),
        True,
    ),
    "as old as two years before": (make_matter("b", "convicted", published="2033-05-08", age=24), True),
    "older than he can be": (make_matter("b", "convicted", published="2033-05-08", age=29, number="31-cr-217"), False),
    "five years later": (make_matter("b", "charged", published="2036-05-08", age=29), False),
}


@pytest.mark.parametrize(("record", "linked"), PAIRS.values(), ids=PAIRS)
def test_who_is_one_person_of_one_case(record: Record, *, linked: bool) -> None:
    """Namesakes and other matters of the same person stay apart."""
    assert any(len(case.documents) == 2 for case in link_proceedings([CHARGE, record])) == linked


def test_cases_with_one_number_in_two_courts_are_two() -> None:
    """Each after the first is known by its first document too."""
    one = make_matter("a", "charged", published="2031-03-21", number="31-cr-1", court="Halden County Court")
    two = make_matter("b", "charged", published="2031-03-21", number="31-cr-1", court="Marlow County Court")
    cases = link_proceedings([one, two])
    assert [case.documents for case in cases] == [("a",), ("b",)]
    assert cases[0].id == "31-cr-1"
    assert cases[1].id.startswith("31-cr-1-")


STATUSES: dict[str, tuple[list[tuple[Disposition, str]], list[Disposition]]] = {
    "a charge is no conviction": ([("charged", "2031-03-01"), ("arrested", "2031-03-02")], ["charged"]),
    "the last word of a court": ([("charged", "2031-03-01"), ("convicted", "2031-05-01")], ["convicted"]),
    "an older status told later": (
        [("charged", "2031-03-01"), ("sentenced", "2031-05-01"), ("convicted", "2031-06-01")],
        ["sentenced"],
    ),
    "a charge that fell": ([("charged", "2031-03-01"), ("dismissed", "2031-05-01")], ["dismissed"]),
    "a conviction that fell": ([("convicted", "2031-03-01"), ("dismissed", "2031-05-01")], ["dismissed"]),
    "guilt told after the charge fell": ([("dismissed", "2031-03-01"), ("convicted", "2031-05-01")], ["dismissed"]),
    "a conviction of before the charge": ([("convicted", "2031-03-01"), ("charged", "2031-05-01")], ["charged"]),
}


@pytest.mark.parametrize(("told", "expected"), STATUSES.values(), ids=STATUSES)
def test_how_far_the_law_has_got(told: list[tuple[Disposition, str]], expected: list[Disposition]) -> None:
    """What one document states of that person and offense; what was stated before the charge is another matter."""
    records = [make_matter(day, what, published=day, number="31-cr-7") for what, day in told]
    (case,) = link_proceedings(records)
    assert [status.disposition for status in case.statuses] == expected


def test_who_was_shown_an_older_status() -> None:
    """The places that state a lower one stay known."""
    records = [CHARGE, make_matter("end", "acquitted", published="2031-06-18", number="31-cr-217")]
    (case,) = link_proceedings(records)
    assert [(what, place.document) for what, place in case.statuses[0].earlier] == [("charged", "charge")]
    assert [step.type for step in case.steps] == ["charge", "acquit"]


def _find_person(record: Record, person: str) -> str | None:
    return next(item.name for item in record.people if item.id == person)


def _describe(cases: tuple[LinkedProceeding, ...], records: tuple[Record, ...]) -> dict[str, set[tuple[object, ...]]]:
    by_id = {record.document.id: record for record in records}
    found: dict[str, set[tuple[object, ...]]] = {"case": set(), "step": set(), "status": set()}
    for case in cases:
        names = [_find_person(by_id[person.mentions[0][0]], person.mentions[0][1]) for person in case.people]
        found["case"] |= {(case.number, document) for document in case.documents}
        found["step"] |= {(case.number, step.type, step.start, names[at]) for step in case.steps for at in step.people}
        found["status"] |= {(case.number, names[status.person], status.disposition) for status in case.statuses}
    return found


def test_the_corpus_as_marked_by_hand() -> None:
    """Steps with F1 of 0.95 at least; every status as marked, none raised."""
    records = read_corpus()
    found = _describe(link_proceedings(records, find_echoes(records)), records)
    numbers = {row["number"] for row in truth("case")}
    found = {kind: {row for row in rows if row[0] in numbers} for kind, rows in found.items()}
    assert found["case"] == {(row["number"], document) for row in truth("case") for document in row["documents"]}
    assert found["status"] == {(row["case"], row["person"], row["disposition"]) for row in truth("status")}
    marked = {(row["case"], row["type"], row["date"], row["person"]) for row in truth("step")}
    assert 2 * len(found["step"] & marked) / (len(found["step"]) + len(marked)) >= 0.95


DISPOSITIONS: list[Disposition] = ["arrested", "charged", "pleaded", "convicted", "sentenced", "acquitted", "dismissed"]
MATTERS: st.SearchStrategy[list[dict[str, object]]] = st.lists(
    st.builds(
        dict,
        disposition=st.sampled_from(DISPOSITIONS),
        published=st.sampled_from(["2031-03-01", "2031-04-01", "2031-05-01", "2032-05-01"]),
        name=st.sampled_from(["Adan Fell", "Jory Stamm"]),
        age=st.sampled_from([None, 24, 61]),
        number=st.sampled_from([None, "31-cr-1", "31-cr-2"]),
        offense=st.sampled_from(["arson", "robbery", "armed robbery"]),
        court=st.sampled_from([None, "Halden Court", "Marlow Court"]),
    ),
    max_size=7,
)


@settings(max_examples=150, deadline=None)
@given(MATTERS, st.randoms(use_true_random=False))
def test_nothing_is_raised_and_nobody_is_mixed_up(matters: list[dict[str, object]], random: Random) -> None:
    """A status is stated of that very person by one document; a case has one number; order does not matter."""
    records = [make_matter(f"d{at}", **matter) for at, matter in enumerate(matters)]  # type: ignore[arg-type]
    cases = link_proceedings(records)
    by_id = {record.document.id: record for record in records}
    for case in cases:
        people = [{document for document, _ in person.mentions} for person in case.people]
        for status in case.statuses:
            (stated,) = by_id[status.offense.document].people[0].offenses
            assert status.offense.document in people[status.person]
            assert (stated.disposition, stated.span.start) == (status.disposition, status.offense.start)
        for documents in people:
            assert len({by_id[document].people[0].name for document in documents}) == 1
            assert len({by_id[document].proceedings[0].number for document in documents} - {None}) <= 1
    random.shuffle(records)
    assert link_proceedings(records) == cases


def test_order_of_documents_does_not_matter_and_a_new_one_changes_only_what_it_touches() -> None:
    """Cases without the document that is taken away stay as they were."""
    records = list(read_corpus())
    echoes = find_echoes(records)
    whole = link_proceedings(records, echoes)
    for record in records[10:22]:
        rest = link_proceedings([other for other in records if other is not record], echoes)
        assert {case for case in whole if record.document.id not in case.documents} <= set(rest)
