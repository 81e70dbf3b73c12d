"""The desk answers elsewhere only with users and TLS, its own or that of a proxy that is stated."""

from pathlib import Path

import pytest

from onrecord.desk.binding import Binding, check_binding, find_hosts, listen
from onrecord.errors import LedgerError, SignInError

PEM, KEY = (Path(__file__).parent / name for name in ("desk.pem", "desk.key"))
NAMES = ("desk.example",)

MAY = [
    (Binding(), False),
    (Binding(), True),
    (Binding(host="::1"), False),
    (Binding(certificate=PEM, key=KEY), False),
    (Binding(host="0.0.0.0", names=NAMES, certificate=PEM, key=KEY), True),
    (Binding(host="192.0.2.7", names=NAMES, proxy="192.0.2.8"), True),
    (Binding(names=NAMES, proxy="127.0.0.1"), True),
]
MAY_NOT = [
    (Binding(host="0.0.0.0", names=NAMES, certificate=PEM, key=KEY), False, "only where it has users"),
    (Binding(host="0.0.0.0", names=NAMES), False, "only where it has users"),
    (Binding(host="0.0.0.0", names=NAMES), True, "go over the wire"),
    (Binding(host="::", names=NAMES), True, "go over the wire"),
    (Binding(proxy="127.0.0.1"), False, "only where it has users"),
    (Binding(host="0.0.0.0", certificate=PEM, key=KEY), True, "by which name"),
    (Binding(certificate=PEM), True, "a certificate and its key"),
    (Binding(certificate=PEM, key=PEM), True, "are no certificate and its key"),
    (Binding(certificate=Path("none.pem"), key=KEY), True, "No such file"),
    (Binding(host="desk.example"), True, "is no IP address"),
    (Binding(proxy="*"), True, "is no IP address"),
]


@pytest.mark.parametrize(("binding", "has_users"), MAY)
def test_where_it_may_answer(binding: Binding, has_users: bool) -> None:
    """On this machine always."""
    assert check_binding(binding, has_users=has_users) == binding


@pytest.mark.parametrize(("binding", "has_users", "message"), MAY_NOT)
def test_where_it_may_not(binding: Binding, has_users: bool, message: str) -> None:
    """With what is missing."""
    with pytest.raises(SignInError, match=message):
        check_binding(binding, has_users=has_users)


def test_it_is_called_by_its_names() -> None:
    """And by this machine's."""
    assert find_hosts(Binding(names=NAMES)) == {"127.0.0.1", "localhost", "[::1]", "desk.example"}


def test_the_next_free_port_is_taken() -> None:
    """And an address that is not of this machine is said to be none."""
    with listen(0) as first:
        port = first.getsockname()[1]
        first.listen()
        with listen(port) as second:
            assert second.getsockname()[1] != port
    with pytest.raises(LedgerError, match=r"at 192\.0\.2\.7"):
        listen(0, "192.0.2.7")
