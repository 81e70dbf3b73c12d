"""The heads of the reader and their classes, in the order in which the model's outputs stand."""

NAME_KINDS = ("person", "organization", "place", "facility", "nationality")
TAGS = tuple("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
EVENT_TYPES = tuple(
    "arrest charge plead convict acquit sentence release remove sue rule appeal decree operate publish inquire".split()
)
DISPOSITIONS = tuple(
    "history wanted suspected arrested charged pleaded convicted sentenced acquitted dismissed".split()
)
FACTUALITIES = tuple("asserted alleged possible planned negated".split())


def bio(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """O, then beginning and inside of each kind; a head of one kind has the classes O, B, I."""
    return ("O", *(f"{part}-{kind}" if kind else part for kind in kinds for part in "BI"))


FIRST_HEADS = {
    "source": bio(("",)),
    "cue": bio(("",)),
    "content": bio(("",)),
    "name": bio(NAME_KINDS),
    "tag": TAGS,
}
SECOND_HEADS = {
    "event": bio(EVENT_TYPES),
    "argument": bio(("",)),
    "subject": bio(("",)),
    "offense": bio(("",)),
    "figure": bio(("",)),
}
FIRST_LINKS = {"source": ("cue", "source"), "content": ("content", "cue")}
"""Link -> (what chooses, among what): a cue chooses its source, a content its cue; each may choose none."""
SECOND_LINKS = {
    "agent": ("event", "argument"),
    "event_subject": ("event", "argument"),
    "place": ("event", "argument"),
    "offender": ("offense", "subject"),
}
SPAN_CLASSES = {"disposition": ("offense", DISPOSITIONS), "factuality": ("event", FACTUALITIES)}
"""Class of a span -> (the head that finds the span, its classes)."""
