"""The examples as a library: what answers are tried on."""

from functools import cache

from tests.links.corpus import read_corpus

from onrecord.answers.answer import Answer
from onrecord.answers.linked_records import Library, open_library
from onrecord.care import Viewer, show_answer
from onrecord.ledger.ledger import open_ledger

__all__ = ["AS_OF", "open_examples", "say"]

AS_OF = "2031-07-01"


@cache
def open_examples() -> Library:
    """The library of the examples."""
    ledger = open_ledger(":memory:")
    ledger.add_all(read_corpus())
    return open_library(ledger)


def say(answer: Answer, viewer: Viewer | None = None) -> list[str]:
    """What the findings say, as shown; to nobody in particular unless a viewer is given."""
    shown = show_answer(answer, open_examples().record, viewer or Viewer())
    return ["".join(map(str, finding.says)) for finding in shown.findings]
