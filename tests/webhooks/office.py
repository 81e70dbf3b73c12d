"""A ledger, its webhooks, a receiver and a clock: what deliveries are tried on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from tests.documents.site import allow_local, resolve_local
from tests.links.corpus import make_record
from tests.webhooks.receiver import Receiver, open_receiver

from onrecord.desk.desk import Desk
from onrecord.documents.fetch import send_message
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.ledger.news import find_last
from onrecord.schema import Record
from onrecord.webhooks.delivery import Delivery, deliver_messages
from onrecord.webhooks.news import find_known
from onrecord.webhooks.webhooks import TOPICS, Topic, Webhook, Webhooks, open_webhooks

__all__ = ["Office", "open_office", "tell"]

SEND = partial(send_message, resolve=resolve_local, allow=allow_local)


def tell(id: str, words: str = "A van burned in the harbour.", *, published: str = "2031-05-06") -> Record:  # noqa: A002
    """A record with these words, which are its title too."""
    record = make_record(id, f"{words}\nNobody was hurt, the office said.", published=published)
    return replace(record, document=replace(record.document, title=words))


@dataclass
class Office:
    """All that a test needs; its clock stands until it is moved."""

    ledger: Ledger
    webhooks: Webhooks
    receiver: Receiver
    now: datetime = datetime(2031, 7, 1, 8, tzinfo=UTC)

    @property
    def desk(self) -> Desk:
        """The desk on the ledger, on this day."""
        return Desk(self.ledger, today=lambda: self.now.date())

    def ask(self, *topics: Topic, url: str = "", searches: tuple[str, ...] = (), desk: str | None = None) -> Webhook:
        """Add a webhook that is told of what comes from now on."""
        head, known = find_last(self.ledger), list(find_known(self.desk))
        chosen = topics or (() if searches else TOPICS)
        url = url or self.receiver.url
        return self.webhooks.add(url, chosen, searches, head=head, known=known, now=self.now, desk=desk)

    def deliver(self) -> list[Delivery]:
        """Send what is due."""
        return list(deliver_messages(self.webhooks, self.desk, send=SEND, now=lambda: self.now))

    def pass_time(self, **time: float) -> None:
        """Let hours or days pass."""
        self.now += timedelta(**time)

    def revise(self, id: str, words: str, *, published: str = "2031-05-06") -> None:  # noqa: A002
        """Let other words stand there."""
        record = tell(id, words, published=published)
        self.ledger.add(replace(record, document=replace(record.document, retrieved=self.now.isoformat())))


@contextmanager
def open_office(folder: Path, **settings: Any) -> Iterator[Office]:
    """The office, open for as long as it is needed."""
    with open_receiver() as receiver, open_ledger(folder / "ledger.db") as ledger:
        yield Office(ledger, open_webhooks(folder / "webhooks.db"), receiver, **settings)
