"""Words in a row that two texts have in common are found, without comparing every text with every other."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.links.shingles import count_shared, find_prints, split_words

WORDS = st.lists(st.sampled_from([f"word{number}" for number in range(400)]), min_size=8, max_size=40)


def test_words_are_compared_without_case_and_marks() -> None:
    """A number keeps its marks, an apostrophe is none."""
    assert split_words("“He Didn’t pay $1,204.50,” Ms. Orr said.") == (
        "he",
        "didnt",
        "pay",
        "1,204.50",
        "ms",
        "orr",
        "said",
    )


@given(WORDS, WORDS, WORDS, WORDS, WORDS)
def test_eight_words_in_common_are_enough(
    before: list[str], after: list[str], common: list[str], ahead: list[str], behind: list[str]
) -> None:
    """Wherever they stand in the two texts."""
    texts = [before + common + after, ahead + common + behind]
    (both, shared), *others = count_shared([find_prints(text) for text in texts])
    assert (both, others) == ((0, 1), [])
    assert shared >= 1


def test_texts_without_words_in_common_are_no_pair() -> None:
    """Nor are texts too short to have a fingerprint."""
    texts = ["the clerk moved the old files to the cellar", "buckets stand on the stairs to the floor", "no", ""]
    assert list(count_shared([find_prints(split_words(text)) for text in texts])) == []
