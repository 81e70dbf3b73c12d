"""An answer as shown -> a page for the eyes: each finding, why, and the words it rests on, with who published them."""

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from onrecord.answers.answer import Answer, Citation

__all__ = ["print_answer"]

_LONGEST = 400  # code points of a citation on a terminal; JSON has it whole


def print_answer(answer: Answer, console: Console, *, title: str | None = None) -> None:
    """Print the answer; that there is none is said too."""
    console.print(Text(title or answer.question, style="bold"))
    for finding in answer.findings:
        console.print(Padding(Text("".join(map(str, finding.says))), (0, 0, 0, 2)))
        for citation in finding.citations:
            console.print(Padding(_tell_citation(citation), (0, 0, 0, 6)))
        if finding.why:
            console.print(Padding(Text(f"because: {'; '.join(finding.why)}", style="dim"), (0, 0, 0, 6)))
    if not answer.findings:
        console.print(Padding(Text("Nothing in this ledger answers that."), (0, 0, 0, 2)))
    console.print()


def _tell_citation(citation: Citation) -> Text:
    words = " ".join(citation.span.text.split())
    if len(words) > _LONGEST:
        words = words[:_LONGEST] + " …"
    told = " · ".join(part for part in (citation.publisher, citation.published, citation.document) if part)
    return Text.assemble(f"“{words}”" if not words.startswith("“") else words, (f"  {told}", "dim"))
