"""Two defendants of one name in, whether they may be one person in one matter out. Namesakes stay apart."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.links.defendants import Defendant, shorten_name
from onrecord.links.namesakes import compare_namesakes, contradict, is_enough
from onrecord.links.numbers import normalize_number

TOLD = {1: "Adan Fell robbed.", 2: "The clerk.", 3: "It rained."}


def _make(
    day: str,
    *,
    name: str = "adan fell",
    age: int | None = None,
    number: str | None = None,
    offenses: str = "",
    court: str | None = None,
    company: str = "",
    others: str = "",
    publisher: str = "office",
) -> Defendant:
    """A defendant in the document of that day."""
    return Defendant(
        document=day,
        person="p1",
        name=name,
        key=shorten_name(name),
        accused=True,
        day=day,
        publisher=publisher,
        age=age,
        number=normalize_number(number) if number else None,
        court=court,
        offenses=frozenset(offenses.split("/")) - {""},
        codes=frozenset(),
        company=frozenset([company]) - {""},
        others=frozenset([others]) - {""},
    )


def _may_be_one(one: Defendant, two: Defendant, *, repeated: int = 0) -> bool:
    """Whether they are joined where so many sentences are repeated."""
    told = {key: words for key, words in TOLD.items() if key <= repeated}
    reasons = compare_namesakes(one, two, set(), {one.document: told, two.document: told})
    return is_enough(one, two, reasons) is not None and not contradict(one, two, reasons)


ROBBERY = _make("2031-03-21", age=24, offenses="armed robbery")
PLAIN = _make("2031-03-21")
NUMBERED = _make("2031-03-21", age=24, number="31-cr-1", offenses="robbery", others="orla venn")
LATER, YEARS_LATER = "2031-09-21", "2035-09-21"
SENTENCED = frozenset([("sentence", "2031-03-21")])
PAIRS: dict[str, tuple[Defendant, Defendant, int, bool]] = {
    "name, age, office": (PLAIN, _make(LATER), 0, False),
    "name, offense, age": (ROBBERY, _make(LATER, age=24, offenses="robbery"), 0, True),
    "name, offense, office": (ROBBERY, _make(LATER, offenses="robbery"), 0, False),
    "two sentences repeated": (PLAIN, _make(LATER), 2, True),
    "one sentence repeated": (PLAIN, _make(LATER), 1, False),
    "the same victim and judge": (
        replace(PLAIN, others=frozenset(["orla venn"]), company=frozenset(["hamish orr"])),
        _make(LATER, others="orla venn", company="hamish orr"),
        0,
        True,
    ),
    "the same victim and age": (
        replace(ROBBERY, others=frozenset(["orla venn"])),
        _make(LATER, age=24, offenses="manslaughter", others="orla venn"),
        0,
        True,
    ),
    "the same victim alone, of another office": (
        replace(PLAIN, others=frozenset(["orla venn"])),
        _make(LATER, others="orla venn", publisher="wire"),
        0,
        False,
    ),
    "the same step on the same day": (
        replace(PLAIN, steps=SENTENCED),
        replace(_make(LATER, publisher="wire"), steps=SENTENCED),
        0,
        False,
    ),
    "the same step on the same day, before one judge": (
        replace(PLAIN, steps=SENTENCED, company=frozenset(["hamish orr"])),
        replace(_make(LATER, company="hamish orr"), steps=SENTENCED),
        0,
        True,
    ),
    "the same step on the same day, for one offense": (
        replace(ROBBERY, steps=SENTENCED),
        replace(_make(LATER, offenses="robbery", publisher="wire"), steps=SENTENCED),
        0,
        True,
    ),
    "years later, by age": (ROBBERY, _make(YEARS_LATER, age=28, offenses="armed robbery"), 0, False),
    "years later, by age and a name of three words": (
        replace(ROBBERY, name="adan moss fell"),
        _make(YEARS_LATER, name="adan moss fell", age=28, offenses="armed robbery"),
        0,
        True,
    ),
    "years later, without an age": (ROBBERY, _make(YEARS_LATER, offenses="robbery", court="a", company="b"), 0, False),
    "years later, one story": (PLAIN, _make(YEARS_LATER, company="hamish orr"), 2, False),
    "years later, one story and one victim": (
        replace(PLAIN, others=frozenset(["orla venn"])),
        _make(YEARS_LATER, others="orla venn"),
        2,
        True,
    ),
    "a middle name in one, and the age": (
        ROBBERY,
        _make(LATER, name="adan moss fell", age=24, offenses="robbery"),
        0,
        True,
    ),
    "a middle name in one, and no age": (
        replace(ROBBERY, company=frozenset(["hamish orr"])),
        _make(LATER, name="adan moss fell", offenses="robbery", company="hamish orr"),
        0,
        False,
    ),
    "a middle name in one, and the number": (NUMBERED, _make(LATER, name="adan moss fell", number="31-CR-01"), 0, True),
    "two middle names": (
        replace(ROBBERY, name="adan moss fell"),
        _make(LATER, name="adan birk fell", age=24, offenses="robbery"),
        0,
        False,
    ),
    "one middle name, written in two ways": (
        replace(ROBBERY, name="adan jo fell"),
        _make(LATER, name="adan joe fell", age=24, offenses="robbery"),
        0,
        True,
    ),
    "two numbers": (NUMBERED, _make(LATER, age=24, number="31-cr-2", offenses="robbery"), 0, False),
    "two numbers of one story": (NUMBERED, _make(LATER, age=24, number="31-cr-2", offenses="robbery"), 2, True),
    "two numbers, one victim": (
        NUMBERED,
        _make(LATER, age=24, number="31-cr-2", offenses="robbery", others="orla venn"),
        0,
        True,
    ),
    "two numbers of one story without an age": (NUMBERED, _make(LATER, number="31-cr-2", offenses="robbery"), 2, False),
    "two ages of one story": (ROBBERY, _make(LATER, age=52, offenses="armed robbery"), 2, False),
    "one document": (ROBBERY, replace(ROBBERY, person="p2"), 2, False),
}


@pytest.mark.parametrize(("one", "two", "repeated", "expected"), PAIRS.values(), ids=PAIRS)
def test_who_may_be_one_person(one: Defendant, two: Defendant, repeated: int, *, expected: bool) -> None:
    """By number, or by what tells the matter and something more; never against age, number or name."""
    assert _may_be_one(one, two, repeated=repeated) == expected


def test_sentences_that_tell_of_others_are_no_reason() -> None:
    """Of what else an office has on a page."""
    others = {key: words for key, words in TOLD.items() if key > 1}
    two = _make(LATER)
    assert "sentences" in compare_namesakes(PLAIN, two, set(), {PLAIN.document: TOLD, LATER: TOLD})
    assert "sentences" not in compare_namesakes(PLAIN, two, set(), {PLAIN.document: TOLD, LATER: others})


def test_why_is_said() -> None:
    """Each thing that both have in common."""
    reasons = compare_namesakes(NUMBERED, replace(NUMBERED, document="b"), set(), {"2031-03-21": TOLD, "b": TOLD})
    assert reasons == ("case", "sentences", "offense", "age", "person", "publisher")


SOMEONE = st.builds(
    _make,
    st.sampled_from(["2031-03-21", LATER, YEARS_LATER]),
    name=st.sampled_from(["adan fell", "adan moss fell", "adan birk fell"]),
    age=st.sampled_from([None, 24, 28, 52]),
    number=st.sampled_from([None, "31-cr-1", "31-cr-2"]),
    offenses=st.sampled_from(["", "robbery", "armed robbery"]),
    court=st.sampled_from([None, "halden court", "marlow court"]),
    company=st.sampled_from(["", "hamish orr"]),
    others=st.sampled_from(["", "orla venn"]),
)


@given(SOMEONE, SOMEONE, st.integers(0, 3))
def test_it_does_not_matter_which_comes_first(one: Defendant, two: Defendant, repeated: int) -> None:
    """And ages that do not go together are never joined."""
    two = replace(two, document="other")
    found = _may_be_one(one, two, repeated=repeated)
    assert _may_be_one(two, one, repeated=repeated) == found
    if one.age is not None and two.age is not None and abs(one.age - two.age) > 6:
        assert not found
