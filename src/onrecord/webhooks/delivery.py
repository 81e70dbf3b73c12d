"""Webhooks and a desk -> messages sent: each is written, signed and posted when it is due, and tried again in time.

Killed at any instant, a message that may not have arrived is sent again, under the same id: a receiver tells by it what
it has. A message is given up after `len(WAITS) + 1` tries, some three days.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from onrecord.desk.desk import Desk
from onrecord.documents.fetch import send_message
from onrecord.documents.fetched import Limits, Sent
from onrecord.errors import FetchError, WebhookError
from onrecord.exports.telling import count_things
from onrecord.ledger.news import find_last
from onrecord.webhooks.news import News, find_news, show_news
from onrecord.webhooks.signing import sign_message
from onrecord.webhooks.webhooks import Message, Outcome, Told, Topic, Webhook, Webhooks

__all__ = ["WAITS", "Delivery", "Send", "collect_news", "deliver_messages", "send_test", "write_message"]

WAITS = tuple(timedelta(seconds=seconds) for seconds in (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400))
"""Before each further try, as Standard Webhooks proposes."""

_LIMITS = Limits(step=10, whole=20)  # seconds; an attempt is another's after 60
_LONGEST_WAIT = 86_400.0  # seconds that a receiver may ask for
_GONE = 410
_TYPES: dict[Topic, str] = {
    "documents": "document.added",
    "changes": "document.changed",
    "lapses": "series.lapsed",
    "answers": "question.answered",
    "search": "search.found",
    "test": "test",
}


class Send(Protocol):
    """How a message is posted: `send_message`, or one that knows another internet."""

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str], *, limits: Limits | None) -> Sent: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What came of one attempt; without `outcome` the message is tried again."""

    webhook: str
    message: str
    topic: Topic
    tries: int
    status: int | None
    outcome: Outcome | None
    reason: str | None


def _find_now() -> datetime:
    return datetime.now(UTC)


def collect_news(webhooks: Webhooks, desk: Desk, *, now: Callable[[], datetime] = _find_now) -> int:
    """Write down what each webhook is to be told of what the ledger holds now; how many messages are new."""
    head = find_last(desk.ledger)
    return sum(
        webhooks.note_news(webhook, find_news(desk, webhook, head), head, now=now()) for webhook in webhooks.open_ones()
    )


def deliver_messages(
    webhooks: Webhooks,
    desk: Desk,
    *,
    send: Send = send_message,
    now: Callable[[], datetime] = _find_now,
    is_stopping: Callable[[], bool] = lambda: False,
) -> Iterator[Delivery]:
    """Send what is due. An address that does not take one message is left alone with the others until the next time."""
    collect_news(webhooks, desk, now=now)
    for webhook in webhooks.open_ones():
        taken = True
        while taken and not is_stopping() and (message := webhooks.take(webhook, now=now())):
            delivery = _deliver(webhooks, desk, message, send=send, now=now)
            taken = delivery.outcome in ("delivered", "withdrawn")
            yield delivery


def send_test(
    webhooks: Webhooks,
    desk: Desk,
    webhook: Webhook,
    *,
    send: Send = send_message,
    now: Callable[[], datetime] = _find_now,
) -> Delivery:
    """Send one message that tells nothing, now; it is tried once."""
    if webhook.ended is not None:
        raise WebhookError(f"Nothing is sent to {webhook.id} any more: {webhook.reason}")
    webhooks.note_news(webhook, [Told(topic="test", key=now().isoformat())], webhook.head, now=now())
    message = webhooks.take(webhook, now=now(), topics=("test",))
    if message is None:
        raise WebhookError("Another program that delivers has taken the message: see `onrecord webhooks attempts`.")
    return _deliver(webhooks, desk, message, send=send, now=now)


def write_message(message: Message, news: News | None) -> bytes:
    """The body: what happened, when it was found, and what a viewer without rights sees of it."""
    data: dict[str, Any] = {}
    if news is not None:
        desk = (message.webhook.desk or "").rstrip("/")
        data = {**asdict(news.entry), "url": desk + news.entry.path if desk else None}
        data["document"] = asdict(news.document) if news.document else None
    if message.told.words:
        data["search"] = message.told.words
    body = {"type": _TYPES[message.told.topic], "timestamp": message.made, "data": data}
    return json.dumps(body, ensure_ascii=False, sort_keys=True).encode()


def _deliver(webhooks: Webhooks, desk: Desk, message: Message, *, send: Send, now: Callable[[], datetime]) -> Delivery:
    """One attempt, with its row and what follows from it."""
    news = show_news(desk, message.told)
    if news is None and message.told.topic != "test":
        webhooks.settle(message, now=now(), reason="It is not in the ledger any more.", outcome="withdrawn")
        return _tell(message, None, "withdrawn", "It is not in the ledger any more.")
    body = write_message(message, news)
    headers = {"Content-Type": "application/json", **sign_message(message.webhook.secret, message.id, now(), body)}
    wait: float | None = None
    try:
        sent = send(message.webhook.url, body, headers, limits=_LIMITS)
        status, wait = sent.status, sent.wait
        reason = None if 200 <= status < 300 else _explain(status)
    except FetchError as error:
        status, reason = None, str(error)
    return _settle(webhooks, message, status, reason, wait, now())


def _settle(
    webhooks: Webhooks, message: Message, status: int | None, reason: str | None, wait: float | None, now: datetime
) -> Delivery:
    outcome: Outcome | None = "delivered" if reason is None else None
    due = None
    if reason is not None and (message.tries > len(WAITS) or message.told.topic == "test" or status == _GONE):
        outcome, reason = "given up", f"{reason} Given up after {count_things(message.tries, 'try', 'tries')}."
    elif reason is not None:
        pause = max(WAITS[message.tries - 1], timedelta(seconds=min(wait or 0.0, _LONGEST_WAIT)))
        due = now + pause
    webhooks.settle(message, now=now, status=status, reason=reason, outcome=outcome, due=due)
    if status == _GONE:
        webhooks.end(message.webhook.id, reason="It answered 410: it wants no more.", now=now)
    return _tell(message, status, outcome, reason)


def _explain(status: int) -> str:
    if 300 <= status < 400:
        return f"It answered {status}, and redirects are not followed: add the webhook by its new address."
    return f"It answered {status}."


def _tell(message: Message, status: int | None, outcome: Outcome | None, reason: str | None) -> Delivery:
    return Delivery(
        webhook=message.webhook.id, message=message.id, topic=message.told.topic, tries=message.tries, status=status,
        outcome=outcome, reason=reason,
    )  # fmt: skip
