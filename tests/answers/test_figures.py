"""How many, by whose count."""

from tests.answers.shelf import open_examples, say

from onrecord.answers.figures import compare_counts


def test_the_counts_of_one_operation() -> None:
    """Three documents, one source; a part is not added to its whole."""
    told = say(compare_counts(open_examples(), "sc-0429"))
    assert "1,140 people (arrest): 3 documents, 1 source." in told
    assert "212 people (arrest): 3 documents, 1 source." in told
    assert "187 people: 1 document, 1 source." in told
    assert "at least 901 people (agent): 2 documents, 1 source." in told
    assert "212 is inside 1,140, and is not added to it." in told


def test_a_copy_with_another_number_is_seen() -> None:
    """And why it is no source for it."""
    answer = compare_counts(open_examples(), "cl-0312")
    assert sum("46" in said and "64" in said and "differ" in said for said in say(answer)) == 1
    altered = next(finding for finding in answer.findings if str(finding.says[0]).startswith("64"))
    assert altered.why == ("The Calder Ledger repeats the sentence with another number",)
