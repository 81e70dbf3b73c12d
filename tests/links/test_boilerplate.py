"""What stands on page after page of one publisher is told by none of them."""

from dataclasses import replace

from tests.links.corpus import make_record, read_corpus

from onrecord.links.boilerplate import drop_boilerplate
from onrecord.links.keys import read_context
from onrecord.links.links import make_links
from onrecord.schema import Argument, Event, Offense, Person, Proceeding, Record

MENU = "Most wanted: Jory Stamm, for murder."


def _page(number: int, text: str, publisher: str = "Office") -> Record:
    """A page with a menu above its text, and a record that takes the menu for news."""
    record = make_record(f"d{number}", f"{MENU}\n{text}", published=f"2031-05-{number + 1:02}", publisher=publisher)
    document = record.document
    name, murder = MENU.index("Jory"), MENU.index("murder")
    mentions = (document.span(name, name + 10),)
    offense = Offense(id="x1", span=document.span(murder, murder + 6), disposition="wanted")
    person = Person(id="p1", kind="person", role="subject", name="Jory Stamm", mentions=mentions, offenses=(offense,))
    wanted = Event(
        id="e1",
        type="arrest",
        trigger=document.span(0, 4),
        subjects=(Argument(ref="p1", span=mentions[0]),),
        start="2031-05-01",
        end="2031-05-01",
    )
    case = Proceeding(id="c1", court=None, title=None, number=None, parties=wanted.subjects, steps=("e1",))
    return replace(record, people=(person,), events=(wanted,), proceedings=(case,))


PAGES = [_page(number, f"The clerk moved {number + 12} files to the cellar.") for number in range(4)]


def _drop(records: list[Record]) -> tuple[Record, ...]:
    return drop_boilerplate(records, read_context(records).menus)


def test_four_pages_of_one_publisher_make_a_menu() -> None:
    """Three do not, nor do four of several publishers; the text and what is told elsewhere in it stay."""
    cleaned = _drop(PAGES)
    assert [(record.people, record.events, record.proceedings) for record in cleaned] == [((), (), ())] * 4
    assert [record.document for record in cleaned] == [record.document for record in PAGES]
    assert _drop(PAGES[:3]) == tuple(PAGES[:3])
    scattered = [_page(number, "Nothing else.", publisher=f"Office {number}") for number in range(4)]
    assert _drop(scattered) == tuple(scattered)


def test_a_person_told_of_below_the_menu_stays() -> None:
    """With the mentions that are left, and without the offense of the menu."""
    page = _page(4, "Jory Stamm sells fish.")
    at = page.document.text.rindex("Jory")
    below = page.document.span(at, at + 10)
    page = replace(page, people=(replace(page.people[0], mentions=(*page.people[0].mentions, below)),))
    (person,) = _drop([*PAGES, page])[-1].people
    assert (person.mentions, person.offenses) == ((below,), ())


def test_pages_are_not_one_event_because_of_their_menu() -> None:
    """And whoever stands in it has no case on each of them."""
    links = make_links(PAGES)
    assert len(links.episodes) == 4
    assert links.proceedings == ()


def test_the_examples_have_none() -> None:
    """They are as they were read."""
    assert _drop(list(read_corpus())) == read_corpus()
