"""An answer as shown -> standard output: words on a terminal, else one JSON object a finding."""

import json
import sys
from dataclasses import asdict

import click

from onrecord.answers.answer import Answer
from onrecord.answers.chosen import MOST

__all__ = ["print_findings"]


def print_findings(answer: Answer, form: str | None) -> None:
    """The findings in their order, in the form asked for."""
    if (form or ("text" if sys.stdout.isatty() else "jsonl")) == "text":
        from rich.console import Console

        from onrecord.exports.answers import print_answer

        print_answer(answer, Console())
        _tell_more(answer)
        return
    for finding in answer.findings:
        told = {"question": answer.question, **asdict(finding), "says": "".join(map(str, finding.says))}
        click.echo(json.dumps(told, ensure_ascii=False))
    _tell_more(answer)


def _tell_more(answer: Answer) -> None:
    if answer.partly:
        click.echo(
            f"More is found than this: of the {MOST:,} documents read last. --since, --until choose others.", err=True
        )
    if answer.more:
        click.echo(f"There are more than these {len(answer.findings)}: --offset goes on, --limit takes more.", err=True)
