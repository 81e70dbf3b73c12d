"""Headers that a receiver checks: the published example stands in the module's doctest."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime

from onrecord.webhooks.signing import make_secret, sign_message

TIME = datetime(2031, 7, 1, 8, tzinfo=UTC)


def test_secrets_are_of_chance_and_long_enough() -> None:
    """24 to 64 bytes in base64 after the prefix."""
    first, second = make_secret(), make_secret()
    assert first != second
    assert first.startswith("whsec_")
    assert 24 <= len(base64.b64decode(first.removeprefix("whsec_"))) <= 64


def test_what_is_signed_cannot_be_changed() -> None:
    """Id, time and body go into the signature, as does the secret."""
    secret = make_secret()
    headers = sign_message(secret, "msg-1", TIME, b"{}")
    key = base64.b64decode(secret.removeprefix("whsec_"))
    expected = hmac.new(key, b"msg-1." + headers["webhook-timestamp"].encode() + b".{}", hashlib.sha256).digest()
    assert headers["webhook-signature"] == "v1," + base64.b64encode(expected).decode()
    assert headers["webhook-timestamp"] == str(int(TIME.timestamp()))
    others = [
        sign_message(secret, "msg-2", TIME, b"{}"),
        sign_message(secret, "msg-1", TIME.replace(minute=1), b"{}"),
        sign_message(secret, "msg-1", TIME, b"[]"),
        sign_message(make_secret(), "msg-1", TIME, b"{}"),
    ]
    assert headers["webhook-signature"] not in {other["webhook-signature"] for other in others}
