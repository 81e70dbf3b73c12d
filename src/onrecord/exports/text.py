"""A record as shown -> a page on a terminal: who says what, how far the law has got with whom, and what is not said.

Every fact stands with its words, nothing is cut off. Characters that steer a terminal are made visible, so that no
text can repaint the page.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from onrecord.exports.facts import Facts
from onrecord.exports.wording import (
    Standing,
    find_standing,
    name_language,
    name_person,
    tell_act,
    tell_attributes,
    tell_bounds,
    tell_days,
    tell_disposition,
    tell_document,
    tell_factuality,
    tell_manner,
    tell_measure,
    tell_mode,
    tell_omission,
    tell_type,
)
from onrecord.schema import (
    Argument,
    Event,
    Figure,
    Offense,
    Omission,
    Person,
    Place,
    Proceeding,
    Record,
    Span,
    Statement,
)

__all__ = ["print_record"]

_WIDTH = 100  # columns; longer lines are hard to follow
_MARKS: dict[Standing, tuple[str, str]] = {
    "open": ("○", "bold yellow"),
    "pleaded": ("◐", "bold magenta"),
    "proven": ("●", "bold white on red"),
    "undone": ("✗", "strike green"),
    "past": ("·", "dim"),
}
_MEANINGS = "○ accused   ◐ pleaded   ● found by a court   ✗ acquitted or dismissed   · history"
_STEERING = dict.fromkeys((*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd")
_STEERING |= {ord(space): " " for space in "\t\n\r\v\f"}

Line = tuple[int, Text]  # columns of indentation, and the words
Anything = TypeVar("Anything")


def print_record(record: Record, console: Console) -> None:
    """Print one record; colours only where the console is a terminal."""
    facts = Facts(record)
    width = min(console.width, _WIDTH)
    _print_lines(console, _find_header(record), width)
    for heading, find_lines in _SECTIONS:
        lines = list(find_lines(facts))
        if lines:
            console.print()
            console.print(Text(heading.upper(), style="bold cyan"), width=width)
            _print_lines(console, lines, width)
    console.print()


def _print_lines(console: Console, lines: Iterable[Line], width: int) -> None:
    for indent, text in lines:
        text.overflow = "fold"
        console.print(Padding(text, (0, 0, 0, indent), expand=False), width=width)


def _text(*parts: str | tuple[str, str] | None) -> Text:
    """Words, plain or with a style, in one line; None is left out."""
    text = Text()
    for part in parts:
        if part is not None:
            words, style = part if isinstance(part, tuple) else (part, "")
            text.append(words.translate(_STEERING), style=style)
    return text


def _quote(span: Span) -> tuple[str, str]:
    return f"“{span.text}”", "italic"


def _dots(*parts: str | None) -> str:
    return "".join(f" · {part}" for part in parts if part)


def _find_header(record: Record) -> Iterator[Line]:
    document = record.document
    kind, publisher, day = tell_document(document)
    yield 0, _text((f"{kind} · {publisher} · {day}", "cyan"))
    if document.title:
        yield 0, _text((document.title, "bold"))
    if document.url:
        yield 0, _text((document.url, "dim"))
    if document.language != "en":
        language = name_language(document.language)
        yield (
            0,
            _text((f"This text is in {language}; the reader knows English, and more was missed than usual.", "yellow")),
        )


def _find_statements(facts: Facts) -> Iterator[Line]:
    for statement in facts.record.statements:
        yield 2, _tell_statement(facts, statement)
        yield 6, _text(("  […]  ".join(span.text for span in statement.content), "italic"))


def _tell_statement(facts: Facts, statement: Statement) -> Text:
    cue = statement.cue.text if statement.cue else tell_act(statement.act)
    act = tell_act(statement.act) if statement.cue and statement.act != "assert" else None
    return _text((facts.source(statement), "bold"), f" {cue}", (_dots(act, tell_mode(statement.mode)), "dim"))


def _find_subjects(facts: Facts) -> Iterator[Line]:
    subjects = [person for person in facts.record.people if person.role == "subject" or person.offenses]
    if any(person.offenses for person in subjects):
        yield 2, _text((_MEANINGS, "dim"))
    for person in subjects:
        attributes = tell_attributes(person)
        yield 2, _text((name_person(person), "bold"), f", {attributes}" if attributes else None)
        for offense in person.offenses:
            yield 6, _tell_offense(facts, offense)
        for affiliation in person.affiliations:
            yield 6, _text(f"{affiliation.assertion}: {affiliation.name}  ", _quote(affiliation.span))
        yield from _find_evidence(facts, person)


def _tell_offense(facts: Facts, offense: Offense) -> Text:
    mark, style = _MARKS[find_standing(offense.disposition)]
    claimant = facts.claimant(offense.statement)
    where = facts.name(offense.place)
    rest = _dots(where and f"in {where}", tell_days(offense.date, None), claimant and f"according to {claimant}")
    return _text(
        f"{mark} ",
        (tell_disposition(offense.disposition), style),
        " ",
        _quote(offense.span),
        *((" : ", _quote(offense.sentence)) if offense.sentence else ()),
        rest,
    )


def _find_evidence(facts: Facts, person: Person) -> Iterator[Line]:
    """The sentences in which a person's offenses stand, each once; the first mention where there are none."""
    spans = [offense.span for offense in person.offenses] or list(person.mentions[:1])
    for sentence in dict.fromkeys(facts.sentence(span) for span in spans):
        yield 6, _text((f"“{sentence.text}”", "dim italic"))


def _find_others(facts: Facts) -> Iterator[Line]:
    for person in facts.record.people:
        if person.role != "subject" and not person.offenses:
            role = None if person.role == "other" else person.role
            organization = facts.name(person.organization)
            title = tell_attributes(person) or None
            yield 2, _text((name_person(person), "bold"), _dots(role, title, organization))


def _find_events(facts: Facts) -> Iterator[Line]:
    for sentence, events in _by_sentence(facts, facts.record.events, lambda event: event.trigger):
        yield 2, _quote_with(sentence, [event.trigger for event in events])
        for event in events:
            yield 6, _tell_event(facts, event)


def _tell_event(facts: Facts, event: Event) -> Text:
    agents, subjects, places = (
        ", ".join(_tell_argument(facts, argument) for argument in arguments)
        for arguments in (event.agents, event.subjects, event.places)
    )
    claimant = facts.claimant(event.statement)
    return _text(
        (tell_type(event.type), "bold magenta"),
        f" “{facts.trigger(event)}”",
        (_dots(tell_factuality(event)), "bold yellow"),
        _dots(agents and f"by {agents}", subjects and f"of {subjects}", places and f"in {places}"),
        _dots(tell_days(event.start, event.end)),
        (_dots(claimant and f"according to {claimant}"), "cyan"),
    )


def _tell_argument(facts: Facts, argument: Argument) -> str:
    name = facts.name(argument.ref)
    return argument.span.text if name is None or name in argument.span.text else name


def _find_figures(facts: Facts) -> Iterator[Line]:
    for sentence, figures in _by_sentence(facts, facts.record.figures, lambda figure: figure.span):
        yield 2, _quote_with(sentence, [figure.span for figure in figures])
        for figure in figures:
            yield 6, _tell_figure(facts, figure)


def _tell_figure(facts: Facts, figure: Figure) -> Text:
    where, whole, claimant = facts.name(figure.place), facts.name(figure.part_of), facts.claimant(figure.statement)
    return _text(
        f"“{figure.span.text}” ",
        (tell_bounds(figure), "bold green"),
        _dots(tell_measure(figure), where and f"in {where}", tell_days(figure.start, figure.end)),
        _dots(whole and f"part of “{whole}”"),
        (_dots(claimant and f"according to {claimant}"), "cyan"),
    )


def _find_places(facts: Facts) -> Iterator[Line]:
    for place in facts.record.places:
        region = ", ".join(part for part in (place.kind, place.admin1, place.country) if part)
        yield 2, _text((place.name, "bold"), f" · {region}", (_tell_forms(place), "dim"))
    for time in facts.record.times:
        days = tell_days(time.start, time.end) or time.value
        yield 2, _text(_quote(time.span), f" · {days}")


def _tell_forms(place: Place) -> str:
    """How the text calls it, where that is not its name."""
    forms = dict.fromkeys(span.text for span in place.mentions if span.text != place.name)
    return _dots(*(f"“{form}”" for form in forms))


def _find_proceedings(facts: Facts) -> Iterator[Line]:
    for proceeding in facts.record.proceedings:
        yield 2, _tell_proceeding(facts, proceeding)
        events = [event for step in proceeding.steps if isinstance(event := facts.find(step), Event)]
        for event in events:
            yield 6, _tell_event(facts, event)


def _tell_proceeding(facts: Facts, proceeding: Proceeding) -> Text:
    parties = ", ".join(_tell_argument(facts, argument) for argument in proceeding.parties)
    title = proceeding.title or parties or "a case"
    rest = _dots(proceeding.number, facts.name(proceeding.court), parties if proceeding.title else None)
    return _text((title, "bold"), rest)


def _find_labels(facts: Facts) -> Iterator[Line]:
    _, publisher, _ = tell_document(facts.record.document)
    for label in facts.record.labels:
        user = facts.claimant(label.statement) or publisher
        applied = facts.names(label.applies_to)
        yield 2, _text(_quote(label.span), f" · the word of {user}", _dots(applied and f"said of {applied}"))
        if label.definition:
            yield 6, _text("defined as ", _quote(label.definition))


def _find_references(facts: Facts) -> Iterator[Line]:
    for reference in facts.record.references:
        publisher = facts.name(reference.publisher)
        rest = _dots(reference.kind, publisher and f"by {publisher}", tell_days(reference.date, None), reference.url)
        yield 2, _text(_quote(reference.span), rest)


def _find_omissions(facts: Facts) -> Iterator[Line]:
    if not facts.record.omissions:
        yield 2, _text("Nothing that this reader looks for was found missing.")
    for omission in facts.record.omissions:
        yield 2, _tell_omission(facts, omission)
        if omission.span:
            yield 6, _quote_with(facts.sentence(omission.span), [omission.span])
        yield 6, _text(omission.explanation)


def _tell_omission(facts: Facts, omission: Omission) -> Text:
    about = facts.name(omission.about)
    manner = tell_manner(omission)
    return _text((tell_omission(omission), "bold"), (f" · {manner}", "bold yellow"), _dots(about and f"about {about}"))


def _by_sentence(
    facts: Facts, parts: Sequence[Anything], span_of: Callable[[Anything], Span]
) -> Iterator[tuple[Span, list[Anything]]]:
    """Facts under the sentence in which their words stand, in the order of the text."""
    ordered = sorted(parts, key=lambda part: span_of(part))
    for sentence, group in groupby(ordered, key=lambda part: facts.sentence(span_of(part))):
        yield sentence, list(group)


def _quote_with(sentence: Span, spans: Iterable[Span]) -> Text:
    """A sentence in quotation marks, the words of its facts underlined."""
    text = _text((f"“{sentence.text}”", "italic"))
    for span in spans:
        text.stylize("underline", span.start - sentence.start + 1, span.end - sentence.start + 1)
    return text


_SECTIONS: tuple[tuple[str, Callable[[Facts], Iterator[Line]]], ...] = (
    ("Who says what", _find_statements),
    ("People, and how far the law has got", _find_subjects),
    ("Officials and others", _find_others),
    ("What is said to have happened", _find_events),
    ("Figures", _find_figures),
    ("Places and times", _find_places),
    ("Cases", _find_proceedings),
    ("Labels", _find_labels),
    ("Documents cited", _find_references),
    ("What is not said", _find_omissions),
)
