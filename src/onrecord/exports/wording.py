"""Parts of a record -> the words by which pages tell them. Raises no disposition, bound or claim above the record.

The grammar of every page is "X said", never "X did".
"""

from datetime import date, timedelta
from typing import Literal

from onrecord.answers.amounts import say_number
from onrecord.care import describe_person
from onrecord.documents.headings import find_opening
from onrecord.schema import Act, Disposition, Document, Event, Factuality, Figure, Mode, Omission, OmissionKind, Person

__all__ = [
    "Standing",
    "find_standing",
    "name_document",
    "name_language",
    "name_person",
    "tell_act",
    "tell_amount",
    "tell_attributes",
    "tell_bounds",
    "tell_days",
    "tell_disposition",
    "tell_document",
    "tell_factuality",
    "tell_manner",
    "tell_measure",
    "tell_mode",
    "tell_month",
    "tell_omission",
    "tell_type",
]

_OPENING = 80  # characters of a text that stand for a title

Standing = Literal["open", "pleaded", "proven", "undone", "past"]
"""How far the law has got, as pages show it: hollow, half, solid, struck, and faint for what is told of the past."""

_STANDINGS: dict[Disposition, Standing] = {
    "history": "past",
    "wanted": "open",
    "suspected": "open",
    "arrested": "open",
    "charged": "open",
    "pleaded": "pleaded",
    "convicted": "proven",
    "sentenced": "proven",
    "acquitted": "undone",
    "dismissed": "undone",
}
_DISPOSITIONS: dict[Disposition, str] = {
    "history": "history of",
    "wanted": "wanted for",
    "suspected": "suspected of",
    "arrested": "arrested for",
    "charged": "charged with",
    "pleaded": "pleaded to",  # guilty or no contest: the record does not say which
    "convicted": "convicted of",
    "sentenced": "sentenced for",
    "acquitted": "acquitted of",
    "dismissed": "dismissed",
}
_ACTS: dict[Act, str] = {
    "assert": "says",
    "deny": "denies",
    "decline": "declines",
    "ask": "asks",
    "promise": "promises",
    "warn": "warns",
    "order": "orders",
    "believe": "believes",
}
_MODES: dict[Mode, str] = {"direct": "quoted", "indirect": "reported", "mixed": "partly quoted"}
_FACTUALITIES: dict[Factuality, str] = {
    "asserted": "",
    "alleged": "alleged",
    "possible": "possible",
    "planned": "planned",
    "negated": "did not happen",
}
_OMISSIONS: dict[OmissionKind, str] = {
    "total": "How many",
    "timeframe": "When",
    "identity": "Who",
    "charges": "On what charges",
    "location": "Where",
    "outcome": "What came of it",
    "comment": "A comment",
    "evidence": "On what evidence",
    "series": "The regular publication",
    "source": "Who says so",
}
_MANNERS = {
    "declined": "declined",
    "no_answer": "asked, and not answered",
    "asked": "asked for",
    "not_given": "not given",
    "stopped": "stopped",
}
_MONTHS = "January February March April May June July August September October November December".split()
_LANGUAGES = {"de": "German", "en": "English", "es": "Spanish", "fr": "French", "it": "Italian", "pt": "Portuguese"}


def find_standing(disposition: Disposition) -> Standing:
    """How a disposition is shown, so that nobody can take a charge for a conviction."""
    return _STANDINGS[disposition]


def tell_disposition(disposition: Disposition) -> str:
    """The words that stand before the offense.

    >>> tell_disposition("charged")
    'charged with'
    """
    return _DISPOSITIONS[disposition]


def tell_act(act: Act) -> str:
    """What a speaker does by a statement."""
    return _ACTS[act]


def tell_mode(mode: Mode) -> str:
    """Whether the words are the speaker's own."""
    return _MODES[mode]


def tell_type(type: str) -> str:  # noqa: A002 - the word of the record
    """An event type in words; the beat's acquit is also a charge that a court or a prosecutor dropped."""
    return "acquit or dismiss" if type == "acquit" else type.replace("_", " ")


def tell_factuality(event: Event) -> str:
    """How sure an event is; nothing where it is asserted. A negated inquiry is one that brought no comment."""
    if event.type == "inquire" and event.factuality == "negated":
        return "no comment"
    return _FACTUALITIES[event.factuality]


def name_person(person: Person) -> str:
    """The name, else the words of the first mention, else a description."""
    if person.name:
        return person.name
    return person.mentions[0].text if person.mentions else describe_person(person)


def tell_attributes(person: Person) -> str:
    """What the record states of a person beside the name, or beside the words that stand for it; may be empty."""
    words = "" if person.name else name_person(person)
    attributes = [
        (person.title, "{}"),
        (str(person.count) if person.kind == "group" and person.count else None, "{} people"),
        (str(person.age) if person.age is not None else None, "{} years old"),
        (person.gender, "{}"),
        (person.origin, "from {}"),
    ]
    return ", ".join(form.format(value) for value, form in attributes if value and value not in words)


def tell_bounds(figure: Figure) -> str:
    """What a figure says at most and at least; both bounds are inclusive.

    >>> from onrecord.schema import Span
    >>> span = Span(start=0, end=12, text="more than 40")
    >>> tell_bounds(Figure(id="f1", span=span, low=41, high=None, approximate=False, unit="people", measures="arrest"))
    'at least 41 people'
    """
    bounds = tell_amount(figure.low, figure.high, approximate=figure.approximate)
    return bounds if figure.unit == "other" else f"{bounds} {figure.unit}"


def tell_amount(low: float | None, high: float | None, *, approximate: bool = False) -> str:
    """Inclusive bounds in words.

    >>> tell_amount(41, None), tell_amount(None, 9), tell_amount(3, 5), tell_amount(30, 30, approximate=True)
    ('at least 41', 'at most 9', '3 to 5', 'about 30')
    """
    least, most = (None if bound is None else say_number(bound) for bound in (low, high))
    if least is None and most is None:
        return "some"
    if least == most:
        return f"about {least}" if approximate else str(least)
    if most is None:
        return f"at least {least}"
    return f"at most {most}" if least is None else f"{least} to {most}"


def tell_measure(figure: Figure) -> str | None:
    """What is counted, where the unit does not say it."""
    return None if figure.measures == "other" or f"{figure.measures}s" == figure.unit else figure.measures


def tell_days(start: str | None, end: str | None) -> str | None:
    """Inclusive days as a reader says them; whole months and years by their names; None where nothing is known.

    >>> tell_days("2031-05-12", "2031-05-16"), tell_days("2029-01-01", "2029-12-31"), tell_days("2031-05-01", None)
    ('12 to 16 May 2031', '2029', '1 May 2031')
    """
    first, last = _parse_day(start), _parse_day(end)
    if first is None or last is None or first == last:
        return _tell_day(first or last)
    if first.day == 1 and _ends_month(last):
        if (first.month, last.month, first.year) == (1, 12, last.year):
            return str(first.year)
        if (first.month, first.year) == (last.month, last.year):
            return f"{_MONTHS[first.month - 1]} {first.year}"
    if (first.month, first.year) == (last.month, last.year):
        return f"{first.day} to {_tell_day(last)}"
    return f"{_tell_day(first)} to {_tell_day(last)}"


def tell_month(month: str) -> str:
    """A month as a reader says it.

    >>> tell_month("2031-05")
    'May 2031'
    """
    year, _, number = month.partition("-")
    return f"{_MONTHS[int(number) - 1]} {year}" if number.isdigit() and 1 <= int(number) <= 12 else month


def tell_document(document: Document) -> tuple[str, str, str]:
    """Kind, publisher and day of publication, each said to be unknown where it is."""
    day = tell_days(document.published, None)
    return document.kind.capitalize(), document.publisher or "publisher unknown", day or "day unknown"


def name_document(document: Document) -> str:
    """Its title, else how its text begins, cut behind a word.

    >>> name_document(Document(id="d", text="Two men were arrested in Port Halden on Monday" + 3 * ", after a search"))
    'Two men were arrested in Port Halden on Monday, after a search, after a …'
    """
    if document.title:
        return document.title
    opening = find_opening(document.text)
    if len(opening) > _OPENING:
        opening = f"{opening[: _OPENING - 1].rsplit(' ', 1)[0]} …"
    return opening or "Without words"


def name_language(code: str) -> str:
    """A language's English name, else its code."""
    return "a language that could not be told" if code == "und" else _LANGUAGES.get(code, f"the language {code}")


def tell_omission(omission: Omission) -> str:
    """What is missing."""
    return _OMISSIONS[omission.kind]


def tell_manner(omission: Omission) -> str:
    """How it is missing: by the text's own words, or by what was searched for and not found."""
    if not omission.stated:
        return "not in the text"
    return _MANNERS[omission.manner] if omission.manner else "not given"


def _parse_day(day: str | None) -> date | None:
    try:
        return date.fromisoformat(day) if day else None
    except ValueError:  # the schema checks the form of a date, not that the month has a 31st
        return None


def _tell_day(day: date | None) -> str | None:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else None


def _ends_month(day: date) -> bool:
    return day == date.max or (day + timedelta(days=1)).day == 1
