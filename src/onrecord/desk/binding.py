"""Where a desk answers -> whether it may: on this machine always, elsewhere only with users, and over TLS.

A proxy that ends TLS before the desk is stated by its address, so that nobody else's word is taken for a caller's.
"""

import ipaddress
import socket
import ssl
from dataclasses import dataclass
from pathlib import Path

from onrecord.desk.gate import HOSTS
from onrecord.errors import LedgerError, SignInError

__all__ = ["Binding", "check_binding", "find_hosts", "listen"]

_TRIES = 20  # ports after the one asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """An address of this machine, the names by which the desk may be called, and how words are kept secret."""

    host: str = "127.0.0.1"
    port: int = 8317
    names: tuple[str, ...] = ()
    certificate: Path | None = None
    key: Path | None = None
    proxy: str | None = None

    @property
    def is_local(self) -> bool:
        """Whether nobody but this machine can reach it."""
        return ipaddress.ip_address(self.host).is_loopback


def check_binding(binding: Binding, *, has_users: bool) -> Binding:
    """The binding, where it may be. Raises SignInError with what is missing."""
    for address in (binding.host, *([binding.proxy] if binding.proxy else [])):
        try:
            ipaddress.ip_address(address)
        except ValueError as error:
            raise SignInError(f"{address} is no IP address, like 127.0.0.1 or 192.0.2.7.") from error
    if (binding.certificate is None) != (binding.key is None):
        raise SignInError("TLS takes a certificate and its key: --tls-certificate FILE and --tls-key FILE.")
    _check_certificate(binding)
    if binding.is_local and binding.proxy is None:
        return binding
    if not has_users:
        raise SignInError("Other machines reach this desk only where it has users: onrecord users add NAME owner.")
    if binding.certificate is None and binding.proxy is None:
        raise SignInError(
            "Passwords would go over the wire for all to read: give --tls-certificate, or state a --proxy."
        )
    if not binding.names:
        raise SignInError("Say by which name the desk is called: --name desk.example.")
    return binding


def _check_certificate(binding: Binding) -> None:
    """Raises SignInError where the two files cannot be read, or do not belong together."""
    if binding.certificate is None or binding.key is None:
        return
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(binding.certificate, binding.key)
    except (OSError, ssl.SSLError) as error:
        told = error.strerror or str(error)
        raise SignInError(f"{binding.certificate} and {binding.key} are no certificate and its key: {told}.") from error


def find_hosts(binding: Binding) -> frozenset[str]:
    """The names by which the desk may be called."""
    return HOSTS | frozenset(binding.names)


def listen(port: int, host: str = "127.0.0.1") -> socket.socket:
    """A socket on this address: the port asked for, else one of the next; 0 takes any."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for number in range(port, min(port + _TRIES, 65536)) if port else (0,):
        listener = socket.socket(family, socket.SOCK_STREAM)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((host, number))
            listener.listen()  # who comes as soon as the address is told waits a moment, and is not refused
        except OSError:
            listener.close()
        else:
            return listener
    raise LedgerError(f"No port from {port} on is free at {host}; name another with --port.")
