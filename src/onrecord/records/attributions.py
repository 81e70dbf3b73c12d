"""Passages + cues of the beat -> attributions: source, cue and content as words, before anyone knows who is meant.

Rules look at one passage at a time: a verb of speech with its source on either side, "according to", a name before a
colon or after a dash. An encoder that marks the same three spans can stand in their place (`Attribution` is all that
follows needs).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.beats import Cue
from onrecord.records.contents import ContentRange, find_content_after, find_content_before
from onrecord.records.passages import Passage, Token
from onrecord.records.sources import TokenRange, find_source_after, find_source_before, find_subject, phrase_end
from onrecord.schema import Act

__all__ = ["Attribution", "find_attributions"]

OffsetRange = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Offsets of source, cue and content, half-open; a source that is understood from before is None."""

    source: OffsetRange | None
    cue: OffsetRange | None
    content: tuple[OffsetRange, ...]
    act: Act


@dataclass(frozen=True, slots=True)
class _Found:
    source: TokenRange | None
    cue: TokenRange
    content: tuple[ContentRange, ...]
    act: Act


_CLUSTER = frozenset(["AUX", "ADV", "PART"])
_BE = frozenset("is are was were be been being 's ’s".split())
_NEGATIONS = frozenset("not n't n’t never don't didn't didn’t don’t doesn't doesn’t".split())
_NEVER_INVERTED = frozenset("tell tells told calls called describes described".split())
# Forms that are as often nouns or adjectives: they need the tagger's word that they are verbs.
_NOUNS = frozenset(
    "claim claims state states note notes report reports charge charges ruling finding findings rule rules hold "
    "estimate estimates request requests order orders command commands question questions demand "
    "demands promise promises "
    "pledge pledges vow vows caution plea direct call calls post posts comment comments quote "
    "quotes cite label labels brand "
    "brands text texts email emails put read reading blame praise point points show shows attack attacks echo cry "
    "thanks thank suspect suspects hope hopes fear fears doubt doubts found related held saying swears joke reject "
    "petition petitions charged agreed alleged reported suspected cited ordered directed indicated expressed".split()
)


def find_attributions(passage: Passage, cues: Mapping[str, Cue]) -> tuple[Attribution, ...]:
    """The attributions of a passage, in order of their cues."""
    found = [*_by_verbs(passage, cues), *_by_according(passage)]
    if not found:
        found = [*_by_dash(passage), *_by_colon(passage)]
    found.sort(key=lambda one: one.cue)
    return tuple(_to_offsets(passage.tokens, one) for one in found if one.content)


def _to_offsets(tokens: tuple[Token, ...], found: _Found) -> Attribution:
    def offsets(part: TokenRange) -> OffsetRange:
        return tokens[part[0]].start, tokens[part[1] - 1].end

    return Attribution(
        offsets(found.source) if found.source else None,
        offsets(found.cue),
        tuple(offsets(part) for part in found.content),
        found.act,
    )


def _by_verbs(passage: Passage, cues: Mapping[str, Cue]) -> Iterator[_Found]:
    tokens = passage.tokens
    begin = 0  # where content before the next cue may begin
    source: TokenRange | None = None
    for index, token in enumerate(tokens):
        cue = cues.get(token.lower)
        if cue is None or not _is_verb(tokens, index):
            continue
        first = _cluster_start(tokens, index)
        if _is_ruled_out(tokens, first, index):
            continue
        own, block_end = _own_source(passage, first, index)
        content = _find_content(passage, (begin, own[0] if own else first, first), (index, block_end), cue)
        if not content:
            continue
        participle = token.lower.endswith("ing")
        source = own or (source if participle else None) or find_subject(passage, first) or source
        yield _Found(source, (first, index + 1), content, cue.act)
        begin = max(block_end, *(part[1] for part in content))


def _find_content(
    passage: Passage, before: tuple[int, int, int], after: tuple[int, int], cue: Cue
) -> tuple[ContentRange, ...]:
    """What is said: behind the cue, before it, or on both sides of it."""
    begin, source, first = before
    index, block_end = after
    earlier = find_content_before(passage, begin, min(source, first))
    later = find_content_after(passage, (index, block_end), cue.use)
    if earlier and earlier.quoted:
        return (*earlier.parts, *(later if later and passage.tokens[later[0][0]].quotation else ()))
    if later:
        return later
    return earlier.parts if earlier and cue.use in ("speech", "clause") else ()


def _is_verb(tokens: tuple[Token, ...], index: int) -> bool:
    token = tokens[index]
    if token.tag in ("VERB", "AUX"):
        return True
    before = tokens[index - 1].tag if index else ""
    return token.lower not in _NOUNS and before not in ("DET", "ADJ", "ADP", "NUM")


def _cluster_start(tokens: tuple[Token, ...], index: int) -> int:
    first = index
    while (
        first > 0 and (tokens[first - 1].tag in _CLUSTER or tokens[first - 1].lower in _NEGATIONS) and first > index - 5
    ):
        first -= 1
    return first


def _is_ruled_out(tokens: tuple[Token, ...], first: int, index: int) -> bool:
    """Negated ("did not say"), in the passive ("was told") or an infinitive ("wants to say")."""
    before = [token.lower for token in tokens[first:index]]
    if _NEGATIONS & set(before):
        return True
    if _BE & set(before) and not tokens[index].lower.endswith("ing"):
        return not _is_by(tokens, index)
    return "to" in before and not any(token.quotation or token.lower == ":" for token in tokens[index : index + 8])


def _is_by(tokens: tuple[Token, ...], index: int) -> bool:
    """In the passive, with the one who says it: "was described by Dana Vale as"."""
    return index + 1 < len(tokens) and tokens[index + 1].lower == "by"


def _own_source(passage: Passage, first: int, index: int) -> tuple[TokenRange | None, int]:
    """The source of a cue and one past the block that source and cue make."""
    tokens = passage.tokens
    if _is_by(tokens, index) and (after := find_source_after(passage, index + 2)):
        return after, after[1]
    inverted = first == index and tokens[index].lower not in _NEVER_INVERTED and not tokens[index].lower.endswith("ing")
    inverted = inverted and (index == 0 or tokens[index - 1].lower in ("", ",", "—", "–"))
    if inverted and (after := find_source_after(passage, index + 1)):
        told = tokens[index - 1].lower == "," and after[1] < len(tokens) and tokens[after[1]].quotation
        if not told:
            return after, after[1]
    if tokens[index].lower.endswith("ing") and first == index and index and tokens[index - 1].lower in (",", "and"):
        return None, index + 1
    return find_source_before(passage, first), index + 1


def _by_according(passage: Passage) -> Iterator[_Found]:
    tokens = passage.tokens
    for index in range(len(tokens) - 2):
        if tokens[index].lower != "according" or tokens[index + 1].lower != "to":
            continue
        end = phrase_end(tokens, index + 2)
        source = find_source_after(passage, index + 2) or ((index + 2, end) if end > index + 2 else None)
        if source is None:
            continue
        earlier = find_content_before(passage, 0, index, bare=True)
        parts = list(earlier.parts) if earlier else []
        if source[1] < len(tokens) and tokens[source[1]].lower == ",":
            last = len(tokens)
            while last > source[1] + 1 and tokens[last - 1].tag == "PUNCT":
                last -= 1
            if last > source[1] + 1:
                parts.append((source[1] + 1, last))
        yield _Found(source, (index, index + 2), tuple(parts), "assert")


def _by_dash(passage: Passage) -> Iterator[_Found]:
    """“Quotation” — Dana Vale, mayor."""
    tokens = passage.tokens
    for index in range(1, len(tokens) - 1):
        if tokens[index].lower in ("—", "–", "-", "--", "―") and tokens[index - 1].quotation:
            end = phrase_end(tokens, index + 1)
            if end > index + 1 and tokens[index + 1].tag == "PROPN":
                yield _Found((index + 1, end), (index, index + 1), ((index - 1, index),), "assert")


def _by_colon(passage: Passage) -> Iterator[_Found]:
    """Judge: “quotation”; also a statement issued: “quotation”."""
    tokens = passage.tokens
    for index in range(1, len(tokens) - 1):
        if tokens[index].lower == ":" and tokens[index + 1].quotation:
            first = next((i for i in range(index) if tokens[i].tag not in ("PUNCT", "SYM")), index)
            end = phrase_end(tokens, first)
            if end > first and tokens[first].tag in ("PROPN", "DET", "NOUN", "ADJ"):
                yield _Found((first, end), (index, index + 1), _quotations_from(tokens, index + 1), "assert")
            return


def _quotations_from(tokens: tuple[Token, ...], first: int) -> tuple[ContentRange, ...]:
    parts: list[ContentRange] = []
    while first < len(tokens) and tokens[first].quotation:
        parts.append((first, first + 1))
        first += 1
    return tuple(parts)
