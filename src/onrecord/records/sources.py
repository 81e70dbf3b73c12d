"""A passage and the place of a cue -> the words that name who speaks: before the verb, after it, or one verb earlier.

Sources are ranges of tokens, half-open; nothing is decided about which person or organization they mean.
"""

from onrecord.records.passages import Passage, Token

__all__ = [
    "TokenRange",
    "find_source_after",
    "find_source_before",
    "find_subject",
    "is_time",
    "phrase_end",
    "phrase_start",
]

TokenRange = tuple[int, int]

_INSIDE = frozenset(["DET", "ADJ", "NOUN", "PROPN", "NUM", "X", "SYM"])
_HEADS = frozenset(["NOUN", "PROPN", "PRON", "NUM"])
_JOINERS = frozenset(["'s", "’s", "-", "&", "'", "’", "/"])
_POSSESSIVES = frozenset("my your his her its our their".split())
_LINKS = frozenset("of for from in at with on".split())
_RELATIVES = frozenset("who which that whom".split())
_APPOSITIVE = frozenset(["DET", "NOUN", "ADJ", "PROPN", "NUM", "ADP", "PRON", "VERB", "ADV"])
_BOUNDS = frozenset(
    [",", "", ":", ";", "—", "–", *"and but when while as because where if after before although".split()]
)
_BARS = frozenset([";", ":", "—", "–", "--", ")"])
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december today yesterday tomorrow tonight morning afternoon evening night week month "
    "year later earlier recently".split()
)
_LONGEST = 45  # tokens between a source and its cue: the longest source read in the marked documents has 32
_MOST_PARTS = 5  # parts between commas: "Dana Vale, 28, of Town, a lawyer, said"


def is_time(token: Token) -> bool:
    """Whether a token names a day, a month or another time: no source, and no content."""
    return token.lower in _TIMES


def find_source_before(passage: Passage, cue: int) -> TokenRange | None:
    """The source whose phrase or apposition ends right before the token at `cue`."""
    tokens = passage.tokens
    last = cue - 1
    if last >= 0 and tokens[last].lower == ")":
        last = _before_bracket(tokens, last)
    if last < 0 or tokens[last].quotation:
        return None
    if tokens[last].lower == ",":
        return _with_apposition(tokens, last)
    if tokens[last].lower in _RELATIVES:
        before = last - 1
        if before >= 0 and tokens[before].lower == ",":
            before -= 1
        return _phrase(tokens, before)
    return _phrase(tokens, last)


def _before_bracket(tokens: tuple[Token, ...], last: int) -> int:
    """The token before a short aside in brackets: "the Department of Health (DOH) said"."""
    opening = next((index for index in range(last, max(-1, last - 8), -1) if tokens[index].lower == "("), None)
    return last if opening is None else opening - 1


def find_source_after(passage: Passage, first: int) -> TokenRange | None:
    """The source that begins at token `first`, with the titles and clauses after its commas; None before a verb."""
    tokens = passage.tokens
    if first >= len(tokens) or is_time(tokens[first]):
        return None
    end = phrase_end(tokens, first)
    if end == first:
        return None
    end = _extend_right(tokens, end)
    if end < len(tokens) and tokens[end].tag in ("VERB", "AUX") and tokens[end].lower not in _INVERTED:
        return None
    return first, _apposition_end(tokens, end)


def find_subject(passage: Passage, before: int) -> TokenRange | None:
    """The subject of the nearest verb before a token that has one: who does what the passage tells."""
    for index in range(before - 1, max(0, before - _LONGEST), -1):
        if passage.tokens[index].tag in ("VERB", "AUX"):
            found = find_source_before(passage, _skip_back(passage.tokens, index))
            if found and _begins_clause(passage.tokens, found[0]):
                return found
    return None


def _begins_clause(tokens: tuple[Token, ...], first: int) -> bool:
    return first == 0 or tokens[first - 1].lower in _BOUNDS or (first == 1 and tokens[0].tag == "PUNCT")


def phrase_start(tokens: tuple[Token, ...], last: int) -> int:
    """First token of the noun phrase that ends with token `last`; last + 1 where none does."""
    if last < 0 or not _is_head(tokens, last):
        return last + 1
    if tokens[last].tag == "PRON":
        return last
    first = last
    while first >= 0:
        token = tokens[first]
        if token.tag == "DET" or token.lower in _POSSESSIVES:
            return first
        if token.tag not in _INSIDE and token.lower not in _JOINERS and not _is_modifier(tokens, first, last):
            break
        first -= 1
    first += 1
    while first < last and tokens[first].lower in _JOINERS:
        first += 1
    return first


def _is_head(tokens: tuple[Token, ...], index: int) -> bool:
    """A noun or pronoun; an adjective or participle after its article ("the deceased", "the accused")."""
    if tokens[index].tag in _HEADS:
        return True
    return tokens[index].tag in ("ADJ", "VERB") and index > 0 and tokens[index - 1].lower == "the"


def _is_modifier(tokens: tuple[Token, ...], index: int, last: int) -> bool:
    """A participle between article and noun ("the presiding judge")."""
    participle = tokens[index].tag == "VERB" and tokens[index].lower.endswith(("ing", "ed"))
    return participle and index < last and index > 0 and tokens[index - 1].tag == "DET"


def phrase_end(tokens: tuple[Token, ...], first: int) -> int:
    """One past the noun phrase that begins with token `first`; first where none does."""
    end = first
    if first < len(tokens) and tokens[first].tag == "PRON" and tokens[first].lower not in _POSSESSIVES:
        return first + 1
    while end < len(tokens):
        token = tokens[end]
        inside = token.tag in _INSIDE or token.lower in _JOINERS or token.lower in _POSSESSIVES
        if not inside or (end > first and (token.tag == "DET" or is_time(token))):
            break
        end += 1
    while end > first and tokens[end - 1].tag not in _HEADS:
        end -= 1
    return end


_INVERTED = frozenset("who".split())


def _skip_back(tokens: tuple[Token, ...], index: int) -> int:
    while index > 0 and tokens[index - 1].tag in ("AUX", "ADV", "PART"):
        index -= 1
    return index


def _phrase(tokens: tuple[Token, ...], last: int) -> TokenRange | None:
    """The noun phrase that ends with a token, with the phrases it depends on and the names joined to it."""
    first = phrase_start(tokens, last)
    if first > last or (is_time(tokens[last]) and first == last):
        return None
    while first >= 2 and tokens[first - 1].lower in _LINKS and tokens[first - 2].tag in ("NOUN", "PROPN"):
        earlier = phrase_start(tokens, first - 2)
        if earlier > first - 2 or is_time(tokens[first - 2]):
            break
        first = earlier
    if first >= 2 and tokens[first - 1].lower == "and" and tokens[first - 2].tag in ("NOUN", "PROPN"):
        earlier = phrase_start(tokens, first - 2)
        if earlier <= first - 2 and (earlier == 0 or tokens[earlier - 1].lower in (",", "") or earlier == 1):
            first = earlier
    return first, last + 1


def _with_apposition(tokens: tuple[Token, ...], comma: int) -> TokenRange | None:
    """The source before the comma that closes its apposition: "Dana Vale, a lawyer in Town, said"."""
    found: TokenRange | None = None
    end = comma
    for _ in range(_MOST_PARTS):
        first = end
        while first > 0 and tokens[first - 1].lower not in (",", "") and tokens[first - 1].lower not in _BARS:
            first -= 1
            if comma - first > _LONGEST:
                return found
        phrase = _phrase(tokens, end - 1)
        introduces = tokens[first].tag in ("ADP", "SCONJ") and first == 0
        if phrase and phrase[0] >= first and not introduces:
            found = phrase[0], comma
        if first == 0 or tokens[first - 1].lower != "," or tokens[first].tag not in _APPOSITIVE:
            break
        end = first - 1
    return found if found and found[1] > found[0] and _is_apposition(tokens, found) else None


def _is_apposition(tokens: tuple[Token, ...], found: TokenRange) -> bool:
    """Whether a comma divides the source, so that the last part explains the first."""
    return any(token.lower == "," for token in tokens[found[0] : found[1]])


def _extend_right(tokens: tuple[Token, ...], end: int) -> int:
    while end + 1 < len(tokens) and tokens[end].lower in _LINKS | {"and"}:
        further = phrase_end(tokens, end + 1)
        if further == end + 1 or tokens[end + 1].tag == "PRON" or is_time(tokens[end + 1]):
            break
        if tokens[end].lower in ("in", "on") and tokens[further - 1].lower in _MEDIA:
            break
        end = further
    return end


_MEDIA = frozenset(
    "statement release interview email e-mail letter post tweet twitter facebook conference speech briefing hearing "
    "report call message memo court address remarks testimony".split()
)


def _apposition_end(tokens: tuple[Token, ...], end: int) -> int:
    """One past the titles after a name: ", the district attorney of Town"; a clause with its own verb is left out."""
    while end + 1 < len(tokens) and tokens[end].lower == "," and not is_time(tokens[end + 1]):
        further = phrase_end(tokens, end + 1)
        if further == end + 1 or tokens[end + 1].tag == "PRON":
            break
        further = _extend_right(tokens, further)
        if further < len(tokens) and tokens[further].tag in ("VERB", "AUX") and tokens[further].lower not in _INVERTED:
            break
        end = further
    return end
