"""What was worked out of a text is the same when it is asked for again, and is worked out once."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.links.packed import Packed


@given(st.lists(st.text()))
def test_numbers_come_back(texts: list[str]) -> None:
    """Whatever the text, however often, and however few are kept."""
    asked = list[str]()

    def make(text: str) -> list[int]:
        asked.append(text)
        return [ord(letter) for letter in text] + [2**32 - 1]

    packed = Packed(make)
    for _ in range(2):
        assert [packed.find(text).tolist() for text in texts] == [make(text) for text in texts]
    assert [Packed(make, most=1).find(text).tolist() for text in texts] == [make(text) for text in texts]


def test_each_is_made_once_while_it_is_kept() -> None:
    """The first that was asked for is forgotten first."""
    asked = list[str]()

    def make(text: str) -> list[int]:
        asked.append(text)
        return [len(text)]

    packed = Packed(make, most=2)
    for text in ("a", "bb", "a", "ccc", "bb", "a"):
        assert packed.find(text).tolist() == [len(text)]
    assert asked == ["a", "bb", "ccc", "a"]
