"""The file of webhooks: what may be added, what is taken once, what stays."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.errors import WebhookError
from onrecord.ledger.news import START, Head
from onrecord.webhooks.webhooks import Told, Webhook, Webhooks, open_webhooks

NOW = datetime(2031, 7, 1, 8, tzinfo=UTC)


@pytest.fixture
def kept(tmp_path: Path) -> Webhooks:
    """A file of webhooks."""
    return open_webhooks(tmp_path / "webhooks.db")


def add(kept: Webhooks, url: str = "https://office.example/hook") -> Webhook:
    """A webhook that is told of documents."""
    return kept.add(url, ("documents",), (), head=START, known=(), now=NOW)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://office.example/", "no.* http or https|not an http"),
        ("https://user:word@office.example/", "user or password"),
        ("http://127.0.0.1/", "public internet"),
        ("http://[::1]:8000/", "public internet"),
        ("http://10.0.0.8/", "public internet"),
        ("http://169.254.169.254/latest", "public internet"),
        ("nonsense", "not an http"),
    ],
)
def test_addresses_that_are_refused_at_once(kept: Webhooks, url: str, words: str) -> None:
    """What cannot be right is said when it is typed."""
    with pytest.raises(WebhookError, match=words):
        add(kept, url)
    assert kept.states() == ()


def test_a_webhook_is_told_of_something(kept: Webhooks) -> None:
    """Else it is none."""
    with pytest.raises(WebhookError, match="topic"):
        kept.add("https://office.example/", (), (), head=START, known=(), now=NOW)


def test_news_is_written_down_once_and_never_back(kept: Webhooks) -> None:
    """Found twice, by two processes, it is one message; the place in the chain only goes on."""
    webhook = add(kept)
    news = [Told(topic="documents", key="a"), Told(topic="documents", key="b")]
    assert kept.note_news(webhook, news, Head(number=5, hash="five"), now=NOW) == 2
    assert kept.note_news(webhook, news, Head(number=3, hash="three"), now=NOW) == 0
    assert kept.find(webhook.id).head == Head(number=5, hash="five")


def test_a_message_is_taken_by_one(kept: Webhooks) -> None:
    """Nobody else gets it while it is sent."""
    webhook = add(kept)
    kept.note_news(webhook, [Told(topic="documents", key="a")], START, now=NOW)
    message = kept.take(webhook, now=NOW)
    assert message is not None
    assert message.tries == 1
    assert kept.take(webhook, now=NOW) is None
    kept.settle(message, now=NOW, status=200, outcome="delivered")
    assert kept.find_due() is None


def test_attempts_stay_as_they_are(kept: Webhooks, tmp_path: Path) -> None:
    """In the file itself: no row that has ended is changed, and none goes."""
    webhook = add(kept)
    kept.note_news(webhook, [Told(topic="documents", key="a")], START, now=NOW)
    message = kept.take(webhook, now=NOW)
    assert message is not None
    kept.settle(message, now=NOW, status=500, reason="It answered\n500.", outcome="given up")
    with sqlite3.connect(tmp_path / "webhooks.db") as connection:
        for statement in ("DELETE FROM attempts", "UPDATE attempts SET status = 200"):
            with pytest.raises(sqlite3.IntegrityError, match="only grow"):
                connection.execute(statement)
    connection.close()
    (attempt,) = kept.attempts(webhook.id)
    assert (attempt.status, attempt.reason) == (500, "It answered 500.")


def test_one_that_is_removed_gets_nothing_more(kept: Webhooks, tmp_path: Path) -> None:
    """Its secret is gone from the file, the account of it stays."""
    webhook = add(kept)
    kept.note_news(webhook, [Told(topic="documents", key="a")], START, now=NOW)
    kept.end(webhook.id, reason="It was removed.", now=NOW)
    assert kept.open_ones() == ()
    (state,) = kept.states()
    assert (state.waiting, state.given_up, state.reason) == (0, 1, "It was removed.")
    assert webhook.secret.encode() not in (tmp_path / "webhooks.db").read_bytes()
    with pytest.raises(WebhookError, match="There is no webhook wh-none"):
        kept.find("wh-none")


def test_the_file_is_its_owners_alone(kept: Webhooks, tmp_path: Path) -> None:
    """And another file is not taken for one."""
    assert (tmp_path / "webhooks.db").stat().st_mode & 0o777 == 0o600
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE things (id)")
    connection.close()
    with pytest.raises(WebhookError, match="no file of webhooks"):
        open_webhooks(other)
    (tmp_path / "words.db").write_text("no database at all " * 100)
    with pytest.raises(WebhookError, match="cannot be used"):
        open_webhooks(tmp_path / "words.db")
    with pytest.raises(WebhookError, match="cannot be made"):
        open_webhooks(tmp_path / "nowhere" / "webhooks.db")
