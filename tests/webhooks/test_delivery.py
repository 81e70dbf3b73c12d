"""What came into a ledger arrives, signed, under an id that stays, and is tried again where it was not taken."""

import base64
import hashlib
import hmac
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.hand import make_record
from tests.links.corpus import read_corpus
from tests.webhooks.office import SEND, Office, open_office, tell

from onrecord.errors import WebhookError
from onrecord.webhooks.delivery import WAITS, send_test


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A ledger with one document, and a receiver that takes what comes."""
    with open_office(tmp_path) as office:
        office.ledger.add(tell("old"))
        yield office


def test_what_comes_after_it_was_added_is_told_once(office: Office) -> None:
    """What was there before is not; asked again, nothing is sent twice."""
    office.ask("documents")
    office.ledger.add_all([tell("one", "A boat burned."), tell("two", "A shed burned.")])
    assert [delivery.outcome for delivery in office.deliver()] == ["delivered", "delivered"]
    assert office.receiver.said == [("document.added", "A boat burned."), ("document.added", "A shed burned.")]
    assert office.deliver() == []
    office.ledger.add(tell("two", "A shed burned."))
    assert office.deliver() == []


def test_the_signature_is_right(office: Office) -> None:
    """By the secret that was told when the webhook was added."""
    webhook = office.ask("documents")
    office.ledger.add(tell("one"))
    office.deliver()
    (message,) = office.receiver.received
    key = base64.b64decode(webhook.secret.removeprefix("whsec_"))
    signed = f"{message.id}.{message.headers['webhook-timestamp']}.".encode() + message.body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert message.headers["webhook-signature"] == f"v1,{expected}"
    assert message.headers["content-type"] == "application/json"
    assert abs(int(message.headers["webhook-timestamp"]) - office.now.timestamp()) < 1


def test_a_change_is_told_by_its_revision(office: Office) -> None:
    """Two between two deliveries are two messages, each with its own page and claims."""
    office.ask("changes", desk="https://desk.example/")
    office.revise("old", "Two vans burned in the harbour.")
    office.pass_time(hours=1)
    office.revise("old", "Three vans burned in the harbour.")
    office.deliver()
    said = [message.said for message in office.receiver.received]
    assert [each["type"] for each in said] == ["document.changed"] * 2
    assert [each["data"]["id"] for each in said] == ["old:2", "old:3"]
    assert {each["data"]["url"] for each in said} == {"https://desk.example/revisions/old"}


def test_a_text_that_stands_there_again_is_a_change(office: Office) -> None:
    """Though it is no new revision."""
    office.ask("changes")
    office.revise("old", "Two vans burned in the harbour.")
    office.pass_time(hours=1)
    office.revise("old", "A van burned in the harbour.")
    assert [delivery.outcome for delivery in office.deliver()] == ["delivered", "delivered"]
    assert [message.said["data"]["id"] for message in office.receiver.received] == ["old:2", "old:3"]


def test_a_saved_search(office: Office) -> None:
    """Of new documents those with the words; of changed ones too, once."""
    office.ask(searches=("bridge",))
    office.ledger.add_all([tell("one", "A bridge burned."), tell("two", "A shed burned.")])
    office.revise("two", "A shed by the bridge burned.")
    office.deliver()
    office.revise("two", "A shed by the old bridge burned.")
    office.deliver()
    said = [message.said for message in office.receiver.received]
    assert [(each["type"], each["data"]["id"], each["data"]["search"]) for each in said] == [
        ("search.found", "one", "bridge"),
        ("search.found", "two", "bridge"),
    ]


def test_lapses_and_answers_of_the_examples(tmp_path: Path) -> None:
    """Those that come with the documents that tell them, and a lapse by the day that passes."""
    with open_office(tmp_path, now=datetime(2031, 6, 30, tzinfo=UTC)) as office:
        office.ask("lapses", "answers")
        office.ledger.add_all(list(read_corpus()))
        assert {delivery.outcome for delivery in office.deliver()} == {"delivered"}
        types = [message.said["type"] for message in office.receiver.received]
        assert types.count("series.lapsed") == 2
        assert types.count("question.answered") > 3
        assert len({message.id for message in office.receiver.received}) == len(types)
        office.receiver.received.clear()
        office.pass_time(days=30)
        office.deliver()
        assert {message.said["type"] for message in office.receiver.received} == {"series.lapsed"}
        assert office.deliver() == []


def test_what_was_known_before_is_not_told(tmp_path: Path) -> None:
    """Lapses and answers of years would come at once."""
    with open_office(tmp_path, now=datetime(2031, 7, 1, tzinfo=UTC)) as office:
        office.ledger.add_all(list(read_corpus()))
        office.ask()
        assert office.deliver() == []
        assert office.receiver.received == []


def test_no_private_name_is_sent(office: Office) -> None:
    """Title, address and summary are those of a viewer without rights; a search by a name finds nothing."""
    office.ask("documents", searches=("Quint", "Arvelo"))
    record = make_record()
    office.ledger.add(record)
    office.deliver()
    names = {
        person.name for person in record.people if person.kind == "person" and person.role in ("subject", "victim")
    }
    sent = b"".join(message.body for message in office.receiver.received).decode()
    assert "Residence Bureau Arrests" in sent
    assert len(office.receiver.received) == 1
    assert not any(part in sent for name in names if name for part in name.split())


def test_it_is_tried_again_and_later_each_time(office: Office) -> None:
    """Under the same id, with the same body; and given up with a reason after the last try."""
    office.ask("documents")
    office.receiver.answers = [(500, {})]
    office.ledger.add(tell("one"))
    for number, wait in enumerate((*WAITS, None), 1):
        (delivery,) = office.deliver()
        assert (delivery.tries, delivery.status) == (number, 500)
        assert office.deliver() == [], "it is not due yet"
        if wait is not None:
            assert delivery.outcome is None
            office.pass_time(seconds=wait.total_seconds() - 1)
            assert office.deliver() == []
            office.pass_time(seconds=1)
    assert delivery.outcome == "given up"
    assert delivery.reason == f"It answered 500. Given up after {len(WAITS) + 1} tries."
    assert len({(message.id, message.body) for message in office.receiver.received}) == 1
    assert len({message.headers["webhook-timestamp"] for message in office.receiver.received}) == len(WAITS) + 1
    assert len(office.webhooks.attempts()) == len(WAITS) + 1
    office.pass_time(days=30)
    assert office.deliver() == []


def test_a_receiver_says_how_long_to_wait(office: Office) -> None:
    """Retry-After is heeded where it is longer."""
    office.ask("documents")
    office.receiver.answers = [(503, {"Retry-After": "3600"}), (200, {})]
    office.ledger.add(tell("one"))
    office.deliver()
    office.pass_time(seconds=3599)
    assert office.deliver() == []
    office.pass_time(seconds=1)
    assert [delivery.outcome for delivery in office.deliver()] == ["delivered"]


def test_who_answers_410_is_told_no_more(office: Office) -> None:
    """The webhook ends."""
    office.ask("documents")
    office.receiver.answers = [(410, {})]
    office.ledger.add_all([tell("one"), tell("two", "A shed burned.")])
    assert [delivery.outcome for delivery in office.deliver()] == ["given up"]
    (state,) = office.webhooks.states()
    assert (state.waiting, state.given_up, state.reason) == (0, 2, "It answered 410: it wants no more.")


def test_one_that_takes_nothing_does_not_hold_up_the_others(office: Office) -> None:
    """Each address is left alone after its first refusal; the others get theirs."""
    office.ask("documents", url="http://nowhere.example/hook")
    office.pass_time(seconds=1)
    office.ask("documents")
    office.ledger.add_all([tell("one"), tell("two", "A shed burned.")])
    assert [delivery.outcome for delivery in office.deliver()] == [None, "delivered", "delivered"]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://metadata.example/hook", "169.254.169.254"),
        ("http://nowhere.example/hook", "no known address"),
        ("https://office.example:{port}/hook", "was not reached"),
    ],
)
def test_where_nothing_is_sent(office: Office, url: str, words: str) -> None:
    """A name is judged when it is resolved, whatever it was when the webhook was added; TLS must be right."""
    office.ask("documents", url=url.format(port=office.receiver.url.split(":")[2].split("/")[0]))
    office.ledger.add(tell("one"))
    (delivery,) = office.deliver()
    assert (delivery.status, delivery.outcome) == (None, None)
    assert words in str(delivery.reason)
    assert office.receiver.received == []


@pytest.mark.parametrize("place", ["http://metadata.example/", "http://127.0.0.1:9/", "/other"])
def test_a_redirect_is_not_followed(office: Office, place: str) -> None:
    """Wherever it leads: it is an answer like another, and is told."""
    office.ask("documents")
    office.receiver.answers = [(307, {"Location": place})]
    office.ledger.add(tell("one"))
    (delivery,) = office.deliver()
    assert (delivery.status, delivery.outcome) == (307, None)
    assert "redirects are not followed" in str(delivery.reason)
    assert [message.path for message in office.receiver.received] == ["/hook"]


def test_what_was_forgotten_meanwhile_is_not_sent(office: Office) -> None:
    """A message is written when it is sent, and the file holds no word of what it tells."""
    office.ask("documents", "changes")
    office.receiver.answers = [(500, {}), (200, {})]
    office.ledger.add(tell("one", "A boat burned."))
    office.deliver()
    office.ledger.forget("one", why="It was asked for.", time="2031-07-01T08:00:00")
    office.pass_time(hours=1)
    assert [delivery.outcome for delivery in office.deliver()] == ["withdrawn"]
    assert len(office.receiver.received) == 1


def test_a_file_goes_with_one_ledger(office: Office, tmp_path: Path) -> None:
    """With another, nothing is sent, and it is said why."""
    office.ask("documents")
    (tmp_path / "other").mkdir()
    with open_office(tmp_path / "other") as other:
        other.ledger.add(tell("else", "A mill burned."))
        other.webhooks = office.webhooks
        with pytest.raises(WebhookError, match="another ledger"):
            other.deliver()


def test_who_is_stopped_in_the_middle_sends_it_again(office: Office) -> None:
    """An attempt without an end is kept as one; after a minute the message is due again, under the same id."""
    webhook = office.ask("documents")
    office.ledger.add(tell("one"))
    office.deliver()
    office.ledger.add(tell("two", "A shed burned."))

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    from onrecord.webhooks.delivery import deliver_messages

    with pytest.raises(KeyboardInterrupt):
        list(deliver_messages(office.webhooks, office.desk, send=die, now=lambda: office.now))  # type: ignore[arg-type]
    assert office.deliver() == [], "it may be on its way"
    office.pass_time(minutes=2)
    assert [delivery.outcome for delivery in office.deliver()] == ["delivered"]
    last, cut, first = office.webhooks.attempts(webhook.id)
    assert last.message == cut.message != first.message
    assert (cut.ended, cut.status, last.status) == (None, None, 204)


def test_a_test_message(office: Office) -> None:
    """It tells nothing, comes at once, and is tried once."""
    webhook = office.ask("documents")
    delivery = send_test(office.webhooks, office.desk, webhook, send=SEND, now=lambda: office.now)
    assert delivery.outcome == "delivered"
    (message,) = office.receiver.received
    assert message.said == {"type": "test", "timestamp": office.now.isoformat(timespec="milliseconds"), "data": {}}
    office.receiver.answers = [(500, {})]
    office.now += timedelta(seconds=1)
    delivery = send_test(office.webhooks, office.desk, webhook, send=SEND, now=lambda: office.now)
    assert delivery.outcome == "given up"
    office.webhooks.end(webhook.id, reason="It was removed.", now=office.now)
    with pytest.raises(WebhookError, match="It was removed"):
        send_test(office.webhooks, office.desk, office.webhooks.find(webhook.id), send=SEND)
