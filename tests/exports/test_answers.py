"""An answer as words for the eyes."""

import io

from rich.console import Console

from onrecord.answers.answer import Answer, Citation, Finding
from onrecord.exports.answers import print_answer
from onrecord.schema import Span


def _print(answer: Answer) -> str:
    out = io.StringIO()
    print_answer(answer, Console(file=out, width=300))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def test_a_finding_its_words_and_why() -> None:
    """In quotation marks, with who published them when; words that are a quotation get no second pair."""
    span = Span(start=3, end=20, text="Mara Voss\nleft.")
    citation = Citation(
        document="d1", revision="0", span=span, title=None, publisher="The Ledger", published="2031-05-01"
    )
    finding = Finding(says=("She left.",), citations=(citation,), why=("one", "two"))
    assert _print(Answer(question="q", findings=(finding,))).splitlines() == [
        "q",
        "  She left.",
        "      “Mara Voss left.”  The Ledger · 2031-05-01 · d1",
        "      because: one; two",
    ]


def test_long_words_are_cut_and_no_answer_is_said() -> None:
    """JSON has them whole."""
    span = Span(start=0, end=900, text="word " * 180)
    citation = Citation(document="d1", revision="0", span=span, title=None, publisher=None, published=None)
    assert " …”" in _print(Answer(question="q", findings=(Finding(says=("x",), citations=(citation,)),)))
    assert "Nothing in this ledger answers that." in _print(Answer(question="q", findings=()))
