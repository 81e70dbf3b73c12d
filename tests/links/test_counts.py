"""Counts of one episode side by side: what is inside what, and what differs."""

from dataclasses import replace

from tests.links.corpus import make_record, read_corpus, truth, words_of

from onrecord.links.counts import CountLink, align_counts
from onrecord.schema import Figure, Place, Record


def _count(record: Record, words: str, number: str, value: int, *, place: str | None = None) -> Record:
    """The record with one more count of arrests."""
    start = record.document.text.index(words)
    figure = Figure(
        id=f"f{number}",
        span=record.document.span(start, start + len(words)),
        low=value,
        high=value,
        approximate=False,
        unit="people",
        measures="arrest",
        place=place,
    )
    return replace(record, figures=(*record.figures, figure))


def _place(record: Record) -> Record:
    state = Place(id="l1", name="Corvania", kind="state", admin1="CV", country="XX")
    city = Place(id="l2", name="Stellan", kind="city", admin1="CV", country="XX")
    return replace(record, places=(state, city))


def _tell(links: tuple[CountLink, ...], *records: Record) -> list[tuple[str, str, str]]:
    words = words_of(records)
    return [(link.kind, words(link.one), words(link.two)) for link in links]


def test_those_among_others_are_inside_them() -> None:
    """Led in by "of those", or by "among them"."""
    record = make_record("a", "Officers arrested 90 people. Of those, 12 were convicts.", published="2031-05-01")
    record = _count(_count(record, "90", "1", 90), "12", "2", 12)
    assert _tell(align_counts([record]), record) == [("within", "12", "90")]


def test_a_city_is_inside_its_state_and_is_never_added_or_opposed() -> None:
    """A count of a part neither differs from that of the whole, nor does any other of its own place."""
    record = _place(make_record("a", "There were 12 arrests in Stellan and 90 in Corvania.", published="2031-05-01"))
    record = _count(_count(record, "12", "1", 12, place="l2"), "90", "2", 90, place="l1")
    assert _tell(align_counts([record]), record) == [("within", "12", "90")]


def test_two_counts_of_one_thing_in_one_place_differ() -> None:
    """Without a place nobody knows whether both count the same."""
    one = _place(make_record("a", "There were 90 arrests in Corvania.", published="2031-05-01"))
    two = _place(make_record("b", "There were 87 arrests in Corvania.", published="2031-05-01"))
    one, two = _count(one, "90", "1", 90, place="l1"), _count(two, "87", "1", 87, place="l1")
    assert _tell(align_counts([one, two]), one, two) == [("differs", "90", "87")]
    nowhere = [replace(record, figures=tuple(replace(f, place=None) for f in record.figures)) for record in (one, two)]
    assert align_counts(nowhere) == ()


def test_what_is_found_in_the_corpus_is_as_marked() -> None:
    """The copy with one number changed differs, and nothing else is said to."""
    records = read_corpus()
    episodes = [row["documents"] for row in truth("episode")]
    found = [
        _tell(align_counts(chosen), *chosen)
        for documents in episodes
        if (chosen := [record for record in records if record.document.id in documents])
    ]
    differ = {frozenset(link[1:]) for links in found for link in links if link[0] == "differs"}
    assert differ == {frozenset(["46", "64"])}
    within = {link[1:] for links in found for link in links if link[0] == "within"}
    assert within >= {("212", "1,140")}
