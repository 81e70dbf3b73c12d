"""Attributions by rules + proposals of the encoder -> one set of attributions.

Each is better at something. The rules keep every quotation, whole and with its speaker, over paragraphs and through
a conversation. The encoder finds speech without quotation marks, and where source, cue and content begin and end.
So rules give what is quoted, the encoder what is told, and where both see the same, the encoder's bounds hold.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.beats import Cue
from onrecord.records.attributions import Attribution, OffsetRange
from onrecord.records.completing import complete_contents
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
    speech = complete_contents(reading, reading.speech)
    quoted = _Ranges(((one.start, one.end), number) for number, one in enumerate(quotations))
    quoting = [one for one in ruled if any(quoted.owners(part) for part in one.content)]
    held = _Ranges((part, number) for number, one in enumerate(quoting) for part in one.content)
    partners = _find_partners(quoting, speech)
    merged = [
        _join(one, [speech[index] for index in partners[number]], quoted=quoted, held=held, number=number)
        for number, one in enumerate(quoting)
    ]
    taken = {index for indexes in partners for index in indexes}
    for index, proposal in enumerate(speech):
        if index not in taken and _says_something(reading, proposal):
            act = _find_act(reading, proposal.cue, reading.beat.cues)
            merged.append(Attribution(proposal.source, proposal.cue, proposal.contents, act))
    merged = list(_keep_said(reading, merged, quoted, speech))
    merged.sort(key=lambda one: (min(one.content[0], one.cue or one.content[0]), one.content[0]))
    return tuple(merged)


def _keep_said(
    reading: Reading, ones: Sequence[Attribution], quoted: "_Ranges", speech: Sequence[SpeechProposal]
) -> Iterator[Attribution]:
    """Those that are somebody's statement: words can stand in quotation marks and be none of their own.

    So a title that the encoder takes for no speech ("Morning Ledger"), or a word or two inside what somebody says.
    """
    text = reading.document.text
    parts = {part for proposal in speech for part in proposal.contents}
    proposed = _Ranges((part, 0) for part in parts)
    held = _Ranges((part, number) for number, one in enumerate(ones) for part in one.content)
    for one in ones:
        words = [word for part in one.content for word in _WORD.findall(text[slice(*part)])]
        if not all(quoted.holds(part) for part in one.content):
            yield one
        elif not any(proposed.owners(part) for part in one.content):
            if len(words) > _TITLE or not all(word[0].isupper() or word in _SMALL for word in words):
                yield one
        elif not parts.isdisjoint(one.content) or (one.cue and len(words) > _FEW) or not _lies_inside(one, ones, held):
            yield one


def _lies_inside(one: Attribution, ones: Sequence[Attribution], held: "_Ranges") -> bool:
    """Whether another content holds all of this one's."""
    wholes = {part for number in held.owners(one.content[0]) for part in ones[number].content} - set(one.content)
    return any(all(whole[0] <= start and end <= whole[1] for start, end in one.content) for whole in wholes)


_WORD = re.compile(r"[\w’'-]+")
_TITLE, _FEW = 6, 3  # words
_SMALL = frozenset("the a an of and in for to with on at by".split())


class _Ranges:
    """Ranges of offsets with the number of their owner, asked for by what they overlap."""

    def __init__(self, ranges: Iterable[tuple[OffsetRange, int]]) -> None:
        self._ranges = sorted(ranges)
        self._starts = [start for (start, _), _ in self._ranges]
        self._longest = max((end - start for (start, end), _ in self._ranges), default=0)

    def holds(self, part: OffsetRange) -> bool:
        """Whether one range holds all of it."""
        first = bisect_right(self._starts, part[0] - self._longest - 1)
        last = bisect_right(self._starts, part[0])
        return any(start <= part[0] and part[1] <= end for (start, end), _ in self._ranges[first:last])

    def owners(self, part: OffsetRange) -> set[int]:
        """Whose ranges share a code point with this one."""
        first = bisect_right(self._starts, part[0] - self._longest)
        last = bisect_left(self._starts, part[1])
        return {owner for (_, end), owner in self._ranges[first:last] if part[0] < end}


def _says_something(reading: Reading, proposal: SpeechProposal) -> bool:
    """Not so "did not say", nor a step of the law ("pleaded guilty"), nor what nobody says by no verb of speech."""
    words = list(_words_of(reading, proposal.cue))
    entries = [entry for word in words for entry in reading.beat.triggers.get(word, ())]
    if all(word in _HELPING or not word.isalpha() for word in words) and ":" not in words:
        return False  # "was investigated by": the encoder has the first word alone
    if any(word.startswith(("prosecut", "conviction")) for word in words):
        return False  # "is prosecuting", "has a conviction for": what the law does, and nobody's words
    if not any(word not in _EMPTY for part in proposal.contents for word in _words_of(reading, part)):
        return False  # "that", "the", "he": nothing is said by it
    if _NEGATIONS & set(words) or any(entry.bare and entry.event.name in _STEPS for entry in entries):
        return False
    return proposal.source is not None or any(word in reading.beat.cues or word == "according" for word in words)


def _words_of(reading: Reading, part: OffsetRange) -> Iterator[str]:
    return (reading.words[index].lower for index in reading.words_in(*part))


_HELPING = frozenset(
    "is are was were be been being has have had do does did will would shall should may might can could must to also "
    "allegedly not then".split()
)
_EMPTY = frozenset(
    "the a an that this these those it he she him her they them which who whom what to of as in for and or his their "
    "its , . ; : - ( ) “ ” \" ’ '".split()
)


def _find_partners(ruled: Sequence[Attribution], speech: Sequence[SpeechProposal]) -> list[list[int]]:
    """For each attribution the proposals that hold some of its content and belong to no earlier one."""
    proposed = _Ranges((part, index) for index, proposal in enumerate(speech) for part in proposal.contents)
    partners: list[list[int]] = []
    taken: set[int] = set()
    for one in ruled:
        found = sorted({index for part in one.content for index in proposed.owners(part)} - taken)
        taken.update(found)
        partners.append(found)
    return partners


def _overlap(ones: Sequence[OffsetRange], others: Sequence[OffsetRange]) -> bool:
    return any(one[0] < other[1] and other[0] < one[1] for one in ones for other in others)


def _join(
    ruled: Attribution, proposals: Sequence[SpeechProposal], *, quoted: _Ranges, held: _Ranges, number: int
) -> Attribution:
    """The encoder's bounds where it has them, and every quotation that the rules keep; not what they give to others.

    A quotation stays whole, whatever is said to be said inside it.
    """
    if not proposals:
        return ruled
    first = next((one for one in proposals if ruled.cue and _overlap([one.cue], [ruled.cue])), proposals[0])
    parts = sorted({part for one in proposals for part in one.contents})
    content = [part for part in parts if number in (owners := held.owners(part)) or not owners]
    content.extend(part for part in ruled.content if quoted.holds(part) or not _overlap(content, [part]))
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
    words = tuple(_words_of(reading, cue))
    return next((cues[word].act for word in reversed(words) if word in cues), "assert")
