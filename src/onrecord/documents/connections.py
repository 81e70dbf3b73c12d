"""A host -> a connection to one judged address of it, with an end in time. fetch.py alone uses it.

The resolving happens here, once for each connection, and the connection goes to the address that was judged: a name
that answers differently the second time (DNS rebinding) gains nothing.
"""

import socket
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from queue import Empty, SimpleQueue
from ssl import SSLContext
from typing import Any

import httpcore

from onrecord.errors import FetchError

__all__ = ["GuardedNetwork"]

_MOST = 4  # addresses of a host that are tried; each may take a whole step


class GuardedNetwork(httpcore.NetworkBackend):
    """Connects to public addresses alone, and to none after the deadline (of time.monotonic)."""

    def __init__(
        self, *, resolve: Callable[[str, int], tuple[str, ...]], allow: Callable[[str], bool], deadline: float
    ) -> None:
        self._resolve = resolve
        self._allow = allow
        self._deadline = deadline
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A stream to the first resolved address that answers. One private address among them refuses the host."""
        *others, last = self._find(host, port, timeout)
        for address in others:  # a host of both kinds of address, seen from a network that has one
            with suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return self._connect(address, port, timeout, local_address, socket_options)
        return self._connect(last, port, timeout, local_address, socket_options)

    def _connect(
        self, address: str, port: int, timeout: float | None, local_address: str | None, options: Iterable[Any] | None
    ) -> httpcore.NetworkStream:
        stream = self._network.connect_tcp(address, port, _shorten(timeout, self._deadline), local_address, options)
        return _TimedStream(stream, self._deadline)

    def _find(self, host: str, port: int, timeout: float | None) -> tuple[str, ...]:
        try:
            addresses = self._resolve_in_time(host, port, _shorten(timeout, self._deadline))
        except (OSError, UnicodeError) as error:
            raise FetchError(f"{host} has no known address ({error}).", passing=_is_passing(error)) from error
        for address in addresses:
            if not self._allow(address):
                raise FetchError(f"{host} is at {address}, which is not an address of the public internet.")
        if not addresses:
            raise FetchError(f"{host} has no known address.")
        return addresses[:_MOST]

    def _resolve_in_time(self, host: str, port: int, timeout: float) -> tuple[str, ...]:
        """The resolver of the system knows no end: it is asked by a thread that nobody waits for longer."""
        answers: SimpleQueue[tuple[str, ...] | OSError | UnicodeError] = SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self._resolve(host, port))
            except (OSError, UnicodeError) as error:
                answers.put(error)

        threading.Thread(target=ask, daemon=True).start()
        try:
            answer = answers.get(timeout=timeout)
        except Empty as error:
            raise httpcore.ConnectTimeout("the name was not resolved in time") from error
        if isinstance(answer, Exception):
            raise answer
        return answer


class _TimedStream(httpcore.NetworkStream):
    """A stream whose every step ends at the deadline: a server that drips its headers is cut off too."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _shorten(timeout, self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _shorten(timeout, self._deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        wrapped = self._stream.start_tls(ssl_context, server_hostname, _shorten(timeout, self._deadline))
        return _TimedStream(wrapped, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _is_passing(error: OSError | UnicodeError) -> bool:
    return isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN


def _shorten(timeout: float | None, deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time for the whole is over")
    return left if timeout is None else min(timeout, left)
