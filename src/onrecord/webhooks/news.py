"""A ledger that grew -> what a webhook is to be told, by hashes; and each of these -> its entry, as shown to nobody
in particular: with pseudonyms for all private names.

A message is written when it is sent: what was forgotten, or hidden, meanwhile is not told.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.answers.questions import describe_reply
from onrecord.answers.search import Query
from onrecord.care import Viewer
from onrecord.desk.desk import Desk
from onrecord.desk.entries import Entry, enter_answer, enter_change, enter_document, enter_lapse
from onrecord.desk.lines import Line
from onrecord.desk.revisions import find_history
from onrecord.desk.series import find_one_series
from onrecord.desk.shelf import Shelf
from onrecord.documents.document import make_handle
from onrecord.errors import LedgerError, WebhookError
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.news import Head, find_arrivals, has_head
from onrecord.ledger.sought import seek
from onrecord.links.pages import ALL
from onrecord.links.replies import Reply
from onrecord.shown import open_shown
from onrecord.webhooks.webhooks import Told, Webhook

__all__ = ["News", "find_known", "find_news", "show_news"]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is told: an entry as in the feeds, and the line of the document where it is one."""

    entry: Entry
    document: Line | None = None


def find_known(desk: Desk) -> Iterator[Told]:
    """All lapses and answers that there are, which a webhook that is added now is not told of."""
    yield from _find_linked(desk, "lapses")
    yield from _find_linked(desk, "answers")


def find_news(desk: Desk, webhook: Webhook, head: Head) -> Iterator[Told]:
    """What a webhook is to be told of what the ledger holds up to this entry; some of it may have been told before.

    Raises WebhookError where the ledger is not the one that it was added for.
    """
    if not has_head(desk.ledger, webhook.head):
        raise WebhookError(f"Webhook {webhook.id} was added for another ledger: name its own with --ledger.")
    arrivals = find_arrivals(desk.ledger, webhook.head, head)
    names = {arrival.document: make_handle(arrival.document) for arrival in arrivals}
    for arrival in arrivals:
        if arrival.place == 1 and "documents" in webhook.topics:
            yield Told(topic="documents", key=names[arrival.document])
        if arrival.place > 1 and "changes" in webhook.topics:
            yield Told(topic="changes", key=f"{names[arrival.document]}:{arrival.place}")
    for words in webhook.searches if arrivals else ():
        keep = open_shown(desk.ledger, Viewer()).keep_from(Query(words=words))
        found = _search(desk.ledger, words)
        for document, name in names.items():  # in the order in which they came
            if document in found and (keep is None or keep(desk.ledger.record(document))):
                yield Told(topic="search", key=name, words=words)
    for topic in webhook.topics:
        if topic == "lapses" or head != webhook.head:  # a day that passes is enough for a lapse
            yield from _find_linked(desk, topic)


def show_news(desk: Desk, told: Told) -> News | None:
    """What is told, as anyone may see it; None where it is not there any more."""
    shelf = Shelf(desk, Viewer())
    match told.topic:
        case "documents" | "search":
            line = _find_line(shelf, told.key)
            return News(entry=enter_document(line), document=line) if line else None
        case "changes":
            return _show_change(shelf, told.key)
        case "lapses":
            return _show_lapse(shelf, told.key)
        case "answers":
            return _show_answer(shelf, told.key)
    return None


def _find_linked(desk: Desk, topic: str) -> Iterator[Told]:
    """Lapses and answers are what links say today: all are gone through, and those known are known by their keys."""
    library = Shelf(desk, Viewer()).open_library()
    if topic == "lapses":
        for series, lapse in library.pages.find_lapses(ALL):
            yield Told(topic="lapses", key=f"{series.id}:{lapse.first_missed}")
    if topic == "answers":
        for reply in library.links.replies:
            yield Told(topic="answers", key=_name_answer(reply))


def _name_answer(reply: Reply) -> str:
    return f"{make_handle(reply.document)}:{reply.kind}:{reply.asked.start}"


def _search(ledger: Ledger, words: str) -> set[str]:
    most = ledger.count()[0]  # all that are found: the newest are not always the first
    return {found.id for found in ledger.find(seek(words), limit=max(1, most))}


def _find_line(shelf: Shelf, handle: str) -> Line | None:
    try:
        return shelf.find_line(handle)
    except LedgerError:
        return None


def _show_change(shelf: Shelf, key: str) -> News | None:
    handle, _, place = key.partition(":")
    line = _find_line(shelf, handle)
    history = find_history(shelf, line.id) if line else None
    if line is None or history is None:
        return None
    at = history.revisions - int(place)  # the latest change is the first
    if not 0 <= at < len(history.changes):
        return None
    change = history.changes[at]
    day = (change.after.retrieved or change.after.published or shelf.day)[:10]
    claims = sum(claim.noise is None for claim in change.claims)
    return News(entry=enter_change(line, revisions=int(place), claims=claims, day=day), document=line)


def _show_lapse(shelf: Shelf, key: str) -> News | None:
    id_, _, day = key.partition(":")
    series = find_one_series(shelf, id_)
    lapse = next((each for each in series.lapses if each.day == day), None) if series else None
    return News(entry=enter_lapse(series, lapse)) if series and lapse else None


def _show_answer(shelf: Shelf, key: str) -> News | None:
    handle = key.partition(":")[0]
    try:
        document = shelf.desk.ledger.record(handle).document.id
    except LedgerError:
        return None
    replies = shelf.know(("replies of", handle), lambda library, _: library.links.replies_of([document]))
    reply = next((each for each in replies if _name_answer(each) == key), None)
    if reply is None:
        return None
    question = shelf.present(("reply", key), lambda library, day: describe_reply(library, reply, as_of=day))
    entry = enter_answer(question, day=shelf.day)
    return News(entry=entry) if entry else None
