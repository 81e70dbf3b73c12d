"""A beat's agencies -> the places in a text where one is named, by their words alone; no tagger decides.

A name of the beat stands as it is written ("DHS", "Border Patrol"). A star takes in the capitalised words beside the
rest ("* Police Department", "Office of *"); without them the rest still names an organization when it has two words or
more ("the Sheriff’s Office"), and in small letters when "the" stands before it. Which names mean one organization is
decided in organizations.py.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.beats import Agency, Beat
from onrecord.records.reading import Reading
from onrecord.records.sentences import Word, find_words
from onrecord.schema import OrganizationKind

__all__ = ["AgencyName", "find_agency_names", "form_key", "is_agency_phrase", "is_headline"]


@dataclass(frozen=True, slots=True)
class AgencyName:
    """Words that name an organization; `known` is its name in the beat, `short` a name without its own part."""

    start: int
    end: int
    kind: OrganizationKind
    known: str | None
    short: bool
    firm: bool  # the words suffice; else the tagger must see a name there too
    open_ended: bool  # found by its first words ("City of *"): the same words found by their last tell its kind better


@dataclass(frozen=True, slots=True)
class _Form:
    words: tuple[str, ...]  # as the beat writes them, the star left out
    keys: tuple[str, ...]
    left: bool
    right: bool
    kind: OrganizationKind
    known: str | None


_COUNTRIES_OWN = {"u.s.": "us", "us": "us", "u.s": "us"}
_LEGAL_FORMS = frozenset(["inc", "inc.", "llc", "l.l.c.", "llp", "lp", "corp.", "corporation", "co.", "ltd.", "ltd"])
_FIRM_KINDS = frozenset(["agency", "court", "government", "gang"])
_WIDEST = 9  # words that a star may take in: the longest printed names have eight
_LONGEST_HEADLINE = 60  # words; the longest of the training texts has 59; a run-on page is none
_NEVER_LEFT = frozenset(
    "the a an this that these those his her its their our my your any each every some all no both and or but as at "
    "by for from in into of on to with when while after before since if because against about under over between "
    "through during until than then said says former current retired deputy assistant acting mr. mrs. ms. dr. "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan. feb. aug. sept. oct. nov. dec. he she it they we i you who which what "
    "where how why also judge justice sheriff chief officer officers sgt. lt. det. capt. detective detectives "
    "deputies agent agents special today yesterday contact call via per fellow one two three other another such "
    "additionally following according meanwhile however although though not local defendant defendants".split()
)
_JOINS_LEFT = frozenset(
    "university city town village state county college commonwealth district township borough republic".split()
)
_MARKS = frozenset(["-", "–", "’s", "'s", "’", "'", "&"])
_BARE = frozenset(
    "department office bureau agency county city state company".split()
)  # "the Department’s Criminal Division"
_STOPS = frozenset([".", "!", "?", "”", '"'])
_THE = frozenset("the this that his her its their our my your".split())


def find_agency_names(reading: Reading) -> tuple[AgencyName, ...]:
    """All names of organizations by the beat's forms, in order, none overlapping; of two the longer stands."""
    forms = _forms(reading.beat.agencies)
    found = [
        name for sentence in reading.sentences for name in _find(reading, forms, sentence.first, len(sentence.words))
    ]
    chosen: list[AgencyName] = []
    taken: set[int] = set()
    for name in sorted(
        found, key=lambda name: (name.start - name.end, name.start, name.known is None, name.open_ended)
    ):
        covered = reading.words_in(name.start, name.end)
        if taken.isdisjoint(covered):
            taken.update(covered)
            chosen.append(name)
    return tuple(sorted(chosen, key=lambda name: name.start))


def is_agency_phrase(beat: Beat, phrase: str) -> bool:
    """Whether a phrase names or means an organization of the beat's kinds ("the sheriff’s office", "ICE")."""
    words = find_words(phrase)
    forms = _forms(beat.agencies)
    keys = [form_key(word.text) for word in words]
    for at in range(len(words)):
        for form in forms.get(keys[at], ()):
            end = at + len(form.keys)
            fits = tuple(keys[at:end]) == form.keys and (form.right or end == len(keys))
            if fits and (form.left or at == 0 or words[at - 1].lower in _THE):
                return (
                    all(_same_case(a, b) for a, b in zip(form.words, words[at:end], strict=True)) or len(form.keys) > 1
                )
    return False


def form_key(word: str) -> str:
    """A word as names are compared: small letters, one apostrophe, "U.S." as "us", "&" as "and"."""
    lower = word.lower().replace("’", "'").replace("&", "and")
    return _COUNTRIES_OWN.get(lower, lower)


@lru_cache(maxsize=8)
def _forms(agencies: Sequence[Agency]) -> dict[str, tuple[_Form, ...]]:
    found: dict[str, list[_Form]] = {}
    for agency in agencies:
        for written in (agency.name, *agency.aliases):
            known = None if written.startswith("* ") or written.endswith(" *") or "*" in agency.name else agency.name
            body = written.removeprefix("* ").removesuffix(" *")
            words = tuple(word.text for word in find_words(body))
            keys = tuple(form_key(word) for word in words)
            form = _Form(words, keys, written.startswith("* "), written.endswith(" *"), agency.kind, known)
            found.setdefault(keys[0], []).append(form)
    return {key: tuple(sorted(forms, key=lambda form: (-len(form.keys), form.words))) for key, forms in found.items()}


def _find(reading: Reading, forms: dict[str, tuple[_Form, ...]], first: int, count: int) -> Iterator[AgencyName]:
    words = reading.words[first : first + count]
    keys = [form_key(word.text) for word in words]
    for at in range(count):
        for form in forms.get(keys[at], ()):
            end = at + len(form.keys)
            if tuple(keys[at:end]) == form.keys:
                name = _match(reading, words, form, at, end)
                if name:
                    yield name


def _match(reading: Reading, words: Sequence[Word], form: _Form, at: int, end: int) -> AgencyName | None:
    cased = all(_same_case(written, word) for written, word in zip(form.words, words[at:end], strict=True))
    left = _left_run(reading, words, at) if form.left or (form.known and cased) else at
    right = _right_run(reading, words, end) if form.right else end
    if not cased:
        return _match_small(reading, words, form, at, end, left)
    if form.known:
        left = left if left < at and _is_country(words[left:at]) else at
        return _name(words, left, end, form, short=False)
    if form.right and right == end:
        return None
    if (
        form.left
        and left == at
        and not form.right
        and (len(form.keys) < 2 or form.kind in ("company", "newsroom", "other"))
    ):
        return None
    return _name(words, left, right, form, short=left == at and not form.right)


def _match_small(
    reading: Reading, words: Sequence[Word], form: _Form, at: int, end: int, left: int
) -> AgencyName | None:
    """Names printed small: "the sheriff’s office", "Norwick police"."""
    if (
        form.known
        or form.right
        or any(word.text[0].isupper() for word in words[at:end] if word.lower not in ("u.s.", "da", "ag"))
    ):
        return None
    if len(form.keys) == 1 and form.keys[0] not in ("police", "government"):
        return None
    if left < at and _is_named(reading, words[left:at]) and form.kind in ("agency", "court", "government"):
        return _name(words, left, end, form, short=False)
    if len(form.keys) > 1 and at and words[at - 1].lower in _THE and form.kind in ("agency", "court"):
        return _name(words, at, end, form, short=True)
    return None


def _name(words: Sequence[Word], first: int, last: int, form: _Form, *, short: bool) -> AgencyName:
    firm = form.kind in _FIRM_KINDS or form.known is not None or form.keys[-1] in _LEGAL_FORMS or len(form.keys) > 1
    return AgencyName(words[first].start, words[last - 1].end, form.kind, form.known, short, firm, form.right)


def _left_run(reading: Reading, words: Sequence[Word], at: int) -> int:
    """Index of the first capitalised word of the run that ends before words[at]."""
    headline = is_headline(words)
    index = at
    while index > 0 and at - index < _WIDEST and words[index - 1].end + 1 >= words[index].start:
        before = words[index - 1]
        if before.lower in ("of", "for", "and", "&") and index > 1 and index < at:
            joins = words[index - 2].lower in _JOINS_LEFT if before.lower == "of" else before.lower == "&"
            if not joins or not words[index - 2].text[0].isupper():
                break
            index -= 2
            continue
        if (
            before.text in _MARKS - {"&"}
            and index > 1
            and before.start == words[index - 2].end
            and _is_name_word(words[index - 2])
        ):
            index -= 2
            continue
        if not _is_name_word(before) or (headline and not _is_seen(reading, before)):
            break
        index -= 1
    while index < at and (
        words[index].text in _MARKS or (words[index].lower in _BARE and words[index + 1].text in _MARKS)
    ):
        index += 1
    return index


def _right_run(reading: Reading, words: Sequence[Word], end: int) -> int:
    """One past the last word of the capitalised run that begins at words[end], "of the" inside it."""
    index = last = end
    headline = is_headline(words)
    while (
        index < len(words)
        and index - end < _WIDEST
        and (index == end or words[index].start <= words[index - 1].end + 1)
    ):
        word = words[index]
        if word.text[0].isupper() and word.lower not in _NEVER_LEFT - {"justice", "special"}:
            if _is_person(reading, word) or (headline and not _is_proper(reading, word)):
                break
            index += 1
            last = index
        elif word.lower in ("of", "the", "for", "&", "-") or (
            word.lower in ("and", ",") and _is_one_name(reading, words, index)
        ):
            index += 1
        else:
            break
    return last


def _is_proper(reading: Reading, word: Word) -> bool:
    return _is_seen(reading, word) and reading.tags[reading.word_at(word.start)] == "PROPN"


def _is_person(reading: Reading, word: Word) -> bool:
    names = reading.names_in(max(0, word.start - 40), word.end)
    return bool(names) and names[-1].label == "person" and names[-1].end >= word.end


def _is_one_name(reading: Reading, words: Sequence[Word], index: int) -> bool:
    """Whether an "and" stands inside a name: "of Fish and Wildlife", not "of Justice and Homeland Security"."""
    if index + 1 >= len(words) or not words[index + 1].text[0].isupper():
        return False
    start, following = words[index - 1].start, words[index + 1]
    names = reading.names_in(max(0, start - 80), start + 1)
    if names and names[-1].label == "organization" and names[-1].end >= following.end:
        return True
    known = any(form.known for form in _forms(reading.beat.agencies).get(form_key(following.text), ()))
    own = following.text.isupper() or known or bool(reading.names_in(following.start, following.end))
    return words[index].lower == "and" and not own and following.lower not in _NEVER_LEFT


def _is_name_word(word: Word) -> bool:
    return (
        word.text[0].isupper() or (word.text[0].isdigit() and word.text[-1].isalpha())
    ) and word.lower not in _NEVER_LEFT


def _is_named(reading: Reading, words: Sequence[Word]) -> bool:
    """Whether the tagger sees a name in these words that is no person's."""
    return any(name.label in ("place", "organization") for name in reading.names_in(words[0].start, words[-1].end))


def _is_seen(reading: Reading, word: Word) -> bool:
    """Whether the tagger sees a name here, or the word can only be part of one."""
    if word.lower in ("county", "city", "state", "u.s.", "united", "states", "federal", "national"):
        return True
    names = [name for name in reading.names_in(max(0, word.start - 60), word.end) if name.end >= word.end]
    return bool(names) and names[-1].label != "person" and names[-1].start <= word.start


def _is_country(words: Sequence[Word]) -> bool:
    return " ".join(form_key(word.text) for word in words) in ("us", "united states", "american")


def _same_case(written: str, word: Word) -> bool:
    if len(written) > 1 and written.isupper() and written.isalpha():
        return word.text == written
    return not written[0].isupper() or word.text[0].isupper()


def is_headline(words: Sequence[Word]) -> bool:
    """A line without a stop whose words nearly all begin with a capital: a capital says nothing there."""
    if len(words) > _LONGEST_HEADLINE:
        return False
    letters = [word.text for word in words if len(word.text) > 3 and word.text.isalpha()]
    stopped = bool(words) and words[-1].text in _STOPS
    return not stopped and len(letters) > 3 and sum(word[0].isupper() for word in letters) > 0.8 * len(letters)
