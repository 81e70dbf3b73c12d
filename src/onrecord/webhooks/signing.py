"""A secret, an id, a time and a body -> the headers that prove who sent it (Standard Webhooks 1.0, HMAC-SHA256).

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime

__all__ = ["make_secret", "sign_message"]

_PREFIX = "whsec_"
_BYTES = 32  # the specification asks for 24 to 64


def make_secret() -> str:
    """A new secret, as receivers take it: its prefix, and 32 bytes of chance in base64."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def sign_message(secret: str, id: str, time: datetime, body: bytes) -> dict[str, str]:  # noqa: A002 - the word of the specification
    """The headers of one attempt; `time` is that of the attempt, and goes into the signature.

    >>> from datetime import UTC
    >>> secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    >>> time = datetime.fromtimestamp(1614265330, UTC)
    >>> sign_message(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", time, b'{"test": 2432232314}')["webhook-signature"]
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
    """
    stamp = str(int(time.timestamp()))
    key = base64.b64decode(secret.removeprefix(_PREFIX))
    seal = hmac.new(key, f"{id}.{stamp}.".encode() + body, hashlib.sha256).digest()
    return {
        "webhook-id": id,
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{base64.b64encode(seal).decode()}",
    }
