"""Whatever an endpoint does, the user is told in one sentence; and no text leaves this machine unasked."""

import json
import socket
import time

import pytest
from tests.language_model.conftest import Model, Reply, answer, content, drip, huge, raw, redirect, silence

from onrecord.errors import EndpointError
from onrecord.language_model.endpoint import Endpoint, Patience, ask_endpoint, parse_endpoint

QUICK = Patience(connect=1, whole=0.4, size=1_000_000)


def endpoint(model: Model) -> Endpoint:
    """The model of a test, asked with little patience."""
    return Endpoint(address=model.address, model="small", patience=QUICK)


def test_a_good_answer_is_the_object_in_it(model: Model) -> None:
    """The question goes out with the model's name, no chance in it, and the form that the answer must have."""
    model.say(answer(offenses=[], statements=[]))
    assert ask_endpoint(endpoint(model), {"messages": []}) == {"offenses": [], "statements": []}
    assert model.paths == ["/v1/chat/completions"]
    assert {key: model.asked[0][key] for key in ("model", "temperature", "stream")} == {
        "model": "small", "temperature": 0, "stream": False,
    }  # fmt: skip
    assert "Authorization" not in model.headers[0]


def test_a_key_goes_out_and_is_never_shown(model: Model) -> None:
    """It stands in the request alone."""
    model.say(raw(b"{}", status=401))
    keyed = Endpoint(address=model.address, model="small", key="s3cret")
    with pytest.raises(EndpointError) as caught:
        ask_endpoint(keyed, {})
    assert model.headers[0]["Authorization"] == "Bearer s3cret"
    assert "s3cret" not in f"{caught.value}{keyed}"


GOOD = json.dumps({"offenses": []})
TROUBLE: list[tuple[str, Reply, str, bool]] = [
    ("no JSON at all", raw(b"Hello!"), "answered no chat completion", False),
    ("JSON of another kind", raw(b'{"text": "Hello"}'), "answered no chat completion", False),
    ("a list", raw(b"[]"), "answered no chat completion", False),
    ("bytes that are no text", raw(b"\xff\xfe\x00"), "answered no chat completion", False),
    ("nested beyond measure", raw(b"[" * 200_000), "answered no chat completion", False),
    ("an empty list of choices", raw(b'{"choices": []}'), "answered no chat completion", False),
    ("prose for JSON", content("Sure! Here are the offenses:"), "answered what is not JSON", False),
    ("a fence around it", content("```json\n{}\n```"), "answered what is not JSON", False),
    ("no content", content(None), "answered what is not JSON", False),
    ("half of the JSON", content(GOOD[:-3]), "answered what is not JSON", False),
    ("a list of JSON", content("[]"), "JSON that is no object", False),
    ("cut at its limit, though whole", content(GOOD, finish="length"), "was cut off", False),
    ("less than it announced", raw(GOOD.encode(), length=5000), "broke off", False),
    ("more than is taken", huge, "more than 1,000,000 bytes", False),
    ("nothing", silence, "took more than 0.4 seconds", False),
    ("a byte now and then", drip, "took more than 0.4 seconds", False),
    ("a redirect", redirect, "answered 307", False),
    ("too long a text", raw(b'{"error": {"message": "the request exceeds\\nthe context size."}}', status=400),
     "answered 400: the request exceeds the context size.", False),
    ("a fault of its own", raw(b"<html>", status=500), "answered 500.", False),
    ("a key that is refused", raw(b'{"error": "who are you?"}', status=401), "answered 401: who are you?.", True),
    ("another path", raw(b'{"detail": "Not Found"}', status=404), "answered 404: Not Found.", True),
]  # fmt: skip


@pytest.mark.parametrize(
    ("reply", "told", "lasting"), [case[1:] for case in TROUBLE], ids=[case[0] for case in TROUBLE]
)
def test_trouble_is_one_sentence(model: Model, reply: Reply, told: str, lasting: bool) -> None:
    """What went wrong, and whether every document would meet it."""
    model.say(reply)
    begun = time.monotonic()
    with pytest.raises(EndpointError) as caught:
        ask_endpoint(endpoint(model), {"messages": []})
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.lasting is lasting
    assert time.monotonic() - begun < 3


def test_what_an_error_says_is_cleaned_and_shortened(model: Model) -> None:
    """No control characters reach a terminal, and no page of prose."""
    model.say(raw(json.dumps({"error": "\x1b[31m" + "word " * 1000}).encode(), status=500))
    with pytest.raises(EndpointError) as caught:
        ask_endpoint(endpoint(model), {})
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 300


def test_where_nobody_listens_it_lasts() -> None:
    """Each document would end alike."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{held.getsockname()[1]}/v1"
        with pytest.raises(EndpointError, match="is the language model running") as caught:
            ask_endpoint(Endpoint(address=address, model="small", patience=QUICK), {})
    assert caught.value.lasting


@pytest.mark.parametrize(
    "addresses",
    [("192.0.2.7",), ("10.0.0.8",), ("127.0.0.1", "192.0.2.7"), ("::ffff:192.0.2.7",), ("0.0.0.0",), ("fe80::1%eth0",)],
)
def test_a_text_does_not_leave_this_machine_unasked(model: Model, addresses: tuple[str, ...]) -> None:
    """Judged by the addresses that a name resolves to, all of them; nothing is sent."""
    named = Endpoint(address="http://model.example:8080/v1", model="small")
    with pytest.raises(EndpointError, match="--text-may-leave") as caught:
        ask_endpoint(named, {}, resolve=lambda *_: addresses)
    assert caught.value.lasting
    assert model.asked == []


@pytest.mark.parametrize("address", ["127.0.0.1", "::ffff:127.0.0.1"])
def test_a_name_of_this_machine_may_be_asked(model: Model, address: str) -> None:
    """The connection goes to the judged address, the request to the name."""
    model.say(answer())
    port = model.address.rpartition(":")[2]
    assert (
        ask_endpoint(Endpoint(address=f"http://model.example:{port}", model="small"), {}, resolve=lambda *_: (address,))
        == {}
    )
    assert model.headers[0]["Host"] == f"model.example:{port.removesuffix('/v1')}"


def test_a_text_leaves_where_the_user_says_so(model: Model) -> None:
    """And then to any machine: here one that is called another."""
    model.say(answer())
    assert ask_endpoint(Endpoint(address=model.address, model="small", elsewhere=True), {}) == {}


def test_a_host_without_an_address_lasts() -> None:
    """Like one where nobody listens."""

    def fail(*_: object) -> tuple[str, ...]:
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(EndpointError, match="no known address") as caught:
        ask_endpoint(Endpoint(address="http://model.example", model="small"), {}, resolve=fail)
    assert caught.value.lasting


@pytest.mark.parametrize(
    ("words", "address", "name"),
    [
        ("http://127.0.0.1:8080/v1#small", "http://127.0.0.1:8080/v1", "small"),
        ("http://localhost:11434/v1/#llama3:8b", "http://localhost:11434/v1", "llama3:8b"),
        ("http://[::1]:8080#org/model", "http://[::1]:8080", "org/model"),
    ],
)
def test_an_endpoint_is_an_address_and_a_name(words: str, address: str, name: str) -> None:
    """With a # between them."""
    assert (parse_endpoint(words).address, parse_endpoint(words).model) == (address, name)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("small", "no address"),
        ("ftp://127.0.0.1/v1#small", "no address"),
        ("http://#small", "no address"),
        ("http://127.0.0.1:99999/v1#small", "no address"),
        ("http://me:hunter2@127.0.0.1/v1#small", "no address"),
        ("http://127.0.0.1:8080/v1", "no name of a model"),
        ("http://127.0.0.1:8080/v1# ", "no name of a model"),
        ("http://127.0.0.1:8080/v1#a\x1b[2Jb", "no name of a model"),
        ("http://127.0.0.1:8080/v1?x=1#small", "has a query"),
    ],
)
def test_what_is_no_endpoint_is_told(words: str, told: str) -> None:
    """What it lacks; a password is not repeated."""
    with pytest.raises(EndpointError, match=told) as caught:
        parse_endpoint(words)
    assert "hunter2" not in str(caught.value)


def test_a_key_goes_to_another_machine_encrypted_or_not_at_all() -> None:
    """Plain http would show it to everybody on the way."""
    with pytest.raises(EndpointError, match="https"):
        parse_endpoint("http://model.example/v1#small", elsewhere=True, key="s3cret")
    for words in ("https://model.example/v1#small", "http://127.0.0.1:8080/v1#small", "http://localhost:8080/v1#small"):
        assert parse_endpoint(words, elsewhere=True, key="s3cret").key == "s3cret"
