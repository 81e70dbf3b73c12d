"""The text of a page is measured in shingles of four words; ours is never worse than trafilatura's alone."""

import pytest
from benchmarks.extraction.measure import compare_texts, find_invented, score_alone, score_ours


@pytest.mark.parametrize(
    ("precision", "recall", "found"),
    [
        (1.0, 1.0, "Two men were arrested on Monday"),
        (1.0, 1.0, "Two men were | arrested on Monday."),
        (1.0, 1 / 3, "Two men were arrested"),
        (0.5, 2 / 3, "Home News Two men were arrested on"),
        (0.0, 0.0, "Home News Contact Careers"),
        (0.0, 0.0, ""),
    ],
)
def test_shingles_of_four_words(precision: float, recall: float, found: str) -> None:
    """Marks do not count; of what is given, and of what is wanted, as much as stands in both."""
    assert compare_texts("Two men were arrested on Monday", found) == pytest.approx((precision, recall))


def test_hard_layouts_are_read_as_well_as_by_trafilatura_alone() -> None:
    """Share bars, recent news, banners and menus are out; lists, tables and what is folded away are in."""
    pages = list(find_invented())
    assert len(pages) == 10
    ours, alone = score_ours(pages), score_alone(pages)
    assert min(ours) >= 0.99
    assert ours[0] >= alone[0]
    assert ours[1] >= alone[1]


@pytest.mark.parametrize("page", list(find_invented()), ids=lambda page: page[0])
def test_no_page_is_read_worse(page: tuple[str, bytes, str]) -> None:
    """Neither gains at the cost of another."""
    ours, alone = score_ours([page]), score_alone([page])
    assert ours[0] >= alone[0]
    assert ours[1] >= alone[1]
