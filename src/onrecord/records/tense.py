"""Whether the words around a time expression look ahead: "will appear on Monday" against "appeared on Monday".

By the verb or noun nearest to it in its sentence, those before it first; a report looks back unless it says otherwise.
"""

from onrecord.records.reading import Reading

__all__ = ["looks_ahead"]

_AHEAD = frozenset(
    "will shall 'll ’ll scheduled upcoming expected plans planned planning due slated expires begins starts takes "
    "tomorrow until by effective deadline rescheduled postponed adjourned returnable next should may can must".split()
)
_BACK = frozenset(
    "was were had did has have said told went came took made found left gave got began held brought saw ran sent "
    "became met put shot fled stole hit set led fell cut kept paid won lost drove sold spoke wrote since on-going "
    "arose broke chose swore struck stood caught bought taught fought sought thought".split()
)
_PLANNED = {  # "is next due in court", "returns to court", "faces trial"
    "due": ("in", "back", "to", "for", "at"),
    "next": ("due", "court", "hearing", "appearance", "appears", "scheduled"),
    "returns": ("to",),
    "appears": ("in", "before"),
    "faces": ("trial", "sentencing", "arraignment"),
}
_UNDONE = frozenset(
    "failed refused used tried attempted managed continued began started helped declined forced able allegedly".split()
)
_REACH = 14  # words; a cue further away belongs to another clause more often than not


def looks_ahead(reading: Reading, first: int, last: int) -> bool | None:
    """Whether words[first:last] of the document, a time expression, stand in a clause about what is to come.

    None where no word near them tells.
    """
    sentence = reading.sentence_at(reading.words[first].start)
    begin, end = sentence.first, sentence.first + len(sentence.words)
    if first > begin and reading.words[first - 1].lower == "for" and _is_set(reading, begin, first):
        return True
    if first > begin and _is_day_of(reading, first):
        return True
    for distance in range(1, _REACH):
        before, after = first - distance, last - 1 + distance
        if before >= begin:
            cue = _cue(reading, before)
            if cue is not None:
                return cue
        if after < end:
            cue = _cue(reading, after)
            if cue is not None and reading.words[after].lower not in ("by", "until", "next"):
                return cue
    return None


def _is_set(reading: Reading, begin: int, first: int) -> bool:
    """ "Set the sentencing for June 28"."""
    return any(
        reading.words[index].lower in ("set", "sets", "setting") for index in range(max(begin, first - 8), first)
    )


def _is_day_of(reading: Reading, first: int) -> bool:
    """ "The next court date is May 14", "the hearing is on May 14"."""
    at = first - 2 if reading.words[first - 1].lower == "on" else first - 1
    return at >= 0 and reading.words[at].lower in ("is", "are")


def _cue(reading: Reading, index: int) -> bool | None:
    """True for a word that looks ahead, False for one that looks back, None for any other."""
    if _is_name(reading, index):
        return None
    word, tag = reading.words[index].lower, reading.tags[index]
    following = reading.words[index + 1].lower if index + 1 < len(reading.words) else ""
    if word == "set" and following in ("for", "to"):
        return True
    if word in ("is", "are") and following in ("to", "scheduled", "set", "due", "expected", "slated"):
        return True
    if following in _PLANNED.get(word, ()):
        return not any(reading.words[before].lower in ("was", "were") for before in range(max(0, index - 2), index))
    if word in _AHEAD:
        return (
            True if word not in ("may", "can", "by", "next", "until", "due", "must", "should") or tag == "AUX" else None
        )
    if index and reading.words[index - 1].lower == "be" and tag == "VERB":  # due to be published
        return True
    if index and reading.words[index - 1].lower == "to" and tag == "VERB":  # to run; not: failed to run
        return None if reading.words[max(0, index - 2)].lower in _UNDONE else True
    if word in _BACK or (tag == "VERB" and word.endswith("ed")):
        return False
    return None


def _is_name(reading: Reading, index: int) -> bool:
    """ "Will sentence Fell on June 12": a capital behind a noun or verb in small letters begins a name, and no verb."""
    if not index or not reading.words[index].text[:1].isupper():
        return False
    return reading.words[index - 1].text.islower() and reading.tags[index - 1] in ("NOUN", "VERB")
