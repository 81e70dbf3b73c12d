"""The measure of clusters is that of the paper; those of pairs count what was marked, and what was not marked."""

import csv
import re
from pathlib import Path

import pytest
from benchmarks.links import real
from benchmarks.links.measure import score_bcubed
from benchmarks.links.real import Copy, FollowUp, score_copies, score_follow_ups
from tests.links.corpus import make_record
from tests.links.matters import make_matter
from tests.plain_reader import PlainReader

from onrecord.links.links import make_links


def test_the_example_of_bagga_and_baldwin() -> None:
    """Twelve items in three clusters; of the response that joins the last two the paper gives a precision of 0.76."""
    clusters = [set("12345"), set("67"), set("89ABC")]
    marked = {item: cluster for cluster in clusters for item in cluster}
    joined = clusters[1] | clusters[2]
    precision, recall, both = score_bcubed(
        {item: marked[item] if item in "12345" else joined for item in marked}, marked
    )
    assert precision == pytest.approx(0.762, abs=0.001)
    assert recall == 1.0
    assert both == pytest.approx(2 * 0.762 / 1.762, abs=0.001)


def _mark(one: str, two: str, *, same: bool = True, at_most: str = "convicted") -> FollowUp:
    return FollowUp(one, two, same=same, at_most=at_most, part="dev", bench=True)


RECORDS = [
    make_matter("a", "charged", published="2031-03-21", number="31-cr-1"),
    make_matter("b", "convicted", published="2031-05-08", number="31-cr-1"),
    make_matter("c", "charged", published="2031-05-08", name="Jory Stamm"),
]
MARKS: dict[str, tuple[list[FollowUp], list[float]]] = {
    "what is marked is found": ([_mark("a", "b"), _mark("a", "c", same=False)], [1.0, 1.0, 0.0]),
    "one pair is missed": ([_mark("a", "b"), _mark("b", "c")], [1.0, 0.5, 0.0]),
    "linked, and marked apart": ([_mark("a", "b", same=False)], [0.0, 0.0, 0.0]),
    "linked, and not marked": ([_mark("b", "c")], [0.0, 0.0, 0.0]),
    "further than it had got": ([_mark("a", "b", at_most="charged")], [1.0, 1.0, 1.0]),
}


@pytest.mark.parametrize(("marks", "expected"), MARKS.values(), ids=MARKS)
def test_follow_ups_are_held_against_the_marks(marks: list[FollowUp], expected: list[float]) -> None:
    """What is linked and not marked is wrong; a status above the mark is raised."""
    assert [line.value for line in score_follow_ups(marks, make_links(RECORDS))] == expected


def test_a_near_copy_is_found_by_half_of_its_sentences() -> None:
    """And what has no day is not counted."""
    told = "The market was closed for the day. Two stalls were searched by deputies. A clerk counted all of the fish."
    records = [make_record("a", told, published="2031-05-20"), make_record("b", told[:70], published="2031-05-21")]
    marked = [Copy("a", "b", 4), Copy("a", "b", 6), Copy("a", "undated", 3)]
    line = score_copies(marked, records)
    assert (line.value, line.note) == (0.5, "of 2; 1 more have no day")


@pytest.mark.parametrize(("name", "verdicts"), [("follow_ups", {"same", "apart"}), ("near_copies", {"copy", "form"})])
def test_marks_are_pointers_and_verdicts_alone(name: str, verdicts: set[str]) -> None:
    """Neither a name nor a word of a text; who marked, and when; each pair once."""
    path = Path(real.__file__).with_name(f"{name}.tsv")
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t"))
    pointer = re.compile(r"(?:prosecutors/[a-z_]+|federal|news)/[0-9a-f]{12}")
    assert all(pointer.fullmatch(row[side]) for row in rows for side in ("one", "two"))
    assert {row["verdict"] for row in rows} == verdicts
    assert all(re.fullmatch(r"hand \d{4}-\d\d-\d\d", row["marked"]) for row in rows)
    assert len({frozenset([row["one"], row["two"]]) for row in rows}) == len(rows)


def test_there_are_as_many_marks_as_were_asked_for() -> None:
    """Sixty follow-ups and forty near misses; those of one case are all in one half."""
    marks = real._read_follow_ups()
    assert sum(mark.same for mark in marks) >= 60
    assert sum(not mark.same for mark in marks) >= 40
    halves = {
        mark.part: {document for other in marks if other.part == mark.part for document in (other.one, other.two)}
        for mark in marks
    }
    assert halves.keys() == {"dev", "held"}
    assert halves["dev"].isdisjoint(halves["held"])


def test_another_corpus_is_told(tmp_path: Path) -> None:
    """With what is missing from it."""
    (tmp_path / "docs").mkdir()
    with pytest.raises(LookupError, match="the corpus is not that of the marks"):
        real.measure(tmp_path, PlainReader())
