"""Addresses that want to be told -> rows: webhooks, the messages that each is to get, and every attempt to send one.

Every method is one transaction and may raise WebhookError. Times are given, in UTC.
"""

import hashlib
import ipaddress
import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal, get_args

from onrecord.documents.addresses import is_public, split_url
from onrecord.documents.text import clean_line
from onrecord.errors import FetchError, WebhookError
from onrecord.ledger.news import Head
from onrecord.webhooks.signing import make_secret
from onrecord.webhooks.tables import connect_webhooks, create_webhooks

__all__ = [
    "TOPICS",
    "Attempt",
    "Message",
    "Outcome",
    "Told",
    "Topic",
    "Webhook",
    "WebhookState",
    "Webhooks",
    "open_webhooks",
]  # fmt: skip

Topic = Literal["documents", "changes", "lapses", "answers", "search", "test"]
TOPICS: tuple[Topic, ...] = get_args(Topic)[:4]
"""What a webhook is told of where it does not choose; saved searches come beside them."""

Outcome = Literal["delivered", "given up", "withdrawn", "known"]
"""`withdrawn` is what is not shown any more, `known` what was there before the webhook was."""

_LEASE = timedelta(seconds=60)  # longer than an attempt may take: who was killed in one leaves it due again after that


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """An address and what it is told of; `head` is the entry of the ledger's chain up to which it was looked at."""

    id: str
    url: str
    secret: str
    topics: tuple[Topic, ...]
    searches: tuple[str, ...]
    desk: str | None
    made: str
    head: Head
    ended: str | None
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing that a webhook is to be told: by hashes and days, never by words of the ledger."""

    topic: Topic
    key: str
    words: str = ""  # of a saved search


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message that is due: `id` is the same at every try; `tries` counts them, this one too."""

    number: int
    id: str
    webhook: Webhook
    told: Told
    made: str
    tries: int
    attempt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try to send a message; without `ended` it was cut off, and nobody knows whether it arrived."""

    webhook: str
    message: str
    topic: Topic
    begun: str
    ended: str | None
    status: int | None
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookState:
    """A webhook without its secret, and how many of its messages wait, arrived, and were given up."""

    id: str
    url: str
    topics: tuple[Topic, ...]
    searches: tuple[str, ...]
    made: str
    waiting: int
    delivered: int
    given_up: int
    ended: str | None
    reason: str | None


def open_webhooks(path: Path) -> "Webhooks":
    """The webhooks in this file, made where there is none."""
    create_webhooks(path)
    return Webhooks(path)


class Webhooks:
    """Who is told of what comes into one ledger."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(
        self,
        url: str,
        topics: Sequence[Topic],
        searches: Sequence[str],
        *,
        head: Head,
        known: Iterable[Told],
        now: datetime,
        desk: str | None = None,
    ) -> Webhook:
        """A webhook that is told of what comes after `head`, and of nothing that is `known`."""
        _check_address(url)
        if desk is not None:
            _check_address(desk, public=False)
        if not topics and not searches:
            raise WebhookError("A webhook is told of something: name a topic or a search.")
        secret, time = make_secret(), _say(now)
        id_ = f"wh-{hashlib.sha256(f'{url} {secret}'.encode()).hexdigest()[:8]}"
        values = (id_, url, secret, json.dumps(list(topics)), json.dumps(list(searches)), desk, time)
        with connect_webhooks(self._path) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(
                "INSERT INTO webhooks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)", (*values, head.number, head.hash)
            )
            for told in known:
                _insert(connection, id_, told, time, outcome="known")
            connection.execute("COMMIT")
        return self.find(id_)

    def find(self, id: str) -> Webhook:  # noqa: A002 - the word of the record
        """The webhook of this id."""
        with connect_webhooks(self._path) as connection:
            row = connection.execute("SELECT * FROM webhooks WHERE id = ?", (id,)).fetchone()
        if row is None:
            raise WebhookError(f"There is no webhook {id}; `onrecord webhooks list` lists them.")
        return _make(row)

    def open_ones(self) -> tuple[Webhook, ...]:
        """Every webhook that has not ended, in the order in which they were made."""
        query = "SELECT * FROM webhooks WHERE ended IS NULL ORDER BY made, id"
        with connect_webhooks(self._path) as connection:
            return tuple(map(_make, connection.execute(query)))

    def states(self) -> tuple[WebhookState, ...]:
        """Every webhook, those that ended too, and what came of its messages."""
        with connect_webhooks(self._path) as connection:
            return tuple(map(_make_state, connection.execute(_STATES)))

    def end(self, id: str, *, reason: str, now: datetime) -> None:  # noqa: A002 - the word of the record
        """Send nothing more there; what waits is given up. Its attempts stay, its secret goes."""
        self.find(id)
        with connect_webhooks(self._path) as connection:
            connection.execute("BEGIN IMMEDIATE")
            ending = "UPDATE webhooks SET ended = ?, reason = ?, secret = '' WHERE id = ? AND ended IS NULL"
            connection.execute(ending, (_say(now), reason, id))
            waiting = "UPDATE messages SET ended = ?, outcome = 'given up', reason = ? WHERE webhook = ?"
            connection.execute(f"{waiting} AND ended IS NULL", (_say(now), reason, id))
            connection.execute("COMMIT")

    def note_news(self, webhook: Webhook, news: Iterable[Told], head: Head, *, now: datetime) -> int:
        """Write down what a webhook is to be told, each once, and up to where the ledger was looked at; how many."""
        with connect_webhooks(self._path) as connection:
            connection.execute("BEGIN IMMEDIATE")
            added = sum(_insert(connection, webhook.id, told, _say(now)) for told in news)
            moving = "UPDATE webhooks SET place = ?, head = ? WHERE id = ? AND place < ?"
            connection.execute(moving, (head.number, head.hash, webhook.id, head.number))
            connection.execute("COMMIT")
        return added

    def take(self, webhook: Webhook, *, now: datetime, topics: Sequence[Topic] = get_args(Topic)) -> Message | None:
        """The next message that is due there, and the row of an attempt at it; nobody else takes it meanwhile."""
        query = (
            "SELECT number, id, topic, words, key, made, tries FROM messages "
            "WHERE webhook = ? AND ended IS NULL AND due <= ? AND topic IN (SELECT value FROM json_each(?)) "
            "ORDER BY tries, number LIMIT 1"
        )
        with connect_webhooks(self._path) as connection:
            connection.execute("BEGIN IMMEDIATE")
            row = connection.execute(query, (webhook.id, _say(now), json.dumps(topics))).fetchone()
            if row is None:
                connection.execute("COMMIT")
                return None
            taking = "UPDATE messages SET due = ?, tries = tries + 1 WHERE number = ?"
            connection.execute(taking, (_say(now + _LEASE), row["number"]))
            attempt = "INSERT INTO attempts VALUES (NULL, ?, ?, NULL, NULL, NULL)"
            number = connection.execute(attempt, (row["number"], _say(now))).lastrowid or 0
            connection.execute("COMMIT")
        told = Told(topic=row["topic"], key=row["key"], words=row["words"])
        return Message(
            number=row["number"], id=row["id"], webhook=webhook, told=told, made=row["made"], tries=row["tries"] + 1,
            attempt=number,
        )  # fmt: skip

    def settle(
        self,
        message: Message,
        *,
        now: datetime,
        status: int | None = None,
        reason: str | None = None,
        outcome: Outcome | None = None,
        due: datetime | None = None,
    ) -> None:
        """What came of an attempt: the message has ended, or is `due` again."""
        ended, said = _say(now), clean_line(reason)[:500] if reason else None
        with connect_webhooks(self._path) as connection:
            connection.execute("BEGIN IMMEDIATE")
            tried = "UPDATE attempts SET ended = ?, status = ?, reason = ? WHERE number = ?"
            connection.execute(tried, (ended, status, said, message.attempt))
            if outcome is not None:
                over = "UPDATE messages SET ended = ?, outcome = ?, reason = ? WHERE number = ? AND ended IS NULL"
                connection.execute(over, (ended, outcome, said, message.number))
            elif due is not None:
                later = "UPDATE messages SET due = ? WHERE number = ? AND ended IS NULL"
                connection.execute(later, (_say(due), message.number))
            connection.execute("COMMIT")

    def attempts(self, id: str = "", *, limit: int = 1_000) -> tuple[Attempt, ...]:  # noqa: A002 - the word of the record
        """Every attempt, or those of one webhook, the latest first."""
        query = (
            "SELECT webhook, messages.id AS message, topic, begun, attempts.ended, status, attempts.reason "
            "FROM attempts JOIN messages ON messages.number = message WHERE ? IN ('', webhook) "
            "ORDER BY attempts.number DESC LIMIT ?"
        )
        with connect_webhooks(self._path) as connection:
            return tuple(Attempt(**dict(row)) for row in connection.execute(query, (id, limit)))

    def find_due(self) -> datetime | None:
        """When the next message is due; None where none waits."""
        query = (
            "SELECT min(due) AS due FROM messages JOIN webhooks ON webhooks.id = webhook WHERE messages.ended IS NULL"
        )
        with connect_webhooks(self._path) as connection:
            due = connection.execute(query).fetchone()["due"]
        return datetime.fromisoformat(due) if due else None


_STATES = """
SELECT webhooks.id, url, topics, searches, webhooks.made, webhooks.ended, webhooks.reason,
    count(messages.id) FILTER (WHERE messages.ended IS NULL) AS waiting,
    count(messages.id) FILTER (WHERE outcome = 'delivered') AS delivered,
    count(messages.id) FILTER (WHERE outcome = 'given up') AS given_up
FROM webhooks LEFT JOIN messages ON webhook = webhooks.id GROUP BY webhooks.id ORDER BY webhooks.made, webhooks.id
"""


def _insert(connection: sqlite3.Connection, webhook: str, told: Told, time: str, outcome: Outcome | None = None) -> int:
    """1 where it is new. Its id is a function of what is told to whom: never two for one, whoever finds it."""
    words = json.dumps([webhook, told.topic, told.words, told.key])
    name = f"msg-{hashlib.sha256(words.encode()).hexdigest()[:32]}"
    values = (name, webhook, told.topic, told.words, told.key, time, time, time if outcome else None, outcome)
    insert = "INSERT OR IGNORE INTO messages VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, NULL)"
    return connection.execute(insert, values).rowcount


def _make(row: sqlite3.Row) -> Webhook:
    values = {name: row[name] for name in ("id", "url", "secret", "desk", "made", "ended", "reason")}
    topics, searches = (tuple(json.loads(row[name])) for name in ("topics", "searches"))
    return Webhook(**values, topics=topics, searches=searches, head=Head(number=row["place"], hash=row["head"]))


def _make_state(row: sqlite3.Row) -> WebhookState:
    lists = {name: tuple(json.loads(row[name])) for name in ("topics", "searches")}
    return WebhookState(**{**dict(row), **lists})


def _check_address(url: str, *, public: bool = True) -> None:
    try:
        host = split_url(url).hostname or ""
    except FetchError as error:
        raise WebhookError(str(error)) from error
    with suppress(ValueError):  # a name is judged when it is resolved, each time
        if public and not is_public(str(ipaddress.ip_address(host))):
            raise WebhookError(f"{url} is no address of the public internet, and nothing is sent there.")


def _say(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
