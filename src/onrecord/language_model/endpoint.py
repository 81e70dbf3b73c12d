"""A question -> the answer of a language model, over HTTP. The only socket of reading, and off unless named.

An endpoint is OpenAI-compatible: llama.cpp, vLLM, Ollama and others answer POST {address}/chat/completions. It must be
on this machine, judged by the address that its name resolves to, unless the user said that the text may leave. No
redirect is followed and no proxy of the environment used; time and size have limits. Whatever goes wrong is an
EndpointError in one sentence; the key is never in it.
"""

import ipaddress
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult

import httpcore

from onrecord.documents.addresses import encode_host, encode_target, port_of, split_url
from onrecord.documents.connections import GuardedNetwork
from onrecord.documents.fetch import resolve_host
from onrecord.errors import EndpointError, FetchError

__all__ = ["Endpoint", "Patience", "ask_endpoint", "parse_endpoint"]

_LASTING = frozenset([401, 403, 404, 405, 407])  # of HTTP: the address or the key is wrong, whatever is asked
_LONGEST_COMPLAINT = 200  # code points of an error's own words that are repeated
_ANSWER_TOKENS = 4096  # some 60 facts; a model that repeats itself is cut here, and its answer is not used

Json = dict[str, Any]
Resolve = Callable[[str, int], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Seconds to connect and for the whole, bytes of an answer."""

    connect: float = 5
    whole: float = 180  # a small model on two cores writes some 10 tokens a second
    size: int = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where a model answers, and its name there. `elsewhere`: the user said that texts may leave this machine."""

    address: str
    model: str
    elsewhere: bool = False
    key: str | None = field(default=None, repr=False)
    patience: Patience = Patience()


def parse_endpoint(words: str, *, elsewhere: bool = False, key: str | None = None) -> Endpoint:
    """`http://127.0.0.1:8080/v1#name` as an endpoint. Raises EndpointError where it is none."""
    address, _, model = words.partition("#")
    try:
        parts = split_url(address)
        encode_host(parts)
    except FetchError as error:
        raise EndpointError(
            f"{address.rpartition('@')[2]} is no address of a language model: write http://127.0.0.1:8080/v1#name.",
            lasting=True,
        ) from error
    if not model.strip() or not model.isprintable() or len(model) > 200:
        raise EndpointError(f"{address} has no name of a model: write {address}#name.", lasting=True)
    if parts.query:
        raise EndpointError(f"{address} has a query; name the address before /chat/completions.", lasting=True)
    if key and parts.scheme == "http" and elsewhere and not _is_loopback_name(parts.hostname or ""):
        raise EndpointError(f"{address} would get the key unencrypted: name an https address.", lasting=True)
    return Endpoint(address=address.rstrip("/"), model=model.strip(), elsewhere=elsewhere, key=key)


def ask_endpoint(endpoint: Endpoint, question: Json, *, resolve: Resolve = resolve_host) -> Json:
    """The JSON object that the model answers. `question` has the keys of a chat completion but the model and limits."""
    parts = split_url(f"{endpoint.address}/chat/completions")
    addresses = _find_addresses(endpoint, parts, resolve)
    body = {"model": endpoint.model, "temperature": 0, "seed": 0, "stream": False, "max_tokens": _ANSWER_TOKENS}
    data = _send(endpoint, parts, addresses, json.dumps(body | question).encode())
    return _parse_answer(endpoint, data)


def _find_addresses(endpoint: Endpoint, parts: SplitResult, resolve: Resolve) -> tuple[str, ...]:
    """Where the connection may go: judged here, and used as judged, so that a name cannot change its mind."""
    host = parts.hostname or ""
    try:
        addresses = resolve(host, port_of(parts))
    except (OSError, UnicodeError) as error:
        raise EndpointError(f"{endpoint.address}: {host} has no known address.", lasting=True) from error
    if not endpoint.elsewhere and not all(_is_loopback(address) for address in addresses):
        raise EndpointError(
            f"{endpoint.address} is on another machine, and the text of each document would leave this one; "
            "say --text-may-leave to allow it.",
            lasting=True,
        )
    return addresses


def _is_loopback(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return (mapped or ip).is_loopback


def _is_loopback_name(host: str) -> bool:
    try:
        return _is_loopback(host)
    except ValueError:
        return host == "localhost"


def _send(endpoint: Endpoint, parts: SplitResult, addresses: tuple[str, ...], body: bytes) -> bytes:
    """The bytes of a good answer."""
    patience = endpoint.patience
    network = GuardedNetwork(
        resolve=lambda *_: addresses, allow=lambda _: True, deadline=time.monotonic() + patience.whole
    )
    place = httpcore.URL(
        scheme=parts.scheme.encode(), host=encode_host(parts), port=port_of(parts), target=encode_target(parts)
    )
    port = f":{parts.port}" if parts.port else ""
    headers = [
        ("Host", encode_host(parts).decode() + port),
        ("Content-Type", "application/json"),
        ("Accept", "application/json"),
    ]
    if endpoint.key:
        headers.append(("Authorization", f"Bearer {endpoint.key}"))
    timeout = dict.fromkeys(("read", "write", "pool"), patience.whole) | {"connect": patience.connect}
    try:
        with (
            httpcore.ConnectionPool(network_backend=network) as pool,
            pool.stream("POST", place, headers=headers, content=body, extensions={"timeout": timeout}) as response,
        ):
            data = _receive(endpoint, response)
    except (httpcore.ConnectError, httpcore.ConnectTimeout, FetchError) as error:
        raise EndpointError(
            f"{endpoint.address} does not answer: is the language model running?", lasting=True
        ) from error
    except httpcore.TimeoutException as error:
        raise EndpointError(f"{endpoint.address} took more than {patience.whole:g} seconds.") from error
    except (OSError, ValueError, httpcore.ProtocolError, httpcore.NetworkError) as error:
        raise EndpointError(f"{endpoint.address} broke off: {type(error).__name__}.") from error
    if response.status != 200:
        raise EndpointError(
            f"{endpoint.address} answered {response.status}{_find_complaint(data)}.",
            lasting=response.status in _LASTING,
        )
    return data


def _receive(endpoint: Endpoint, response: httpcore.Response) -> bytes:
    data = bytearray()
    for piece in response.iter_stream():
        data += piece
        if len(data) > endpoint.patience.size:
            raise EndpointError(f"{endpoint.address} answered more than {endpoint.patience.size:,} bytes.")
    return bytes(data)


def _find_complaint(data: bytes) -> str:
    """What an error says of itself, as the APIs write it: {"error": {"message": …}}, {"error": …} or {"detail": …}."""
    try:
        told = json.loads(data)
        told = told.get("error", told.get("detail", told.get("message")))
        told = told.get("message") if isinstance(told, dict) else told
    except (ValueError, AttributeError, RecursionError):
        return ""
    words = " ".join("".join(letter if letter.isprintable() else " " for letter in str(told or "")).split())
    return f": {words[:_LONGEST_COMPLAINT].rstrip('.')}" if words else ""


def _parse_answer(endpoint: Endpoint, data: bytes) -> Json:
    """The object in the first choice. An answer that was cut at its limit is none, though it may look whole."""
    try:
        choice = json.loads(data)["choices"][0]
        content = choice["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise EndpointError(f"{endpoint.address} answered no chat completion; is it OpenAI-compatible?") from error
    if choice.get("finish_reason") == "length":
        raise EndpointError(f"{endpoint.address} was cut off at {_ANSWER_TOKENS} tokens, and its answer is not used.")
    try:
        answer = json.loads(content)
    except (ValueError, TypeError, RecursionError) as error:
        raise EndpointError(f"{endpoint.model} answered what is not JSON.") from error
    if not isinstance(answer, dict):
        raise EndpointError(f"{endpoint.model} answered JSON that is no object.")
    return answer
