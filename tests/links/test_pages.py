"""One page of a list of links is that part of the whole list, and a count that of the list."""

from tests.answers.shelf import AS_OF, open_examples

from onrecord.links.pages import ALL, Page


def test_events_that_several_documents_tell() -> None:
    """The one that was told of last first; pages follow on each other."""
    library = open_examples()
    every = library.pages.find_episodes(ALL)
    last = [max(library.record(each).document.published or "" for each in episode.documents) for episode in every]
    assert last == sorted(last, reverse=True)
    assert all(len(episode.documents) > 1 for episode in every)
    assert library.links.episode_of("wire-0312") in every
    assert library.links.episode_of("hda-0321") not in every
    parts = [library.pages.find_episodes(Page(limit=3, offset=start)) for start in range(0, len(every), 3)]
    assert tuple(episode for part in parts for episode in part) == every


def test_counts_are_those_of_the_lists() -> None:
    """Open and answered questions, and accusations without an outcome; nothing before the first day."""
    pages = open_examples().pages
    open_ones, answered = pages.count_questions(AS_OF)
    assert open_ones + answered == len(pages.find_omissions(AS_OF, ALL, derived=False))
    assert (open_ones > 0, answered) == (True, 7)
    assert pages.count_owed(AS_OF) == len(pages.find_owed(AS_OF, ALL)) > 0
    assert (pages.count_questions("2030-01-01"), pages.count_owed("2030-01-01")) == ((0, 0), 0)
