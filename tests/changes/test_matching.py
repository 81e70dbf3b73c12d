"""Which claims of two records are the same."""

import pytest

from onrecord.changes.claims import Claim, ClaimKind
from onrecord.changes.edits import align_texts
from onrecord.changes.matching import match_claims
from onrecord.schema import Document


def claim(text: str, words: str, *, kind: ClaimKind = "figure", like: str = "people", nth: int = 0) -> Claim:
    """A claim that is nothing but its words."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    span = Document(id="d", text=text).span(start, start + len(words))
    return Claim(kind=kind, id=words, spans=(span,), values={"words": words}, like=(like,), same=(words,))


@pytest.mark.parametrize(
    ("pairs", "old", "new"),
    [
        ([("two", "two")], "Then two men.", "Then, two men."),
        ([("two", "ten")], "Then two men.", "Then ten men."),
        ([("two", "two")], "Then two men.\nA.\nB.", "A.\nB.\nThen two men."),
        ([("two", None), (None, "ten")], "Then two men.\nA.\nB.", "A.\nB.\nAbout ten men."),
        ([("two", None)], "Then two men.", "Then nobody."),
        ([(None, "ten")], "Then nobody.", "Then ten men."),
        ([("two", None), ("ten", "ten")], "There two men. Here ten men.", "There ten men. Here nobody."),
    ],
)
def test_the_same_claim(pairs: list[tuple[str | None, str | None]], old: str, new: str) -> None:
    """By its place first; else by what it says; else by what it replaced."""
    claims = [[claim(text, words) for words in ("two", "ten") if words in text] for text in (old, new)]
    alignment = align_texts(Document(id="d", text=old), Document(id="d", text=new))
    found = match_claims(claims[0], claims[1], alignment)
    assert [(before and before.words, after and after.words) for before, after in found] == pairs


def test_claims_of_other_kinds_are_never_the_same() -> None:
    """A count of dollars is no count of people, and a label no figure."""
    old, new = "Then two men.", "Then ten men."
    alignment = align_texts(Document(id="d", text=old), Document(id="d", text=new))
    for other in (claim(new, "ten", kind="label"), claim(new, "ten", like="dollars")):
        assert len(match_claims([claim(old, "two")], [other], alignment)) == 2


def test_every_claim_is_told_once() -> None:
    """Also where many say the same."""
    old, new = "two men, " * 30, "two men, " * 20 + "ten men, " * 20
    alignment = align_texts(Document(id="d", text=old), Document(id="d", text=new))
    before = [claim(old, "two", nth=nth) for nth in range(30)]
    after = [claim(new, "two", nth=nth) for nth in range(20)] + [claim(new, "ten", nth=nth) for nth in range(20)]
    found = match_claims(before, after, alignment)
    assert [one for one, _ in found if one] == before
    assert sorted(two.spans for _, two in found if two) == [two.spans for two in after]
    assert sum(one is not None and two is not None for one, two in found) == 30
