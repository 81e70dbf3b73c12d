"""Parts of answers -> the words by which pages tell them: questions, steps, sources of a claim, lapses, bounds.

The grammar of every page is "X said", never "X did".
"""

import re
from urllib.parse import quote

from onrecord.answers.amounts import say_difference
from onrecord.answers.comparisons import Comparison
from onrecord.care import describe_person
from onrecord.exports.wording import tell_days, tell_type
from onrecord.links.origins import SourceReason
from onrecord.schema import Gender, Manner, OmissionKind, Person

__all__ = [
    "count_things",
    "make_fragment",
    "tell_asked",
    "tell_case",
    "tell_claim",
    "tell_kind",
    "tell_reason",
    "tell_silence",
    "tell_step",
    "tell_times",
    "tell_verdict",
    "tell_who",
]

_PSEUDONYM = re.compile(r"Person [A-Z]+")
_ASKED: dict[OmissionKind, str] = {
    "total": "How many?",
    "timeframe": "When?",
    "identity": "Who?",
    "charges": "Charged with what?",
    "location": "Where?",
    "outcome": "What came of it?",
    "comment": "Any comment?",
    "evidence": "On what evidence?",
    "series": "When will it be published again?",
    "source": "Who says so?",
}
_SILENCES: dict[Manner | None, str] = {
    "declined": "declined to say",
    "no_answer": "asked, and gave no answer",
    "asked": "asked for",
    "not_given": "not given",
    "stopped": "no longer published",
    None: "not in the text",
}
_REASONS: dict[SourceReason, str] = {
    "announced": "announces it",
    "repeated": "repeats the sentence",
    "altered": "repeats it with another number",
    "attributed": "says who told it",
    "unsourced": "names no source",
    "own": "its own",
}
_STEPS = {
    "arrest": "arrested",
    "charge": "charged",
    "plead": "entered a plea",
    "rule": "a court ruled",
    "convict": "found guilty",
    "acquit": "acquitted, or the charge dropped",
    "sentence": "sentenced",
    "appeal": "appeal or motion",
}


def count_things(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> count_things(1, "day"), count_things(1200, "day"), count_things(2, "series", "series")
    ('1 day', '1,200 days', '2 series')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def tell_asked(kind: OmissionKind) -> str:
    """What is missing, as a question."""
    return _ASKED[kind]


def tell_silence(manner: Manner | None) -> str:
    """How it was left out."""
    return _SILENCES[manner]


def tell_reason(reason: SourceReason) -> str:
    """From where a document has a claim."""
    return _REASONS[reason]


def tell_step(type: str) -> str:  # noqa: A002 - the word of the record
    """What happened at a step of a case."""
    return _STEPS.get(type, tell_type(type))


def tell_claim(kind: str, type: str, amount: str, unit: str, day: str | None) -> str:  # noqa: A002 - the word of the record
    """A count with what is counted, or an event with its day."""
    when = tell_days(day, None)
    if kind == "event":
        return f"{tell_type(type)}, {when}" if when else tell_type(type)
    counted = amount if unit == "other" else f"{amount} {unit}"
    if type in ("agent", "victim"):
        return f"{counted} ({'who acted' if type == 'agent' else 'harmed'})"
    return counted if type == "other" or f"{type}s" == unit else f"{counted} ({tell_type(type)})"


def tell_kind(measures: str, unit: str) -> str:
    """What figures count.

    >>> tell_kind("arrest", "arrests"), tell_kind("arrest", "people"), tell_kind("other", "dollars")
    ('arrests', 'people (arrest)', 'dollars')
    """
    if f"{measures}s" == unit or (measures == "other" and unit != "other"):
        return unit
    counted = {"agent": "who acted", "victim": "harmed"}.get(measures, tell_type(measures))
    return counted if unit == "other" else f"{unit} ({counted})"


def tell_case(number: str | None, offense: str | None) -> str:
    """What a case is called: by its number, else by what someone is accused of.

    >>> tell_case("31-cr-217", "arson"), tell_case(None, "arson"), tell_case(None, None)
    ('Case 31-cr-217', 'A case of arson', 'A case without a number')
    """
    if number:
        return f"Case {number}"
    return f"A case of {offense}" if offense else "A case without a number"


def tell_who(name: str, age: int | None, gender: Gender | None) -> str:
    """A name and age; in a list of many people, where a pseudonym says nothing, what is stated of the person.

    >>> tell_who("Person C", 36, "male"), tell_who("Maren Holloway", None, "female")
    ('A 36-year-old man', 'Maren Holloway')
    """
    if _PSEUDONYM.fullmatch(name):
        described = describe_person(Person(id="p", kind="person", role="subject", age=age, gender=gender))
        return described[0].upper() + described[1:]
    return f"{name}, {age}" if age is not None else name


def tell_times(number: int) -> str:
    """How often.

    >>> tell_times(1), tell_times(2), tell_times(6)
    ('once', 'twice', '6 times')
    """
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def tell_verdict(comparison: Comparison) -> str:
    """What came of a comparison, by how much, or what hinders it."""
    if comparison.verdict == "agrees":
        return "agrees"
    if comparison.verdict == "not comparable":
        return f"not comparable, because {comparison.because}"
    return say_difference(comparison.difference or 0)


def make_fragment(words: str) -> str:
    """The end of an address at which a browser finds these words on the page (W3C Text Fragments), percent-encoded.

    >>> make_fragment("The bureau - declined to say.")
    ':~:text=The%20bureau%20%2D%20declined%20to%20say.'
    """
    terms = words.split()
    if len(terms) <= 8:
        return f":~:text={_encode(' '.join(terms))}"
    return f":~:text={_encode(' '.join(terms[:4]))},{_encode(' '.join(terms[-4:]))}"


def _encode(words: str) -> str:
    """A hyphen stands between a term and its surroundings there, and so is encoded too."""
    return quote(words, safe="").replace("-", "%2D")
