"""How far facts of a form can be trusted is told from counts that a benchmark wrote."""

from pathlib import Path

import pytest

from onrecord.records.reader import StandardReader
from onrecord.records.reliability import Counts, find_form, find_lower_bound, load_reliability
from onrecord.schema import Disposition, Document, Offense, Span, Statement

WORDS = Span(start=0, end=5, text="arson")


def test_forms_are_those_of_the_reader(reader: StandardReader) -> None:
    """Every counted event is a type of the beat, no form has more right than found, and the proven ones are counted."""
    counted = load_reliability()
    types = {entry.event.name for entries in reader._beat.triggers.values() for entry in entries}
    assert {form for kind, form in counted if kind == "event"} <= types
    assert all(right <= found for counts in counted.values() for right, found in (counts.tuned, counts.held_back))
    assert {("offense", form) for form in ("charged", "pleaded", "convicted", "sentenced")} <= set(counted)


@pytest.mark.parametrize(
    ("form", "fact"),
    [
        (("offense", "charged"), Offense(id="x1", span=WORDS, disposition="charged")),
        (
            ("statement", "direct"),
            Statement(id="s1", source=None, speaker=None, cue=None, content=(WORDS,), mode="direct", act="assert"),
        ),
        (
            None,  # indirect speech is not among what the marks hold
            Statement(id="s1", source=None, speaker=None, cue=None, content=(WORDS,), mode="indirect", act="assert"),
        ),
        (None, WORDS),
    ],
)
def test_form(form: tuple[str, str] | None, fact: object) -> None:
    """What tells a fact from others of its kind."""
    assert find_form(fact) == form


def test_counts_are_read_from_their_file(tmp_path: Path) -> None:
    """A form that the file does not have is not counted."""
    path = tmp_path / "counts.toml"
    path.write_text("[offense.charged]\ntuned = [3, 4]\nheld_back = [0, 0]\n", encoding="utf-8")
    assert load_reliability(path) == {("offense", "charged"): Counts((3, 4), (0, 0))}


def test_an_explanation_says_how_often_such_facts_were_right(reader: StandardReader) -> None:
    """In a sentence with the counts."""
    told = reader.explain(Document(id="d", text="Dana Vale was charged with arson on Monday."), "x1").measured
    right, found = load_reliability()["offense", "charged"].tuned
    assert told is not None
    assert told.startswith(
        f"Of {found} offenses told as charged in the documents that the rules were written on, {right}"
    )


@pytest.mark.parametrize(("disposition", "least", "most"), [("charged", 0.5, 0.9), ("sentenced", 0.3, 0.8)])
def test_the_lower_bound_is_below_the_share(disposition: Disposition, least: float, most: float) -> None:
    """And of few facts it is far below."""
    offense = Offense(id="x1", span=Span(start=0, end=5, text="fraud"), disposition=disposition)
    bound = find_lower_bound(offense)
    assert bound is not None
    counts = load_reliability()["offense", disposition]
    right, found = counts.held_back
    assert least < bound < min(most, right / found)
    assert find_lower_bound("nothing") is None
