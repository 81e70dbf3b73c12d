"""Attributions by rules + proposals of the encoder -> one set of attributions.

Each is better at something. The rules keep every quotation, whole and with its speaker, over paragraphs and through
a conversation. The encoder finds speech without quotation marks, and where source, cue and content begin and end.
So rules give what is quoted, the encoder what is told, and where both see the same, the encoder's bounds hold.
"""

from collections.abc import Iterator, Mapping, Sequence

from onrecord.beats import Cue
from onrecord.records.attributions import Attribution, OffsetRange
from onrecord.records.quotations import Quotation
from onrecord.records.reading import Reading, SpeechProposal
from onrecord.schema import Act

__all__ = ["merge_attributions"]

_STEPS = frozenset(["arrest", "charge", "plead", "convict", "acquit", "sentence"])
_NEGATIONS = frozenset("not n't n’t never neither nor".split())


def merge_attributions(
    reading: Reading, ruled: Sequence[Attribution], quotations: Sequence[Quotation]
) -> tuple[Attribution, ...]:
    """All attributions in text order; without proposals the rules' own."""
    if not reading.speech:
        return tuple(ruled)
    quoting = [one for one in ruled if any(_holds_quotation(part, quotations) for part in one.content)]
    partners = _find_partners(quoting, reading.speech)
    merged = [
        _join(one, [reading.speech[index] for index in partners[at]], others=quoting[:at] + quoting[at + 1 :])
        for at, one in enumerate(quoting)
    ]
    taken = {index for indexes in partners for index in indexes}
    for index, proposal in enumerate(reading.speech):
        if index not in taken and _says_something(reading, proposal):
            act = _find_act(reading, proposal.cue, reading.beat.cues)
            merged.append(Attribution(proposal.source, proposal.cue, proposal.contents, act))
    merged.sort(key=lambda one: (min(one.content[0], one.cue or one.content[0]), one.content[0]))
    return tuple(merged)


def _says_something(reading: Reading, proposal: SpeechProposal) -> bool:
    """Not so "did not say", nor a step of the law with no clause for what is said: "was charged" with "theft"."""
    words = [reading.words[index].lower for index in reading.words_in(*proposal.cue)]
    if _NEGATIONS & set(words):
        return False
    entries = [entry for word in words for entry in reading.beat.triggers.get(word, ())]
    if not any(entry.event.name in _STEPS for entry in entries):
        return True
    return any(
        reading.tags[index] in ("VERB", "AUX") for part in proposal.contents for index in reading.words_in(*part)
    )


def _holds_quotation(part: OffsetRange, quotations: Sequence[Quotation]) -> bool:
    return any(part[0] < quotation.end and quotation.start < part[1] for quotation in quotations)


def _find_partners(ruled: Sequence[Attribution], speech: Sequence[SpeechProposal]) -> list[list[int]]:
    """For each attribution the proposals that hold some of its content and belong to no earlier one."""
    partners: list[list[int]] = []
    taken: set[int] = set()
    for one in ruled:
        found = [
            index
            for index, proposal in enumerate(speech)
            if index not in taken and _overlap(proposal.contents, one.content)
        ]
        taken.update(found)
        partners.append(found)
    return partners


def _overlap(ones: Sequence[OffsetRange], others: Sequence[OffsetRange]) -> bool:
    return any(one[0] < other[1] and other[0] < one[1] for one in ones for other in others)


def _join(ruled: Attribution, proposals: Sequence[SpeechProposal], *, others: Sequence[Attribution]) -> Attribution:
    """The encoder's bounds where it has them, and every quotation that the rules keep; not what they give to others."""
    if not proposals:
        return ruled
    theirs = [part for other in others for part in other.content]
    first = next((one for one in proposals if ruled.cue and _overlap([one.cue], [ruled.cue])), proposals[0])
    parts = sorted({part for one in proposals for part in one.contents})
    content = [part for part in parts if _overlap([part], ruled.content) or not _overlap([part], theirs)]
    content.extend(part for part in ruled.content if not _overlap(content, [part]))
    return Attribution(first.source or ruled.source, first.cue, tuple(_unite(sorted(content))), ruled.act)


def _unite(parts: Sequence[OffsetRange]) -> Iterator[OffsetRange]:
    """The same parts with overlapping ones as one."""
    held: OffsetRange | None = None
    for part in parts:
        if held and part[0] < held[1]:
            held = held[0], max(held[1], part[1])
            continue
        if held:
            yield held
        held = part
    if held:
        yield held


def _find_act(reading: Reading, cue: OffsetRange, cues: Mapping[str, Cue]) -> Act:
    """The act of the last verb of speech in the cue."""
    words = [reading.words[index].lower for index in reading.words_in(*cue)]
    return next((cues[word].act for word in reversed(words) if word in cues), "assert")
