"""A Change -> a page on a terminal: the claims first, then the words, noise at the end. Nothing is cut off.

Characters that steer a terminal are made visible, so that no text can repaint the page.
"""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from onrecord.changes.comparison import Change, ClaimChange, Version, WordChange
from onrecord.exports.wording import tell_days
from onrecord.schema import Span

__all__ = ["print_change"]

_MARKS = {"appeared": ("+", "green"), "vanished": ("−", "red"), "changed": ("≠", "yellow"), "redated": ("◷", "cyan")}
_NOISE = {"today": "the day of the visit", "counter": "a counter", "links": "links to other pages"}


def print_change(change: Change, console: Console) -> None:
    """Print what changed; colours only where the console is a terminal."""
    for line in _tell(change):
        console.print(line, soft_wrap=True)
    console.print()


def _tell(change: Change) -> Iterator[Text]:
    yield _text((change.title or change.document, "bold"))
    yield _text((f"{change.document}: {_tell_version(change.before)} → {_tell_version(change.after)}", "dim"))
    if change.before.reader != change.after.reader:
        yield _text(("Read by different readers: claims may differ by that alone; run onrecord reread.", "yellow"))
    if change.redating:
        days = (tell_days(day, None) or "no day" for day in (change.redating.before, change.redating.after))
        words = "without change of words" if change.redating.words == "same" else "with other words"
        yield _text(("Re-dated ", "bold cyan"), " → ".join(days), f", {words}.")
    for claim in change.claims:
        yield from _tell_claim(claim)
    for word in change.words:
        yield _tell_words(word)


def _tell_version(version: Version) -> str:
    retrieved = f", retrieved {version.retrieved}" if version.retrieved else ""
    return f"{tell_days(version.published, None) or 'day unknown'}{retrieved}"


def _tell_claim(change: ClaimChange) -> Iterator[Text]:
    mark, style = _MARKS[change.turn]
    said = change.words_after or change.words_before
    yield _text((f"{mark} {change.kind} {change.turn}", style), _quote(said), _tell_noise(change.noise))
    for each in change.values:
        if change.turn in ("changed", "redated"):
            yield _text(f"    {each.field}: {_value(each.before)} → {_value(each.after)}")
        else:
            yield _text(f"    {each.field}: {_value(each.after if change.turn == 'appeared' else each.before)}")


def _tell_words(change: WordChange) -> Text:
    before = ("−“" + change.before.text + "”", "red") if change.before else ""
    after = ("+“" + change.after.text + "”", "green") if change.after else ""
    return _text("  ", before, " " if before and after else "", after, _tell_noise(change.noise))


def _tell_noise(noise: str | None) -> tuple[str, str]:
    return (f"  ({_NOISE[noise]})" if noise else "", "dim")


def _quote(span: Span | None) -> str:
    return f" “{span.text}”" if span else ""


def _value(value: object) -> str:
    return "nothing" if value is None else str(value)


def _text(*parts: str | tuple[str, str]) -> Text:
    """Words, plain or with a style, in one line; what does not print is made visible."""
    text = Text()
    for part in parts:
        words, style = part if isinstance(part, tuple) else (part, "")
        plain = "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in words)
        text.append(plain, style=style)
    return text
