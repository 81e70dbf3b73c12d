"""The measure of clusters is that of the paper."""

import pytest
from benchmarks.links.measure import score_bcubed


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
