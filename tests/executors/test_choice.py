"""A word of the command line names one executor."""

import pytest

from onrecord.errors import OnRecordError
from onrecord.executors.choice import check_executor, choose_executor
from onrecord.executors.here import read_here


def test_one_job_is_read_here() -> None:
    """As it is where that is said; several jobs are not."""
    assert choose_executor(None, 1) is read_here
    assert choose_executor("here", 1) is read_here
    assert choose_executor(None, 2) is not read_here


@pytest.mark.parametrize("word", ["", "Ray", "ray:", "ray://", "rayon", "cluster"])
def test_another_word_is_refused(word: str) -> None:
    """And the words that there are are told."""
    with pytest.raises(OnRecordError, match="say here, processes, ray, or ray://HOST:PORT"):
        check_executor(word)
