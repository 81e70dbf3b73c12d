"""A line of a list shows where a word stands that was searched for."""

import pytest

from onrecord.desk.lines import find_snippet

SNIPPETS = [
    (None, "The bureau declined.", "zebra"),
    (None, "The bureau declined.", ""),
    ("[The bureau ]declined[.]", "The bureau declined.", "DECLINE"),
    ("[The ]bureau[ declined.]", "The bureau declined.", "a.b* bureau"),
]


@pytest.mark.parametrize(("expected", "text", "words"), SNIPPETS)
def test_snippet(expected: str | None, text: str, words: str) -> None:
    """The first place of a word, whatever its ending; marks of the searcher are no pattern."""
    found = find_snippet(text, words)
    assert (f"[{found.before}]{found.found}[{found.after}]" if found else None) == expected


def test_long_surroundings_are_cut_at_spaces() -> None:
    """A snippet says where something was left out."""
    found = find_snippet("word " * 100 + "needle" + " word" * 100, "needle")
    assert found is not None
    assert found.before.startswith("… word ")
    assert found.after.endswith(" word …")
