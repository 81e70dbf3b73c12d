"""The marks of pages that are no document are lower case, as they are compared."""

from onrecord.documents.marks import load_marks


def test_marks_are_written_as_they_are_compared() -> None:
    """Lower case, straight apostrophes, no phrase twice."""
    marks = load_marks()
    for page in (marks.blocked, marks.no_document):
        for words in (*page.titles, *page.phrases):
            assert words == " ".join(words.lower().replace("’", "'").split())
        assert len(set(page.phrases)) == len(page.phrases)
    assert not marks.blocked.titles & marks.no_document.titles
